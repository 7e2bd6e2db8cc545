package graph

import (
	"context"
	"maps"
	"slices"
	"strings"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/answer"
	"midspan/ent/confirmation"
	"midspan/ent/journal"
	"midspan/ent/pooledanswer"
	"midspan/ent/risk"
	"midspan/ent/riskvote"
	"midspan/ent/round"
	"midspan/graph/model"
)

func riskDigest(k *ent.Risk) string { return pact.RiskDigest(k.ID, k.Text, k.Phrases) }

// voteRisk gives a risk one of the viewer's three votes, or takes it back. The journal says that
// somebody voted and not who, or for what; how it is already changes nothing.
func voteRisk(ctx context.Context, tx *ent.Client, id string, give bool) (string, []journal.Entry, error) {
	k, err := takeRisk(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	mine, err := tx.RiskVote.Query().Where(riskvote.RoundID(k.round.ID), riskvote.AuthorID(k.by.UserID)).All(ctx)
	if err != nil {
		return "", nil, err
	}
	voted := ""
	for _, v := range mine {
		if v.RiskID == id {
			voted = v.ID
		}
	}
	if give == (voted != "") {
		return id, nil, nil
	}
	told := []journal.Entry{{Stream: k.RelationshipID, Relationship: k.RelationshipID, What: "risk.voted", Subject: k.round.ID}}
	if !give {
		err := tx.RiskVote.DeleteOneID(voted).Exec(ctx)
		return id, told, first(found(err), k.Update().AddVotes(-1).Exec(ctx))
	}
	if err := pact.MayVote(len(mine)); err != nil {
		return "", nil, err
	}
	err = tx.RiskVote.Create().SetAudience(pact.Author).SetRelationshipID(k.RelationshipID).SetAuthorID(k.by.UserID).
		SetRiskID(id).SetRoundID(k.round.ID).Exec(ctx)
	return id, told, first(err, k.Update().AddVotes(1).Exec(ctx))
}

// checkTreatment wants one of a promise, the words of a new one, and an opportunity.
func checkTreatment(in model.TreatRiskInput) error {
	given := 0
	for _, one := range []struct {
		field, what string
		text        *string
		most        int
	}{
		{"commitment", "The promise", in.Commitment, pact.MaxTitle},
		{"wording", "What is promised", in.Wording, pact.MaxWhy},
		{"opportunity", "What it opens for you", in.Opportunity, pact.MaxReason},
	} {
		if one.text == nil {
			continue
		}
		if err := pact.Within(one.field, one.what, *one.text, true, one.most); err != nil {
			return err
		}
		given++
	}
	if given != 1 || in.Promiser != nil && in.Wording == nil {
		return pact.Invalid("commitment", "A risk is answered in one way: by a promise, or as an opportunity. Nothing was changed; choose one.")
	}
	return nil
}

// treatRisk answers a risk with a promise, a new draft of one, or as an opportunity.
func treatRisk(ctx context.Context, tx *ent.Client, in model.TreatRiskInput) (string, []journal.Entry, error) {
	k, err := takeRisk(ctx, tx, in.Risk)
	if err != nil {
		return "", nil, err
	}
	here, err := risksHere(ctx, tx, k.round.ID)
	if err := first(err, pact.MayTreat(here[k.ID])); err != nil {
		return "", nil, err
	}
	change, told := k.Update(), []journal.Entry(nil)
	switch {
	case in.Opportunity != nil:
		change.SetTreatment(pact.AsOpportunity).ClearCommitmentID().SetOpportunity(strings.TrimSpace(*in.Opportunity))
	case in.Wording != nil:
		made := model.CreateCommitmentInput{Relationship: k.RelationshipID, Kind: pact.Mutual, Nature: pact.Behaviour, Wording: in.Wording}
		if in.Promiser != nil {
			made.Kind, made.Promiser = pact.Individual, in.Promiser
		}
		id, more, err := createCommitment(ctx, tx, made)
		if err != nil {
			return "", nil, err
		}
		told = more
		change.SetTreatment(pact.ByCommitment).ClearOpportunity().SetCommitmentID(id)
	default:
		if err := commitmentIn(ctx, tx, k.RelationshipID, in.Commitment); err != nil {
			return "", nil, err
		}
		change.SetTreatment(pact.ByCommitment).ClearOpportunity().SetCommitmentID(*in.Commitment)
	}
	if _, err := tx.Confirmation.Delete().Where(confirmation.RiskID(k.ID)).Exec(ctx); err != nil {
		return "", nil, err
	}
	return k.ID, append(told, k.tell("risk.treated")...), found(change.Exec(ctx))
}

// untreatRisk takes an answer back. Of what was accepted only the viewer's side takes its word back.
func untreatRisk(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	k, err := takeRisk(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	n, err := tx.Confirmation.Delete().Where(confirmation.RiskID(id), confirmation.FromSideID(deref(k.by.SideID))).Exec(ctx)
	if err != nil || n == 0 && k.Treatment == nil {
		return id, nil, err
	}
	err = k.Update().ClearTreatment().ClearCommitmentID().ClearOpportunity().Exec(ctx)
	return id, k.tell("risk.untreated"), found(err)
}

// acceptRisk is the word of the viewer's side that a risk is accepted in the words on screen. Once
// both said so of the same words it is answered. Saying it again changes nothing.
func acceptRisk(ctx context.Context, tx *ent.Client, in model.AcceptRiskInput) (string, []journal.Entry, error) {
	k, err := takeRisk(ctx, tx, in.Risk)
	if err != nil {
		return "", nil, err
	}
	digest, ours := riskDigest(k.Risk), deref(k.by.SideID)
	said, err := tx.Confirmation.Query().Where(confirmation.RiskID(k.ID), confirmation.Digest(digest)).All(ctx)
	if err != nil {
		return "", nil, err
	}
	for _, c := range said {
		if c.FromSideID == ours && in.Digest == digest {
			return k.ID, nil, nil
		}
	}
	here, err := risksHere(ctx, tx, k.round.ID)
	if err := first(err, pact.MayAccept(k.by.Role, here[k.ID], in.Digest, digest)); err != nil {
		return "", nil, err
	}
	if err := tx.Confirmation.Create().SetAudience(pact.Shared).SetRelationshipID(k.RelationshipID).SetAuthorID(k.by.UserID).
		SetKind(pact.ConfirmedWording).SetRiskID(k.ID).SetFromSideID(ours).SetDigest(digest).Exec(ctx); err != nil {
		return "", nil, err
	}
	told := k.tell("risk.accepted")
	if len(said) > 0 {
		told = append(told, k.tell("risk.treated")...)
		err = found(k.Update().SetTreatment(pact.AcceptedByBoth).ClearCommitmentID().ClearOpportunity().Exec(ctx))
	}
	return k.ID, told, err
}

// risksHere reads the risks on the table of a pre-mortem as the rules know them, by id.
func risksHere(ctx context.Context, c *ent.Client, round string) (map[string]pact.RiskHere, error) {
	rows, err := loadRisks(ctx, c, []string{round})
	all := map[string]pact.RiskHere{}
	for _, r := range rows[round] {
		all[r.ID] = r
	}
	return all, err
}

// loadRisks reads the risks on the table of pre-mortems.
func loadRisks(ctx context.Context, c *ent.Client, rounds []string) (map[string][]pact.RiskHere, error) {
	rows, err := c.Risk.Query().Where(risk.RoundIDIn(rounds...)).WithCommitment().Order(ent.Asc(risk.FieldID)).All(ctx)
	all := map[string][]pact.RiskHere{}
	for _, k := range rows {
		r := pact.RiskHere{ID: k.ID, Votes: k.Votes}
		if k.Treatment != nil {
			r.Treatment = *k.Treatment
		}
		if k.Edges.Commitment != nil {
			r.Commitment = k.Edges.Commitment.State
		}
		all[*k.RoundID] = append(all[*k.RoundID], r)
	}
	return all, err
}

// loadBallots says which risks the viewer voted for; nobody reads others' votes.
func loadBallots(ctx context.Context, c *ent.Client, ids []string) (map[string]bool, error) {
	all := map[string]bool{}
	for _, id := range ids {
		all[id] = false
	}
	var mine []string
	err := c.RiskVote.Query().Where(riskvote.RiskIDIn(ids...)).Select(riskvote.FieldRiskID).Scan(ctx, &mine)
	for _, id := range mine {
		all[id] = true
	}
	return all, err
}

// loadUnanswered counts what of rounds waits for an answer.
func loadUnanswered(ctx context.Context, c *ent.Client, ids []string) (map[string]int, error) {
	risks, err := loadRisks(ctx, c, ids)
	if err != nil {
		return nil, err
	}
	rows, err := c.Round.Query().Where(round.IDIn(ids...)).Select(round.FieldID, round.FieldKind, round.FieldState).All(ctx)
	if err != nil {
		return nil, err
	}
	waiting, empty := map[string]int{}, []string{}
	for _, row := range rows {
		waiting[row.ID] = pact.Unanswered(risks[row.ID], false)
		if row.Kind == pact.PreMortemRound && row.State == pact.RoundRevealed && len(risks[row.ID]) == 0 {
			empty = append(empty, row.ID)
		}
	}
	said, err := spokenIn(ctx, c, empty)
	for _, id := range empty {
		waiting[id] = pact.Unanswered(nil, said[id])
	}
	return waiting, err
}

// spokenIn says in which of some opened rounds anybody wrote a word.
func spokenIn(ctx context.Context, c *ent.Client, rounds []string) (map[string]bool, error) {
	said := map[string]bool{}
	if len(rounds) == 0 {
		return said, nil
	}
	var pooled []string
	if err := c.PooledAnswer.Query().Where(pooledanswer.RoundIDIn(rounds...)).Unique(true).Select(pooledanswer.FieldRoundID).Scan(ctx, &pooled); err != nil {
		return nil, err
	}
	for _, id := range pooled {
		said[id] = true
	}
	answers, err := c.Answer.Query().Where(answer.RoundIDIn(rounds...), answer.SubmittedAtNotNil()).All(ctx)
	for _, a := range answers {
		for _, t := range a.Texts {
			said[a.RoundID] = said[a.RoundID] || t.Said()
		}
	}
	return said, err
}

// preMortems gives, for each relationship where one was opened, how much of the last pre-mortem waits
// for an answer.
func preMortems(ctx context.Context, c *ent.Client, relationships []string) (map[string]int, error) {
	rows, err := c.Round.Query().Where(round.RelationshipIDIn(relationships...), round.KindEQ(pact.PreMortemRound),
		round.StateEQ(pact.RoundRevealed)).Order(ent.Asc(round.FieldID)).Select(round.FieldID, round.FieldRelationshipID).All(ctx)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	last := map[string]string{}
	for _, row := range rows {
		last[row.RelationshipID] = row.ID
	}
	waiting, err := loadUnanswered(ctx, c, slices.Collect(maps.Values(last)))
	all := map[string]int{}
	for relationship, id := range last {
		all[relationship] = waiting[id]
	}
	return all, err
}
