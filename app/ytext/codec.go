package ytext

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

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
	n := index(s.items, from)
	w.uint(uint64(len(s.items) - n))
	w.uint(uint64(s.client))
	w.uint(from)
	w.item(s.items[n], from-s.items[n].clock)
	for _, it := range s.items[n+1:] {
		w.item(it, 0)
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

// reader reads until something is wrong and then only zeros; ask err at the end
// and in loops.
type reader struct {
	b   []byte
	err error
}

func (r *reader) fail(code Code, detail string) {
	if r.err == nil {
		r.err = fail(code, "%s", detail)
	}
	r.b = nil
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.fail(Malformed, "it ends too early")
		return 0
	}
	c := r.b[0]
	r.b = r.b[1:]
	return c
}

func (r *reader) uint() uint64 {
	var n uint64
	for shift := 0; ; shift += 7 {
		c := r.byte()
		if r.err != nil {
			return 0
		}
		if shift > 49 || shift == 49 && c > 0x0F {
			r.fail(TooLarge, "a number past 2^53")
			return 0
		}
		n |= uint64(c&0x7F) << shift
		if c < 0x80 {
			return n
		}
	}
}

func (r *reader) client() uint32 {
	n := r.uint()
	if n > 1<<32-1 {
		r.fail(Malformed, "a client id past 32 bits")
		return 0
	}
	return uint32(n)
}

func (r *reader) ref() ref { return to(r.client(), r.uint()) }

func (r *reader) text() []byte {
	n := r.uint()
	if n > uint64(len(r.b)) {
		r.fail(Malformed, "a text longer than what is there")
		return nil
	}
	b := r.b[:n:n]
	r.b = r.b[n:]
	if !utf8.Valid(b) {
		r.fail(Malformed, "a text that is not UTF-8")
		return nil
	}
	return b
}

// update is a decoded update. Its items share memory with the bytes read.
type update struct {
	parts   []part  // higher clients first
	deletes []Range // in normal order
	roots   map[string]*root
}

// part is what an update holds of one client, by clock; gaps where it skips.
type part struct {
	client uint32
	items  []*item
	next   int    // the first item that is not planned yet
	known  uint64 // the clock up to which the client is known or planned
}

func decode(b []byte) (*update, error) {
	r := &reader{b: b}
	u := &update{}
	for n := r.uint(); n > 0 && r.err == nil; n-- {
		u.parts = append(u.parts, r.part(u))
	}
	u.deletes = r.ranges()
	if r.err == nil && len(r.b) > 0 {
		r.fail(Malformed, "something follows its end")
	}
	if r.err != nil {
		return nil, r.err
	}
	slices.SortFunc(u.parts, func(a, b part) int { return cmp.Compare(b.client, a.client) })
	for i, p := range u.parts[min(1, len(u.parts)):] {
		if p.client == u.parts[i].client {
			return nil, fail(Malformed, "client %d comes twice", p.client)
		}
	}
	return u, nil
}

func (r *reader) part(u *update) part {
	n := r.uint()
	p := part{client: r.client()}
	clock := r.uint()
	p.items = make([]*item, 0, min(n, uint64(len(r.b)/4+1)))
	var slab []item
	for ; n > 0 && r.err == nil; n-- {
		if len(slab) == 0 {
			slab = make([]item, min(n, 64, uint64(len(r.b)/4+1)))
		}
		it := &slab[0]
		it.client, it.clock = p.client, clock
		skip := r.item(it, u)
		if clock += it.len; clock > maxNumber {
			r.fail(TooLarge, "a clock past 2^53")
		}
		if skip {
			*it = item{}
			continue
		}
		if last := len(p.items) - 1; last >= 0 && it.kind == collected && p.items[last].continues(it) {
			p.items[last].len += it.len
			*it = item{}
			continue
		}
		p.items = append(p.items, it)
		slab = slab[1:]
	}
	return p
}

// item reads one struct and reports whether it is a skip, which has a length only.
func (r *reader) item(it *item, u *update) (skip bool) {
	info := r.byte()
	if r.err != nil {
		return false
	}
	switch info & bitsContent {
	case structGC, structSkip:
		if info != info&bitsContent {
			r.fail(Malformed, "a struct with bits it cannot have")
		}
		it.kind, it.len = collected, r.uint()
	case structDeleted, structString:
		r.placed(it, info, u)
	default:
		if info&bitsContent > structLast {
			r.fail(Malformed, "an unknown kind of struct")
		} else {
			r.fail(Unsupported, "content other than plain text")
		}
	}
	if it.len == 0 && info != structSkip {
		r.fail(Malformed, "a struct without length")
	}
	return info == structSkip
}

func (r *reader) placed(it *item, info byte, u *update) {
	if info&bitParentSub != 0 {
		r.fail(Unsupported, "an entry of a map")
	}
	if info&bitOrigin != 0 {
		it.origin = r.ref()
	}
	if info&bitRightOrigin != 0 {
		it.rightOrigin = r.ref()
	}
	if !it.origin.some && !it.rightOrigin.some {
		if r.uint() != 1 {
			r.fail(Unsupported, "a type within a type")
		}
		it.root = u.root(r.text())
	}
	if info&bitsContent == structDeleted {
		it.kind, it.len = deleted, r.uint()
		return
	}
	it.kind, it.text = text, r.text()
	it.len = uint64(units(it.text))
}

func (u *update) root(name []byte) *root {
	r := u.roots[string(name)]
	if r == nil {
		r = &root{name: string(name)}
		if u.roots == nil {
			u.roots = map[string]*root{}
		}
		u.roots[r.name] = r
	}
	return r
}

func (r *reader) ranges() []Range {
	var out []Range
	for clients := r.uint(); clients > 0 && r.err == nil; clients-- {
		client := r.client()
		for n := r.uint(); n > 0 && r.err == nil; n-- {
			d := Range{client, r.uint(), r.uint()}
			if d.end() > maxNumber {
				r.fail(TooLarge, "a clock past 2^53")
			}
			if d.Len > 0 {
				out = append(out, d)
			}
		}
	}
	return normal(out)
}
