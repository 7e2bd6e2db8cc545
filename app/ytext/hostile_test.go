package ytext

import (
	"bytes"
	"runtime"
	"testing"
	"time"
)

type attack struct {
	name   string
	code   Code
	update []byte
}

func numbers(ns ...uint64) []byte {
	var w writer
	for _, n := range ns {
		w.uint(n)
	}
	return w.b
}

func concat(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// root is a struct's parent, the text "a".
var rootA = []byte{1, 1, 'a'}

// hostile are updates that no honest client writes.
func hostile() []attack {
	one := func(client, clock uint64, structs ...[]byte) []byte {
		return concat(numbers(1, uint64(len(structs)), client, clock), concat(structs...), []byte{0})
	}
	letter := concat([]byte{structString}, rootA, []byte{1, 'x'})
	return []attack{
		{"nothing at all", Malformed, nil},
		{"a billion clients", Malformed, numbers(1 << 30)},
		{"a billion structs", Malformed, numbers(1, 1<<30, 1, 0)},
		{"a billion deletions", Malformed, numbers(0, 1, 1, 1<<30)},
		{"a text of a terabyte", Malformed, one(1, 0, concat([]byte{structString}, rootA, numbers(1<<40)))},
		{"a name of a terabyte", Malformed, one(1, 0, []byte{structString, 1}, numbers(1<<40))},
		{"no text", Malformed, one(1, 0, concat([]byte{structString}, rootA, []byte{0}))},
		{"a text that is not UTF-8", Malformed, one(1, 0, concat([]byte{structString}, rootA, []byte{2, 0xC3, 0x28}))},
		{"half a surrogate pair in UTF-8", Malformed, one(1, 0, concat([]byte{structString}, rootA, []byte{3, 0xED, 0xA0, 0x80}))},
		{"nothing collected", Malformed, one(1, 0, []byte{structGC, 0})},
		{"nothing deleted", Malformed, one(1, 0, concat([]byte{structDeleted}, rootA, []byte{0}))},
		{"an unknown struct", Malformed, one(1, 0, []byte{11, 1})},
		{"a collected struct with an origin", Malformed, one(1, 0, []byte{structGC | bitOrigin, 1})},
		{"a client past 32 bits", Malformed, one(1<<32, 0, letter)},
		{"a client that comes twice", Malformed, concat(numbers(2, 1, 1, 0), letter, numbers(1, 1, 1), letter, []byte{0})},
		{"something behind the end", Malformed, concat(one(1, 0, letter), []byte{7})},
		{"an endless number", TooLarge, bytes.Repeat([]byte{0xff}, 100)},
		{"clocks past 2^53", TooLarge, one(1, 0, concat([]byte{structDeleted}, rootA, numbers(maxNumber)), []byte{structGC, 5})},
		{"deletions past 2^53", TooLarge, numbers(0, 1, 1, 1, maxNumber, maxNumber)},
		{"a gap at the start", Missing, one(1, 5, letter)},
		{"a gap in the middle", Missing, one(1, 0, letter, concat([]byte{structSkip}, numbers(3)), letter)},
		{"an origin nobody wrote", Missing, one(1, 0, concat([]byte{structString | bitOrigin}, numbers(9, 9), []byte{1, 'x'}))},
		{"a right origin nobody wrote", Missing, one(1, 0, concat([]byte{structString | bitRightOrigin}, numbers(9, 9), []byte{1, 'x'}))},
		{"deletion of what nobody wrote", Missing, numbers(0, 1, 9, 1, 0, 1)},
		{"an origin of its own future", Malformed, one(1, 0, concat([]byte{structString | bitOrigin}, numbers(1, 0), []byte{1, 'x'}))},
		{"two that wait for each other", Malformed, concat(
			numbers(2, 1, 2, 0, structString|bitOrigin, 1, 0), []byte{1, 'x'},
			numbers(1, 1, 0, structString|bitOrigin, 2, 0), []byte{1, 'y'}, []byte{0})},
		{"a parent that is a struct", Unsupported, one(1, 0, []byte{structString, 0, 1, 0, 1, 'x'})},
		{"a place between two texts", Malformed, concat(
			numbers(2, 2, 2, 0), concat([]byte{structString}, rootA, []byte{1, 'x'}), []byte{structString, 1, 1, 'b', 1, 'y'},
			numbers(1, 1, 0), []byte{structString | bitOrigin | bitRightOrigin}, numbers(2, 0, 2, 1), []byte{1, 'z'}, []byte{0})},
	}
}

func TestHostileUpdatesAreRefusedAndChangeNothing(t *testing.T) {
	for _, h := range hostile() {
		t.Run(h.name, func(t *testing.T) {
			d := New(77)
			edit(t, d, "a", 0, 0, "as it was")
			empty := New(0)
			before := diff(t, d, nil)
			_, err := empty.Apply(h.update, nil)
			wantCode(t, err, h.code)
			if _, err := d.Apply(h.update, nil); err == nil {
				t.Error("accepted by a document with a past")
			}
			wantBytes(t, diff(t, d, nil), before, "state")
			if len(empty.Roots()) > 0 {
				t.Errorf("it left the roots %q", empty.Roots())
			}
		})
	}
}

func TestARefusalHalfWayChangesNothing(t *testing.T) {
	d := New(77)
	edit(t, d, "a", 0, 0, "x😀😀y")
	edit(t, d, "a", 1, 0, "ab")
	edit(t, d, "b", 0, 0, "elsewhere")
	before := diff(t, d, nil)
	for _, last := range [][]byte{
		numbers(77, 3, 77, 3),    // between a unit and itself
		numbers(77, 4, 77, 1),    // to the left of its left
		numbers(77, 0, 77, 7, 9), // no text
		numbers(77, 5, 77, 6),    // to the left of its left, one hand's run between
	} {
		_, err := d.Admit(concat(numbers(1, 5, 5, 0),
			[]byte{structString | bitOrigin}, numbers(77, 1), []byte{1, 'p'}, // cuts a pair
			[]byte{structString | bitOrigin}, numbers(77, 3), []byte{6}, []byte("q😀r"), // and another
			[]byte{structString | bitOrigin}, numbers(5, 2), []byte{1, 's'}, // and a new one
			[]byte{structString, 1, 1, 'n', 1, 'n'}, // a new text
			[]byte{structString | bitOrigin | bitRightOrigin}, last, []byte{1, '!', 0},
		), nil)
		wantCode(t, err, Malformed)
		audit(t, d)
		wantBytes(t, diff(t, d, nil), before, "state")
		if roots := d.Roots(); len(roots) != 2 {
			t.Errorf("it left the roots %q", roots)
		}
	}
}

func TestMemoryIsASmallMultipleOfTheInput(t *testing.T) {
	for _, h := range append(hostile(), crowds()...) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		New(0).Apply(h.update, nil)
		Inspect(h.update)
		Merge(h.update, h.update)
		runtime.ReadMemStats(&after)
		if used, most := after.TotalAlloc-before.TotalAlloc, uint64(64<<10+400*len(h.update)); used > most {
			t.Errorf("%s: %d bytes for %d", h.name, used, len(h.update))
		}
	}
}

