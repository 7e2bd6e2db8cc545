package main

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"midspan/api/demo"
	"midspan/api/storetest"
	"midspan/app/pact"
)

const openLetter = "/i/" + demo.OpenLetter

// send posts the form of a letter, as its page does.
func (v *visitor) send(path string, form url.Values, site string) page {
	v.t.Helper()
	r := v.request(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if site != "" {
		r.Header.Set("Sec-Fetch-Site", site)
	}
	return v.do(r)
}

// words is what a page says. Attributes come in any order.
func words(p page) string { return regexp.MustCompile(`<[^>]*>`).ReplaceAllString(p.body, " ") }

func answer(said string) url.Values { return url.Values{"answer": {said}} }

func TestALetterIsReadWithoutAnAccountAScriptOrATrace(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	v := s.visitor()
	first := v.get(openLetter)
	for _, says := range []string{"Ruth Oakes", "Oak &amp; Iron", "I went over your head", "yours as much as ours", `method="post"`} {
		if !strings.Contains(first.body, says) {
			t.Errorf("the letter does not say %q", says)
		}
	}
	if strings.Contains(first.body, "<script") || strings.Contains(first.body, "Three late deliveries") {
		t.Error("the page has a script, or what the writer keeps to their side")
	}
	head := v.do(v.request(http.MethodHead, openLetter, nil))
	if again := v.get(openLetter); head.status != 200 || words(again) != words(first) || again.header.Get("Cache-Control") != "no-store" {
		t.Error("reading has changed the letter, or is kept")
	}
	var got struct {
		Relationships struct {
			Edges []struct {
				Node struct {
					Invitations struct {
						Edges []struct{ Node struct{ Answer *string } }
					}
				}
			}
		}
	}
	err := s.signedIn("owner@oak.example").ask("{ relationships { edges { node { invitations { edges { node { answer } } } } } } }", nil, &got)
	if err != nil || got.Relationships.Edges[0].Node.Invitations.Edges[0].Node.Answer != nil {
		t.Errorf("reading has answered it: %v", err)
	}
}

func TestALetterIsAnsweredAndAnsweredAnew(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	v := s.visitor()
	later := answer("later")
	later.Set("date", time.Now().AddDate(0, 1, 0).Format(time.DateOnly))
	for _, c := range []struct {
		form url.Values
		says string
	}{
		{later, "Not before "},
		{answer("no"), "No, thank you."},
		{answer("yes"), "/sign-up?invitation=" + demo.OpenLetter},
	} {
		sent := v.send(openLetter, c.form, "same-origin")
		if sent.status != http.StatusSeeOther || sent.header.Get("Location") != openLetter {
			t.Fatalf("%v: %d to %s", c.form, sent.status, sent.header.Get("Location"))
		}
		if page := v.get(openLetter); !strings.Contains(page.body, c.says) {
			t.Errorf("after %v the page does not say %q", c.form, c.says)
		}
	}
	if page := s.signedIn("owner@quay.example").get(openLetter); !strings.Contains(page.body, "/join/"+demo.OpenLetter) {
		t.Error("somebody with an account is not led to join")
	}
}

func TestAWrongAnswerIsToldAndChangesNothing(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	v := s.visitor()
	before := words(v.get(openLetter))
	yesterday, noDay := answer("later"), answer("later")
	yesterday.Set("date", time.Now().UTC().Format(time.DateOnly))
	noDay.Set("date", "2027-02-30")
	for name, c := range map[string]struct {
		form url.Values
		site string
		want int
	}{
		"no answer":         {url.Values{}, "same-origin", http.StatusUnprocessableEntity},
		"an unknown answer": {answer("perhaps"), "same-origin", http.StatusUnprocessableEntity},
		"a day that came":   {yesterday, "same-origin", http.StatusUnprocessableEntity},
		"no such day":       {noDay, "same-origin", http.StatusUnprocessableEntity},
		"from another site": {answer("no"), "cross-site", http.StatusForbidden},
		"an endless form":   {url.Values{"answer": {strings.Repeat("x", 10_000)}}, "same-origin", http.StatusBadRequest},
	} {
		if got := v.send(openLetter, c.form, c.site); got.status != c.want {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	if words(v.get(openLetter)) != before {
		t.Error("the letter has changed")
	}
	if got := v.send(openLetter, yesterday, "same-origin"); !strings.Contains(got.body, "That day has come already") {
		t.Error("what is wrong with the day is not said")
	}
}

func TestALetterIsNotAnsweredWithoutEnd(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	v := s.visitor()
	aliases := strings.ReplaceAll(aliased(15, `answerInvitation(input: {token: "TOKEN", answer: NO}) { clientMutationId }`), "TOKEN", demo.OpenLetter)
	codes := map[pact.Code]int{}
	for _, e := range v.query("mutation { "+aliases+"}", nil).errors {
		codes[e.Extensions.Code]++
	}
	if codes[pact.Limited] != 5 || len(codes) != 1 {
		t.Errorf("fifteen answers in one request: %v", codes)
	}
	got := v.send(openLetter, answer("yes"), "same-origin")
	if got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" || !strings.Contains(words(got), "too many attempts") || !strings.Contains(words(got), "Ruth Oakes") {
		t.Errorf("by its page: %d %s", got.status, words(got))
	}
	if got := v.get("/i/none"); got.status != http.StatusNotFound {
		t.Errorf("another letter: %d", got.status)
	}
}

func TestAClosedLetterTellsNothing(t *testing.T) {
	t.Parallel()
	s := anyDemo(t)
	ruth := s.signedIn("owner@oak.example")
	if err := ruth.ask(`mutation($i: ID!) { revokeInvitation(input: {invitation: $i}) { invitation { id } } }`,
		map[string]any{"i": demo.ID(pact.InvitationID, 2)}, nil); err != nil {
		t.Fatal(err)
	}
	v := s.visitor()
	for path, want := range map[string]int{openLetter: http.StatusGone, "/i/demo-letter-from-alder": http.StatusGone, "/i/none": http.StatusNotFound} {
		for _, page := range []page{v.get(path), v.send(path, answer("yes"), "same-origin")} {
			if page.status != want || strings.Contains(page.body, "Ruth") || strings.Contains(page.body, "Hanna") {
				t.Errorf("%s: %d", path, page.status)
			}
		}
	}
}

func TestSomebodyJoinsByTheirLetter(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, databaseURL string) {
		dir := t.TempDir()
		migrateFirst(t, databaseURL, dir)
		s := serveDemo(t, databaseURL, dir)
		join := `mutation($t: String!, $e: String!) { signUp(input: {name: "Peter Hale", email: $e, password: "a-mill-by-the-brook", organization: "Brookside Mills", invitation: $t}) { user { name } } }`
		peter := s.visitor()
		if err := peter.ask(join, map[string]any{"t": demo.OpenLetter, "e": "peter@brook.example"}, nil); err != nil {
			t.Fatal(err)
		}
		typist, ruth := peter.open(demo.ID(pact.DocumentID, 8)), s.signedIn("owner@oak.example").open(demo.ID(pact.DocumentID, 8))
		typist.write("care", "That we talk.")
		eventually(t, "Ruth sees it", func() bool { return ruth.text("care") == "That we talk." })
		err := s.visitor().ask(join, map[string]any{"t": demo.OpenLetter, "e": "second@brook.example"}, nil)
		if code := pact.CodeOf(err); code != pact.Conflict && code != pact.NotFound {
			t.Errorf("the letter let in a second person: %v", err)
		}
	})
}
