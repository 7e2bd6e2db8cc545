package graph

import (
	"context"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/agreement"
	"midspan/ent/document"
	"midspan/ent/journal"
	"midspan/ent/participant"
	"midspan/ent/relationship"
	"midspan/ent/round"
	"midspan/ent/stance"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// loadRestarts reads what beginning anew depends on; each kind of fact is one query.
func loadRestarts(ctx context.Context, c *ent.Client, ids []string) (map[string]pact.RestartFacts, error) {
	rows, err := c.Relationship.Query().Where(relationship.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	signed, err := c.Agreement.Query().Where(agreement.RelationshipIDIn(ids...), agreement.KindEQ(pact.AccordAgreement),
		agreement.StateEQ(pact.AgreementInForce)).Select(agreement.FieldRelationshipID).All(ctx)
	if err != nil {
		return nil, err
	}
	waiting, err := c.Round.Query().Where(round.RelationshipIDIn(ids...), round.StateIn(pact.RoundOpen, pact.RoundClosed)).
		Order(ent.Asc(round.FieldID)).Select(round.FieldRelationshipID, round.FieldKind).All(ctx)
	all := map[string]pact.RestartFacts{}
	for _, r := range rows {
		all[r.ID] = pact.RestartFacts{Signed: r.ResetAt != nil, Parted: r.PartedAt != nil, Sealed: r.Sealed, Ever: r.RestartedAt != nil}
	}
	for _, a := range signed {
		f := all[a.RelationshipID]
		f.Signed = true
		all[a.RelationshipID] = f
	}
	for _, w := range waiting {
		if f := all[w.RelationshipID]; pact.Sealable(w.Kind) {
			f.Waiting = w.ID
			all[w.RelationshipID] = f
		}
	}
	return all, err
}

// restartOf gives the facts of one relationship as they are now.
func restartOf(ctx context.Context, tx *ent.Client, id string) (pact.RestartFacts, error) {
	all, err := loadRestarts(ctx, tx, []string{id})
	if err != nil {
		return pact.RestartFacts{}, err
	}
	f, ok := all[id]
	if !ok {
		return f, pact.Unseen()
	}
	return f, nil
}

func (r *Resolver) proposeRestart(ctx context.Context, tx *ent.Client, in model.ProposeRestartInput) (string, []journal.Entry, error) {
	id, told, err := r.propose(ctx, tx, in.Relationship, proposal{
		kind: pact.BeginAnew, target: in.Relationship, text: string(in.On), lasts: r.untilAfter(in.On),
		may: func(p *ent.Participant) error {
			f, err := restartOf(ctx, tx, in.Relationship)
			return first(err, pact.MayRestart(f, p.Role, in.On, r.today()), pact.NotPast(in.On, r.today()))
		},
	})
	return id, told, first(err, advance(ctx, tx, in.Relationship, pact.Restart))
}

// untilAfter is how long a first key waits that can be met from a day on.
func (r *Resolver) untilAfter(on pact.Date) time.Duration {
	day, err := time.Parse(time.DateOnly, string(on))
	if err != nil {
		return pact.JointActLasts
	}
	return max(0, day.Sub(r.Now())) + pact.JointActLasts
}

func (r *Resolver) proposeSealing(ctx context.Context, tx *ent.Client, relationship string, kind pact.JointActKind) (string, []journal.Entry, error) {
	return r.propose(ctx, tx, relationship, proposal{
		kind: kind, target: relationship,
		may: func(p *ent.Participant) error { return maySeal(ctx, tx, relationship, p, kind) },
	})
}

func maySeal(ctx context.Context, tx *ent.Client, relationship string, p *ent.Participant, kind pact.JointActKind) error {
	f, err := restartOf(ctx, tx, relationship)
	if err != nil {
		return err
	}
	if kind == pact.SealAgain {
		return pact.MaySeal(f, p.Role)
	}
	return pact.MayUnseal(f, p.Role)
}

// latestDay is the latest day that it is anywhere on Earth.
func (r *Resolver) latestDay() pact.Date {
	return pact.Date(r.Now().UTC().Add(14 * time.Hour).Format(time.DateOnly))
}

// beginAnew seals what was, for both, with one change of the relationship's row.
func (r *Resolver) beginAnew(ctx context.Context, tx *ent.Client, rel *ent.Relationship, p *ent.Participant, on pact.Date) error {
	f, err := restartOf(ctx, tx, rel.ID)
	if err := first(err, pact.MayRestart(f, p.Role, on, r.today()), pact.MayRestartToday(on, r.latestDay())); err != nil {
		return err
	}
	told, err := journal.Hold(ctx, tx, rel.ID)
	if err != nil {
		return err
	}
	return found(rel.Update().SetRestartedAt(r.Now().UTC()).SetEpoch(rel.Epoch + 1).SetSealed(true).SetRestartSeq(told).
		SetStage(pact.Advance(rel.Stage, pact.Sustain)).Exec(ctx))
}

// shut ends what is open of the documents that are sealed now: whoever writes there keeps a copy of
// what was not sent.
func (r *Resolver) shut(ctx context.Context, id string) error {
	system := viewer.System(context.WithoutCancel(ctx), "close what was sealed") // also when whoever turned the key hangs up
	rel, err := r.Client.Relationship.Get(system, id)
	if err != nil || !rel.Sealed {
		return err
	}
	sealed, err := r.Client.Document.Query().Where(document.RelationshipID(id), document.EpochLT(rel.Epoch)).IDs(system)
	for _, doc := range sealed {
		r.Rooms.Close(doc)
	}
	return err
}

// takeStance says how somebody stands to the restart, to their own side.
func takeStance(ctx context.Context, tx *ent.Client, in model.TakeStanceInput, now time.Time) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayWrite(p.Role, pact.OurSide); err != nil {
		return "", nil, err
	}
	// Their own seat is taken, so that whoever says it twice at once says it one after the other.
	system := viewer.System(ctx, "one stance after the other")
	if err := tx.Participant.Update().Where(participant.ID(p.ID)).Modify(asItIs(participant.FieldRole)).Exec(system); err != nil {
		return "", nil, err
	}
	told := []journal.Entry{tellOurSide(p, "stance.taken", "")}
	said, err := tx.Stance.Query().Where(stance.RelationshipID(in.Relationship), stance.AuthorID(p.UserID)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		s, err := tx.Stance.Create().SetAudience(pact.OurSide).SetRelationshipID(in.Relationship).SetNillableSideID(p.SideID).SetAuthorID(p.UserID).
			SetStand(in.Stand).SetSaidAt(now).Save(ctx)
		if err != nil {
			return "", nil, err
		}
		return s.ID, told, nil
	case err != nil:
		return "", nil, err
	case said.Stand == in.Stand:
		return said.ID, nil, nil
	}
	return said.ID, told, found(said.Update().SetStand(in.Stand).SetSaidAt(now).Exec(ctx))
}

// loadStances reads how the people of the viewer's side stand, as long as they take part.
func loadStances(ctx context.Context, c *ent.Client, ids []string) (map[string][]*ent.Stance, error) {
	here, err := c.Participant.Query().Where(participant.RelationshipIDIn(ids...), participant.RemovedAtIsNil()).
		Select(participant.FieldRelationshipID, participant.FieldUserID).All(ctx)
	if err != nil {
		return nil, err
	}
	seated := map[[2]string]bool{}
	for _, p := range here {
		seated[[2]string{p.RelationshipID, p.UserID}] = true
	}
	rows, err := c.Stance.Query().Where(stance.RelationshipIDIn(ids...)).Order(ent.Asc(stance.FieldID)).All(ctx)
	all := map[string][]*ent.Stance{}
	for _, id := range ids {
		all[id] = []*ent.Stance{}
	}
	for _, s := range rows {
		if of := s.RelationshipID; seated[[2]string{of, s.AuthorID}] && len(all[of]) < pact.MaxPage {
			all[of] = append(all[of], s)
		}
	}
	return all, err
}