func TestTheWorstUpdatesAreDoneOrRefusedSoon(t *testing.T) {
	for _, h := range crowds() {
		d := New(77_777)
		edit(t, d, "a", 0, 0, "as it was")
		before := diff(t, d, nil)
		start := time.Now()
		_, err := d.Admit(h.update, nil)
		t.Logf("%s: %d bytes in %v", h.name, len(h.update), time.Since(start))
		audit(t, d)
		if h.code != "" {
			wantCode(t, err, h.code)
			wantBytes(t, diff(t, d, nil), before, "state")
			apply(t, New(0), h.update) // loading takes its time
		} else if err != nil {
			t.Errorf("%s: %v", h.name, err)
		}
	}
}

// crowds are updates of a quarter megabyte made to cost the most.
// crowds are updates of up to a quarter megabyte made to cost the most.
func crowds() []attack {
	return []attack{
		{"nothing but collected units", "", crowd(128<<10, 0, func(_, _ uint64) []byte { return []byte{structGC, 1} })},
		{"a crowd of clients at one place", "", clients(20_000)},
		{"one hand again and again at the start of a long text", Malformed, crowd(7_500, 7_500, chain)},
		{"a crowd at the start of a long text", TooLarge, crowdOver(7_500)},
	}
}

// chain is a text of many items, behind which each has to pass all before it.
func chain(i, n uint64) []byte {
	switch {
	case i == 0:
		return concat([]byte{structString}, rootA, []byte{1, 'x'})
	case i >= n:
		return concat([]byte{structString | bitRightOrigin}, numbers(1, 2*n-1-i), []byte{1, 'y'})
	case i%2 == 0:
		return concat([]byte{structString | bitOrigin}, numbers(1, i-1), []byte{1, 'x'})
	}
	return concat([]byte{structDeleted | bitOrigin}, numbers(1, i-1, 1))
}

// crowdOver is such a text and a client for each of its items.
func crowdOver(n uint64) []byte {
	b := append(numbers(n+1), crowd(n, 0, chain)[1:]...)
	b = b[:len(b)-1]
	for c := range n {
		b = append(b, concat(numbers(1, c+2, 0, structString|bitRightOrigin), numbers(1, c), []byte{1, 'y'})...)
	}
	return append(b, 0)
}

// crowd is an update of n and more structs of one client.
func crowd(n, more uint64, each func(i, n uint64) []byte) []byte {
	b := numbers(1, n+more, 1, 0)
	for i := range n + more {
		b = append(b, each(i, n)...)
	}
	return append(b, 0)
}

// clients is an update in which n clients begin the same text.
func clients(n uint64) []byte {
	b := numbers(n)
	for c := n; c > 0; c-- {
		b = append(b, concat(numbers(1, c, 0, structString), rootA, []byte{1, 'x'})...)
	}
	return append(b, 0)
}
