package main

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/golang-jwt/jwt/v5"

	"midspan/api/storetest"
	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
	"midspan/ent/viewer"
)

func systemOf(t *testing.T) context.Context { return viewer.System(t.Context(), "test") }

// howItEnds is how what somebody has open comes to its end: the code of each subscription, then the close
// codes of the sockets; 0 for one that goes on.
type howItEnds struct {
	stream           pact.Code
	socket, document websocket.StatusCode
}

// holdings are everything that somebody can have open: a subscription on a socket, an event stream, a
// document.
type holdings struct {
	wire   *wire
	events *stream
	typist *typist
	since  time.Time
}

// everythingOpen opens it as a browser does or, with a token, as a program, and waits until all of it
// has told something.
func (b *bridge) everythingOpen(t *testing.T, v *visitor) *holdings {
	t.Helper()
	o := &holdings{}
	if v.token == "" {
		o.wire, o.typist = v.greeted(t, hello), v.open(b.vision)
	} else {
		o.wire = b.visitor().greeted(t, `{"type":"connection_init","payload":{"Authorization":"Bearer `+v.token+`"}}`)
		o.typist = b.opens(b.vision, v.token)
	}
	all := v.journal(b.rel)
	at := all[len(all)-2].Cursor
	o.events = v.listenSSE(b.rel, at)
	o.events.next(1)
	o.wire.say(`{"id":"e","type":"subscribe","payload":{"query":"subscription { events(relationship: \"` + b.rel + `\", after: \"` + at + `\") { what } }"}}`)
	if o.wire.hear("next") != 0 || !strings.Contains(o.wire.all(), `"what"`) {
		t.Fatalf("nothing is told: %s", o.wire.all())
	}
	o.since = time.Now()
	return o
}

// endsWith expects how it ends, in time.
func (o *holdings) endsWith(t *testing.T, name string, want howItEnds) {
	t.Helper()
	got := howItEnds{document: o.typist.ended()}
	got.stream, _ = o.events.ended()
	if want.socket == 0 {
		o.wire.hear("error")
	} else {
		got.socket = o.wire.hear("never")
	}
	if took := time.Since(o.since); took > endsSoon {
		t.Errorf("%s: it took %s", name, took)
	}
	if got != want {
		t.Errorf("%s: ended with %v, want %v", name, got, want)
	}
	if code := o.lastWord(); code != want.stream {
		t.Errorf("%s: the subscription's last word is %q: %s", name, code, o.wire.all())
	}
}

// lastWord is the code of the one message that ended the subscription of the socket.
func (o *holdings) lastWord() (code pact.Code) {
	for _, m := range o.wire.said {
		if m.ID != "e" || m.Type != "error" && m.Type != "complete" {
			continue
		}
		if code != "" {
			return "said twice"
		}
		var problems []problem
		if m.Type == "complete" || json.Unmarshal(m.Payload, &problems) != nil || len(problems) != 1 {
			return "no error"
		}
		code = problems[0].Extensions.Code
	}
	return code
}

// onBothDatabases tells a story on each, with the two sides in turn.
func onBothDatabases(t *testing.T, story func(t *testing.T, b *bridge, name string, us, them *visitor, email string)) {
	t.Helper()
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		story(t, b, "left", b.left, b.right, "owner@left.example")
		story(t, b, "right", b.right, b.left, "owner@right.example")
	})
}

// TestWhatIsOpenEndsWithTheSessionItRestsOn ends a session in every way there is.
func TestWhatIsOpenEndsWithTheSessionItRestsOn(t *testing.T) {
	t.Parallel()
	onBothDatabases(t, func(t *testing.T, b *bridge, name string, _, _ *visitor, email string) {
		now := password
		desk := b.visitor()
		desk.must(signIn, vars{"e": email, "p": now}, "")
		for _, c := range []struct {
			how string
			end func(phone *visitor)
		}{
			{"signed out", func(phone *visitor) { phone.must("mutation { signOut }", nil, "") }},
			{"signed in anew", func(phone *visitor) { phone.must(signIn, vars{"e": email, "p": now}, "") }},
			{"ended from elsewhere", func(phone *visitor) {
				desk.must(`mutation($s: ID!) { endSession(input: {session: $s}) }`, vars{"s": phone.sessionID()}, "")
			}},
			{"all others ended", func(*visitor) { desk.must("mutation { endOtherSessions }", nil, "") }},
			{"the password changed elsewhere", func(*visitor) {
				fresh := "another password, " + name
				desk.must(changePassword, vars{"c": now, "p": fresh}, "")
				now = fresh
			}},
			{"the password reset", func(*visitor) {
				fresh := "forgotten and found, " + name
				b.visitor().must(resetPassword, vars{"t": b.resetToken(email), "p": fresh}, "")
				now = fresh
			}},
		} {
			phone := b.visitor()
			phone.must(signIn, vars{"e": email, "p": now}, "")
			open := b.everythingOpen(t, phone)
			program := b.program(phone.mustText("mutation { refreshSession { accessToken } }", nil, "refreshSession.accessToken"))
			byToken := b.everythingOpen(t, program)
			open.since, byToken.since = time.Now(), time.Now()
			c.end(phone)
			open.endsWith(t, name+", "+c.how, unauthenticated)
			byToken.endsWith(t, name+", "+c.how+", by its token", unauthenticated)
		}
	})
}

