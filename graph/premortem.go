package graph

import (
	"context"
	"maps"
	"slices"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/risk"
	"midspan/ent/riskvote"
	"midspan/ent/round"
)

// preMortem reads how far relationships are with their last pre-mortem.
func (f *facts) preMortem(ctx context.Context, c *ent.Client, ids []string) error {
	for id, k := range f.known {
		l := f.dealt[id].light
		k.PreMortem.Due = l.LeftCommitments > 0 && l.RightCommitments > 0 && !l.Done
	}
	rows, err := c.Round.Query().Where(round.RelationshipIDIn(ids...), round.KindEQ(pact.PreMortemRound), round.StateNEQ(pact.RoundWithdrawn)).
		Order(ent.Asc(round.FieldID)).Select(round.FieldRelationshipID, round.FieldState).All(ctx)
	if err != nil || len(rows) == 0 {
		return err
	}
	last := map[string]*pact.PreMortemFacts{}
	for _, row := range rows {
		k := f.known[row.RelationshipID]
		switch {
		case k == nil:
		case row.State == pact.RoundRevealed:
			k.PreMortem.Opened = true
			maps.DeleteFunc(last, func(_ string, p *pact.PreMortemFacts) bool { return p == &k.PreMortem })
			last[row.ID] = &k.PreMortem
		default:
			k.PreMortem.UnderWay = true
		}
	}
	return opened(ctx, c, last)
}

// opened reads how far opened pre-mortems are, by round.
func opened(ctx context.Context, c *ent.Client, last map[string]*pact.PreMortemFacts) error {
	ids := slices.Collect(maps.Keys(last))
	if len(ids) == 0 {
		return nil
	}
	waiting, err := loadUnanswered(ctx, c, ids)
	if err != nil {
		return err
	}
	named, err := c.Risk.Query().Where(risk.RoundIDIn(ids...)).Select(risk.FieldRoundID).All(ctx)
	if err != nil {
		return err
	}
	mine, err := c.RiskVote.Query().Where(riskvote.RoundIDIn(ids...)).Select(riskvote.FieldRoundID).All(ctx)
	for _, k := range named {
		last[*k.RoundID].Risks++
	}
	for _, v := range mine {
		last[v.RoundID].MyVotes++
	}
	for id, n := range waiting {
		last[id].Unanswered = n
	}
	return err
}
