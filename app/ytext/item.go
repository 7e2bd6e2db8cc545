package ytext

// id names one UTF-16 unit for ever: the clock-th that a client wrote.
type id struct {
	client uint32
	clock  uint64
}

// ref is an id or nothing.
type ref struct {
	client uint32
	some   bool
	clock  uint64
}

func to(client uint32, clock uint64) ref { return ref{client, true, clock} }

func (r ref) id() id { return id{r.client, r.clock} }

type kind uint8

const (
	collected kind = iota // GC: place and content forgotten
	deleted               // keeps its place
	text                  // visible
)

// item is a run of units that one client wrote one after another. In Yjs's
// words it is a struct: an Item with ContentString or ContentDeleted, or a GC.
type item struct {
	client      uint32
	kind        kind
	clock, len  uint64
	origin      ref // the unit to the left when it was written
	rightOrigin ref // the unit to the right when it was written
	left, right *item
	root        *root
	chunk       *chunk
	text        []byte // valid UTF-8, of kind text only
	seen        uint64 // stamp of the last search for a place
	near        *item  // held the origin when last asked; it may have changed since
}

func (it *item) end() uint64 { return it.clock + it.len }

// first is the first unit of an item, nothing for nil.
func (it *item) first() ref {
	if it == nil {
		return ref{}
	}
	return to(it.client, it.clock)
}

func (it *item) last() ref { return to(it.client, it.clock+it.len-1) }

func (it *item) holds(i id) bool {
	return it != nil && it.client == i.client && it.clock <= i.clock && i.clock < it.end()
}

func (it *item) visible() int {
	if it.kind == text {
		return int(it.len)
	}
	return 0
}

// continues reports whether b is written right after a by the same hand and
// could have been one item with it; neighbourhood is for the caller to know.
func (a *item) continues(b *item) bool {
	if a.kind != b.kind || a.client != b.client || a.end() != b.clock {
		return false
	}
	return a.kind == collected || b.origin == a.last() && a.rightOrigin == b.rightOrigin
}

// cut takes everything from offset off the item and returns it as a new one,
// which is in no list yet. It reports whether a surrogate pair was cut, and which.
func (it *item) cut(offset uint64) (right *item, pair [4]byte, torn bool) {
	right = &item{
		client: it.client, kind: it.kind, clock: it.clock + offset, len: it.len - offset,
		origin: to(it.client, it.clock+offset-1), rightOrigin: it.rightOrigin, root: it.root,
	}
	if it.kind == text {
		whole := it.text
		it.text, right.text, torn = cutText(whole, int(it.len), int(offset))
		if torn {
			copy(pair[:], whole[len(it.text)-len(replacement):])
		}
	}
	it.len = offset
	return right, pair, torn
}

// behead drops the first offset units, which are known already.
func (it *item) behead(offset uint64) {
	it.origin = to(it.client, it.clock+offset-1)
	if it.kind == text {
		_, it.text, _ = cutText(it.text, int(it.len), int(offset))
	}
	it.clock += offset
	it.len -= offset
}