const (
	changePassword = `mutation($c: String!, $p: String!) { changePassword(input: {current: $c, password: $p}) { accessToken user { id } } }`
	resetPassword  = `mutation($t: String!, $p: String!) { resetPassword(input: {token: $t, password: $p}) }`
	mySessions     = `{ viewer { sessions { id device current seenAt createdAt expiresAt } } }`
)

// sessionID is the id of the session that a browser is in.
func (v *visitor) sessionID() string {
	v.t.Helper()
	for _, s := range v.must(mySessions, nil, "viewer.sessions").([]any) {
		if dig(s, "current") == true {
			return dig(s, "id").(string)
		}
	}
	v.t.Fatal("no session is this one")
	return ""
}

// TestASignOutOverASocketIsAnsweredBeforeTheSocketEnds says it in the middle of a subscription.
func TestASignOutOverASocketIsAnsweredBeforeTheSocketEnds(t *testing.T) {
	t.Parallel()
	onBothDatabases(t, func(t *testing.T, b *bridge, name string, _, _ *visitor, email string) {
		for range 5 { // whatever is quicker
			phone := b.visitor()
			phone.must(signIn, vars{"e": email, "p": password}, "")
			open := b.everythingOpen(t, phone)
			open.wire.said = nil
			open.wire.say(`{"id":"out","type":"subscribe","payload":{"query":"mutation { signOut }"}}`)
			open.endsWith(t, name, unauthenticated)
			if said := open.wire.all(); !strings.Contains(said, `next out {"data":{"signOut":true}}`) || !strings.Contains(said, "complete out") {
				t.Errorf("%s: %s", name, said)
			}
		}
	})
}

// TestAProofThatRunsOutEndsWhatIsOpen has everything open with a token that is good for a moment.
func TestAProofThatRunsOutEndsWhatIsOpen(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, url string) {
		dir := t.TempDir()
		migrateFirst(t, url, dir)
		b := meet(t, serveEmpty(t, url, dir))
		out := time.Now().Add(6 * time.Second).Truncate(time.Second)
		opened := map[string]*holdings{}
		for name, owner := range map[string]*visitor{"left": b.left, "right": b.right} {
			good := owner.mustText("mutation { refreshSession { accessToken } }", nil, "refreshSession.accessToken")
			header, claims := parts(t, good)
			short := mint(t, dir, claims["sub"].(string), claims["sid"].(string), func(c jwt.MapClaims, h map[string]any) {
				c["iss"], h["kid"], c["exp"] = claims["iss"], header["kid"], out.Unix()
			})
			opened[name] = b.everythingOpen(t, b.program(short))
		}
		for name, open := range opened {
			open.since = out
			open.endsWith(t, name, unauthenticated)
		}
	})
}

// TestRemovalEndsWhatIsOpenThereAndNothingElse leaves the socket of somebody who was removed open: they
// may take part elsewhere.
func TestRemovalEndsWhatIsOpenThereAndNothingElse(t *testing.T) {
	t.Parallel()
	onBothDatabases(t, func(t *testing.T, b *bridge, name string, us, _ *visitor, _ string) {
		member := us.colleague(b.running, b.rel, "member-"+name+"@example.example", "MEMBER")
		own := member.begin("Somebody")
		open := b.everythingOpen(t, member)
		seat, _ := member.me(b.rel)
		open.since = time.Now()
		us.must(`mutation($p: ID!) { removeParticipant(input: {participant: $p}) { clientMutationId } }`, vars{"p": seat}, "")
		open.endsWith(t, name, howItEnds{stream: pact.Forbidden, document: websocket.StatusCode(coedit.CloseNotFound)})
		open.wire.say(`{"id":"own","type":"subscribe","payload":{"query":"{ node(id: \"` + own + `\") { id } }"}}`)
		if open.wire.hear("next") != 0 || !strings.Contains(open.wire.all(), own) {
			t.Errorf("%s: the socket says %s", name, open.wire.all())
		}
	})
}

