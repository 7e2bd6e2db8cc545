package graph

import (
	"context"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/answer"
	"midspan/ent/commitment"
	"midspan/ent/relationship"
	"midspan/ent/round"
	"midspan/ent/side"
	"midspan/graph/model"
)

// dealings is what a relationship has come to: whether both call it worth it, and what a light reset
// still misses.
type dealings struct {
	round *ent.Round // of worth, nil while nothing was opened
	worth pact.Worth
	light pact.LightFacts

	paused pact.Date // the last day of the pause, "" for none
	parted bool
	began  bool // anew, once
}

// loadDealings reads the dealings of relationships, as far as the viewer may see them; each kind of
// fact is one query.
func loadDealings(ctx context.Context, c *ent.Client, ids []string) (map[string]dealings, error) {
	rows, err := c.Relationship.Query().Where(relationship.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	all := map[string]dealings{}
	for _, r := range rows {
		d := dealings{worth: pact.Worth{Fresh: r.Fresh}, light: pact.LightFacts{Done: r.ResetAt != nil}, parted: r.PartedAt != nil, began: r.RestartedAt != nil}
		if r.PausedUntil != nil {
			d.paused = *r.PausedUntil
		}
		all[r.ID] = d
	}
	sides, err := c.Side.Query().Where(side.RelationshipIDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	banks := map[string]pact.Bank{}
	for _, s := range sides {
		banks[s.ID] = s.Bank
	}
	if err := openedRounds(ctx, c, ids, all); err != nil {
		return nil, err
	}
	if err := openedWorth(ctx, c, banks, all); err != nil {
		return nil, err
	}
	return all, promised(ctx, c, ids, banks, all)
}

// openedRounds finds the last round of worth that was opened, and whether all seven questions were.
func openedRounds(ctx context.Context, c *ent.Client, ids []string, all map[string]dealings) error {
	rounds, err := c.Round.Query().Where(round.RelationshipIDIn(ids...), round.StateEQ(pact.RoundRevealed),
		round.KindIn(pact.WorthItRound, pact.FirstQuestions, pact.LaterQuestions)).Order(ent.Asc(round.FieldID)).All(ctx)
	first := map[string]bool{}
	for _, row := range rounds {
		d := all[row.RelationshipID]
		switch row.Kind {
		case pact.WorthItRound:
			d.round = row
		case pact.FirstQuestions:
			first[row.RelationshipID] = true
		case pact.LaterQuestions:
			d.light.Seven = first[row.RelationshipID]
		}
		all[row.RelationshipID] = d
	}
	return err
}

// openedWorth reads what both sides answered there.
func openedWorth(ctx context.Context, c *ent.Client, banks map[string]pact.Bank, all map[string]dealings) error {
	var rounds []string
	for _, d := range all {
		if d.round != nil {
			rounds = append(rounds, d.round.ID)
		}
	}
	if rounds == nil {
		return nil
	}
	answers, err := c.Answer.Query().Where(answer.RoundIDIn(rounds...), answer.SubmittedAtNotNil()).All(ctx)
	for _, a := range answers {
		d := all[a.RelationshipID]
		for _, t := range a.Texts {
			switch {
			case t.Key != pact.WorthKey:
			case banks[a.FromSideID] == pact.Left:
				d.worth.Left = t.Choice
			default:
				d.worth.Right = t.Choice
			}
		}
		all[a.RelationshipID] = d
	}
	return err
}

// promised counts the commitments that both sides agreed to, by who promises.
func promised(ctx context.Context, c *ent.Client, ids []string, banks map[string]pact.Bank, all map[string]dealings) error {
	var counts []struct {
		Relationship string  `json:"relationship_id"`
		Promiser     *string `json:"promiser_id"`
		Count        int     `json:"count"`
	}
	err := c.Commitment.Query().Where(commitment.RelationshipIDIn(ids...), commitment.StateIn(pact.Agreed, pact.Kept)).
		GroupBy(commitment.FieldRelationshipID, commitment.FieldPromiserID).Aggregate(ent.Count()).Scan(ctx, &counts)
	for _, n := range counts {
		d := all[n.Relationship]
		if n.Promiser == nil || banks[*n.Promiser] == pact.Left {
			d.light.LeftCommitments += n.Count
		}
		if n.Promiser == nil || banks[*n.Promiser] == pact.Right {
			d.light.RightCommitments += n.Count
		}
		all[n.Relationship] = d
	}
	return err
}

// dealingsOf gives the dealings of one relationship as they are now.
func dealingsOf(ctx context.Context, tx *ent.Client, id string) (dealings, error) {
	all, err := loadDealings(ctx, tx, []string{id})
	if err != nil {
		return dealings{}, err
	}
	d, ok := all[id]
	if !ok {
		return d, pact.Unseen()
	}
	return d, nil
}

func (d dealings) asWorth() *model.Worth {
	w := &model.Worth{Round: d.round}
	if d.worth.Opened() {
		w.Left, w.Right = &d.worth.Left, &d.worth.Right
	}
	return w
}

func (d dealings) signing() *model.Door {
	err := pact.MaySign(d.worth)
	if err == nil {
		return &model.Door{Open: true}
	}
	return &model.Door{Why: &err.Message}
}

func (d dealings) unmet() []*pact.Unmet {
	all := []*pact.Unmet{}
	for _, u := range pact.LightUnmet(d.light) {
		all = append(all, &u)
	}
	return all
}
