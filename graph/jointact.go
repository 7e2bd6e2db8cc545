package graph

import (
	"cmp"
	"context"
	"slices"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/jointact"
	"midspan/ent/journal"
	"midspan/ent/participant"
	"midspan/ent/predicate"
	"midspan/graph/model"
)

// jointActOf loads a joint act through the viewer's eyes.
func jointActOf(ctx context.Context, c *ent.Client, id string) (*ent.JointAct, error) {
	a, err := c.JointAct.Query().Where(jointact.ID(id)).Only(ctx)
	return a, found(err)
}

// proposal is a joint act about to be proposed: its kind, what it acts on, and its text.
type proposal struct {
	kind   pact.JointActKind
	target string
	text   string
	lasts  time.Duration                  // JointActLasts when 0
	may    func(p *ent.Participant) error // beyond being an owner
}

// propose turns the first key.
func (r *Resolver) propose(ctx context.Context, tx *ent.Client, relationship string, act proposal) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, relationship)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayDecide(p.Role); err != nil {
		return "", nil, err
	}
	rel, err := takeRelationship(ctx, tx, relationship) // nothing takes effect between the asking and the proposing
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayBind(act.kind, rel.PartedAt != nil); err != nil {
		return "", nil, err
	}
	if act.may != nil {
		if err := act.may(p); err != nil {
			return "", nil, err
		}
	}
	open, err := tx.JointAct.Query().Where(jointact.RelationshipID(relationship), jointact.StateEQ(pact.Proposed), jointact.ExpiresAtGT(r.Now().UTC())).Count(ctx)
	if err := first(err, pact.Room("open proposals", open, pact.MaxOpenActs)); err != nil {
		return "", nil, err
	}
	a, err := tx.JointAct.Create().SetAudience(pact.Shared).SetRelationshipID(relationship).SetAuthorID(p.UserID).
		SetKind(act.kind).SetTarget(act.target).SetText(act.text).SetFromSideID(*p.SideID).
		SetDigest(pact.JointActDigest(act.kind, act.target, act.text)).
		SetExpiresAt(r.Now().UTC().Add(cmp.Or(act.lasts, pact.JointActLasts))).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return a.ID, []journal.Entry{tellShared(p, actNoun[act.kind]+".proposed", a.ID)}, nil
}

// digestLength is that of a SHA-256 in hex.
const digestLength = 64

// actNoun is what events call the kinds of joint act.
var actNoun = map[pact.JointActKind]string{
	pact.Rename: "name", pact.Pause: "pause", pact.Part: "parting", pact.LightReset: "light_reset",
	pact.BeginAnew: "restart", pact.Unseal: "unseal", pact.SealAgain: "seal", pact.Publish: "statement", pact.Advise: "adviser",
}

func (r *Resolver) proposeName(ctx context.Context, tx *ent.Client, in model.ProposeNameInput) (string, []journal.Entry, error) {
	return r.propose(ctx, tx, in.Relationship, proposal{kind: pact.Rename, target: in.Relationship, text: in.Name})
}

func (r *Resolver) proposePause(ctx context.Context, tx *ent.Client, in model.ProposePauseInput) (string, []journal.Entry, error) {
	return r.propose(ctx, tx, in.Relationship, proposal{
		kind: pact.Pause, target: in.Relationship, text: string(in.Until),
		may: func(p *ent.Participant) error { return pact.MayPause(p.Role, in.Until, r.today()) },
	})
}

func (r *Resolver) today() pact.Date { return pact.Date(r.Now().UTC().Format(time.DateOnly)) }

func (r *Resolver) proposeParting(ctx context.Context, tx *ent.Client, in model.ProposePartingInput) (string, []journal.Entry, error) {
	doc, err := documentOf(ctx, tx, in.Document)
	if err != nil {
		return "", nil, err
	}
	if doc.Kind != pact.PartingDocument {
		return "", nil, pact.Invalid("document", "These are not the words of parting. Nothing was changed.")
	}
	return r.propose(ctx, tx, doc.RelationshipID, proposal{
		kind: pact.Part, target: doc.ID, text: in.Digest,
		may: func(p *ent.Participant) error {
			_, err := mayPart(ctx, tx, doc.ID, p, in.Digest)
			return err
		},
	})
}

