package ytext

import (
	"bytes"
	"cmp"
	"slices"
)

// Apply takes in an update of another document, whole or not at all: after an
// error, which is an [*Error], the document is as it was. What comes back is an
// update with only what was new, nil if nothing was.
func (d *Doc) Apply(update []byte, origin any) (added []byte, err error) {
	return d.take(update, origin, false)
}

// Admit is Apply for the one document that decides what all others will apply:
// it also refuses what an honest writer cannot have written and what was made to
// take long. Whether it does can hang on what came before, so whoever follows
// or loads applies.
func (d *Doc) Admit(update []byte, origin any) (added []byte, err error) {
	return d.take(update, origin, true)
}

func (d *Doc) take(update []byte, origin any, strict bool) ([]byte, error) {
	u, err := decode(bytes.Clone(update))
	if err != nil {
		return nil, err
	}
	added, err := d.apply(u, origin, strict)
	if err == nil && added != nil {
		d.deliver()
	}
	return added, err
}

func (d *Doc) apply(u *update, origin any, strict bool) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	order, err := d.plan(u)
	if err != nil {
		return nil, err
	}
	t := d.begin(origin)
	t.strict, t.size = strict, u.size
	t.deletes = slices.Grow(t.deletes, len(u.deletes))
	for _, p := range order {
		if r := p.item.root; r != nil && r.first == nil {
			d.roots[r.name] = r
		}
		if err := t.integrate(p); err != nil {
			t.rollback()
			return nil, err
		}
	}
	for _, r := range u.deletes {
		t.erase(r)
	}
	return t.commit(), nil
}

// erase deletes what is still visible of a range.
func (t *transaction) erase(r Range) {
	s := t.doc.strands[r.Client]
	for clock := r.Clock; clock < r.end(); {
		it := s.at(clock)
		if it.kind == text {
			it = t.startingIn(it, id{r.Client, clock})
			if it.end() > r.end() {
				t.split(it, r.end()-it.clock)
			}
			t.remove(it)
		}
		clock = it.end()
	}
}

// planner orders the new items of an update so that each comes after what it
// builds on, and refuses what builds on nothing known.
type planner struct {
	doc    *Doc
	update *update
	order  []planned
	stack  []wait
}

// planned is a new item with those that hold its origins, as far as they are
// not split until it is its turn.
type planned struct{ item, left, right *item }

// wait is a part that has to be planned until a clock is known.
type wait struct {
	part  *part
	until uint64
}

func (d *Doc) plan(u *update) ([]planned, error) {
	p := planner{doc: d, update: u}
	count := 0
	for i := range u.parts {
		u.parts[i].known = d.state(u.parts[i].client)
		count += len(u.parts[i].items)
	}
	p.order = make([]planned, 0, count)
	for i := range u.parts {
		p.stack = append(p.stack[:0], wait{&u.parts[i], maxNumber + 1})
		for len(p.stack) > 0 {
			if err := p.advance(); err != nil {
				return nil, err
			}
		}
	}
	for _, r := range u.deletes {
		if r.end() > p.state(r.Client) {
			return nil, missing(id{r.Client, r.end() - 1})
		}
	}
	return p.order, nil
}

// advance plans the part on top of the stack until it is done, has reached what
// is waited for, or has to wait itself.
func (p *planner) advance() error {
	top := p.stack[len(p.stack)-1]
	part := top.part
	for part.next < len(part.items) && part.known < top.until {
		it := part.items[part.next]
		if it.end() <= part.known {
			part.next++
			continue
		}
		if it.clock > part.known {
			return missing(id{it.client, it.clock - 1})
		}
		if blocked, err := p.blocked(it); err != nil || blocked {
			return err
		}
		next, err := p.parent(it, part.known)
		if err != nil {
			return err
		}
		part.known = it.end()
		p.order = append(p.order, next)
		part.next++
	}
	p.stack = p.stack[:len(p.stack)-1]
	return nil
}

// blocked has the item wait for an origin that is still to come.
func (p *planner) blocked(it *item) (bool, error) {
	for _, o := range [2]ref{it.origin, it.rightOrigin} {
		switch {
		case !o.some:
		case o.client == it.client && o.clock >= it.clock:
			return false, fail(Malformed, "client %d builds on what it wrote later", it.client)
		case o.clock >= p.state(o.client):
			return true, p.await(o.id())
		}
	}
	return false, nil
}

func (p *planner) state(client uint32) uint64 {
	if part := p.update.part(client); part != nil {
		return part.known
	}
	return p.doc.state(client)
}

func (p *planner) await(i id) error {
	part := p.update.part(i.client)
	if part == nil || len(part.items) == 0 || part.items[len(part.items)-1].end() <= i.clock {
		return missing(i)
	}
	if slices.ContainsFunc(p.stack, func(w wait) bool { return w.part == part }) {
		return fail(Malformed, "clients %d and others build on each other", i.client)
	}
	p.stack = append(p.stack, wait{part, i.clock + 1})
	return nil
}

// parent finds the root of an item: named by it, or that of what it builds on
// and of the part of it that is known already.
func (p *planner) parent(it *item, known uint64) (next planned, err error) {
	next.item = it
	if it.kind == collected {
		return next, nil
	}
	if it.root != nil && p.doc.roots[it.root.name] != nil {
		it.root = p.doc.roots[it.root.name]
	}
	if known > it.clock {
		_, err = p.inherit(it, to(it.client, known-1))
	}
	if err == nil {
		next.left, err = p.inherit(it, it.origin)
	}
	if err == nil {
		next.right, err = p.inherit(it, it.rightOrigin)
	}
	return next, err
}

// inherit gives an item the root of another. What builds on collected units is
// collected itself.
func (p *planner) inherit(it *item, from ref) (by *item, err error) {
	if !from.some || it.kind == collected {
		return nil, nil
	}
	by = p.find(from.id())
	if by.kind == collected {
		it.kind, it.root, it.text = collected, nil, nil
		return by, nil
	}
	if it.root != nil && it.root != by.root {
		return nil, fail(Malformed, "client %d writes between two texts", it.client)
	}
	it.root = by.root
	return by, nil
}

// find is the item of the document or, if still to come, of the update.
func (p *planner) find(i id) *item {
	if i.clock < p.doc.state(i.client) {
		return p.doc.at(i)
	}
	items := p.update.part(i.client).items
	return items[index(items, i.clock)]
}

func (u *update) part(client uint32) *part {
	if u.asked < len(u.parts) && u.parts[u.asked].client == client {
		return &u.parts[u.asked]
	}
	n, ok := slices.BinarySearchFunc(u.parts, client, func(p part, c uint32) int {
		return cmp.Compare(c, p.client)
	})
	if !ok {
		return nil
	}
	u.asked = n
	return &u.parts[n]
}

func missing(i id) error {
	return fail(Missing, "clock %d of client %d is not known", i.clock, i.client)
}
