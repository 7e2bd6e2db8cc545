package coedit

import (
	"maps"
	"slices"
	"testing"

	"midspan/app/pact"
	"midspan/app/ytext"
)

func (d *desk) unsent(want map[string][]string) {
	d.t.Helper()
	if got := d.UnsentText(); !maps.EqualFunc(got, want, slices.Equal) {
		d.t.Errorf("%q is unsent, not %q", got, want)
	}
}

// TestWhatWasNotSentCanBeCopied tells only one's own words of which the server has said nothing.
func TestWhatWasNotSentCanBeCopied(t *testing.T) {
	d := sit(t)
	_, _ = d.server.Edit(nil, ytext.Edit{Root: "words", Insert: "We meet on Friday."}, ytext.Edit{Root: "care", Insert: "Much"})
	d.greetAndTell()
	d.unsent(nil)
	first := d.write(3, "always ")[0]
	d.Kept(first.Key)
	d.write(0, "Yes 🌉: ")
	d.unsent(map[string][]string{"words": {"Yes 🌉: ", "always "}})
	theirs, _ := d.server.Edit(nil, ytext.Edit{Root: "words", At: 0, Insert: "So. "})
	d.receive(Update{theirs})
	d.receive(Stored{1, 2})
	d.unsent(map[string][]string{"words": {"Yes 🌉: "}})

	d.Closed()
	p, err := d.Edit(
		ytext.Edit{Root: "care", At: 4, Insert: " more!?"}, ytext.Edit{Root: "care", At: 10, Delete: 1},
		ytext.Edit{Root: "care", At: 0, Delete: 4}, ytext.Edit{Root: "need", Insert: "Time.\nAnd rest."},
	)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{"words": {"Yes 🌉: "}, "care": {" more!"}, "need": {"Time.\nAnd rest."}}
	d.unsent(want)
	d.Kept(p[0].Key)
	d.Open()
	d.receive(Refusal{0, pact.Forbidden, "You no longer take part here."})
	d.Closed()
	d.unsent(want)
}

// TestWhatWasNotSentCanBeCopiedAfterAReload comes from what the browser's database holds.
func TestWhatWasNotSentCanBeCopiedAfterAReload(t *testing.T) {
	before := sit(t)
	_, _ = before.server.Edit(nil, ytext.Edit{Root: "words", Insert: "Theirs. "})
	before.greetAndTell()
	state, _ := before.Doc().Diff(nil)
	pending := append(before.write(8, "Mine. "), before.write(0, "Both. ")...)
	after := &desk{t, NewSession(Options{Client: 3}), before.server}
	if err := after.Restore(state, pending); err != nil {
		t.Fatal(err)
	}
	after.unsent(map[string][]string{"words": {"Both. ", "Mine. "}})
}