// mayPart takes the words of parting and says whether somebody may part with them, as they stand.
func mayPart(ctx context.Context, tx *ent.Client, id string, p *ent.Participant, digest string) ([]pact.SectionText, error) {
	doc, err := lockDocument(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	texts, err := textsOf(ctx, tx, doc.ID)
	if err != nil {
		return nil, err
	}
	d, err := dealingsOf(ctx, tx, doc.RelationshipID)
	if err != nil {
		return nil, err
	}
	words := ""
	for _, t := range texts {
		words += t.Text
	}
	return texts, first(pact.MayPart(d.worth, p.Role, words), pact.Matches(digest, pact.Digest(texts)))
}

func (r *Resolver) proposeLightReset(ctx context.Context, tx *ent.Client, in model.ProposeLightResetInput) (string, []journal.Entry, error) {
	return r.propose(ctx, tx, in.Relationship, proposal{
		kind: pact.LightReset, target: in.Relationship,
		may: func(p *ent.Participant) error { return mayEndLightly(ctx, tx, in.Relationship, p) },
	})
}

func mayEndLightly(ctx context.Context, tx *ent.Client, relationship string, p *ent.Participant) error {
	d, err := dealingsOf(ctx, tx, relationship)
	if err != nil {
		return err
	}
	return pact.MayEndLightly(d.light, p.Role)
}

// stillOwner says whether the first key is still one: of an owner of its side.
func stillOwner(ctx context.Context, tx *ent.Client, a *ent.JointAct) error {
	ok, err := tx.Participant.Query().Where(participant.UserID(a.AuthorID), participant.SideID(a.FromSideID),
		participant.RemovedAtIsNil(), participant.RoleIn(pact.Deciders()...)).Exist(ctx)
	if err == nil && !ok {
		err = &pact.Error{Code: pact.Conflict, State: string(a.State), Message: "Whoever proposed this is no owner of their side any more. Nothing was changed; propose it again if both still want it."}
	}
	return err
}

// effect does what two keys open, once for the relationship: whoever comes second finds it done.
func (r *Resolver) effect(ctx context.Context, tx *ent.Client, a *ent.JointAct, p *ent.Participant) error {
	rel, err := takeRelationship(ctx, tx, a.RelationshipID)
	if err != nil {
		return err
	}
	if err := pact.MayBind(a.Kind, rel.PartedAt != nil); err != nil {
		return err
	}
	change := rel.Update()
	switch a.Kind {
	case pact.Rename:
		change.SetName(a.Text).SetAgreed(true)
	case pact.Pause:
		if err := pact.MayPause(p.Role, pact.Date(a.Text), r.today()); err != nil {
			return err
		}
		change.SetPausedUntil(pact.Date(a.Text))
	case pact.Part:
		texts, err := mayPart(ctx, tx, a.Target, p, a.Text)
		if err != nil {
			return err
		}
		doc, err := documentOf(ctx, tx, a.Target)
		if err != nil {
			return err
		}
		if err := pin(ctx, tx, doc, a.Text, texts, p.UserID); err != nil {
			return err
		}
		change.SetPartedAt(r.Now().UTC())
	case pact.LightReset:
		if err := mayEndLightly(ctx, tx, rel.ID, p); err != nil {
			return err
		}
		change.SetResetAt(r.Now().UTC()).SetStage(pact.Advance(rel.Stage, pact.Sustain))
	case pact.Publish:
		return r.publish(ctx, tx, rel, a.Target, p)
	case pact.Advise:
		return r.asksAdviser(ctx, tx, a.ID)
	case pact.BeginAnew:
		return r.beginAnew(ctx, tx, rel, p, pact.Date(a.Text))
	case pact.Unseal, pact.SealAgain:
		if err := maySeal(ctx, tx, rel.ID, p, a.Kind); err != nil {
			return err
		}
		change.SetSealed(a.Kind == pact.SealAgain)
	}
	return found(change.Exec(ctx))
}

// turnKey takes effect once, however both press: the change of state decides, and what it opens
// is in the same transaction.
func (r *Resolver) turnKey(ctx context.Context, tx *ent.Client, in model.TurnKeyInput) (string, []journal.Entry, error) {
	a, err := jointActOf(ctx, tx, in.JointAct)
	if err != nil {
		return "", nil, err
	}
	p, err := me(ctx, tx, a.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	facts := pact.JointActFacts{State: a.State, Expires: a.ExpiresAt, Digest: a.Digest, From: a.FromSideID}
	if err := first(pact.MayTurn(facts, p.Role, deref(p.SideID), in.Digest, r.Now()), stillOwner(ctx, tx, a)); err != nil {
		return "", nil, err
	}
	if _, err := takeRelationship(ctx, tx, a.RelationshipID); err != nil { // before the act: others take both in this order
		return "", nil, err
	}
	now := r.Now().UTC()
	if err := closeAct(ctx, tx, a, func(u *ent.JointActUpdate) {
		u.SetState(pact.Effective).SetTurnedByID(p.UserID).SetTurnedAt(now)
	}); err != nil {
		return "", nil, err
	}
	if err := spend(ctx, tx, a); err != nil {
		return "", nil, err
	}
	if err := r.effect(ctx, tx, a, p); err != nil {
		return "", nil, err
	}
	return a.ID, []journal.Entry{tellShared(p, actNoun[a.Kind]+".agreed", a.ID)}, nil
}

// spend takes back the other proposals to begin anew, to open and to seal once one of them took effect:
// they were said of what was before, and one key left over would let one side decide alone.
func spend(ctx context.Context, tx *ent.Client, a *ent.JointAct) error {
	if !slices.Contains(sealing, a.Kind) {
		return nil
	}
	return tx.JointAct.Update().Where(jointact.RelationshipID(a.RelationshipID), jointact.KindIn(sealing...),
		jointact.StateEQ(pact.Proposed), jointact.IDNEQ(a.ID)).SetState(pact.Withdrawn).Exec(ctx)
}

// sealing are the acts that hang on each other.
var sealing = []pact.JointActKind{pact.BeginAnew, pact.Unseal, pact.SealAgain}

// withdraw takes a proposal off the table, from either side.
func (r *Resolver) withdraw(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	a, err := jointActOf(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	p, err := me(ctx, tx, a.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayDecide(p.Role); err != nil {
		return "", nil, err
	}
	if err := closeAct(ctx, tx, a, func(u *ent.JointActUpdate) { u.SetState(pact.Withdrawn) }); err != nil {
		return "", nil, err
	}
	return a.ID, []journal.Entry{tellShared(p, actNoun[a.Kind]+".withdrawn", a.ID)}, nil
}

// closeAct moves a joint act out of PROPOSED, which happens to each act once.
func closeAct(ctx context.Context, tx *ent.Client, a *ent.JointAct, how func(*ent.JointActUpdate)) error {
	still := []predicate.JointAct{jointact.ID(a.ID), jointact.StateEQ(pact.Proposed)}
	change := tx.JointAct.Update().Where(still...)
	how(change)
	n, err := change.Save(ctx)
	if err == nil && n != 1 {
		err = &pact.Error{Code: pact.Conflict, State: string(a.State), Message: "This proposal is closed already. Nothing was changed."}
	}
	return err
}

// stateNow is how a joint act stands: one that waited too long has run out by itself.
func stateNow(a *ent.JointAct, now time.Time) pact.JointActState {
	if a.State == pact.Proposed && !now.Before(a.ExpiresAt) {
		return pact.Expired
	}
	return a.State
}
