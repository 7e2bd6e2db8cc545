package graph

import (
	"context"
	"slices"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/need"
	"midspan/ent/participant"
	"midspan/ent/relationship"
	"midspan/ent/round"
	"midspan/ent/side"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// roundOf loads a round through the viewer's eyes.
func roundOf(ctx context.Context, c *ent.Client, id string) (*ent.Round, error) {
	row, err := c.Round.Query().Where(round.ID(id)).Only(ctx)
	return row, found(err)
}

// lockRound takes a round's row for the rest of the transaction, so that who is ready changes in one
// transaction after the other, and gives who asks.
func lockRound(ctx context.Context, tx *ent.Client, id string) (*ent.Round, *ent.Participant, error) {
	row, err := roundOf(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	p, err := me(ctx, tx, row.RelationshipID)
	if err != nil {
		return nil, nil, err
	}
	if err := pact.MayWrite(p.Role, pact.Shared); err != nil {
		return nil, nil, err
	}
	row, err = takeRound(ctx, tx, id)
	return row, p, err
}

func takeRound(ctx context.Context, tx *ent.Client, id string) (*ent.Round, error) {
	err := tx.Round.Update().Where(round.ID(id)).Modify(asItIs(round.FieldState)).Exec(ctx)
	if err != nil {
		return nil, err
	}
	return roundOf(ctx, tx, id)
}

// takeRelationship takes a relationship's row for the rest of the transaction, so that what both
// begin or agree happens in one transaction after the other.
func takeRelationship(ctx context.Context, tx *ent.Client, id string) (*ent.Relationship, error) {
	err := tx.Relationship.Update().Where(relationship.ID(id)).Modify(asItIs(relationship.FieldName)).Exec(ctx)
	if err != nil {
		return nil, err
	}
	return relationshipOf(ctx, tx, id)
}

// start is a round about to be asked.
type start struct {
	in     model.StartRoundInput
	by     *ent.Participant
	rel    *ent.Relationship
	sides  []*ent.Side // the left one first
	people []*ent.Participant
	facts  pact.RoundStart
	asks   []pact.Question
}

// startRound asks both sides. Everybody's answer is made with it, so that nothing tells later who
// began to write, and when.
func startRound(ctx context.Context, tx *ent.Client, in model.StartRoundInput) (string, []journal.Entry, error) {
	s := &start{in: in}
	if err := s.read(ctx, tx); err != nil {
		return "", nil, err
	}
	if err := pact.MayStart(s.facts, s.by.Role); err != nil {
		return "", nil, err
	}
	row, err := s.round(ctx, tx)
	if err != nil {
		return "", nil, err
	}
	// Others' answers are theirs from the beginning, so they are the system's to make.
	system := viewer.System(ctx, "ask both sides")
	if pact.AnswersBy(in.Kind) == pact.ByPerson {
		err = s.askPeople(system, tx, row)
	} else {
		err = s.askSides(system, tx, row)
	}
	if err := first(err, advance(ctx, tx, in.Relationship, pact.StageOf(in.Kind))); err != nil {
		return "", nil, err
	}
	return row.ID, []journal.Entry{tellShared(s.by, "round.started", row.ID)}, nil
}

// read takes the relationship's row, so that nobody asks the same beside us, and reads what starting
// depends on.
func (s *start) read(ctx context.Context, tx *ent.Client) (err error) {
	if s.by, err = me(ctx, tx, s.in.Relationship); err != nil {
		return err
	}
	if err := pact.MayWrite(s.by.Role, pact.Shared); err != nil {
		return err
	}
	if s.rel, err = takeRelationship(ctx, tx, s.in.Relationship); err != nil {
		return err
	}
	if s.sides, err = tx.Side.Query().Where(side.RelationshipID(s.rel.ID)).Order(ent.Asc(side.FieldBank)).All(ctx); err != nil {
		return err
	}
	if err := s.whom(ctx, tx); err != nil {
		return err
	}
	return s.what(ctx, tx)
}

// whom reads who is asked.
func (s *start) whom(ctx context.Context, tx *ent.Client) (err error) {
	s.people, err = tx.Participant.Query().Where(participant.RelationshipID(s.rel.ID), participant.RemovedAtIsNil(),
		participant.SideIDNotNil(), participant.RoleIn(pact.Confirmers()...)).Order(ent.Asc(participant.FieldID)).All(ctx)
	if err != nil || len(s.in.Asked) == 0 {
		return err
	}
	if s.in.Kind == pact.PreMortemRound {
		return pact.Invalid("asked", "A pre-mortem asks everybody of both sides. Leave the people out; nothing was changed.")
	}
	if pact.AnswersBy(s.in.Kind) == pact.BySide {
		return pact.Invalid("asked", "Each side answers as one here. Leave the people out; nothing was changed.")
	}
	chosen := slices.Compact(slices.Sorted(slices.Values(s.in.Asked)))
	s.people = slices.DeleteFunc(s.people, func(p *ent.Participant) bool { return !slices.Contains(chosen, p.ID) })
	if len(s.people) != len(chosen) {
		return pact.Invalid("asked", "Somebody chosen is not here, or only reads. Nothing was changed; choose again.")
	}
	return nil
}

// what reads what is asked, and whether it may be.
func (s *start) what(ctx context.Context, tx *ent.Client) error {
	rounds, err := tx.Round.Query().Where(round.RelationshipID(s.rel.ID)).Select(round.FieldKind, round.FieldState).All(ctx)
	if err != nil {
		return err
	}
	f := pact.RoundStart{Kind: s.in.Kind, Naming: s.naming(), Joined: s.rel.JoinedAt != nil, Parted: s.rel.PartedAt != nil}
	for _, r := range rounds {
		f.Before = append(f.Before, pact.RoundHere{Kind: r.Kind, State: r.State})
	}
	for _, p := range s.people {
		if *p.SideID == s.sides[0].ID {
			f.LeftAsked++
		} else {
			f.RightAsked++
		}
	}
	if s.asks, err = s.questions(ctx, tx); err != nil {
		return err
	}
	f.Questions = len(s.asks)
	s.facts = f
	return nil
}

func (s *start) naming() pact.Naming {
	if s.in.Naming != nil {
		return *s.in.Naming
	}
	return pact.Named
}

func (s *start) questions(ctx context.Context, tx *ent.Client) ([]pact.Question, error) {
	if s.in.Kind != pact.PrioritiesRound {
		return pact.Questions(s.in.Kind, s.rel.Fresh), nil
	}
	needs, err := tx.Need.Query().Where(need.RelationshipID(s.rel.ID), need.StateEQ(pact.NeedConfirmed)).Order(ent.Asc(need.FieldID)).All(ctx)
	var asks []pact.Question
	for _, n := range needs {
		asks = append(asks, pact.Priority(n.ID, n.Text))
	}
	return asks, err
}

func (s *start) round(ctx context.Context, tx *ent.Client) (*ent.Round, error) {
	title := trimmed(s.in.Title)
	if title == "" {
		title = s.in.Kind.Title(s.rel.Fresh)
	}
	ready := s.in.ShowsReady == nil || *s.in.ShowsReady
	make := tx.Round.Create().SetAudience(pact.Shared).SetRelationshipID(s.rel.ID).SetAuthorID(s.by.UserID).
		SetKind(s.in.Kind).SetAnswering(pact.AnswersBy(s.in.Kind)).SetNaming(s.naming()).SetTitle(title).SetQuestions(s.asks).
		SetOptional(pact.IsOptional(s.in.Kind)).SetShowsReady(ready).SetNillableDue(s.in.Due)
	if pact.Sealable(s.in.Kind) {
		make.SetEpoch(s.rel.Epoch)
	}
	if pact.AnswersBy(s.in.Kind) == pact.ByPerson {
		make.AddAsked(s.people...)
	}
	return make.Save(ctx)
}

func (s *start) askSides(system context.Context, tx *ent.Client, row *ent.Round) error {
	for _, one := range s.sides {
		i := slices.IndexFunc(s.people, func(p *ent.Participant) bool { return *p.SideID == one.ID })
		if i < 0 {
			return &pact.Error{Code: pact.Conflict, State: "ALONE", Message: "Nobody of " + one.Name + " could answer. Nothing was changed; somebody of that side has to join first."}
		}
		of := asked{row: row, room: pact.OurSide, side: &one.ID, from: one.ID, author: s.people[i].UserID, whose: one.ID}
		if err := of.answer(system, tx); err != nil {
			return err
		}
	}
	return nil
}

func (s *start) askPeople(system context.Context, tx *ent.Client, row *ent.Round) error {
	for _, p := range s.people {
		of := asked{row: row, room: pact.Author, from: *p.SideID, author: p.UserID, whose: p.UserID, person: &p.UserID}
		if err := of.answer(system, tx); err != nil {
			return err
		}
	}
	return nil
}

// asked is whose answer is about to be made.
type asked struct {
	row    *ent.Round
	room   pact.Audience
	side   *string
	from   string
	author string
	whose  string
	person *string
}

func (a asked) answer(system context.Context, tx *ent.Client) error {
	make := tx.Answer.Create().SetAudience(a.room).SetRelationshipID(a.row.RelationshipID).SetNillableSideID(a.side).SetAuthorID(a.author).
		SetRoundID(a.row.ID).SetFromSideID(a.from).SetWhose(a.whose).SetNillablePersonID(a.person)
	if prompts := pact.WordPrompts(a.row.Questions); len(prompts) > 0 {
		paper := newDocument{
			Relationship: a.row.RelationshipID, Kind: pact.AnswerDocument, Audience: a.room, Side: a.side,
			Title: a.row.Title, Author: a.author, Prompts: prompts, Epoch: a.row.Epoch,
		}
		doc, err := paper.create(system, tx)
		if err != nil {
			return err
		}
		make.SetDocumentID(doc.ID)
	}
	return make.Exec(system)
}

// withdrawRound takes a round back. What was written stays with whoever wrote it.
func withdrawRound(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	row, p, err := lockRound(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayCallOff(pact.RoundFacts{State: row.State}, p.Role); err != nil {
		return "", nil, err
	}
	return row.ID, []journal.Entry{tellShared(p, "round.withdrawn", row.ID)}, row.Update().SetState(pact.RoundWithdrawn).Exec(ctx)
}

// startTimer has the quiet timer run, or puts it away.
func (r *Resolver) startTimer(ctx context.Context, tx *ent.Client, in model.StartTimerInput) (string, []journal.Entry, error) {
	row, p, err := lockRound(ctx, tx, in.Round)
	if err != nil {
		return "", nil, err
	}
	change := row.Update().SetTimerMinutes(in.Minutes)
	if in.Minutes > 0 {
		change.SetTimerStartedAt(r.Now().UTC())
	} else {
		change.ClearTimerStartedAt()
	}
	return row.ID, []journal.Entry{tellShared(p, "round.timer", row.ID)}, change.Exec(ctx)
}

func checkStart(in model.StartRoundInput) error {
	if len(in.Asked) > pact.MaxAsked {
		return pact.Invalid("asked", "Up to %d people are asked at once. Nothing was changed; choose fewer.", pact.MaxAsked)
	}
	return within("title", "The name of it", in.Title, pact.MaxTitle)
}

func checkTimer(minutes int) error {
	if minutes < 0 || minutes > pact.MaxTimer {
		return pact.Invalid("minutes", "A quiet timer runs for up to %d minutes. Nothing was changed.", pact.MaxTimer)
	}
	return nil
}
