package ytext

import (
	"strings"
	"testing"
)

// The same work is done by .ci/peers/yjs/bench.mjs with the real Yjs, under the
// same names; .ci/bench sets the numbers beside each other.

// dice is mulberry32, which the Node script throws too.
type dice uint32

func (d *dice) roll(n int) int {
	*d += 0x6D2B79F5
	x := uint32(*d)
	x = (x ^ x>>15) * (x | 1)
	x ^= x + (x^x>>7)*(x|61)
	return int((x ^ x>>14) % uint32(n))
}

// trace is how a person writes: letter by letter, with corrections, and now and
// then somewhere else.
func trace(edits int) []Edit {
	d, out := dice(1), make([]Edit, 0, edits)
	at, length := 0, 0
	for range edits {
		if d.roll(50) == 0 {
			at = d.roll(length + 1)
		}
		if at > 0 && d.roll(10) < 3 {
			at--
			length--
			out = append(out, Edit{"vision", at, 1, ""})
			continue
		}
		out = append(out, Edit{"vision", at, 0, string(rune('a' + d.roll(26)))})
		at++
		length++
	}
	return out
}

func replay(b testing.TB, edits []Edit) *Doc {
	d := New(1)
	for _, e := range edits {
		if _, err := d.Edit(nil, e); err != nil {
			b.Fatal(err)
		}
	}
	return d
}

const traceEdits = 260_000

// warm does the work once before it is measured.
func warm(b *testing.B, work func()) {
	b.Helper()
	work()
	for b.Loop() {
		work()
	}
}

func BenchmarkReplay(b *testing.B) {
	edits := trace(traceEdits)
	warm(b, func() { replay(b, edits) })
}

func BenchmarkReplayOfUpdates(b *testing.B) {
	d := New(1)
	var updates [][]byte
	for _, e := range trace(traceEdits) {
		u, err := d.Edit(nil, e)
		if err != nil {
			b.Fatal(err)
		}
		updates = append(updates, u)
	}
	warm(b, func() {
		other := New(0)
		for _, u := range updates {
			apply(b, other, u)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	state := diff(b, replay(b, trace(traceEdits)), nil)
	warm(b, func() { apply(b, New(0), state) })
}

func BenchmarkEncode(b *testing.B) {
	d := replay(b, trace(traceEdits))
	warm(b, func() { diff(b, d, nil) })
	b.ReportMetric(float64(len(diff(b, d, nil))), "encoded-B")
}

// long is a document of 55 000 units with a past.
func long(b testing.TB) *Doc {
	d := replay(b, trace(40_000))
	for other := New(2); d.Len("vision") < 55_000; {
		apply(b, other, diff(b, d, other.StateVector()))
		edit(b, other, "vision", other.Len("vision")/3, 0, strings.Repeat("約束 ", 25))
		apply(b, d, diff(b, other, d.StateVector()))
	}
	return d
}

func BenchmarkKeystrokeLocal(b *testing.B) {
	d := long(b)
	at := d.Len("vision") / 2
	warm(b, func() {
		edit(b, d, "vision", at, 0, "x")
		at++
	})
}

// As an editor has it, who is told what changed.
func BenchmarkKeystrokeRemote(b *testing.B) {
	remote(b, func(d *Doc) { d.Observe(func(Change) {}) })
}

func BenchmarkKeystrokeRemoteUnseen(b *testing.B) { remote(b, func(*Doc) {}) }

const keystrokes = 50_000

func remote(b *testing.B, watch func(*Doc)) {
	d, writer := long(b), New(3)
	state := diff(b, d, nil)
	apply(b, writer, state)
	updates := make([][]byte, keystrokes)
	for i := range updates {
		updates[i] = edit(b, writer, "vision", 20_000+i, 0, "x")
	}
	watch(d)
	b.ResetTimer()
	for i := range b.N {
		if n := i % keystrokes; n == 0 && i > 0 {
			b.StopTimer()
			d = New(0)
			apply(b, d, state)
			watch(d)
			b.StartTimer()
		}
		apply(b, d, updates[i%keystrokes])
	}
}
