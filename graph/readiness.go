package graph

import (
	"context"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/answer"
	"midspan/ent/participant"
	"midspan/ent/round"
	"midspan/ent/side"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// readiness is who is ready in a round. It is read past the rules, and says nothing of what was said.
type readiness struct {
	row   *ent.Round
	sides []*ent.Side
	waits map[string]int      // how many of a side are waited for
	seals map[string][]string // digests of what a side handed in
	in    map[string]bool     // by whose answer
}

// readinessOf reads who is ready in some rounds; three queries, however many there are.
func readinessOf(ctx context.Context, c *ent.Client, ids []string) (map[string]readiness, error) {
	system := viewer.System(ctx, "who is ready")
	rows, err := c.Round.Query().Where(round.IDIn(ids...)).WithAsked(func(q *ent.ParticipantQuery) {
		q.Where(participant.RemovedAtIsNil(), participant.RoleIn(pact.Confirmers()...))
	}).All(system)
	if err != nil {
		return nil, err
	}
	var relationships []string
	for _, row := range rows {
		relationships = append(relationships, row.RelationshipID)
	}
	sides, err := c.Side.Query().Where(side.RelationshipIDIn(relationships...)).Order(ent.Asc(side.FieldBank)).All(system)
	if err != nil {
		return nil, err
	}
	answers, err := c.Answer.Query().Where(answer.RoundIDIn(ids...)).
		Select(answer.FieldRoundID, answer.FieldWhose, answer.FieldFromSideID, answer.FieldSubmittedAt, answer.FieldDigest).All(system)
	if err != nil {
		return nil, err
	}
	all := map[string]readiness{}
	for _, row := range rows {
		t := readiness{row: row, waits: map[string]int{}, seals: map[string][]string{}, in: map[string]bool{}}
		for _, s := range sides {
			if s.RelationshipID == row.RelationshipID {
				t.sides = append(t.sides, s)
			}
		}
		t.count(answers)
		all[row.ID] = t
	}
	return all, nil
}

func (t readiness) count(answers []*ent.Answer) {
	asked := map[string]bool{}
	for _, p := range t.row.Edges.Asked {
		asked[p.UserID] = true
	}
	for _, a := range answers {
		switch {
		case a.RoundID != t.row.ID:
		case a.SubmittedAt != nil:
			t.in[a.Whose] = true
			t.seals[a.FromSideID] = append(t.seals[a.FromSideID], deref(a.Digest))
		case t.row.Answering == pact.BySide || asked[a.Whose]:
			t.waits[a.FromSideID]++
		}
	}
}

// ready says whether nobody of a side is waited for, and enough have answered.
func (t readiness) ready(side string) bool {
	return t.waits[side] == 0 && len(t.seals[side]) >= pact.Voices(t.row.Naming)
}

func (t readiness) facts() pact.RoundFacts {
	f := pact.RoundFacts{State: t.row.State, Naming: t.row.Naming, Optional: t.row.Optional}
	for _, s := range t.sides {
		f.Waits += t.waits[s.ID]
		if s.Bank == pact.Left {
			f.Left = len(t.seals[s.ID])
		} else {
			f.Right = len(t.seals[s.ID])
		}
	}
	return f
}

// banks is how each side stands, as far as somebody of mine may know.
func (t readiness) banks(mine string) []*model.RoundBank {
	var all []*model.RoundBank
	for _, s := range t.sides {
		b := &model.RoundBank{Side: s}
		over := t.row.State == pact.RoundClosed || t.row.State == pact.RoundRevealed
		if over || t.row.State == pact.RoundOpen && (t.row.ShowsReady || s.ID == mine) {
			ready := over || t.ready(s.ID)
			b.Ready = &ready
			if ready {
				seal := pact.Seal(t.seals[s.ID])
				b.Seal = &seal
			}
		}
		all = append(all, b)
	}
	return all
}

// roundView is a round as its reader sees it beyond its row.
type roundView struct {
	readiness
	mine *ent.Answer // nil when they are not asked
	side string      // of the reader, "" for an adviser
}

// loadRounds reads how some rounds stand, and the reader's own answers, or their side's.
func loadRounds(ctx context.Context, c *ent.Client, ids []string) (map[string]roundView, error) {
	v, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	ready, err := readinessOf(ctx, c, ids)
	if err != nil {
		return nil, err
	}
	var relationships []string
	for _, r := range ready {
		relationships = append(relationships, r.row.RelationshipID)
	}
	seats, err := c.Participant.Query().Where(participant.UserID(v.User), participant.RemovedAtIsNil(), participant.RelationshipIDIn(relationships...)).All(ctx)
	if err != nil {
		return nil, err
	}
	whose, sides := []string{v.User}, map[string]string{}
	for _, p := range seats {
		if p.SideID != nil {
			whose, sides[p.RelationshipID] = append(whose, *p.SideID), *p.SideID
		}
	}
	own, err := c.Answer.Query().Where(answer.RoundIDIn(ids...), answer.WhoseIn(whose...)).WithDocument().WithFromSide().WithPerson().All(ctx)
	if err != nil {
		return nil, err
	}
	all := map[string]roundView{}
	for id, r := range ready {
		view := roundView{readiness: r, side: sides[r.row.RelationshipID]}
		for _, a := range own {
			if a.RoundID == id {
				view.mine = a
			}
		}
		all[id] = view
	}
	return all, nil
}
