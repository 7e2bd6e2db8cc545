package room

import (
	"context"
	"errors"
	"slices"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// errLacking refuses an update that builds on what the server has not seen.
var errLacking = pact.Refuse(pact.BadInput,
	"This change builds on text the server does not have. What you wrote is kept on your device; reload to send it again.")

// take puts an update through: judged, applied, stored, relayed. A refusal is a
// *pact.Error and leaves the document as it was; any other error means that the room
// cannot go on. The room is locked.
func (r *Room) take(ctx context.Context, by Access, from *Peer, update []byte) error {
	claim, err := r.judge(by, update)
	if err != nil {
		return err
	}
	if !by.Write {
		return r.unlessKnown(claim)
	}
	before := r.doc.StateVector()
	added, err := r.doc.Admit(update, from)
	if err != nil {
		return refusal(err)
	}
	if added == nil {
		return nil
	}
	if err = r.fits(); err == nil {
		err = r.store(ctx, by, added)
	}
	if err != nil {
		if pact.CodeOf(err) != pact.Internal {
			r.reload(ctx, before)
		}
		return err
	}
	r.relay(added, from)
	r.hub.weigh(r, r.doc.Size())
	r.compact(len(added))
	return nil
}

// judge refuses what can be told from the update alone.
func (r *Room) judge(by Access, update []byte) (ytext.Summary, error) {
	limits := r.hub.limits
	if len(update) > limits.Update {
		return ytext.Summary{}, pact.Refuse(pact.Limited,
			"This change is larger than %d KB. What you wrote is kept on your device; paste it in smaller parts.", limits.Update>>10)
	}
	claim, err := ytext.Inspect(update)
	if err != nil {
		return claim, refusal(err)
	}
	for _, root := range claim.Roots {
		if !r.sections[root] {
			return claim, pact.Invalid("section", "This document has no section %q. Nothing was changed; reload to see its sections.", clip(root))
		}
	}
	for _, s := range claim.Structs {
		if owner, known := r.owners[s.Client]; known && owner != by.Person.ID && !r.has(s) {
			return claim, errTaken
		}
	}
	if len(claim.Structs) > 0 && r.doc.Size()+len(update) > limits.State && !r.covers(claim) {
		return claim, pact.Refuse(pact.Limited,
			"This document is full: it holds %d MB with its history. What you wrote is kept on your device; go on in a new document.", limits.State>>20)
	}
	return claim, nil
}

var errTaken = pact.Refuse(pact.Conflict,
	"This change was written under the mark of somebody else. What you wrote is kept on your device; reload to send it again.")

// unlessKnown lets somebody who only reads say what the server has anyway, as stock
// clients do when they connect.
func (r *Room) unlessKnown(claim ytext.Summary) error {
	if r.covers(claim) {
		return nil
	}
	return pact.Refuse(pact.Forbidden, "You can read this document but not write in it. What you wrote is kept on your device.")
}

// fits refuses a section that has grown too long.
func (r *Room) fits() error {
	for section := range r.touched {
		if r.doc.Len(section) > r.hub.limits.Section {
			return pact.Refuse(pact.Limited,
				"This section is longer than %d characters. What you wrote is kept on your device; shorten it to have it saved.", r.hub.limits.Section)
		}
	}
	return nil
}

// store appends what is new to the log, catching up with other replicas first where
// they were quicker.
func (r *Room) store(ctx context.Context, by Access, added []byte) error {
	ctx, cancel := r.patience(ctx)
	defer cancel()
	u, err := r.prepare(by, added)
	if err != nil {
		return err
	}
	for { // however often others are quicker, as long as there is patience
		u.Base, u.Texts = r.seq, r.texts()
		seq, err := r.hub.store.Append(ctx, r.document, u)
		if err == nil {
			r.settle(by, u, seq)
			return nil
		}
		if !errors.Is(err, ErrBehind) {
			return err
		}
		if err := r.catchUp(ctx); err != nil {
			return err
		}
	}
}

func (r *Room) prepare(by Access, added []byte) (Update, error) {
	claim, err := ytext.Inspect(added)
	if err != nil {
		return Update{}, err
	}
	u := Update{Bytes: added}
	for _, s := range claim.Structs {
		if slices.Contains(u.Clients, s.Client) {
			continue
		}
		u.Clients = append(u.Clients, s.Client)
		switch owner, known := r.owners[s.Client]; {
		case !known:
			u.Fresh = append(u.Fresh, s.Client)
		case owner != by.Person.ID:
			return Update{}, errTaken
		}
	}
	u.Burst = r.hub.now().Sub(r.bursts[by.Person.ID]) > r.hub.limits.Burst
	return u, nil
}

func (r *Room) texts() map[string]string {
	texts := make(map[string]string, len(r.touched))
	for section := range r.touched {
		texts[section] = r.doc.Text(section)
	}
	return texts
}

// settle notes what follows from an update being stored.
func (r *Room) settle(by Access, u Update, seq int64) {
	r.seq, r.current = seq, r.hub.now()
	r.bursts[by.Person.ID] = r.hub.now()
	for _, c := range u.Fresh {
		r.owners[c] = by.Person.ID
	}
	clear(r.touched)
}

// refusal turns an error of ytext into one for a person.
func refusal(err error) error {
	e, ok := errors.AsType[*ytext.Error](err)
	if !ok {
		return err
	}
	switch e.Code {
	case ytext.Missing:
		return errLacking
	case ytext.TooLarge:
		return pact.Refuse(pact.Limited, "This change is too large. What you wrote is kept on your device; paste it in smaller parts.")
	case ytext.Unsupported:
		return pact.Refuse(pact.BadInput, "Only plain text can be written here. Nothing was changed.")
	}
	return pact.Refuse(pact.BadInput, "This change could not be read. Nothing was changed; reload and try again.")
}