// TestANewRoleNarrowsWhatIsOpen leaves what was followed going on, and has the document come back with
// the rights there are now.
func TestANewRoleNarrowsWhatIsOpen(t *testing.T) {
	t.Parallel()
	onBothDatabases(t, func(t *testing.T, b *bridge, name string, us, _ *visitor, _ string) {
		member := us.colleague(b.running, b.rel, "role-"+name+"@example.example", "MEMBER")
		seat, _ := member.me(b.rel)
		open := b.everythingOpen(t, member)
		open.typist.write("care", "while I may, "+name)
		eventually(t, "it is stored", func() bool { return open.typist.unsent() == 0 })
		begun := time.Now()
		us.must(`mutation($p: ID!) { updateParticipant(input: {participant: $p, role: OBSERVER}) { clientMutationId } }`, vars{"p": seat}, "")
		if code := open.typist.ended(); code != websocket.StatusCode(coedit.CloseTryAgain) || time.Since(begun) > endsSoon {
			t.Errorf("%s: the document was closed with %d after %s", name, code, time.Since(begun))
		}
		back := member.open(b.vision)
		back.send([][]byte{coedit.Encode(coedit.Update{Update: forged(t, 4243, ytext.Edit{Root: "care", Insert: "and no more"})})})
		eventually(t, "it is refused", func() bool { return back.refusal() == pact.Forbidden })
		if text := us.section(b.vision, "care"); strings.Contains(text, "no more") || !strings.Contains(text, "while I may, "+name) {
			t.Errorf("%s: the text is %q", name, text)
		}
		title := us.outcome(b.rel, "after the change")
		heard := map[string]bool{}
		eventually(t, "the event stream tells on", func() bool {
			for len(open.events.comes) > 0 {
				heard[(<-open.events.comes).Subject.ID] = true
			}
			return heard[title]
		})
	})
}

// TestWhoeverComesBackMissesNothing signs out in the middle, and in again.
func TestWhoeverComesBackMissesNothing(t *testing.T) {
	t.Parallel()
	onBothDatabases(t, func(t *testing.T, b *bridge, name string, us, them *visitor, email string) {
		phone := b.visitor()
		phone.must(signIn, vars{"e": email, "p": password}, "")
		journal := us.journal(b.rel)
		live := phone.listen(b.rel, journal[len(journal)-1].Cursor, nil)
		first := them.outcome(b.rel, "before")
		at := live.next(1)[0]
		if at.Subject.ID != first {
			t.Fatalf("%s: heard %v", name, at)
		}
		phone.must("mutation { signOut }", nil, "")
		if code, more := live.ended(); code != pact.Unauthenticated || len(more) > 0 {
			t.Errorf("%s: ended with %q and %v", name, code, more)
		}
		missed := []string{them.outcome(b.rel, "one"), us.outcome(b.rel, "two")}
		phone.must(signIn, vars{"e": email, "p": password}, "")
		again := phone.listen(b.rel, at.Cursor, nil)
		for i, e := range again.next(2) {
			if e.Subject.ID != missed[i] {
				t.Errorf("%s: the %d. is %v", name, i+1, e)
			}
		}
		again.leave()
	})
}

func TestASessionEndsOnEveryServer(t *testing.T) {
	t.Parallel()
	url, dir := storetest.EmptyPostgres(t), t.TempDir()
	migrateFirst(t, url, dir)
	here := serveEmpty(t, url, dir)
	b := meet(t, here)
	there := *b
	there.running = serveEmpty(t, url, dir)
	for _, email := range []string{"owner@left.example", "owner@right.example"} {
		phone, desk := there.visitor(), b.visitor()
		phone.must(signIn, vars{"e": email, "p": password}, "")
		desk.must(signIn, vars{"e": email, "p": password}, "")
		open := there.everythingOpen(t, phone)
		open.since = time.Now()
		desk.must("mutation { endOtherSessions }", nil, "")
		open.endsWith(t, email, unauthenticated)
	}
}
