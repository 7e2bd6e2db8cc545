package link

import (
	"sync"

	"midspan/app/coedit"
)

// device is a browser with several tabs: they share what is kept, and each has its
// own clients. It is told who is signed in.
type device struct {
	*memory
	mu     sync.Mutex
	owners map[uint32]*place
	in     admission
}

func newDevice() *device {
	return &device{memory: newMemory(), owners: map[uint32]*place{}}
}

// place is the shelf of one tab.
type place struct {
	*device
}

func (d *device) tab() *place { return &place{device: d} }

func (d *device) set(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f()
}

func (p *place) Admit(done func(admission)) {
	p.device.mu.Lock()
	a := p.in
	p.device.mu.Unlock()
	done(a)
}

func (p *place) Expired() { p.set(func() { p.in = turnedAway }) }

func (p *place) Load(own uint32, done func(kept, error)) {
	var all kept
	p.memory.mu.Lock()
	for key, update := range p.memory.held {
		all.pending = append(all.pending, coedit.Pending{Key: key, Update: update})
	}
	all.state = p.memory.state
	p.memory.mu.Unlock()
	all.sort()
	k := kept{state: all.state}
	p.set(func() {
		p.owners[own] = p
		mine := map[uint32]bool{}
		for _, c := range all.pending {
			if p.owners[c.Client] == nil {
				p.owners[c.Client], mine[c.Client] = p, true
			}
			if mine[c.Client] {
				k.pending = append(k.pending, c)
			}
		}
	})
	done(k, nil)
}

func (p *place) Write(keep []coedit.Pending, drop []coedit.Key, done func(error)) {
	p.set(func() {
		for _, c := range keep {
			p.owners[c.Client] = p
		}
	})
	p.memory.Write(keep, drop, done)
}

// Close is also what happens when the tab is killed.
func (p *place) Close() {
	p.set(func() {
		for client, owner := range p.owners {
			if owner == p {
				delete(p.owners, client)
			}
		}
	})
}

// dies ends a tab without a word: nothing is said to the server, nothing kept.
func (d tab) dies() {
	ask(d.Document, func() int {
		if d.wire != nil {
			d.wire.Close()
		}
		d.shelf.Close()
		d.loop.end()
		return 0
	})
}
