package auth

import (
	"context"
	"testing"
	"time"

	"midspan/app/pact"
	"midspan/ent/session"
	"midspan/ent/viewer"
)

func TestOneDeviceMoreEndsTheOneThatWasLeftAloneLongest(t *testing.T) {
	d := newDesk(t)
	d.auth.limits.SignIn = Rate{1000, time.Second}
	first := d.browser()
	user := first.signUp("wren@alder.example", password).user
	d.pass(time.Minute)
	second := d.browser()
	second.signIn("wren@alder.example", password)
	for range maxSessions - 2 {
		d.pass(time.Minute)
		d.browser().signIn("wren@alder.example", password)
	}
	d.pass(time.Minute)
	if first.ask("").user != user || len(d.ended) != 0 { // which counts as using it
		t.Fatal("ended before there were too many")
	}
	d.pass(time.Minute)
	d.browser().signIn("wren@alder.example", password)
	if first.ask("").user != user || second.ask("").user != "" || len(d.ended) != 1 {
		t.Errorf("ended were %v", d.ended)
	}
	d.pass(wholeLife + time.Minute)
	d.browser().signIn("wren@alder.example", password)
	if n := d.client.Session.Query().CountX(system(t.Context())); n != 1 {
		t.Errorf("%d sessions are kept of those that are over", n)
	}
}

func TestWhatIsOverIsKeptForAWhileAndThenForgotten(t *testing.T) {
	d := newDesk(t)
	wren := d.browser()
	wren.signUp("wren@alder.example", password)
	wren.post("/out", SignUp{})
	wren.signIn("wren@alder.example", password)
	if n := d.client.Session.Query().Where(session.EndedAtNotNil()).CountX(system(t.Context())); n != 1 {
		t.Errorf("%d sessions that were ended are known", n)
	}
}

func TestErrandsAreDoneAlsoWhenTheServerStops(t *testing.T) {
	d := newDesk(t)
	done := 0
	ctx, stop := context.WithCancel(t.Context())
	for range maxErrands {
		if err := d.auth.later(func(context.Context) error { done++; return nil }); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.auth.later(func(context.Context) error { return nil }); pact.CodeOf(err) != pact.Limited {
		t.Errorf("one too many: %v", err)
	}
	stop()
	d.auth.Run(ctx)
	if done != maxErrands {
		t.Errorf("%d were done", done)
	}
}

func TestAnAPITokenIsNoWayToTheAccount(t *testing.T) {
	d := newDesk(t)
	up := d.browser().signUp("wren@alder.example", password)
	ctx := viewer.New(t.Context(), viewer.Viewer{User: up.user, Token: string(pact.APITokenID) + "x"})
	for name, do := range map[string]func() error{
		"sessions":  func() error { _, err := d.auth.Sessions(ctx); return err },
		"one ended": func() error { return d.auth.EndSession(ctx, "ses_x") },
		"others":    func() error { _, err := d.auth.EndOtherSessions(ctx); return err },
		"password":  func() error { _, err := d.auth.ChangePassword(ctx, password, "quite another one"); return err },
		"sign out":  func() error { return d.auth.SignOut(ctx) },
	} {
		if err := do(); pact.CodeOf(err) != pact.Forbidden {
			t.Errorf("%s: %v", name, err)
		}
	}
}
