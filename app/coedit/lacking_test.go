package coedit

import (
	"testing"

	"midspan/app/ytext"
)

// TestWhatWasSavedWithTheTextAloneIsSent opens a page on a text that was saved with a change in
// it, where the change itself never came to the browser's database: the tab was killed in between.
func TestWhatWasSavedWithTheTextAloneIsSent(t *testing.T) {
	for name, edit := range map[string]ytext.Edit{
		"something typed":     {Root: "words", At: 3, Insert: "!"},
		"something taken out": {Root: "words", At: 0, Delete: 2},
	} {
		t.Run(name, func(t *testing.T) {
			before := sit(t)
			_, _ = before.server.Edit(nil, ytext.Edit{Root: "words", Insert: "one"})
			before.greetAndTell()
			if _, err := before.Edit(edit); err != nil {
				t.Fatal(err)
			}
			state, _ := before.Doc().Diff(nil)

			after := &desk{t, NewSession(Options{Client: 3}), before.server}
			if err := after.Restore(state, nil); err != nil {
				t.Fatal(err)
			}
			after.Open()
			after.receive(Step1{after.server.StateVector()})
			theirs, _ := after.server.Edit(nil, ytext.Edit{Root: "words", At: 3, Insert: " two"})
			after.receive(Update{theirs})
			after.receive(Welcome{Version, true, 1})
			whole, _ := after.server.Diff(nil)
			out := after.receive(Step2{whole})
			if len(out.Keep) != 1 {
				t.Fatalf("%+v", out)
			}
			after.state(Saving)
			after.deliver(after.Kept(out.Keep[0].Key))
			if got, want := after.server.Text("words"), after.Doc().Text("words"); got != want {
				t.Errorf("the server has %q, the page shows %q", got, want)
			}
			if out := after.receive(Stored{1, 2}); len(out.Drop) != 1 {
				t.Error("it is kept for ever")
			}
			after.state(Saved)
		})
	}
}

// deliver has the server take what was sent.
func (d *desk) deliver(frames [][]byte) {
	d.t.Helper()
	for _, f := range frames {
		m, err := Decode(f)
		if err != nil {
			d.t.Fatal(err)
		}
		if u, ok := m.(Update); ok {
			if _, err := d.server.Apply(u.Update, nil); err != nil {
				d.t.Fatal(err)
			}
		}
	}
}

// TestNothingIsSentTwiceForBeingThereAlready comes back with what the server has, with what is
// unsent, and with what others wrote since.
func TestNothingIsSentTwiceForBeingThereAlready(t *testing.T) {
	d := sit(t)
	_, _ = d.server.Edit(nil, ytext.Edit{Root: "words", Insert: "one two"})
	_, _ = d.server.Edit(nil, ytext.Edit{Root: "words", At: 3, Delete: 4})
	d.greetAndTell()
	pending := append(d.write(3, " three"), d.write(0, "zero ")...)
	taken, err := d.Edit(ytext.Edit{Root: "words", At: 1, Delete: 1})
	if err != nil {
		t.Fatal(err)
	}
	pending = append(pending, taken...)
	for _, p := range pending {
		d.Kept(p.Key)
	}
	d.Closed()
	_, _ = d.server.Edit(nil, ytext.Edit{Root: "words", At: 1, Delete: 1, Insert: "…"})
	d.Open()
	d.receive(Step1{d.server.StateVector()})
	theirs, _ := d.server.Edit(nil, ytext.Edit{Root: "words", Insert: "meanwhile "})
	d.receive(Update{theirs})
	d.receive(Welcome{Version, true, 1})
	whole, _ := d.server.Diff(nil)
	if out := d.receive(Step2{whole}); len(out.Keep) != 0 || d.Unsent() != len(pending) {
		t.Errorf("%+v, %d unsent", out, d.Unsent())
	}
}

// TestWhoOnlyReadsSendsNothing comes back to a server that has lost text.
func TestWhoOnlyReadsSendsNothing(t *testing.T) {
	d := sit(t)
	_, _ = d.server.Edit(nil, ytext.Edit{Root: "words", Insert: "one"})
	d.greetAndTell()
	d.Closed()
	d.server = ytext.New(4)
	d.Open()
	d.receive(Step1{d.server.StateVector()})
	d.receive(Welcome{Version, false, 1})
	whole, _ := d.server.Diff(nil)
	if out := d.receive(Step2{whole}); len(out.Keep) != 0 {
		t.Errorf("%+v", out)
	}
	d.state(Saved)
}

// TestWhatSeveralTabsLeftIsThereWithoutNetwork restores changes in an order in which the first
// builds on the second.
func TestWhatSeveralTabsLeftIsThereWithoutNetwork(t *testing.T) {
	first, second := NewSession(Options{Client: 9}), NewSession(Options{Client: 4})
	one, err := first.Edit(ytext.Edit{Root: "words", Insert: "one"})
	if err != nil {
		t.Fatal(err)
	}
	if err := second.Restore(nil, one); err != nil {
		t.Fatal(err)
	}
	two, err := second.Edit(ytext.Edit{Root: "words", At: 3, Insert: " two"})
	if err != nil {
		t.Fatal(err)
	}
	d := sit(t)
	if err := d.Restore(nil, append(two, one...)); err != nil {
		t.Fatal(err)
	}
	if got := d.Doc().Text("words"); got != "one two" {
		t.Errorf("%q is there", got)
	}
}
