package graph

import (
	"context"
	"errors"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/confirmation"
	"midspan/ent/participant"
)

// voice is a participant as the rules of what counts by its receiver's word know them.
func voice(p *ent.Participant) pact.Voice {
	return pact.Voice{Person: p.UserID, Side: deref(p.SideID), Role: p.Role}
}

// done is how such a thing stands, from its columns.
func done(state pact.DoneState, by, side *string) pact.Done {
	return pact.Done{State: state, By: pact.Voice{Person: deref(by), Side: deref(side)}}
}

// receive writes down the receiver's word: about what is for the caller to say.
func receive(tx *ent.Client, p *ent.Participant, room pact.Audience, digest string) *ent.ConfirmationCreate {
	return tx.Confirmation.Create().SetAudience(room).SetRelationshipID(p.RelationshipID).SetAuthorID(p.UserID).
		SetKind(pact.ConfirmedKept).SetFromSideID(*p.SideID).SetDigest(digest)
}

// confirmedBy says whether a side said so already, of the same words: then a second press changes nothing.
func confirmedBy(ctx context.Context, tx *ent.Client, side, digest string) (bool, error) {
	return tx.Confirmation.Query().Where(confirmation.FromSideID(side), confirmation.Digest(digest), confirmation.KindEQ(pact.ConfirmedKept)).Exist(ctx)
}

// othersSpeak says whether a side has somebody but one person who may speak for it.
func othersSpeak(ctx context.Context, tx *ent.Client, side, person string) (bool, error) {
	return tx.Participant.Query().Where(participant.SideID(side), participant.UserIDNEQ(person), participant.RemovedAtIsNil(),
		participant.RoleIn(pact.Confirmers()...)).Exist(ctx)
}

// writer gives the viewer's participation where they may write what is shared.
func writer(ctx context.Context, tx *ent.Client, relationship string, room pact.Audience) (*ent.Participant, error) {
	p, err := me(ctx, tx, relationship)
	if err != nil {
		return nil, err
	}
	return p, pact.MayWrite(p.Role, room)
}

// moment is when something changed, for the order of lists of what changed last.
func moment() time.Time { return time.Now().UTC() }

// asField names the field of an input that a refusal is about.
func asField(err error, field string) error {
	if e, ok := errors.AsType[*pact.Error](err); ok && e.Code == pact.BadInput {
		named := *e
		named.Field = field
		return &named
	}
	return err
}
