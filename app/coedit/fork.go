package coedit

import (
	"maps"
	"slices"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// startFork asks the server for the whole document, to lay on it what it has not taken.
func (s *Session) startFork(why Refusal) [][]byte {
	s.line.fork, s.line.owed = &why, nil
	s.queue.unsend()
	return s.greet()
}

// fork replaces the document by the server's with the unsent text on top, written anew
// under a fresh client id. The refused changes are thereby replaced as well.
func (s *Session) fork(full []byte, out *Outcome) error {
	doc := ytext.New(s.fresh())
	if _, err := doc.Apply(full, nil); err != nil {
		return err
	}
	shown := texts(s.doc)
	mine := s.unsentOn(full)
	out.Drop, out.Forked, out.Presence = s.queue.keys(), true, true
	out.Send = append(out.Send, s.here.move(s.doc.Client(), doc.Client(), s.now)...)
	s.adopt(doc)
	s.queue, s.count = nil, 0
	for _, some := range portions(mine) {
		update, err := doc.Edit(nil, some...)
		if err != nil {
			return err
		}
		if update != nil {
			out.Keep = append(out.Keep, s.enqueue(update))
		}
	}
	s.heard = changes(shown, texts(doc))
	s.forked()
	return nil
}

// forked says what comes next: another try at once, or not before the next edit if what
// is unsent cannot fit, or was turned down already.
func (s *Session) forked() {
	why := s.line.fork
	s.known, s.line.synced, s.line.fork = true, true, nil
	if len(s.queue) > 0 && (why.Code == pact.Limited || s.again) {
		s.refused = why
	}
	s.again = true
}

// unsentOn gives the edits that redo on the server's document what was not taken: each
// unsent change at its place in it. Where that cannot be told, because another writes
// under the same client id or text is gone from the server, it adds what this text has
// more than the server's, and takes nothing away.
func (s *Session) unsentOn(full []byte) []ytext.Edit {
	if edits, sound := s.redo(full); sound {
		return edits
	}
	s.awaken()
	base := ytext.New(0)
	if _, err := base.Apply(full, nil); err != nil {
		return nil
	}
	var edits []ytext.Edit
	for _, c := range changes(texts(base), texts(s.doc)) {
		edits = append(edits, ytext.Edit{Root: c.Root, At: c.At + c.Delete, Insert: c.Insert})
	}
	return edits
}

// redo applies the unsent changes to the server's document and gives what that does to
// the texts. It is sound if each change found all it builds on, and none was mistaken
// for what the server has.
func (s *Session) redo(full []byte) (edits []ytext.Edit, sound bool) {
	base := ytext.New(0)
	if _, err := base.Apply(full, nil); err != nil {
		return nil, false
	}
	base.Observe(func(c ytext.Change) {
		for _, p := range c.Splices {
			edits = append(edits, ytext.Edit(p))
		}
	})
	for _, u := range s.queue {
		added, err := base.Apply(u.Update, nil)
		if err != nil || (s.line.fork.Code == pact.Conflict && units(added) != units(u.Update)) {
			return nil, false
		}
	}
	return edits, true
}

// units is how much an update writes.
func units(update []byte) (n uint64) {
	claim, err := ytext.Inspect(update)
	if err != nil {
		return 0
	}
	for _, r := range claim.Structs {
		n += r.Len
	}
	return n
}

func texts(d *ytext.Doc) map[string]string {
	all := map[string]string{}
	for _, root := range d.Roots() {
		all[root] = d.Text(root)
	}
	return all
}

// changes gives what makes some texts others.
func changes(from, to map[string]string) (out []ytext.Splice) {
	roots := slices.AppendSeq(slices.Collect(maps.Keys(from)), maps.Keys(to))
	slices.Sort(roots)
	for _, root := range slices.Compact(roots) {
		at, del, ins := ytext.Diff16(from[root], to[root], -1)
		if del > 0 || ins != "" {
			out = append(out, ytext.Splice{Root: root, At: at, Delete: del, Insert: ins})
		}
	}
	return out
}
