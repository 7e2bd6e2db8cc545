package coedit

import (
	"strings"
	"testing"
	"time"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// desk plays the server's part by hand, one frame at a time.
type desk struct {
	t *testing.T
	*Session
	server *ytext.Doc
}

func sit(t *testing.T) *desk {
	return &desk{t, NewSession(Options{Client: 1}), ytext.New(2)}
}

func (d *desk) receive(m Message) Outcome {
	d.t.Helper()
	out, err := d.Receive(Encode(m))
	if err != nil {
		d.t.Fatalf("%T: %v", m, err)
	}
	return out
}

// meet connects and brings the server's text.
func (d *desk) greetAndTell() {
	d.t.Helper()
	d.Open()
	d.receive(Step1{d.server.StateVector()})
	d.receive(Welcome{Version, true, 1})
	whole, _ := d.server.Diff(nil)
	d.receive(Step2{whole})
}

func (d *desk) state(want SaveState) {
	d.t.Helper()
	if got := d.State(); got != want {
		d.t.Errorf("it is %s, not %s", got, want)
	}
}

func (d *desk) write(at int, s string) []Pending {
	d.t.Helper()
	p, err := d.Edit(ytext.Edit{Root: "words", At: at, Insert: s})
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func TestTheSaveStateNeverLies(t *testing.T) {
	d := sit(t)
	d.state(Offline)
	d.Open()
	d.state(Merging)
	d.receive(Welcome{Version, true, 7})
	d.state(Merging)
	whole, _ := d.server.Diff(nil)
	d.receive(Step2{whole})
	d.state(Saved)
	p := d.write(0, "Hi")
	d.state(Saving)
	if frames := d.Kept(); frames != nil {
		t.Error("sent before it was kept")
	}
	frames := d.Kept(p[0].Key)
	if len(frames) != 1 || len(d.Kept(p[0].Key)) != 0 {
		t.Errorf("%d frames", len(frames))
	}
	d.state(Saving)
	d.receive(Stored{0, 7})
	d.state(Saving)
	if out := d.receive(Stored{1, 8}); len(out.Drop) != 1 || out.Drop[0] != p[0].Key {
		t.Error(out.Drop)
	}
	d.state(Saved)
	if d.Sequence() != 8 {
		t.Error(d.Sequence())
	}
	d.Closed()
	d.state(Offline)
}

func TestAnAcknowledgementFromBeforeTheHelloCountsForNothing(t *testing.T) {
	d := sit(t)
	d.greetAndTell()
	d.Kept(d.write(0, "a")[0].Key)
	d.Closed()
	d.Open()
	d.receive(Stored{1, 9})
	if d.Unsent() != 1 {
		t.Error("took an old acknowledgement for a new one")
	}
	if out := d.receive(Welcome{Version, true, 9}); len(out.Send) != 1 {
		t.Error("does not send again what is not acknowledged")
	}
}

func TestOrderHoldsWhenTheDatabaseIsLate(t *testing.T) {
	d := sit(t)
	d.greetAndTell()
	first, second := d.write(0, "a")[0], d.write(1, "b")[0]
	if frames := d.Kept(second.Key); len(frames) != 0 {
		t.Error("the second overtakes the first")
	}
	if frames := d.Kept(first.Key); len(frames) != 1 {
		t.Errorf("%d frames, want one for both", len(frames))
	}
}

func TestAQuestionIsAnsweredWithAllThereIs(t *testing.T) {
	d := sit(t)
	d.greetAndTell()
	kept := d.write(0, "a")[0]
	d.Kept(kept.Key)
	late := d.write(1, "b")[0]
	if out := d.receive(Step1{ytext.New(0).StateVector()}); len(out.Send) != 0 {
		t.Error("sent what is not kept yet")
	}
	frames := d.Kept(late.Key)
	if len(frames) != 1 {
		t.Fatal(len(frames))
	}
	m, _ := Decode(frames[0])
	if _, err := d.server.Apply(m.(Step2).Update, nil); err != nil || d.server.Text("words") != "ab" {
		t.Error(err, d.server.Text("words"))
	}
	d.receive(Stored{2, 3})
	d.state(Saved)
}

func TestAMissedRelayIsAskedFor(t *testing.T) {
	d := sit(t)
	d.greetAndTell()
	_, _ = d.server.Edit(nil, ytext.Edit{Root: "words", Insert: "missed"})
	next, _ := d.server.Edit(nil, ytext.Edit{Root: "words", At: 6, Insert: "!"})
	out := d.receive(Update{next})
	if len(out.Send) != 1 || len(out.Changes) != 0 {
		t.Fatalf("%+v", out)
	}
	if again := d.receive(Update{next}); len(again.Send) != 0 {
		t.Error("asks twice")
	}
	whole, _ := d.server.Diff(d.Doc().StateVector())
	out = d.receive(Step2{whole})
	if d.Doc().Text("words") != "missed!" || len(out.Changes) != 1 {
		t.Error(d.Doc().Text("words"), out.Changes)
	}
}

func TestTheTextIsForkedWhereOthersWroteMeanwhile(t *testing.T) {
	d := sit(t)
	_, _ = d.server.Edit(nil, ytext.Edit{Root: "words", Insert: "one two three"})
	d.greetAndTell()
	var keys []Key
	for _, e := range []ytext.Edit{{At: 0, Insert: "zero "}, {At: 9, Delete: 3, Insert: "2"}, {At: 16, Insert: " four"}} {
		e.Root = "words"
		p, err := d.Edit(e)
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, p[0].Key)
	}
	d.Kept(keys...)
	theirs, _ := d.server.Edit(nil, ytext.Edit{Root: "words", At: 4, Insert: "(and) "})
	d.receive(Update{theirs})

	out := d.receive(Refusal{1, pact.BadInput, "no"})
	d.state(Merging)
	typing := d.write(0, "¡") // goes on while the fork is under way
	d.Kept(typing[0].Key)
	if len(out.Send) != 2 || out.Refused == nil {
		t.Fatalf("%+v", out)
	}
	whole, _ := d.server.Diff(nil)
	d.receive(Step2{whole}) // overtaken: from before the hello
	d.receive(Welcome{Version, true, 2})
	out = d.receive(Step2{whole})
	const want = "¡zero one (and) 2 three four"
	if !out.Forked || d.Doc().Text("words") != want || d.Doc().Client() == 1 {
		t.Errorf("%q by %d", d.Doc().Text("words"), d.Doc().Client())
	}
	if len(out.Changes) != 0 || len(out.Drop) != 4 || len(out.Keep) == 0 {
		t.Errorf("%+v", out)
	}
	for _, p := range out.Keep {
		if _, err := d.server.Apply(p.Update, nil); err != nil {
			t.Fatal(err)
		}
	}
	if d.server.Text("words") != want {
		t.Errorf("the server has %q", d.server.Text("words"))
	}
	if frames := d.Kept(out.Keep[0].Key); len(frames) != 1 {
		t.Error("is not sent again")
	}
	d.receive(Refusal{1, pact.BadInput, "still no"})
	d.receive(Welcome{Version, true, 2})
	whole, _ = ytext.New(0).Diff(nil)
	d.receive(Step2{whole})
	d.state(Refused)
	d.write(0, "x")
	d.state(Saving)
}

func TestEditsThatCannotBe(t *testing.T) {
	d := sit(t)
	d.greetAndTell()
	for _, e := range []ytext.Edit{{At: -1}, {At: 1}, {Delete: 1}, {Delete: -1}} {
		e.Root, e.Insert = "words", "x"
		if _, err := d.Edit(ytext.Edit{Root: "words", Insert: "kept out"}, ytext.Edit{Root: "words", At: 8, Delete: 8}, ytext.Edit(e)); err == nil {
			t.Errorf("%+v is taken", e)
		}
	}
	if _, err := d.Edit(ytext.Edit{Root: "words", Insert: strings.Repeat("🚚", MaxSection/2+1)}); pact.CodeOf(err) != pact.Limited {
		t.Error(err)
	}
	if _, err := d.Edit(ytext.Edit{Root: "words", Insert: "a\x00b"}); pact.CodeOf(err) != pact.BadInput {
		t.Error(err)
	}
	if d.Doc().Text("words") != "" || d.Unsent() != 0 {
		t.Error("a refused edit changed something")
	}
	d.receive(Welcome{Version, false, 1})
	if _, err := d.Edit(ytext.Edit{Root: "words", Insert: "x"}); pact.CodeOf(err) != pact.Forbidden {
		t.Error(err)
	}
}

func TestPresenceIsRenewedAndExpires(t *testing.T) {
	d := sit(t)
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	d.Tick(now)
	d.greetAndTell()
	theirs := Entry{Client: 9, Clock: 3, State: []byte(`{"user":{"name":"Owner","color":"#123"},"cursor":"elsewhere"}`)}
	if out := d.receive(Awareness{[]Entry{theirs}}); !out.Presence || d.Peers()[0].Person.Name != "Owner" {
		t.Errorf("%+v", d.Peers())
	}
	if out := d.receive(Awareness{[]Entry{theirs}}); out.Presence {
		t.Error("the same again is news")
	}
	if out := d.Tick(now.Add(5 * time.Second)); len(out.Send) != 0 || out.Lost {
		t.Error("renewed too early")
	}
	if out := d.Tick(now.Add(16 * time.Second)); len(out.Send) != 1 {
		t.Error("not renewed")
	}
	if out := d.Tick(now.Add(31 * time.Second)); !out.Presence || !out.Lost || len(d.Peers()) != 0 {
		t.Errorf("a silent one is still there: %+v", out)
	}
	gone := Entry{Client: 1, Clock: 100}
	out := d.receive(Awareness{[]Entry{gone}})
	m, _ := Decode(out.Send[0])
	if e := m.(Awareness).Entries[0]; e.Clock != 101 || e.State == nil {
		t.Errorf("lets itself be called gone: %+v", e)
	}
}

func TestPresenceTellsWhatIsReadAndWhoHasPutItAway(t *testing.T) {
	d := sit(t)
	d.greetAndTell()
	hear := func(clock uint64, state string) Presence {
		t.Helper()
		d.receive(Awareness{[]Entry{{Client: 9, Clock: clock, State: []byte(state)}}})
		return d.Peers()[0].Presence
	}
	frame := d.SetPresence(Presence{Section: "care"})[0]
	m, _ := Decode(frame)
	own := string(m.(Awareness).Entries[0].State)
	if got := hear(1, own); got != (Presence{Section: "care"}) {
		t.Errorf("%s is heard as %+v", own, got)
	}
	if got := hear(2, `{"cursor":null,"away":true}`); got != (Presence{Away: true}) {
		t.Errorf("%+v", got)
	}
	if got := hear(3, `{"cursor":5,"section":{"of":"another editor"},"away":"no"}`); got != (Presence{}) {
		t.Errorf("what others mean by our words is taken for ours: %+v", got)
	}
}

// FuzzSession feeds a session frames of any kind in any state: it may refuse them, not
// break on them, and what was typed stays.
func FuzzSession(f *testing.F) {
	whole, _ := func() ([]byte, error) {
		d := ytext.New(3)
		_, _ = d.Edit(nil, ytext.Edit{Root: "words", Insert: "text"})
		return d.Diff(nil)
	}()
	var script []byte
	for _, m := range []Message{Step1{[]byte{0}}, Welcome{1, true, 1}, Step2{whole}, Stored{1, 2}, Refusal{1, "CONFLICT", ""}, Welcome{1, true, 1}, Step2{whole}} {
		script = appendBytes(script, Encode(m))
	}
	f.Add(script)
	f.Fuzz(func(t *testing.T, script []byte) {
		s := NewSession(Options{Client: 1, Fresh: func() uint32 { return 77 }})
		s.Open()
		p, err := s.Edit(ytext.Edit{Root: "mine", Insert: "typed"})
		if err != nil {
			t.Fatal(err)
		}
		s.Kept(p[0].Key)
		in := &reader{rest: script}
		for in.err == nil && len(in.rest) > 0 {
			out, _ := s.Receive(in.bytes())
			for _, p := range out.Keep {
				s.Kept(p.Key)
			}
			s.State()
			for _, peer := range s.Peers() {
				s.Selection(peer)
			}
		}
	})
}
