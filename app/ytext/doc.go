// Package ytext is a shared plain text: a YATA sequence that reads and writes
// Yjs v1 updates byte for byte, in the standard library alone, so that server
// and browser hold the same document.
//
// A [Doc] has any number of root texts, each named by a key. Text is counted in
// UTF-16 code units, as in Yjs and in the DOM. A cut through a surrogate pair
// leaves U+FFFD on both sides, as in Yjs.
//
// Changes enter by [Doc.Edit] (what this client does) and [Doc.Apply] (what
// others did); both are one transaction that happens whole or not at all, and
// both answer with an update that holds only what was new. A document keeps no
// half-known parts: an update whose dependencies are absent is refused with
// [Missing], and [Doc.Diff] of the sender fills the gap.
//
// Only text, deletions, GC and skip structs are known; maps, embeds, formats
// and nested types are refused with [Unsupported].
package ytext

import (
	"slices"
	"strings"
	"sync"
)

// Doc is a document of root texts. It is safe for concurrent use.
type Doc struct {
	mu      sync.RWMutex
	client  uint32
	strands map[uint32]*strand
	roots   map[string]*root
	bytes   int    // of visible text
	structs int    // in all strands
	scan    uint64 // stamps items while a place is looked for
	turn    uint64 // numbers transactions
	undo    *UndoManager
	current transaction // under the lock

	watchers   []*watcher
	queue      []Change
	delivering bool
}

// Change is one transaction as an observer sees it.
type Change struct {
	Origin  any      // as given to Edit or Apply, so that nothing is echoed
	Update  []byte   // only what was new
	Splices []Splice // what it did to the visible texts, in order
}

// Splice is a change of visible text at a UTF-16 offset, valid after the
// splices before it.
type Splice struct {
	Root       string
	At, Delete int
	Insert     string
}

type watcher struct{ tell func(Change) }

// New returns an empty document. Local edits are written under client; with 0
// the document cannot be edited locally.
func New(client uint32) *Doc {
	return &Doc{client: client, strands: map[uint32]*strand{}, roots: map[string]*root{}}
}

// Client is the id under which local edits are written.
func (d *Doc) Client() uint32 {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.client
}

// SetClient changes the id for local edits from now on.
func (d *Doc) SetClient(client uint32) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.client = client
}

// Roots lists the root texts that were ever written to, sorted.
func (d *Doc) Roots() []string {
	d.mu.RLock()
	defer d.mu.RUnlock()
	names := make([]string, 0, len(d.roots))
	for name := range d.roots {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Text is the visible text of a root, "" when there is none.
func (d *Doc) Text(root string) string {
	d.mu.RLock()
	defer d.mu.RUnlock()
	r := d.roots[root]
	if r == nil {
		return ""
	}
	var b strings.Builder
	b.Grow(r.units)
	for it := r.first; it != nil; it = it.right {
		b.Write(it.text)
	}
	return b.String()
}

// Len is the length of a root's visible text in UTF-16 units.
func (d *Doc) Len(root string) int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if r := d.roots[root]; r != nil {
		return r.units
	}
	return 0
}

// Size estimates the encoded state in bytes without encoding it.
func (d *Doc) Size() int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return 2 + d.bytes + structBytes*d.structs + strandBytes*len(d.strands)
}

// Observe has f told of every change, in order, outside the lock: f may read
// and edit the document. Nothing is told after cancel has returned, but for a
// call already under way.
func (d *Doc) Observe(f func(Change)) (cancel func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	w := &watcher{f}
	d.watchers = append(slices.Clip(d.watchers), w)
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		kept := make([]*watcher, 0, len(d.watchers))
		for _, other := range d.watchers {
			if other != w {
				kept = append(kept, other)
			}
		}
		d.watchers = kept
	}
}

// deliver tells the watchers what is queued. One goroutine tells at a time, so
// order holds; a watcher that edits has its change told after it returns.
func (d *Doc) deliver() {
	for {
		change, watchers, ok := d.next()
		if !ok {
			return
		}
		d.tell(change, watchers)
	}
}

func (d *Doc) next() (Change, []*watcher, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.delivering || len(d.queue) == 0 {
		return Change{}, nil, false
	}
	change := d.queue[0]
	d.queue = d.queue[1:]
	d.delivering = true
	return change, d.watchers, true
}

func (d *Doc) tell(c Change, watchers []*watcher) {
	defer func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.delivering = false
	}()
	for _, w := range watchers {
		w.tell(c)
	}
}
