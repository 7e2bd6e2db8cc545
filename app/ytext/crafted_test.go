package ytext

import (
	"testing"

	"pgregory.net/rapid"
)

// Whatever places a writer claims: nothing breaks, and what was taken in can be
// loaded again.
func TestFalsePlacesBreakNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := New(0)
		client := rapid.Uint32Range(1, 4)
		for range rapid.IntRange(1, 25).Draw(t, "items") {
			c := client.Draw(t, "client")
			var w writer
			w.b = numbers(1, 1, uint64(c), d.state(c))
			it := &item{client: c, kind: text, root: &root{name: "a"}, text: []byte("xy😀")[:2], len: 2}
			it.origin, it.rightOrigin = drawUnit(t, d, client), drawUnit(t, d, client)
			w.item(it, 0)
			if rapid.Bool().Draw(t, "strict") {
				d.Admit(append(w.b, 0), nil)
			} else {
				apply(t, d, append(w.b, 0))
			}
			audit(t, d)
		}
		loaded := New(0)
		apply(t, loaded, diff(t, d, nil))
		alike(t, d, loaded)
	})
}

func drawUnit(t *rapid.T, d *Doc, client *rapid.Generator[uint32]) ref {
	c := client.Draw(t, "of")
	if n := d.state(c); n > 0 && rapid.IntRange(0, 3).Draw(t, "some") > 0 {
		return to(c, rapid.Uint64Range(0, n-1).Draw(t, "clock"))
	}
	return ref{}
}
