package coedit

import (
	"midspan/app/pact"
	"midspan/app/ytext"
)

// Checkpoint ends an undo step: the next Edit begins another. Edits without one between
// them are taken back together.
func (s *Session) Checkpoint() { s.undo.StopCapturing() }

// CanUndo says whether something that was typed here can be taken back. A reload and a
// fork forget.
func (s *Session) CanUndo() bool { return s.write && s.undo.CanUndo() }

// CanRedo says whether something can be done again.
func (s *Session) CanRedo() bool { return s.write && s.undo.CanRedo() }

// Undo takes back the last step of what was typed here, never what others did. What it
// gives is to be kept and sent as that of Edit; changes is what it did to the visible
// texts, in order. A *pact.Error, with nothing changed, as for Edit.
func (s *Session) Undo() (pending []Pending, changes []ytext.Splice, err error) {
	return s.turn(s.undo.Undo, s.undo.Redo)
}

// Redo does again what was taken back last.
func (s *Session) Redo() (pending []Pending, changes []ytext.Splice, err error) {
	return s.turn(s.undo.Redo, s.undo.Undo)
}

func (s *Session) turn(there, back func(any, int) [][]byte) ([]Pending, []ytext.Splice, error) {
	if !s.write {
		return nil, nil, pact.Refuse(pact.Forbidden, "You can read this document but not write in it.")
	}
	s.undone = nil
	updates := there(undoing{}, maxInsert)
	full := false
	for _, c := range s.undone {
		full = full || (c.Insert != "" && s.doc.Len(c.Root) > MaxSection)
	}
	if full {
		updates = append(updates, back(undoing{}, maxInsert)...)
	}
	pending := make([]Pending, len(updates))
	for i, u := range updates {
		pending[i] = s.enqueue(u)
	}
	changes := s.undone
	s.undone = nil
	if full {
		return pending, nil, tooLong()
	}
	s.retry(pending)
	return pending, changes, nil
}
