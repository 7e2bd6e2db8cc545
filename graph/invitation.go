package graph

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/invitation"
	"midspan/ent/journal"
	"midspan/ent/schema"
	"midspan/ent/side"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// letter is an invitation about to be written.
type letter struct {
	Relationship, Recipient, Owning string
	Asking                          *string
	Days                            *int
	Role                            pact.Role
	Colleague                       bool // to one's own side
	Facet                           string
	Until                           *pact.Date // of an adviser
}

func (l *letter) check() error {
	l.Recipient, l.Owning, l.Facet = strings.TrimSpace(l.Recipient), strings.TrimSpace(l.Owning), strings.TrimSpace(l.Facet)
	if l.Days != nil && (*l.Days < 1 || *l.Days > pact.MaxInvitationDays) {
		return pact.Invalid("days", "A link stays open between 1 and %d days. Nothing was changed.", pact.MaxInvitationDays)
	}
	if l.Role == pact.Adviser && l.Colleague {
		return pact.Invalid("role", "An adviser is invited by both sides. Choose owner, sponsor, member or observer.")
	}
	return first(
		pact.Within("recipient", "The name of the person", l.Recipient, true, pact.MaxName),
		pact.Within("owning", "What you own of it", l.Owning, true, pact.MaxLetter),
		within("asking", "What you ask for", l.Asking, pact.MaxLetter),
	)
}

// token is what a link carries. It follows from the id, so a retry gets the same link; the
// database knows its hash alone.
func (r *Resolver) token(invitation string) string {
	mac := hmac.New(sha256.New, r.Secret)
	mac.Write([]byte("invitation " + invitation))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:24])
}

func tokenHash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// invite writes the letter and gives its link.
func (r *Resolver) invite(ctx context.Context, input any, mutation *string, l letter) (*model.InvitePayload, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	id, err := r.change(ctx, input, mutation, func(ctx context.Context, tx *ent.Client) (string, []journal.Entry, error) {
		return r.write(ctx, tx, l)
	})
	if err != nil {
		return nil, err
	}
	i, err := invitationOf(ctx, r.Client, id)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(i.TokenHash, tokenHash(r.token(id))) {
		return nil, madeElsewhere(id)
	}
	return &model.InvitePayload{Invitation: i, Link: r.PublicURL + "/i/" + r.token(id), ClientMutationID: mutation}, nil
}

func (r *Resolver) write(ctx context.Context, tx *ent.Client, l letter) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, l.Relationship)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayDecide(p.Role); err != nil {
		return "", nil, err
	}
	open, err := tx.Invitation.Query().Where(invitation.RelationshipID(l.Relationship), invitation.RevokedAtIsNil(),
		invitation.AcceptedAtIsNil(), invitation.ExpiresAtGT(r.Now().UTC())).Count(ctx)
	if err := first(err, pact.Room("open letters", open, pact.MaxOpenLetters)); err != nil {
		return "", nil, err
	}
	to, err := r.addressee(ctx, tx, p, l)
	if err != nil {
		return "", nil, err
	}
	days := pact.InvitationDays
	if l.Days != nil {
		days = *l.Days
	}
	var act *string
	var proposed []journal.Entry
	if l.Role == pact.Adviser {
		if act, proposed, err = r.proposeAdviser(ctx, tx, l); err != nil {
			return "", nil, err
		}
	}
	id := schema.NewID(pact.InvitationID)
	err = tx.Invitation.Create().SetID(id).SetAudience(pact.OurSide).SetRelationshipID(l.Relationship).SetSideID(*p.SideID).SetAuthorID(p.UserID).
		SetToSideID(to).SetRole(l.Role).SetTokenHash(tokenHash(r.token(id))).SetRecipient(l.Recipient).SetOwning(l.Owning).
		SetNillableAsking(l.Asking).SetFacet(l.Facet).SetNillableUntil(l.Until).SetNillableActID(act).SetExpiresAt(r.Now().UTC().Add(time.Duration(days) * 24 * time.Hour)).Exec(ctx)
	if err != nil {
		return "", nil, err
	}
	if !l.Colleague && act == nil {
		err = advance(ctx, tx, l.Relationship, pact.ReachOut)
	}
	return id, append(proposed, tellOurSide(p, "invitation.written", id)), err
}

// addressee gives the side a letter asks to. The other side's door is ours to knock at only while
// nobody lives there: afterwards each side invites its own.
func (r *Resolver) addressee(ctx context.Context, tx *ent.Client, p *ent.Participant, l letter) (string, error) {
	if l.Role == pact.Adviser {
		return *p.SideID, nil
	}
	if l.Colleague {
		n, err := owners(ctx, tx, *p.SideID, "")
		if err == nil && l.Role == pact.Owner {
			err = pact.MayHold(l.Role, n+1)
		}
		return *p.SideID, err
	}
	other, err := tx.Side.Query().Where(side.RelationshipID(l.Relationship), side.IDNEQ(*p.SideID)).Only(ctx)
	if err != nil {
		return "", err
	}
	return other.ID, pact.MayWriteTo(other.Name, other.OrganizationID != nil)
}

