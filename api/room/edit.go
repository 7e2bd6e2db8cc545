package room

import (
	"context"
	"errors"
	"math/rand/v2"
	"strconv"

	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

// Edit changes a section for a client without Yjs, the viewer in ctx. The edits are in
// ascending order, do not overlap, and mean the section as it was at baseSeq; what
// others wrote since stays. They are written as a CRDT client, a fresh one for 0: the same
// edits at the same sequence as the same client are the same update, which a document takes
// once. It gives the document's sequence after the change. CONFLICT, with the sequence there is now,
// if baseSeq is too long ago.
func (h *Hub) Edit(ctx context.Context, document, section string, baseSeq int64, edits []coedit.TextEdit, client uint32) (seq int64, err error) {
	access, err := h.store.May(ctx, document)
	if err != nil {
		return 0, err
	}
	if !access.Write {
		return 0, pact.Refuse(pact.Forbidden, "You can read this document but not write in it. Nothing was changed.")
	}
	if err := h.charge(access.Person.ID, errand+cost(length(edits))); err != nil {
		return 0, err
	}
	for {
		seq, err = h.edit(ctx, access, document, section, baseSeq, edits, client)
		if !errors.Is(err, errBroken) || ctx.Err() != nil {
			return seq, err
		}
	}
}

func (h *Hub) edit(ctx context.Context, by Access, document, section string, baseSeq int64, edits []coedit.TextEdit, client uint32) (int64, error) {
	r, err := h.open(ctx, document)
	if err != nil {
		return 0, err
	}
	defer h.release(r)
	update, err := r.draft(ctx, section, baseSeq, edits, client)
	if err != nil {
		return 0, err
	}
	return r.submit(ctx, by, update)
}

// errand is what an edit takes of somebody's rate beside its length: it is written on a copy of the
// whole document.
const errand = 10

func length(edits []coedit.TextEdit) (n int) {
	for _, e := range edits {
		n += len(e.Insert)
	}
	return n
}

// draft writes the edits on a copy of the document as it was.
func (r *Room) draft(ctx context.Context, section string, baseSeq int64, edits []coedit.TextEdit, client uint32) ([]byte, error) {
	state, err := r.at(ctx, section, baseSeq)
	if err != nil {
		return nil, err
	}
	if client == 0 {
		client = freshClient()
	}
	fork := ytext.New(client)
	if len(state) > 0 {
		if _, err := fork.Apply(state, nil); err != nil {
			return nil, err
		}
	}
	steps, err := backwards(section, fork.Text(section), edits)
	if err != nil {
		return nil, err
	}
	return fork.Edit(nil, steps...)
}

// at gives the document's state at a sequence, without asking the store if that is now.
func (r *Room) at(ctx context.Context, section string, seq int64) ([]byte, error) {
	r.mu.Lock()
	now, known := r.seq, r.sections[section]
	var state []byte
	var err error
	if !r.broken && seq == now {
		state, err = r.doc.Diff(nil)
	}
	broken := r.broken
	r.mu.Unlock()
	switch {
	case broken:
		return nil, errBroken
	case !known:
		return nil, pact.Invalid("section", "This document has no section %q. Nothing was changed.", clip(section))
	case seq < 0 || seq > now:
		return nil, pact.Invalid("baseSeq", "The document is at sequence %d. Nothing was changed; read it again.", now)
	case seq == now:
		return state, err
	}
	ctx, cancel := r.patience(ctx)
	defer cancel()
	state, err = r.hub.store.StateAt(ctx, r.document, seq)
	if past, ours := errors.AsType[*pact.Error](err); ours && past.Code == pact.Conflict {
		return nil, &pact.Error{Code: past.Code, Message: past.Message, State: strconv.FormatInt(now, 10)}
	}
	return state, err
}

// submit takes an update that came by no socket.
func (r *Room) submit(ctx context.Context, by Access, update []byte) (int64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.broken {
		return 0, errBroken
	}
	if len(update) == 0 {
		return r.seq, nil
	}
	err := r.take(ctx, by, nil, update)
	if err != nil && pact.CodeOf(err) == pact.Internal {
		r.fail("store", err)
	}
	return r.seq, err
}

// backwards checks edits against a text and gives them last first, so that each offset holds when
// its turn comes.
func backwards(section, text string, edits []coedit.TextEdit) ([]ytext.Edit, error) {
	steps := make([]ytext.Edit, len(edits))
	units, end := ytext.UTF16Len(text), 0
	for i, e := range edits {
		if e.At < end || e.Delete < 0 || e.At > units || e.Delete > units-e.At {
			return nil, pact.Invalid("edits", "Edit %d lies outside the text of %d units, or before the end of the one above. Nothing was changed.", i+1, units)
		}
		end = e.At + e.Delete
		steps[len(edits)-1-i] = ytext.Edit{Root: section, At: e.At, Delete: e.Delete, Insert: e.Insert}
	}
	if i, cut := cutting(text, edits); cut {
		return nil, pact.Invalid("edits", "Edit %d begins or ends within a character that takes two units of UTF-16. Nothing was changed.", i+1)
	}
	return steps, nil
}

// cutting finds the first of ascending edits that cuts a surrogate pair in two.
func cutting(text string, edits []coedit.TextEdit) (i int, cut bool) {
	unit := 0
	for _, r := range text {
		for i < len(edits) && edits[i].At+edits[i].Delete <= unit {
			i++
		}
		if i == len(edits) {
			break
		}
		if wide := r > 0xFFFF; !wide {
			unit++
			continue
		}
		if unit++; edits[i].At == unit || edits[i].At+edits[i].Delete == unit {
			return i, true
		}
		unit++
	}
	return 0, false
}

// freshClient gives a client id that nobody has, as surely as Yjs does: by chance.
func freshClient() uint32 {
	for {
		if id := rand.Uint32(); id != 0 {
			return id
		}
	}
}
