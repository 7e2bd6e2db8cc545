package main

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"midspan/api/storetest"
	"midspan/app/pact"
)

const forgotten = `mutation($e: String!) { requestPasswordReset(input: {email: $e}) }`

var resetLink = regexp.MustCompile(`http://[^\s]+/reset/([A-Za-z0-9_-]{43})`)

// serveWithMail serves an empty database, with a mail server beside it.
func serveWithMail(t *testing.T, databaseURL, dir string) (*running, *mailbox) {
	t.Helper()
	m := newMailbox(t, "")
	return serveEmpty(t, databaseURL, dir, "-smtp-url", m.url(), "-mail-from", "midspan@server.example"), m
}

func TestAForgottenPasswordIsReplacedByMail(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, databaseURL string) {
		dir := t.TempDir()
		migrateFirst(t, databaseURL, dir)
		s, m := serveWithMail(t, databaseURL, dir)
		phone := s.signUp("owner@left.example", "Left House")
		s.signUp("owner@right.example", "Right House")
		nobody := s.visitor()
		known := nobody.query(forgotten, vars{"e": " Owner@Left.example "})
		unknown := nobody.query(forgotten, vars{"e": "nobody@left.example"})
		if known.code() != "" || known.raw != unknown.raw || known.status != unknown.status {
			t.Errorf("the answers differ: %s %s", known.raw, unknown.raw)
		}
		letter := m.next("owner@left.example")
		link := resetLink.FindStringSubmatch(letter)
		if link == nil || !strings.HasPrefix(link[0], s.url) {
			t.Fatalf("the letter says %s", letter)
		}
		token := link[1]
		nobody.refused(pact.BadInput, resetPassword, vars{"t": token, "p": "password1234"}) // and the link is good still
		nobody.refused(pact.NotFound, resetPassword, vars{"t": token[:42] + "x", "p": "quite another password"})
		nobody.must(resetPassword, vars{"t": token, "p": "quite another password"}, "")
		if said := m.next("owner@left.example"); !strings.Contains(said, "was changed") || resetLink.MatchString(said) {
			t.Errorf("the second letter says %s", said)
		}
		nobody.refused(pact.NotFound, resetPassword, vars{"t": token, "p": "and a third password"})
		if got := phone.must(whoAmI, nil, "viewer"); got != nil {
			t.Errorf("the phone is still %v", got)
		}
		nobody.refused(pact.Unauthenticated, signIn, vars{"e": "owner@left.example", "p": password})
		nobody.must(signIn, vars{"e": "owner@left.example", "p": "quite another password"}, "")
		s.visitor().must(signIn, vars{"e": "owner@right.example", "p": password}, "")
		if len(m.letters) > 0 {
			t.Error("somebody else had a letter too")
		}
		if log := s.log.String(); strings.Contains(log, token) || strings.Contains(log, "left.example") {
			t.Errorf("the log tells: %s", log)
		}
	})
}

func TestALinkForANewPasswordIsReplacedByTheNextAndRunsOut(t *testing.T) {
	t.Parallel()
	url := storetest.SQLite(t)
	s, m := serveWithMail(t, url, t.TempDir())
	s.signUp("owner@left.example", "Left House")
	nobody := s.visitor()
	link := func() string {
		nobody.must(forgotten, vars{"e": "owner@left.example"}, "")
		return resetLink.FindStringSubmatch(m.next("owner@left.example"))[1]
	}
	first, second := link(), link()
	nobody.refused(pact.NotFound, resetPassword, vars{"t": first, "p": "quite another password"})
	db := storetest.Open(t, url)
	if rows := db.Client.PasswordReset.Query().AllX(systemOf(t)); len(rows) != 1 || strings.Contains(string(rows[0].TokenHash), second) || len(rows[0].TokenHash) != 32 {
		t.Errorf("stored: %v", rows)
	}
	if _, err := db.SQL.ExecContext(t.Context(), "UPDATE password_resets SET expires_at = created_at"); err != nil {
		t.Fatal(err)
	}
	nobody.refused(pact.NotFound, resetPassword, vars{"t": second, "p": "quite another password"})
	link()
	for _, email := range []string{"owner@left.example", "nobody@left.example"} { // three in half an hour, for everybody
		for range 3 {
			nobody.query(forgotten, vars{"e": email})
		}
		nobody.refused(pact.Limited, forgotten, vars{"e": email})
	}
	nobody.refused(pact.BadInput, forgotten, vars{"e": "no address"})
}

