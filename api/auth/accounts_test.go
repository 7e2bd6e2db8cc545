package auth

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"midspan/app/pact"
	"midspan/ent"
)

const password = "three small boats"

func TestSigningUpSigningOutAndInAgain(t *testing.T) {
	d := newDesk(t)
	wren := d.browser()
	up := wren.signUp("wren@alder.example", password)
	if up.code != "" || up.user == "" || up.token == "" {
		t.Fatal(up)
	}
	if who := wren.ask(""); who.user != up.user {
		t.Errorf("the cookie speaks for %q", who.user)
	}
	if who := d.browser().ask(up.token); who.user != up.user {
		t.Errorf("the token speaks for %q", who.user)
	}
	if in := d.browser().signIn("  WREN@Alder.Example ", password); in.user != up.user {
		t.Errorf("with the address in capitals: %+v", in)
	}
	if out := wren.post("/out", SignUp{}); out.code != "" {
		t.Fatal(out)
	}
	if who := wren.ask(""); who.user != "" {
		t.Errorf("signed out, still %q", who.user)
	}
	if who := d.browser().ask(up.token); who.status != http.StatusUnauthorized || who.code != string(pact.Unauthenticated) {
		t.Errorf("the token outlives its session: %+v", who)
	}
	if again := wren.signIn("wren@alder.example", password); again.user != up.user {
		t.Error(again)
	}
	d.mustCount(t, 1, 1, 2)
}

func TestWhoeverSignsUpFoundsAnOrganization(t *testing.T) {
	d := newDesk(t)
	up := d.browser().signUp("wren@alder.example", password)
	m := d.client.Membership.Query().WithOrganization().OnlyX(system(t.Context()))
	if m.UserID != up.user || m.Standing != pact.OrganizationAdmin || m.Edges.Organization.Name != "Alder Foods" {
		t.Error(m)
	}
}

func TestBadInputIsRefusedAndChangesNothing(t *testing.T) {
	d := newDesk(t)
	good := SignUp{Name: "Wren", Email: "wren@alder.example", Password: password, Organization: "Alder Foods"}
	for field, changes := range map[string][]func(*SignUp){
		"name": {
			func(s *SignUp) { s.Name = "" }, func(s *SignUp) { s.Name = " \t " },
			func(s *SignUp) { s.Name = strings.Repeat("n", pact.MaxName+1) }, func(s *SignUp) { s.Name = "W\xffren" },
		},
		"email": {
			func(s *SignUp) { s.Email = "" }, func(s *SignUp) { s.Email = "wren" }, func(s *SignUp) { s.Email = "wren@" },
			func(s *SignUp) { s.Email = "@alder.example" }, func(s *SignUp) { s.Email = "Wren <wren@alder.example>" },
			func(s *SignUp) { s.Email = "a@b.example, c@d.example" }, func(s *SignUp) { s.Email = "wren @alder.example" },
			func(s *SignUp) { s.Email = "wren@alder.example\r\nBcc: all@alder.example" }, func(s *SignUp) { s.Email = "wren@[127.0.0.1]" },
			func(s *SignUp) { s.Email = strings.Repeat("w", 250) + "@alder.example" },
		},
		"password":     {func(s *SignUp) { s.Password = "" }, func(s *SignUp) { s.Password = "password1234" }, func(s *SignUp) { s.Password = good.Email }},
		"organization": {func(s *SignUp) { s.Organization = "" }, func(s *SignUp) { s.Organization = strings.Repeat("o", pact.MaxName+1) }},
		"invitation":   {func(s *SignUp) { s.Invitation = "a-link-when-nobody-invites" }},
	} {
		for _, change := range changes {
			in := good
			change(&in)
			if got := d.browser().post("/up", in); got.code != string(pact.BadInput) || got.field != field {
				t.Errorf("%s: %+v for %+v", field, got, in)
			}
		}
	}
	d.mustCount(t, 0, 0, 0)
}

