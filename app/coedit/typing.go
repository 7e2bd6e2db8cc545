package coedit

import (
	"strings"
	"unicode/utf8"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// TextEdit replaces Delete UTF-16 units at At by Insert, in one section.
type TextEdit struct {
	At, Delete int
	Insert     string
}

// maxInsert is how many bytes are inserted by one update; a longer paste becomes several.
const maxInsert = MaxUpdate / 4

// Edit changes the text here. What it gives is to be kept in the browser's database;
// Kept then sends it. A *pact.Error, with nothing changed, if the person may only read,
// a section would grow too long, or what is inserted is not text; a *ytext.Error if an edit lies outside its text.
func (s *Session) Edit(edits ...ytext.Edit) ([]Pending, error) {
	if !s.write {
		return nil, pact.Refuse(pact.Forbidden, "You can read this document but not write in it.")
	}
	if err := s.fits(edits); err != nil {
		return nil, err
	}
	var pending []Pending
	for _, some := range portions(edits) {
		update, err := s.doc.Edit(nil, some...)
		if err != nil {
			return pending, err
		}
		if update != nil {
			pending = append(pending, s.enqueue(update))
		}
	}
	s.retry(pending)
	return pending, nil
}

// retry lets what the server refused be sent again: it was changed.
func (s *Session) retry(pending []Pending) {
	if len(pending) > 0 && s.refused != nil && !settled(s.refused.Code) {
		s.refused = nil
	}
}

func tooLong() error {
	return pact.Refuse(pact.Limited,
		"A section holds up to %d characters. Nothing was changed; go on in another section.", MaxSection)
}

func (s *Session) enqueue(update []byte) Pending {
	s.count++
	p := Pending{Key{s.doc.Client(), s.count}, update}
	s.queue = append(s.queue, &unsent{Pending: p})
	return p
}

// fits refuses edits outside a text or past what a section holds, before any is made.
func (s *Session) fits(edits []ytext.Edit) error {
	lengths := map[string]int{}
	for _, e := range edits {
		length, ok := lengths[e.Root]
		if !ok {
			length = s.doc.Len(e.Root)
		}
		if e.At < 0 || e.Delete < 0 || e.At > length || e.Delete > length-e.At {
			return &ytext.Error{Code: ytext.OutOfRange, Detail: "an edit outside the text"}
		}
		if strings.ContainsRune(e.Insert, 0) {
			return pact.Invalid("insert", "This holds a character that is not text (NUL). Nothing was changed; take it out and try again.")
		}
		after := length - e.Delete + ytext.UTF16Len(e.Insert)
		if after > MaxSection && after > length {
			return tooLong()
		}
		lengths[e.Root] = after
	}
	return nil
}

// portions splits edits into transactions that each make an update small enough to send.
func portions(edits []ytext.Edit) (out [][]ytext.Edit) {
	size := 0
	for _, e := range edits {
		for first := true; first || e.Insert != ""; first = false {
			step := e
			step.Insert = front(e.Insert, maxInsert)
			if size += len(step.Insert); len(out) == 0 || size > maxInsert {
				out = append(out, nil)
				size = len(step.Insert)
			}
			out[len(out)-1] = append(out[len(out)-1], step)
			e.At += ytext.UTF16Len(step.Insert)
			e.Delete, e.Insert = 0, e.Insert[len(step.Insert):]
		}
	}
	return out
}

// front is the longest beginning of s of at most that many bytes that cuts no character.
func front(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

// Kept tells that changes are in the browser's database and gives the frames to send.
func (s *Session) Kept(keys ...Key) [][]byte {
	for _, key := range keys {
		for _, u := range s.queue {
			if u.Key == key {
				u.kept = true
			}
		}
	}
	return s.flush()
}

// Restore takes in what the browser's database holds, before the first Open: the state
// saved last (Doc().Diff(nil) of then) and the changes that were not acknowledged, each
// client's in order. A change that builds on text not saved here waits for the server's.
func (s *Session) Restore(state []byte, pending []Pending) error {
	if len(state) > 0 {
		if _, err := s.doc.Apply(state, nil); err != nil {
			return err
		}
		s.known = true
	}
	for _, p := range pending {
		s.queue = append(s.queue, &unsent{Pending: p, kept: true, waiting: true})
		if p.Client == s.doc.Client() {
			s.count = max(s.count, p.Number)
		}
	}
	s.applyWaiting(nil)
	return nil
}
