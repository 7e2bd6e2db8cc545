package auth

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/session"
	"midspan/ent/viewer"
)

func TestASessionEndsUnusedOrAtItsAge(t *testing.T) {
	d := newDesk(t)
	wren := d.browser()
	wren.signUp("wren@alder.example", password)
	d.pass(idleLife - time.Minute)
	if who := wren.ask(""); who.user == "" {
		t.Error("ended before it was idle for long enough")
	}
	d.pass(idleLife - time.Minute)
	if who := wren.ask(""); who.user == "" {
		t.Error("its use did not count")
	}
	d.pass(idleLife)
	if who := wren.ask(""); who.user != "" || who.cookies != 1 {
		t.Errorf("idle, and %+v", who)
	}
	wren.signIn("wren@alder.example", password)
	for range 8 {
		d.pass(12 * 24 * time.Hour)
		wren.ask("")
	}
	if got := wren.post("/refresh", SignUp{}); got.code != string(pact.Unauthenticated) {
		t.Errorf("older than its whole life: %+v", got)
	}
}

func TestRefreshGivesANewTokenFromTheCookieAlone(t *testing.T) {
	d := newDesk(t)
	wren := d.browser()
	up := wren.signUp("wren@alder.example", password)
	d.pass(accessLife + time.Second)
	if who := d.browser().ask(up.token); who.status != http.StatusUnauthorized {
		t.Errorf("an expired token: %+v", who)
	}
	fresh := wren.post("/refresh", SignUp{})
	if fresh.user != up.user || fresh.token == up.token {
		t.Fatal(fresh)
	}
	if who := d.browser().ask(fresh.token); who.user != up.user {
		t.Error(who)
	}
	program := d.browser()
	program.bearer = fresh.token
	if got := program.post("/refresh", SignUp{}); got.code != string(pact.Unauthenticated) {
		t.Errorf("from a token: %+v", got)
	}
}

func TestAWrongTokenIsNotHelpedByTheCookie(t *testing.T) {
	d := newDesk(t)
	wren := d.browser()
	up := wren.signUp("wren@alder.example", password)
	for _, header := range []string{"Bearer", "Bearer ", "Bearer x", "bearer " + up.token + "x", "Bearer null"} {
		if who := wren.askWith(header); who.status != http.StatusUnauthorized || who.code != string(pact.Unauthenticated) {
			t.Errorf("%.20q: %+v", header, who)
		}
	}
	if who := wren.askWith("Bearer "+up.token, "Bearer "+up.token); who.status != http.StatusUnauthorized {
		t.Errorf("twice: %+v", who)
	}
	if who := wren.askWith("Basic cHJveHk6cHJveHk="); who.user != up.user {
		t.Errorf("a proxy's own header: %+v", who)
	}
}

func TestSigningInReplacesTheSessionOfTheBrowser(t *testing.T) {
	d := newDesk(t)
	wren := d.browser()
	first := wren.signUp("wren@alder.example", password)
	wren.signIn("wren@alder.example", password)
	if who := d.browser().ask(first.token); who.status != http.StatusUnauthorized {
		t.Errorf("the former session goes on: %+v", who)
	}
	if len(d.ended) != 1 || d.ended[0] != first.user {
		t.Errorf("told to have ended: %v", d.ended)
	}
}

func TestOnlyHashesOfTokensAreStored(t *testing.T) {
	d := newDesk(t)
	wren := d.browser()
	wren.signUp("wren@alder.example", password)
	token := wren.jar.Cookies(d.url)[0].Value
	s := d.client.Session.Query().OnlyX(system(t.Context()))
	if string(s.TokenHash) == token || len(s.TokenHash) != 32 || len(token) != 43 {
		t.Errorf("stored %x for %s", s.TokenHash, token)
	}
	u := d.client.User.Query().OnlyX(system(t.Context()))
	if !strings.HasPrefix(u.PasswordHash, "$argon2id$") {
		t.Error(u.PasswordHash)
	}
}

func TestWritesFromAnotherSiteAreRefused(t *testing.T) {
	d := newDesk(t)
	wren := d.browser()
	wren.signUp("wren@alder.example", password)
	for _, header := range [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"}} {
		wren.header = header
		if got := wren.post("/out", SignUp{}); got.status != http.StatusForbidden || got.code != string(pact.Forbidden) {
			t.Errorf("%v: %+v", header, got)
		}
	}
	wren.header = [2]string{"Origin", "http://127.0.0.1:8080"}
	if got := wren.post("/out", SignUp{}); got.status != http.StatusOK {
		t.Errorf("from the public address: %+v", got)
	}
}

func TestCookiesAreForTLSOnlyExceptOnLoopback(t *testing.T) {
	for public, secure := range map[string]bool{
		"http://127.0.0.1:8080": false, "http://localhost:8080": false, "http://[::1]:8080": false,
		"http://192.168.1.5": true, "http://bridge.example": true, "https://bridge.example": true, "https://localhost": true,
	} {
		u, err := url.Parse(public)
		if err != nil {
			t.Fatal(err)
		}
		a := &Auth{secure: secureFor(u)}
		x := &exchange{header: http.Header{}}
		a.setCookie(x, "token", time.Hour)
		c, err := http.ParseSetCookie(x.header.Get("Set-Cookie"))
		if err != nil {
			t.Fatal(err)
		}
		if c.Secure != secure || strings.HasPrefix(c.Name, "__Host-") != secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
			t.Errorf("%s: %s", public, x.header.Get("Set-Cookie"))
		}
	}
}

func TestALongConnectionFindsOutThatItsProofEnded(t *testing.T) {
	d := newDesk(t)
	up := d.browser().signUp("wren@alder.example", password)
	ctx, err := d.auth.WithToken(t.Context(), up.token)
	if err != nil || d.auth.Check(ctx) != nil {
		t.Fatal(err)
	}
	v, _ := viewer.From(ctx)
	d.pass(accessLife)
	if err := d.auth.Check(ctx); pact.CodeOf(err) != pact.Unauthenticated {
		t.Errorf("the token expired: %v", err)
	}
	byCookie := viewer.New(t.Context(), v)
	if err := d.auth.Check(byCookie); err != nil {
		t.Errorf("the session lives: %v", err)
	}
	d.client.Session.Update().Where(session.ID(v.Session)).SetEndedAt(time.Now().UTC()).ExecX(system(t.Context()))
	if err := d.auth.Check(byCookie); pact.CodeOf(err) != pact.Unauthenticated {
		t.Errorf("the session ended: %v", err)
	}
	if err := d.auth.Check(t.Context()); pact.CodeOf(err) != pact.Unauthenticated {
		t.Errorf("nobody: %v", err)
	}
}

func TestADatabaseThatIsGoneIsNotASignOut(t *testing.T) {
	d := newDesk(t)
	wren := d.browser()
	wren.signUp("wren@alder.example", password)
	if err := d.client.Close(); err != nil {
		t.Fatal(err)
	}
	if who := wren.ask(""); who.status != http.StatusServiceUnavailable || who.code != string(pact.Internal) || who.cookies != 0 {
		t.Error(who)
	}
}

func TestADatabaseThatTakesNoWritesLetsPeopleRead(t *testing.T) {
	d := newDesk(t)
	wren := d.browser()
	wren.signUp("wren@alder.example", password)
	d.client.Use(func(ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(context.Context, ent.Mutation) (ent.Value, error) {
			return nil, errors.New("the disk is full")
		})
	})
	d.pass(seenEvery + time.Second)
	if who := wren.ask(""); who.user == "" {
		t.Error(who)
	}
}