func TestAnAnswerAboutAForgottenPasswordTakesTheSameTimeForEverybody(t *testing.T) {
	t.Parallel()
	s, _ := serveWithMail(t, storetest.SQLite(t), t.TempDir())
	s.signUp("owner@left.example", "Left House")
	quickest := map[string]time.Duration{}
	for _, email := range []string{"owner@left.example", "nobody@left.example"} {
		v := s.visitor()
		for range 3 {
			begun := time.Now()
			v.must(forgotten, vars{"e": email}, "")
			if took := time.Since(begun); quickest[email] == 0 || took < quickest[email] {
				quickest[email] = took
			}
		}
	}
	known, unknown := quickest["owner@left.example"], quickest["nobody@left.example"]
	if known > 4*unknown+20*time.Millisecond || unknown > 4*known+20*time.Millisecond {
		t.Errorf("known %s, unknown %s", known, unknown)
	}
}

func TestWithoutMailTheOperatorMakesTheLink(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	s.signUp("owner@left.example", "Left House")
	nobody := s.visitor()
	nobody.refused(pact.Forbidden, forgotten, vars{"e": "owner@left.example"})
	if page := nobody.get("/forgot"); page.status != http.StatusOK || !strings.Contains(page.body, "Ask whoever runs it") || strings.Contains(page.body, "<form") {
		t.Errorf("%d %s", page.status, page.body)
	}
	token := s.resetToken("Owner@left.example")
	nobody.must(resetPassword, vars{"t": token, "p": "quite another password"}, "")
	nobody.must(signIn, vars{"e": "owner@left.example", "p": "quite another password"}, "")
	p := program{getenv: env(nil), out: &lines{}, log: &lines{}}
	if err := p.run(t.Context(), append([]string{"forgot", "nobody@left.example"}, s.args...)); err == nil {
		t.Error("a link for nobody")
	}
}

func TestAPasswordIsChangedByWhoKnowsIt(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, databaseURL string) {
		dir := t.TempDir()
		migrateFirst(t, databaseURL, dir)
		s, m := serveWithMail(t, databaseURL, dir)
		desk := s.signUp("owner@left.example", "Left House")
		phone := s.visitor()
		phone.must(signIn, vars{"e": "owner@left.example", "p": password}, "")
		before := desk.cookie()
		for field, c := range map[string][]string{
			"current":  {"not the password", "quite another password"},
			"password": {password, "short"},
		} {
			if got := desk.query(changePassword, vars{"c": c[0], "p": c[1]}); got.field() != field {
				t.Errorf("%s: %s", field, got.raw)
			}
		}
		for _, bad := range []string{password, "owner@left.example", "password1234", "qwertyuiop12"} {
			if got := desk.query(changePassword, vars{"c": password, "p": bad}); got.field() != "password" {
				t.Errorf("%s: %s", bad, got.raw)
			}
		}
		if got := phone.mustText(whoAmI, nil, "viewer.email"); got != "owner@left.example" {
			t.Error("what was refused ended a session")
		}
		if got := desk.mustText(changePassword, vars{"c": password, "p": "quite another password"}, "changePassword.accessToken"); s.program(got).query(whoAmI, nil).code() != "" {
			t.Error("the new access token is not good")
		}
		if desk.cookie() == before || desk.mustText(whoAmI, nil, "viewer.email") != "owner@left.example" {
			t.Error("the desk has not a new session")
		}
		stale := s.visitor()
		stale.client.Jar.SetCookies(stale.request(http.MethodGet, "/", nil).URL, []*http.Cookie{{Name: "midspan", Value: before}})
		for name, v := range map[string]*visitor{"the phone": phone, "who has the old cookie": stale} {
			if got := v.must(whoAmI, nil, "viewer"); got != nil {
				t.Errorf("%s is still %v", name, got)
			}
		}
		m.next("owner@left.example")
		s.visitor().refused(pact.Unauthenticated, changePassword, vars{"c": "x", "p": "y"})
	})
}

func TestGuessingAPasswordByChangingItStops(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	thief := s.signUp("owner@left.example", "Left House") // at an open laptop
	for range 21 {
		thief.query(changePassword, vars{"c": "a guess of mine", "p": "quite another password"})
	}
	thief.refused(pact.Limited, changePassword, vars{"c": password, "p": "quite another password"})
}

