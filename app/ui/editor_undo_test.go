package ui

import (
	"testing"
	"time"

	"midspan/app/ytext"
)

func TestOneStepOfUndoIsWhatWasWrittenInOneGo(t *testing.T) {
	at := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	type input struct {
		after     time.Duration
		c         ytext.Splice
		how       string
		composing bool
	}
	word := func(at int, s string) input {
		return input{c: ytext.Splice{Root: "care", At: at, Insert: s}, how: "insertText"}
	}
	backspace := func(at int) input {
		return input{c: ytext.Splice{Root: "care", At: at, Delete: 1}, how: "deleteContentBackward"}
	}
	how := func(i input, name string) input { i.how = name; return i }
	elsewhere := word(3, "x")
	elsewhere.c.Root = "need"
	late := word(3, "x")
	late.after = 1100 * time.Millisecond
	replaced := word(1, "xy")
	replaced.c.Delete = 2
	composed := replaced
	composed.composing, composed.how = true, "insertCompositionText"
	for _, c := range []struct {
		name        string
		first, then input
		same        bool
	}{
		{"typing on", word(2, "a"), word(3, "b"), true},
		{"after a rest", word(2, "a"), late, false},
		{"where the caret was put elsewhere", word(2, "a"), word(0, "b"), false},
		{"in another section", word(2, "a"), elsewhere, false},
		{"after a line’s end", word(2, "\n"), word(3, "b"), false},
		{"from inserting to deleting", word(2, "a"), backspace(2), false},
		{"deleting on, backwards", backspace(5), backspace(4), true},
		{"deleting on, forwards", backspace(5), backspace(5), true},
		{"deleting elsewhere", backspace(5), backspace(1), false},
		{"from deleting to inserting", backspace(5), word(5, "a"), false},
		{"over a selection", word(2, "a"), replaced, false},
		{"on from what replaced a selection", replaced, word(3, "b"), true},
		{"while composing", word(2, "a"), composed, true},
		{"a paste", word(2, "a"), how(word(3, "b"), "insertFromPaste"), false},
		{"after a paste", how(word(2, "a"), "insertFromPaste"), word(3, "b"), false},
		{"a correction", word(2, "a"), how(replaced, "insertReplacementText"), false},
		{"what was dragged away and dropped", how(backspace(1), "deleteByDrag"), how(elsewhere, "insertFromDrop"), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			first := strokeOf(c.first.c, c.first.how, at)
			then := strokeOf(c.then.c, c.then.how, at.Add(c.then.after))
			if got := first.goesOn(then, c.then.c, c.then.composing); got != c.same {
				t.Errorf("the same step: %v", got)
			}
		})
	}
}