// tellOurSide is a line of a side's own stream.
func tellOurSide(p *ent.Participant, what, subject string) journal.Entry {
	return journal.Entry{Stream: deref(p.SideID), Relationship: p.RelationshipID, Actor: p.UserID, What: what, Subject: subject}
}

// invitationOf loads an invitation through the viewer's eyes.
func invitationOf(ctx context.Context, c *ent.Client, id string) (*ent.Invitation, error) {
	i, err := c.Invitation.Query().Where(invitation.ID(id)).Only(ctx)
	return i, found(err)
}

// revoke closes a link. Doing it again changes nothing; what was accepted stays.
func (r *Resolver) revoke(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	i, err := invitationOf(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	p, err := me(ctx, tx, i.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayDecide(p.Role); err != nil || i.RevokedAt != nil {
		return id, nil, err
	}
	n, err := tx.Invitation.Update().Where(invitation.ID(id), invitation.AcceptedAtIsNil()).SetRevokedAt(r.Now().UTC()).Save(ctx)
	if err == nil && n != 1 {
		err = &pact.Error{Code: pact.Conflict, State: "ACCEPTED", Message: "This invitation was accepted already, so there is nothing to take back."}
	}
	told := []journal.Entry{tellOurSide(p, "invitation.revoked", id)}
	if err != nil || i.ActID == nil {
		return id, told, err
	}
	waits, err := takeBackAdviser(ctx, tx, p, *i.ActID)
	return id, append(told, waits...), err
}

// knock finds the invitation behind a token, as the system: whoever holds the link is nobody yet.
func (r *Resolver) knock(ctx context.Context, c *ent.Client, token string) (*ent.Invitation, error) {
	system := viewer.System(ctx, "read an invitation by its link")
	i, err := c.Invitation.Query().Where(invitation.TokenHash(tokenHash(token))).
		WithAuthor().WithToSide().WithRelationship(func(q *ent.RelationshipQuery) { q.WithSides() }).Only(system)
	if err != nil {
		return nil, found(err)
	}
	facts := pact.InvitationFacts{Expires: i.ExpiresAt, Revoked: i.RevokedAt != nil, Accepted: i.AcceptedAt != nil}
	return i, pact.InvitationOpen(facts, r.Now())
}

// Letter gives what the person with the link may read. It changes nothing.
func (r *Resolver) Letter(ctx context.Context, token string) (*model.InvitationLetter, error) {
	i, err := r.knock(ctx, r.Client, token)
	if err != nil {
		return nil, err
	}
	l := &model.InvitationLetter{
		Role: i.Role, Recipient: i.Recipient, Owning: i.Owning, Asking: &i.Asking, From: i.Edges.Author.Name, ToSide: i.Edges.ToSide.Name,
		Colleague: deref(i.SideID) == i.ToSideID && i.Role != pact.Adviser, Fresh: i.Edges.Relationship.Fresh, WrittenAt: i.CreatedAt, ExpiresAt: i.ExpiresAt, Answer: i.Answer, NotBefore: i.NotBefore,
	}
	for _, s := range i.Edges.Relationship.Edges.Sides {
		if s.ID == deref(i.SideID) {
			l.FromSide, l.FromBank = s.Name, s.Bank
		} else if i.Role == pact.Adviser {
			l.ToSide = s.Name
		}
	}
	return l, nil
}

// AnswerLetter records what the invited person says. The link stays open, so it can be said anew.
func (r *Resolver) AnswerLetter(ctx context.Context, token string, answer pact.InvitationAnswer, notBefore *pact.Date) error {
	if (answer == pact.AnswerNotBefore) != (notBefore != nil) {
		return pact.Invalid("notBefore", "A date goes with the answer “not before”, and with no other. Nothing was changed.")
	}
	i, err := r.knock(ctx, r.Client, token)
	if err != nil || said(i, answer, notBefore) {
		return err
	}
	return r.Journal.Change(ctx, func(ctx context.Context, tx *ent.Client) ([]journal.Entry, error) {
		system := viewer.System(ctx, "answer an invitation by its link")
		change := tx.Invitation.Update().Where(invitation.ID(i.ID), invitation.AcceptedAtIsNil(), invitation.RevokedAtIsNil()).
			SetAnswer(answer).SetAnsweredAt(r.Now().UTC())
		if notBefore != nil {
			change.SetNotBefore(*notBefore)
		} else {
			change.ClearNotBefore()
		}
		if n, err := change.Save(system); err != nil || n != 1 {
			return nil, first(err, pact.Unseen())
		}
		return []journal.Entry{{Stream: deref(i.SideID), Relationship: i.RelationshipID, What: "invitation.answered", Subject: i.ID}}, nil
	})
}

// said says whether a letter was answered just so already: then there is nothing to record or tell.
func said(i *ent.Invitation, answer pact.InvitationAnswer, notBefore *pact.Date) bool {
	return i.Answer != nil && *i.Answer == answer && (i.NotBefore == nil) == (notBefore == nil) &&
		(notBefore == nil || *notBefore == *i.NotBefore)
}