func TestSessionsAreListedAndEnded(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		for _, email := range []string{"owner@left.example", "owner@right.example"} {
			desk := s.signUp(email, "A House of "+email)
			phone := s.visitor()
			r := phone.request(http.MethodPost, "/graphql", strings.NewReader(`{"query": "mutation { signIn(input: {email: \"`+email+`\", password: \"`+password+`\"}) { user { id } } }"}`))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1")
			if got := readReply(phone.do(r)); got.code() != "" {
				t.Fatal(got.raw)
			}
			listed := desk.must(mySessions, nil, "viewer.sessions").([]any)
			devices := []string{dig(listed, "0.device").(string), dig(listed, "1.device").(string)}
			slices.Sort(devices)
			if len(listed) != 2 || devices[0] != "A program, Go-http-client" || devices[1] != "Safari on iPhone" {
				t.Errorf("%s sees %v", email, listed)
			}
			if phone.sessionID() == desk.sessionID() {
				t.Error("both are in one session")
			}
			other := s.visitor()
			other.must(signIn, vars{"e": "owner@left.example", "p": password}, "")
			if email != "owner@left.example" {
				other.refused(pact.NotFound, `mutation($s: ID!) { endSession(input: {session: $s}) }`, vars{"s": phone.sessionID()})
			}
			other.must("mutation { signOut }", nil, "")
			const end = `mutation($s: ID!) { endSession(input: {session: $s}) }`
			id := phone.sessionID()
			desk.must(end, vars{"s": id}, "")
			desk.must(end, vars{"s": id}, "") // again
			if got := phone.must(whoAmI, nil, "viewer"); got != nil {
				t.Errorf("the phone is still %v", got)
			}
			for range 3 {
				s.visitor().must(signIn, vars{"e": email, "p": password}, "")
			}
			if n := desk.must("mutation { endOtherSessions }", nil, "endOtherSessions"); n != 3.0 {
				t.Errorf("%v were ended", n)
			}
			if left := desk.must(mySessions, nil, "viewer.sessions").([]any); len(left) != 1 {
				t.Errorf("left are %v", left)
			}
			s.visitor().refused(pact.Unauthenticated, "mutation { endOtherSessions }", nil)
		}
	})
}

