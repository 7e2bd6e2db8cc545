package ytext

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// reader reads until something is wrong and then only zeros; ask err at the end
// and in loops. It counts instead of cutting, since whoever stores a pointer for
// each byte pays for it while garbage is collected.
type reader struct {
	b   []byte
	at  int
	err error
}

func (r *reader) fail(code Code, detail string) {
	if r.err == nil {
		r.err = fail(code, "%s", detail)
	}
	r.at = len(r.b)
}

// left is how many bytes are still to be read.
func (r *reader) left() uint64 { return uint64(len(r.b) - r.at) }

func (r *reader) byte() byte {
	if r.at == len(r.b) {
		r.fail(Malformed, "it ends too early")
		return 0
	}
	c := r.b[r.at]
	r.at++
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
	if n > r.left() {
		r.fail(Malformed, "a text longer than what is there")
		return nil
	}
	end := r.at + int(n)
	b := r.b[r.at:end:end]
	r.at = end
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
	size    int     // in bytes
	asked   int     // the part that was asked for last
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
	u := &update{size: len(b)}
	for n := r.uint(); n > 0 && r.err == nil; n-- {
		u.parts = append(u.parts, r.part(u))
	}
	u.deletes = r.ranges()
	if r.err == nil && r.left() > 0 {
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

// slabItems fill eight kilobytes together with what the runtime puts before them.
const slabItems = 63

func (r *reader) part(u *update) part {
	n := r.uint()
	p := part{client: r.client()}
	clock := r.uint()
	p.items = make([]*item, 0, min(n, r.left()/4+1))
	var slab []item
	for ; n > 0 && r.err == nil; n-- {
		if len(slab) == 0 {
			slab = make([]item, min(n, slabItems, r.left()/4+1))
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
		client, n := r.client(), r.uint()
		out = slices.Grow(out, int(min(n, r.left()/2)))
		for ; n > 0 && r.err == nil; n-- {
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
