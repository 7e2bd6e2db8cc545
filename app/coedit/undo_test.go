package coedit

import (
	"strings"
	"testing"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// hears takes in what somebody else did on the server.
func (d *desk) hears(at, del int, ins string) {
	d.t.Helper()
	u, err := d.server.Edit(nil, ytext.Edit{Root: "words", At: at, Delete: del, Insert: ins})
	if err != nil {
		d.t.Fatal(err)
	}
	d.receive(Update{u})
}

// reaches has the server take over what was typed or undone here.
func (d *desk) reaches(pending []Pending) {
	d.t.Helper()
	for _, p := range pending {
		if _, err := d.server.Admit(p.Update, nil); err != nil {
			d.t.Fatal(err)
		}
	}
	if here, there := d.Doc().Text("words"), d.server.Text("words"); here != there {
		d.t.Errorf("here %.80q, there %.80q", here, there)
	}
}

func TestWhatIsUndoneIsKeptAndSentLikeWhatIsTyped(t *testing.T) {
	d := sit(t)
	if d.CanUndo() {
		t.Error("there is something to undo")
	}
	d.greetAndTell()
	d.reaches(d.write(0, "We call."))
	d.Checkpoint()
	d.hears(3, 0, "gladly ")
	d.reaches(d.write(15, " Often."))
	pending, changes, err := d.Undo()
	if err != nil || len(pending) != 1 || len(changes) != 1 || changes[0] != (ytext.Splice{Root: "words", At: 15, Delete: 7}) {
		t.Fatalf("%v %+v %v", pending, changes, err)
	}
	d.state(Saving)
	d.reaches(pending)
	pending, _, _ = d.Undo()
	d.reaches(pending)
	if got := d.server.Text("words"); got != "gladly " || d.CanUndo() || !d.CanRedo() {
		t.Errorf("%q is left", got)
	}
	for d.CanRedo() {
		pending, _, _ = d.Redo()
		d.reaches(pending)
	}
	if got := d.server.Text("words"); got != "We gladly call. Often." {
		t.Errorf("%q", got)
	}
	if len(d.Kept(keysOf(pending)...)) != 0 {
		t.Error("sent before what was typed earlier is kept")
	}
}

func keysOf(pending []Pending) (keys []Key) {
	for _, p := range pending {
		keys = append(keys, p.Key)
	}
	return keys
}

func TestWhoMayNotWriteAnyMoreMayNotUndo(t *testing.T) {
	d := sit(t)
	d.greetAndTell()
	d.write(0, "Hi")
	d.Closed()
	d.Open()
	d.receive(Welcome{Version, false, 1})
	if _, _, err := d.Undo(); pact.CodeOf(err) != pact.Forbidden || d.CanUndo() || d.Doc().Text("words") != "Hi" {
		t.Errorf("%v", err)
	}
}

func TestAnUndoThatWouldOverfillASectionChangesNothing(t *testing.T) {
	d := sit(t)
	d.greetAndTell()
	d.reaches(d.write(0, strings.Repeat("long ", MaxSection/5)))
	d.Checkpoint()
	gone, err := d.Edit(ytext.Edit{Root: "words", At: 0, Delete: MaxSection})
	if err != nil {
		t.Fatal(err)
	}
	d.reaches(gone)
	d.hears(0, 0, "one more")
	pending, changes, err := d.Undo()
	if pact.CodeOf(err) != pact.Limited || len(changes) != 0 || !d.CanUndo() {
		t.Errorf("%v, %d changes", err, len(changes))
	}
	d.reaches(pending)
	if got := d.server.Text("words"); got != "one more" {
		t.Errorf("%.80q is there", got)
	}
	d.hears(0, 8, "")
	pending, _, err = d.Undo()
	if err != nil || len(pending) < 3 {
		t.Errorf("%d updates, %v", len(pending), err)
	}
	d.reaches(pending)
}