func TestNamesMayBeWrittenInAnyScript(t *testing.T) {
	d := newDesk(t)
	for i, name := range []string{"رين", "Ренская 🪶", "レン", "O'Brien-Ødegård"} {
		in := SignUp{Name: name, Email: fmt.Sprintf("w%d@alder.example", i), Password: password, Organization: name}
		if got := d.browser().post("/up", in); got.code != "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestNobodyLearnsWhetherAnAddressHasAnAccount(t *testing.T) {
	d := newDesk(t)
	d.browser().signUp("wren@alder.example", password)
	wrong := d.browser().signIn("wren@alder.example", "three small boat")
	unknown := d.browser().signIn("fern@alder.example", "three small boat")
	if wrong.code != string(pact.Unauthenticated) || wrong != unknown {
		t.Errorf("they differ:\n%+v\n%+v", wrong, unknown)
	}
	again := d.browser().signUp("wren@alder.example", "another small boat")
	if again.code != string(pact.Unauthenticated) || strings.Contains(again.message, "exists") || again.cookies != 0 {
		t.Errorf("signing up anew: %+v", again)
	}
	d.mustCount(t, 1, 1, 1)
}

func TestSigningUpAgainWithTheRightPasswordSignsIn(t *testing.T) {
	d := newDesk(t)
	first := d.browser().signUp("wren@alder.example", password)
	if again := d.browser().signUp("wren@alder.example", password); again.user != first.user {
		t.Error(again)
	}
	d.mustCount(t, 1, 1, 2)
}

func TestTwoSignUpsAtOnceMakeOneAccount(t *testing.T) {
	d := newDesk(t)
	users := make(chan string, 4)
	var all sync.WaitGroup
	for range cap(users) {
		all.Go(func() { users <- d.browser().signUp("wren@alder.example", password).user })
	}
	all.Wait()
	close(users)
	first := <-users
	for user := range users {
		if user == "" || user != first {
			t.Errorf("%q beside %q", user, first)
		}
	}
	d.mustCount(t, 1, 1, 4)
}

func TestSignInTakesTheTimeOfOneHashWhetherOrNotThereIsAnAccount(t *testing.T) {
	d := newDesk(t)
	d.browser().signUp("wren@alder.example", password)
	known, unknown := time.Duration(1<<62), time.Duration(1<<62)
	for range 8 { // the fastest of each: the rest is what else the machine did
		known = min(known, took(func() { d.browser().signIn("wren@alder.example", "three small boat") }))
		unknown = min(unknown, took(func() { d.browser().signIn("fern@alder.example", "three small boat") }))
	}
	if unknown < known/4 || known < unknown/4 {
		t.Errorf("known %v, unknown %v", known, unknown)
	}
}

func TestGuessingStopsAndTheOwnerElsewhereIsNotShutOut(t *testing.T) {
	d := newDesk(t)
	d.browser().signUp("wren@alder.example", password)
	guesser := d.browser()
	var last reply
	for range DefaultLimits.Device.Burst + 1 {
		last = guesser.signIn("wren@alder.example", "not the password")
	}
	if last.code != string(pact.Limited) {
		t.Fatal(last)
	}
	if now := guesser.signIn("wren@alder.example", password); now.code != string(pact.Limited) {
		t.Errorf("the right one after too many: %+v", now)
	}
	owner := d.browser()
	owner.from = "203.0.113.9:1"
	if in := owner.signIn("wren@alder.example", password); in.user == "" {
		t.Errorf("the owner, from elsewhere: %+v", in)
	}
	d.pass(DefaultLimits.Device.Each)
	if now := guesser.signIn("wren@alder.example", password); now.user == "" {
		t.Errorf("after waiting: %+v", now)
	}
}

func TestRightPasswordsHaveAnEndToo(t *testing.T) {
	d := newDesk(t)
	d.browser().signUp("wren@alder.example", password)
	d.auth.limits.SignIn = Rate{3, time.Minute}
	looping := d.browser()
	for range 2 {
		looping.signIn("wren@alder.example", "not the password")
	}
	for range 3 {
		if in := looping.signIn("wren@alder.example", password); in.user == "" {
			t.Fatal(in)
		}
	}
	if in := looping.signIn("wren@alder.example", password); in.code != string(pact.Limited) {
		t.Errorf("the fourth: %+v", in)
	}
	d.browser().signUp("fern@alder.example", password)
	if in := d.browser().signIn("fern@alder.example", password); in.user == "" {
		t.Errorf("somebody else: %+v", in)
	}
	d.pass(time.Minute)
	if in := looping.signIn("wren@alder.example", password); in.user == "" {
		t.Errorf("after a minute: %+v", in)
	}
}

func TestAnAddressThatIsNoneTakesNoRoom(t *testing.T) {
	d := newDesk(t)
	d.browser().signIn(strings.Repeat("w", 100_000)+"@alder.example", password)
	for _, key := range d.auth.attempts.byKey.Keys() {
		if len(key) > 2*pact.MaxEmail {
			t.Errorf("%d bytes are kept", len(key))
		}
	}
}

func TestAnInvitationIsJoinedInTheTransactionOfTheAccount(t *testing.T) {
	d := newDesk(t)
	d.auth.join = func(ctx context.Context, tx *ent.Tx, u *ent.User, invitation, _ string) error {
		if invitation != "good" {
			return pact.Unseen()
		}
		return found(ctx, tx, u, "Quay Logistics")
	}
	d.auth.invited = func(_ context.Context, invitation string) error {
		if invitation == "bad" {
			return pact.Unseen()
		}
		return nil
	}
	in := SignUp{Name: "Fern", Email: "fern@quay.example", Password: password, Invitation: "bad"}
	if got := d.browser().post("/up", in); got.code != string(pact.NotFound) {
		t.Errorf("a link that is not good: %+v", got)
	}
	d.mustCount(t, 0, 0, 0)
	in.Invitation = "gone meanwhile"
	if got := d.browser().post("/up", in); got.code != string(pact.NotFound) {
		t.Errorf("a link that closes just then: %+v", got)
	}
	d.mustCount(t, 0, 0, 0)
	in.Invitation = "good"
	if got := d.browser().post("/up", in); got.code != "" {
		t.Errorf("a good link: %+v", got)
	}
	d.mustCount(t, 1, 1, 1)
}
