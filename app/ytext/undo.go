package ytext

import (
	"bytes"
	"unicode/utf8"
)

// UndoManager takes back what was done by [Doc.Edit], step by step, and does it
// again. It never takes back what others did: what they wrote inside of a step
// stays, and what a step deleted comes back anew, at its place among what is
// there now.
type UndoManager struct {
	doc        *Doc
	undo, redo []step
	held       int     // bytes of text in both
	open       bool    // the next edit joins the last step
	moved      []moved // what came back, oldest first
}

// step is what one or several edits did.
type step struct {
	wrote  []Range
	erased []erased
}

// erased is deleted text; the document itself forgets it.
type erased struct {
	Range
	text []byte
}

// moved tells under which clocks a range of units came back.
type moved struct {
	from Range
	to   id
}

// What an UndoManager remembers.
const (
	mostSteps = 1000
	mostHeld  = 4 << 20
)

// NewUndoManager watches the edits of a document from now on. A document has one.
func NewUndoManager(d *Doc) *UndoManager {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.undo = &UndoManager{doc: d}
	return d.undo
}

// StopCapturing ends the step: the next edit begins another.
func (m *UndoManager) StopCapturing() {
	m.doc.mu.Lock()
	defer m.doc.mu.Unlock()
	m.open = false
}

// CanUndo says whether there is a step to take back.
func (m *UndoManager) CanUndo() bool {
	m.doc.mu.RLock()
	defer m.doc.mu.RUnlock()
	return len(m.undo) > 0
}

// CanRedo says whether a step was taken back and nothing was edited since.
func (m *UndoManager) CanRedo() bool {
	m.doc.mu.RLock()
	defer m.doc.mu.RUnlock()
	return len(m.redo) > 0
}

// Undo takes back the last step that still has an effect. It gives the updates
// in order, none if there was no such step; each inserts at most so many bytes
// (and at least a character).
func (m *UndoManager) Undo(origin any, most int) (updates [][]byte) {
	return m.turn(&m.undo, &m.redo, origin, most)
}

// Redo does again what was taken back last.
func (m *UndoManager) Redo(origin any, most int) (updates [][]byte) {
	return m.turn(&m.redo, &m.undo, origin, most)
}

// turn reverts steps of one stack until that changes something, and puts what it
// did on the other.
func (m *UndoManager) turn(from, to *[]step, origin any, most int) (updates [][]byte) {
	updates = m.turnLocked(from, to, origin, most)
	if len(updates) > 0 {
		m.doc.deliver()
	}
	return updates
}

func (m *UndoManager) turnLocked(from, to *[]step, origin any, most int) (updates [][]byte) {
	m.doc.mu.Lock()
	defer m.doc.mu.Unlock()
	m.open = false
	for len(*from) > 0 && len(updates) == 0 && m.doc.client != 0 {
		last := len(*from) - 1
		s := (*from)[last]
		*from = (*from)[:last]
		m.held -= s.size()
		var back step
		if updates, back = m.revert(s, origin, max(most, 4)); len(updates) > 0 {
			*to = append(*to, back)
			m.held += back.size()
		}
	}
	if len(m.undo) == 0 && len(m.redo) == 0 {
		m.moved = nil
	}
	return updates
}

// captured takes over what a local transaction did.
func (m *UndoManager) captured(s step) {
	if len(s.wrote) == 0 && len(s.erased) == 0 {
		return
	}
	for _, gone := range m.redo {
		m.held -= gone.size()
	}
	m.redo = nil
	m.held += s.size()
	if m.open && len(m.undo) > 0 {
		last := &m.undo[len(m.undo)-1]
		for _, r := range s.wrote {
			last.write(r)
		}
		last.erased = append(last.erased, s.erased...)
	} else {
		m.undo = append(m.undo, s)
	}
	m.open = true
	for len(m.undo) > 1 && (len(m.undo) > mostSteps || m.held > mostHeld) {
		m.held -= m.undo[0].size()
		m.undo = m.undo[1:]
	}
}

func (s *step) write(r Range) {
	if n := len(s.wrote); n > 0 && s.wrote[n-1].Client == r.Client && s.wrote[n-1].end() == r.Clock {
		s.wrote[n-1].Len += r.Len
		return
	}
	s.wrote = append(s.wrote, r)
}

func (s *step) erase(it *item) {
	s.erased = append(s.erased, erased{Range{it.client, it.clock, it.len}, it.text})
}

func (s *step) size() (n int) {
	for _, e := range s.erased {
		n += len(e.text)
	}
	return n
}

