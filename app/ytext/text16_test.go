package ytext

import "testing"

func TestLengthsAndSlicesCountUTF16Units(t *testing.T) {
	const s = "aé約😀b"
	if n := UTF16Len(s); n != 6 {
		t.Errorf("%d units", n)
	}
	for _, c := range []struct {
		from, to int
		want     string
	}{{0, 6, s}, {0, 3, "aé約"}, {3, 5, "😀"}, {3, 4, "\uFFFD"}, {4, 6, "\uFFFDb"}, {2, 4, "約\uFFFD"}, {4, 4, ""}, {5, 99, "b"}, {-3, 1, "a"}, {5, 2, ""}} {
		if got := Slice16(s, c.from, c.to); got != c.want {
			t.Errorf("from %d to %d: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestTheCaretTellsWhichOfManyWasTyped(t *testing.T) {
	for _, c := range []struct {
		old, new string
		caret    int
		at, del  int
		ins      string
	}{
		{"aaa", "aaaa", 1, 0, 0, "a"},
		{"aaa", "aaaa", 3, 2, 0, "a"},
		{"aaa", "aaaa", -1, 3, 0, "a"},
		{"aaa", "aa", 1, 1, 1, ""},
		{"aaa", "aa", 0, 0, 1, ""},
		{"one two", "one big two", 8, 4, 0, "big "},
		{"teh end", "the end", 3, 1, 2, "he"},
		{"a😀b", "a😁b", 3, 1, 2, "😁"},
		{"😀😀", "😀", 2, 2, 2, ""},
		{"😀😀", "😀", 0, 0, 2, ""},
		{"same", "same", 2, 2, 0, ""},
		{"", "new", 3, 0, 0, "new"},
		{"old", "", 0, 0, 3, ""},
	} {
		at, del, ins := Diff16(c.old, c.new, c.caret)
		if c.old == c.new {
			at = c.at // nowhere
		}
		if at != c.at || del != c.del || ins != c.ins {
			t.Errorf("%q to %q at %d: %d %d %q, want %d %d %q", c.old, c.new, c.caret, at, del, ins, c.at, c.del, c.ins)
		}
	}
}
