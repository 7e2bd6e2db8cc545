package ytext

// The Yjs v1 format: per client (higher ids first) its structs from a clock on,
// then the delete set. Numbers are lib0 varuints, strings UTF-8 with a length.
const (
	maxNumber = 1<<53 - 1 // what Yjs can count

	bitOrigin      = 0x80
	bitRightOrigin = 0x40
	bitParentSub   = 0x20
	bitsContent    = 0x1F

	structGC      = 0
	structDeleted = 1
	structString  = 4
	structLast    = 9 // highest known content
	structSkip    = 10

	structBytes = 14 // of a struct without its text, for estimates
	strandBytes = 12 // of a client
)

// Range is a run of units of one client.
type Range struct {
	Client     uint32
	Clock, Len uint64
}

func (r Range) end() uint64 { return r.Clock + r.Len }

type writer struct{ b []byte }

func (w *writer) uint(n uint64) {
	for n >= 0x80 {
		w.b = append(w.b, byte(n)|0x80)
		n >>= 7
	}
	w.b = append(w.b, byte(n))
}

func (w *writer) text(parts ...[]byte) {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	w.uint(uint64(n))
	for _, p := range parts {
		w.b = append(w.b, p...)
	}
}

func (w *writer) ref(r ref) {
	w.uint(uint64(r.client))
	w.uint(r.clock)
}

// item writes what is behind the first offset units.
func (w *writer) item(it *item, offset uint64) {
	if it.kind == collected {
		w.b = append(w.b, structGC)
		w.uint(it.len - offset)
		return
	}
	origin := it.origin
	if offset > 0 {
		origin = to(it.client, it.clock+offset-1)
	}
	info := byte(structDeleted)
	if it.kind == text {
		info = structString
	}
	if origin.some {
		info |= bitOrigin
	}
	if it.rightOrigin.some {
		info |= bitRightOrigin
	}
	w.b = append(w.b, info)
	if origin.some {
		w.ref(origin)
	}
	if it.rightOrigin.some {
		w.ref(it.rightOrigin)
	}
	if !origin.some && !it.rightOrigin.some {
		w.uint(1) // the parent is a root, by name
		w.text([]byte(it.root.name))
	}
	w.content(it, offset)
}

func (w *writer) content(it *item, offset uint64) {
	if it.kind == deleted {
		w.uint(it.len - offset)
		return
	}
	at, torn := int(offset), false
	if len(it.text) != int(it.len) {
		at, torn = seek(it.text, at)
	}
	if torn {
		w.text([]byte(replacement), it.text[at+4:])
	} else {
		w.text(it.text[at:])
	}
}

// strand writes a client's structs from a clock on.
func (w *writer) strand(s *strand, from uint64) {
	w.uint(uint64(s.count(from)))
	w.uint(uint64(s.client))
	w.uint(from)
	for it := range s.from(from) {
		w.item(it, max(from, it.clock)-it.clock)
	}
}

// ranges writes a delete set that is in normal order.
func (w *writer) ranges(rs []Range) {
	clients := 0
	for i := range rs {
		if i == 0 || rs[i].Client != rs[i-1].Client {
			clients++
		}
	}
	w.uint(uint64(clients))
	for len(rs) > 0 {
		n := 1
		for n < len(rs) && rs[n].Client == rs[0].Client {
			n++
		}
		w.uint(uint64(rs[0].Client))
		w.uint(uint64(n))
		for _, r := range rs[:n] {
			w.uint(r.Clock)
			w.uint(r.Len)
		}
		rs = rs[n:]
	}
}