// now gives the clocks under which a range of units stands, or stood last.
func (m *UndoManager) now(r Range) []Range {
	all := []Range{r}
	for _, mv := range m.moved {
		for _, one := range all {
			if both, ok := one.overlap(mv.from); ok {
				all = append(all, Range{mv.to.client, mv.to.clock + both.Clock - mv.from.Clock, both.Len})
			}
		}
	}
	return all
}

func (r Range) overlap(o Range) (Range, bool) {
	from, to := max(r.Clock, o.Clock), min(r.end(), o.end())
	return Range{r.Client, from, to - min(from, to)}, r.Client == o.Client && from < to
}

// revert deletes what a step wrote and writes anew what it deleted.
func (m *UndoManager) revert(s step, origin any, most int) (updates [][]byte, back step) {
	t := m.doc.begin(origin)
	t.step = &back
	for _, r := range s.wrote {
		for _, piece := range m.now(r) {
			t.erase(piece)
		}
	}
	size := 0
	for _, g := range t.gaps(s.lost()) {
		for len(g.text) > 0 {
			if size >= most {
				updates = append(updates, t.commit())
				t = m.doc.begin(origin)
				t.step, size = &back, 0
			}
			size += m.refill(t, &g, most-size)
		}
	}
	if last := t.commit(); last != nil {
		updates = append(updates, last)
	}
	return updates, back
}

// lost is what a step deleted of what was there before it.
func (s *step) lost() (out []erased) {
	for _, e := range s.erased {
		parts := []erased{e}
		for _, w := range s.wrote {
			var rest []erased
			for _, p := range parts {
				rest = append(rest, p.without(w)...)
			}
			parts = rest
		}
		out = append(out, parts...)
	}
	return out
}

func (e erased) without(r Range) []erased {
	both, ok := e.overlap(r)
	if !ok {
		return []erased{e}
	}
	var out []erased
	if both.Clock > e.Clock {
		out = append(out, e.part(e.Clock, both.Clock))
	}
	if both.end() < e.end() {
		out = append(out, e.part(both.end(), e.end()))
	}
	return out
}

func (e erased) part(from, to uint64) erased {
	_, behind, _ := cutText(e.text, int(e.Len), int(from-e.Clock))
	text, _, _ := cutText(behind, int(e.end()-from), int(to-from))
	return erased{Range{e.Client, from, to - from}, text}
}

// gap is where deleted text stood that nothing visible has come between.
type gap struct {
	after id // the last unit of it
	units []Range
	text  []byte
}

// gaps finds the places of deleted text, in the order of the document. What a
// collector took away has no place any more.
func (t *transaction) gaps(lost []erased) (out []gap) {
	there := map[*item][]byte{}
	roots := map[*root]bool{}
	for _, e := range lost {
		for clock := e.Clock; clock < e.end(); {
			it := t.startingAt(id{e.Client, clock})
			if it.kind == deleted {
				if it.end() > e.end() {
					t.split(it, e.end()-clock)
				}
				there[it] = e.part(clock, it.end()).text
				roots[it.root] = true
			}
			clock = it.end()
		}
	}
	for r := range roots {
		near := false
		for it := r.first; it != nil; it = it.right {
			text, ok := there[it]
			if ok && !near {
				out = append(out, gap{})
			}
			if near = ok; ok {
				g := &out[len(out)-1]
				g.after = it.last().id()
				g.units = append(g.units, Range{it.client, it.clock, it.len})
				g.text = append(g.text, text...)
			}
		}
	}
	return out
}

// refill writes as much of a gap's text as may be, and notes where it is now.
func (m *UndoManager) refill(t *transaction, g *gap, most int) int {
	some := front(g.text, most)
	left := t.endingAt(g.after)
	it := t.write(left.root, left, left.right, some)
	g.text = g.text[len(some):]
	g.after = it.last().id()
	clock := it.clock
	for rest := it.len; rest > 0; {
		r := &g.units[0]
		n := min(rest, r.Len)
		m.moved = append(m.moved, moved{Range{r.Client, r.Clock, n}, id{it.client, clock}})
		r.Clock, r.Len, clock, rest = r.Clock+n, r.Len-n, clock+n, rest-n
		if r.Len == 0 {
			g.units = g.units[1:]
		}
	}
	return len(some)
}

// front copies as much of a text as may be, but at least a character.
func front(b []byte, most int) []byte {
	n := min(most, len(b))
	for n > 0 && n < len(b) && !utf8.RuneStart(b[n]) {
		n--
	}
	if n == 0 {
		_, n = utf8.DecodeRune(b)
	}
	return bytes.Clone(b[:n])
}
