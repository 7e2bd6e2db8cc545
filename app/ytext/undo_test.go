package ytext

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const plenty = 1 << 20

// undoer is a person with a document of their own and a way back.
type undoer struct {
	*Doc
	*UndoManager
}

func newUndoer(client uint32) undoer {
	d := New(client)
	return undoer{d, NewUndoManager(d)}
}

// types makes one step of an edit.
func (w undoer) types(t tester, at, del int, ins string) {
	t.Helper()
	w.StopCapturing()
	edit(t, w.Doc, "a", at, del, ins)
}

func (w undoer) shows(t tester, want string) {
	t.Helper()
	audit(t, w.Doc)
	if got := w.Text("a"); got != want {
		t.Fatalf("it reads %.200q, want %.200q", got, want)
	}
}

func (w undoer) back(t tester, want string) {
	t.Helper()
	w.Undo("undo", plenty)
	w.shows(t, want)
}

func (w undoer) again(t tester, want string) {
	t.Helper()
	w.Redo("redo", plenty)
	w.shows(t, want)
}

func TestStepsAreTakenBackAndDoneAgain(t *testing.T) {
	w := newUndoer(1)
	w.types(t, 0, 0, "one two")
	w.types(t, 3, 4, "")
	w.types(t, 3, 0, " 🚚")
	w.types(t, 0, 3, "uno")
	steps := []string{"one 🚚", "one", "one two", ""}
	for range 3 {
		for _, want := range steps {
			w.back(t, want)
		}
		if w.CanUndo() || w.Undo(nil, plenty) != nil {
			t.Error("there is more to take back than was done")
		}
		for _, want := range []string{"one two", "one", "one 🚚", "uno 🚚"} {
			w.again(t, want)
		}
		if w.CanRedo() {
			t.Error("there is more to do again")
		}
	}
}

func TestEditsWithoutAStopAreOneStep(t *testing.T) {
	w := newUndoer(1)
	w.types(t, 0, 0, "before ")
	w.StopCapturing()
	for i, r := range []string{"w", "o", "x", "", "r", "d"} {
		switch {
		case i < 3:
			edit(t, w.Doc, "a", 7+i, 0, r)
		case i == 3:
			edit(t, w.Doc, "a", 9, 1, "")
		default:
			edit(t, w.Doc, "a", 5+i, 0, r)
		}
	}
	w.shows(t, "before word")
	w.back(t, "before ")
	w.again(t, "before word")
	w.types(t, 0, 7, "")
	if w.CanRedo() {
		t.Error("what was taken back can be done again after another edit")
	}
}

func TestWhatOthersWroteInsideOfAStepStays(t *testing.T) {
	mine, theirs := newUndoer(1), newUndoer(2)
	mine.types(t, 0, 0, "we promise to call")
	bring(t, theirs.Doc, mine.Doc)
	theirs.types(t, 11, 0, "gladly ")
	bring(t, mine.Doc, theirs.Doc)
	mine.types(t, 0, 11, "")
	mine.back(t, "we promise gladly to call")
	mine.back(t, "gladly ")
	mine.again(t, "we promise gladly to call")
	bring(t, theirs.Doc, mine.Doc)
	theirs.back(t, "we promise to call")
	bring(t, mine.Doc, theirs.Doc)
	mine.back(t, "")
}

func TestWhatOthersDeletedOfAStepStaysDeleted(t *testing.T) {
	mine, theirs := newUndoer(1), newUndoer(2)
	mine.types(t, 0, 0, "one two three")
	bring(t, theirs.Doc, mine.Doc)
	theirs.types(t, 4, 4, "")
	bring(t, mine.Doc, theirs.Doc)
	mine.types(t, 0, 9, "")
	mine.back(t, "one three")
	mine.back(t, "")
	mine.again(t, "one three")
}

func TestALongTextComesBackInPieces(t *testing.T) {
	w := newUndoer(1)
	long := strings.Repeat("約束 🚚 ", 4000)
	w.types(t, 0, 0, long)
	w.types(t, 102, UTF16Len(long)-204, "") // between characters
	short := w.Text("a")
	updates := w.Undo(nil, 1000)
	w.shows(t, long)
	other := New(0)
	apply(t, other, diff(t, w.Doc, nil))
	for i, u := range updates {
		if len(u) > 1100 {
			t.Fatalf("update %d has %d bytes", i, len(u))
		}
	}
	if len(updates) < len(long)/1000-1 {
		t.Errorf("%d updates", len(updates))
	}
	w.again(t, short)
	w.back(t, long)
	if w.Text("a") != other.Text("a") {
		t.Error("another reads it in another way")
	}
}

// runes gives so many characters that were not given before.
func runes(next *rune, n int) string {
	var b strings.Builder
	for range n {
		b.WriteRune(*next)
		*next++
	}
	return b.String()
}

func TestOneWhoUndoesEverythingLeavesTheOthersWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mine, theirs, first := newUndoer(1), newUndoer(2), New(3)
		my, their, seeds := 'Α', '一', 'А'
		seed := runes(&seeds, rapid.IntRange(0, 12).Draw(t, "seed"))
		edit(t, first, "a", 0, 0, seed)
		bring(t, mine.Doc, first)
		bring(t, theirs.Doc, first)
		few := rapid.IntRange(1, 4)
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 7).Draw(t, "what") {
			case 0:
				bring(t, mine.Doc, theirs.Doc)
			case 1:
				bring(t, theirs.Doc, mine.Doc)
			case 2:
				at := rapid.IntRange(0, theirs.Len("a")).Draw(t, "at")
				edit(t, theirs.Doc, "a", at, 0, runes(&their, few.Draw(t, "n")))
			case 3:
				mine.Undo(nil, rapid.IntRange(1, 9).Draw(t, "most"))
			case 4:
				mine.Redo(nil, rapid.IntRange(1, 9).Draw(t, "most"))
			default:
				if rapid.Bool().Draw(t, "stop") {
					mine.StopCapturing()
				}
				at := rapid.IntRange(0, mine.Len("a")).Draw(t, "at")
				del := rapid.IntRange(0, min(6, mine.Len("a")-at)).Draw(t, "delete")
				edit(t, mine.Doc, "a", at, del, runes(&my, few.Draw(t, "n")-1))
			}
		}
		bring(t, mine.Doc, theirs.Doc)
		most := mine.Text("a")
		undone := 0
		for mine.CanUndo() {
			if mine.Undo(nil, plenty) != nil {
				undone++
			}
			audit(t, mine.Doc)
		}
		bring(t, theirs.Doc, mine.Doc)
		sameState(t, theirs.Doc, diff(t, mine.Doc, nil))
		left := mine.Text("a")
		kept := strings.Map(func(r rune) rune {
			if strings.ContainsRune(seed, r) {
				return r
			}
			return -1
		}, left)
		if kept != seed || len([]rune(left)) != len([]rune(seed))+int(their-'一') {
			t.Fatalf("%q is left of %q and %d of theirs", left, seed, their-'一')
		}
		for r := '一'; r < their; r++ {
			if strings.Count(left, string(r)) != 1 {
				t.Fatalf("%q is there %d times", r, strings.Count(left, string(r)))
			}
		}
		for range undone {
			mine.Redo(nil, plenty)
		}
		mine.shows(t, most)
	})
}
