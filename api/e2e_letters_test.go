package main

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"midspan/api/store"
	"midspan/api/storetest"
	"midspan/app/pact"
)

const signUpBy = `mutation($in: SignUpInput!) { signUp(input: $in) { user { id } } }`

// TestOneOfManyWhoAnswerALetterAtOnceIsSeated has people of many houses take one link at the same
// time: some sign up by it, some have an account.
func TestOneOfManyWhoAnswerALetterAtOnceIsSeated(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		left := s.signUp("owner@left.example", "Left House")
		rel := left.begin("Right House")
		link := left.invite(rel)
		var people []*visitor
		var emails []string
		for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
			email := name + "@right.example"
			emails = append(emails, email)
			if len(people)%2 == 0 {
				people = append(people, s.signUp(email, "House "+name))
			} else {
				people = append(people, s.visitor())
			}
		}
		codes := make([]pact.Code, len(people))
		var all sync.WaitGroup
		for i, v := range people {
			all.Go(func() {
				if i%2 == 0 {
					codes[i] = v.query(`mutation($t: String!) { acceptInvitation(input: {token: $t}) { relationship { id } } }`, vars{"t": link}).code()
				} else {
					codes[i] = v.query(signUpBy, vars{"in": vars{"name": "n", "email": emails[i], "password": password, "organization": "House", "invitation": link}}).code()
				}
			})
		}
		all.Wait()
		seated := slices.Index(codes, "")
		for i, code := range codes {
			if i != seated && code != pact.Conflict && code != pact.NotFound {
				t.Errorf("one of those who came late is told %q of %q", code, codes)
			}
		}
		if seated < 0 {
			t.Fatalf("nobody was seated: %q", codes)
		}
		if got := left.must(`query($r: ID!) { node(id: $r) { ... on Relationship { participants { totalCount } } } }`, vars{"r": rel}, "node.participants.totalCount"); got != 2.0 {
			t.Errorf("%v people are seated", got)
		}
		people[seated].must(everything, vars{"r": rel}, "")
		for i, v := range people {
			if i != seated {
				if got := v.query(everything, vars{"r": rel}); got.code() != pact.NotFound && got.code() != pact.Unauthenticated {
					t.Errorf("somebody who came late sees %.200s", got.raw)
				}
			}
			if i%2 == 1 && i != seated {
				v.refused(pact.Unauthenticated, signIn, vars{"e": emails[i], "p": password}) // no account was made
			}
		}
	})
}

func TestAClosedLetterLetsNobodyIn(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, url string) {
		dir := t.TempDir()
		migrateFirst(t, url, dir)
		s := serveEmpty(t, url, dir)
		left, right := s.signUp("owner@left.example", "Left House"), s.signUp("owner@right.example", "Right House")
		rel := left.begin("Right House")
		revoked, expired := left.invite(rel), left.invite(rel)
		ids := left.must(`query($r: ID!) { node(id: $r) { ... on Relationship { invitations { edges { node { id } } } } } }`, vars{"r": rel}, "node.invitations.edges")
		left.must(`mutation($i: ID!) { revokeInvitation(input: {invitation: $i}) { invitation { id } } }`, vars{"i": dig(ids, "0.node.id")}, "")
		db, err := store.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.SQL.ExecContext(t.Context(), "UPDATE invitations SET expires_at = '2020-01-01 00:00:00+00:00' WHERE id = '"+dig(ids, "1.node.id").(string)+"'"); err != nil {
			t.Fatal(err)
		}
		before := left.query(everything, vars{"r": rel}).raw
		for token, state := range map[string]string{revoked: "REVOKED", expired: "EXPIRED", "none": ""} {
			want := pact.Conflict
			if state == "" {
				want = pact.NotFound
			}
			for _, got := range []reply{
				right.query(`query($t: String!) { invitationLetter(token: $t) { from } }`, vars{"t": token}),
				right.query(`mutation($t: String!) { acceptInvitation(input: {token: $t}) { relationship { id } } }`, vars{"t": token}),
				right.query(`mutation($t: String!) { answerInvitation(input: {token: $t, answer: NO}) { letter { from } } }`, vars{"t": token}),
				s.visitor().query(signUpBy, vars{"in": vars{"name": "n", "email": "late@right.example", "password": password, "organization": "House", "invitation": token}}),
			} {
				if got.code() != want && !(want == pact.NotFound && got.code() == pact.BadInput) || want == pact.Conflict && got.errors[0].Extensions.State != state {
					t.Errorf("%s: %s", state, got.raw)
				}
			}
		}
		if after := left.query(everything, vars{"r": rel}).raw; after != before {
			t.Errorf("something changed:\n%s\n%s", before, after)
		}
		s.visitor().refused(pact.Unauthenticated, signIn, vars{"e": "late@right.example", "p": password})
	})
}

func TestASignUpThatCannotBeIsToldByItsField(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	sound := vars{"name": "n", "email": "owner@left.example", "password": password, "organization": "Left House"}
	long := strings.Repeat("ש", 5000)
	for field, values := range map[string][]string{
		"name":         {"", "   ", long, "a\x00b"},
		"email":        {"", "owner", "owner@", "@left.example", "a b@left.example", "Owner <owner@left.example>", "owner@left.example\r\nBcc: x@y.example", long + "@left.example", "owner@[127.0.0.1]"},
		"password":     {"", "short", strings.Repeat("x", 129), "password1234", "aaaaaaaaaaaa", "owner@left.example"},
		"organization": {"", long},
	} {
		for _, value := range values {
			given := vars{}
			for k, v := range sound {
				given[k] = v
			}
			given[field] = value
			got := s.visitor().query(signUpBy, vars{"in": given})
			if got.code() != pact.BadInput || got.field() != field || got.header.Get("Set-Cookie") != "" {
				t.Errorf("%s %.60q: %.300s", field, value, got.raw)
			}
		}
	}
	s.visitor().refused(pact.Unauthenticated, signIn, vars{"e": "owner@left.example", "p": password})
	s.visitor().must(signUpBy, vars{"in": sound}, "")
}