// TestTheAccountPagesWorkWithoutAScript goes through all of them as a browser without scripts does.
func TestTheAccountPagesWorkWithoutAScript(t *testing.T) {
	t.Parallel()
	s, m := serveWithMail(t, storetest.SQLite(t), t.TempDir())
	desk, nobody := s.signUp("owner@left.example", `The "left" <House>`), s.visitor()
	post := func(v *visitor, path string, form url.Values) page {
		r := v.request(http.MethodPost, path, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		return v.do(r)
	}
	says := func(p page, status int, words ...string) {
		t.Helper()
		for _, w := range words {
			if !strings.Contains(p.body, w) {
				t.Errorf("the page does not say %q: %d %s", w, p.status, p.body)
			}
		}
		if p.status != status || strings.Contains(p.body, "<script") || p.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%d %v", p.status, p.header)
		}
	}
	for _, path := range []string{"/account/sessions", "/account/password", "/account/tokens"} {
		if got := nobody.get(path); got.status != http.StatusSeeOther || got.header.Get("Location") != "/sign-in?next="+url.QueryEscape(path) {
			t.Errorf("%s for nobody: %d %v", path, got.status, got.header)
		}
	}
	phone := s.visitor()
	phone.must(signIn, vars{"e": "owner@left.example", "p": password}, "")
	says(desk.get("/account/sessions"), http.StatusOK, "This device", "End all others")
	says(post(desk, "/account/sessions", url.Values{"session": {phone.sessionID()}}), http.StatusOK, "That device is signed out.", "nowhere else")
	says(post(desk, "/account/sessions", url.Values{"session": {"ses_0"}}), http.StatusUnprocessableEntity, "Nothing was changed.")
	evil := desk.request(http.MethodPost, "/account/sessions", strings.NewReader("others=all"))
	evil.Header.Set("Sec-Fetch-Site", "cross-site")
	if got := desk.do(evil); got.status != http.StatusForbidden {
		t.Errorf("a page of another site: %d", got.status)
	}

	says(desk.get("/account/tokens"), http.StatusOK, "No program has a token of yours.")
	making := url.Values{"name": {`A "report" <b>`}, "scope": {"WRITE"}, "days": {"30"}, "once": {"this form"}}
	made := post(desk, "/account/tokens", making)
	says(made, http.StatusOK, "shown this once", "Reads and writes", "never used", "A &#34;report&#34; &lt;b&gt;")
	token := regexp.MustCompile(`mds_[A-Za-z0-9_-]{43}`).FindString(made.body)
	if got := s.program(token).mustText(whoAmI, nil, "viewer.email"); got != "owner@left.example" {
		t.Errorf("the token is of %q", got)
	}
	if again := post(desk, "/account/tokens", making); !strings.Contains(again.body, token) || strings.Count(again.body, "Revoke") != strings.Count(made.body, "Revoke") {
		t.Error("loading the page again made another token")
	}
	id := dig(desk.must(myTokens, nil, "viewer.apiTokens"), "0.id").(string)
	says(post(desk, "/account/tokens", url.Values{"revoke": {id}}), http.StatusOK, "good for nothing any more", "No program")
	for field, wrong := range map[string]string{"days": "soon", "scope": "ALL", "name": ""} {
		bad := url.Values{"name": {"n"}, "scope": {"READ"}, "days": {"1"}, "once": {"other"}}
		bad.Set(field, wrong)
		says(post(desk, "/account/tokens", bad), http.StatusUnprocessableEntity, "Nothing was changed")
	}

	says(post(desk, "/account/password", url.Values{"current": {"wrong one here"}, "password": {"quite another password"}}), http.StatusUnprocessableEntity, "not the password you have now")
	says(post(desk, "/account/password", url.Values{"current": {password}, "password": {"quite another password"}}), http.StatusOK, "Your password is changed")
	if got := desk.mustText(whoAmI, nil, "viewer.email"); got != "owner@left.example" {
		t.Error("the browser that changed it is signed out")
	}
	m.next("owner@left.example")

	says(nobody.get("/forgot"), http.StatusOK, "Send the link")
	says(post(nobody, "/forgot", url.Values{"email": {"nonsense"}}), http.StatusUnprocessableEntity, "not a mail address", `value="nonsense"`)
	says(post(nobody, "/forgot", url.Values{"email": {"nobody@left.example"}}), http.StatusOK, "If there is an account")
	says(post(nobody, "/forgot", url.Values{"email": {"owner@left.example"}}), http.StatusOK, "If there is an account")
	path := strings.TrimPrefix(resetLink.FindString(m.next("owner@left.example")), s.url)
	says(nobody.get(path), http.StatusOK, "Choose a new password.")
	says(nobody.get(path), http.StatusOK, "Choose a new password.") // looking changes nothing
	says(post(nobody, path, url.Values{"password": {"short"}}), http.StatusUnprocessableEntity, "at least 12 are needed")
	says(post(nobody, path, url.Values{"password": {"a third password of theirs"}}), http.StatusOK, "Your new password is set.")
	says(post(nobody, path, url.Values{"password": {"a fourth password of theirs"}}), http.StatusUnprocessableEntity, "used, or is older")
	nobody.must(signIn, vars{"e": "owner@left.example", "p": "a third password of theirs"}, "")
	if log := s.log.String(); strings.Contains(log, path) || strings.Contains(log, "mds_") || strings.Contains(log, "left.example") {
		t.Errorf("the log tells: %s", log)
	}
}

func TestALinkForANewPasswordWorksOnceHoweverManyUseIt(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, databaseURL string) {
		dir := t.TempDir()
		migrateFirst(t, databaseURL, dir)
		s := serveEmpty(t, databaseURL, dir)
		s.signUp("owner@left.example", "Left House")
		token := s.resetToken("owner@left.example")
		codes := make(chan pact.Code, 4)
		for i := range cap(codes) {
			go func() {
				codes <- s.visitor().query(resetPassword, vars{"t": token, "p": "quite another password " + string(rune('a'+i))}).code()
			}()
		}
		got := map[pact.Code]int{}
		for range cap(codes) {
			got[<-codes]++
		}
		if got[""] != 1 || got[pact.NotFound]+got[pact.Conflict] != cap(codes)-1 {
			t.Errorf("answered with %v", got)
		}
	})
}
