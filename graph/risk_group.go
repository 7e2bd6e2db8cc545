package graph

import (
	"context"
	"slices"
	"strings"

	"midspan/app/pact"
	"midspan/app/ytext"
	"midspan/ent"
	"midspan/ent/answer"
	"midspan/ent/confirmation"
	"midspan/ent/journal"
	"midspan/ent/participant"
	"midspan/ent/pooledanswer"
	"midspan/ent/risk"
	"midspan/ent/riskvote"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// tabled is a risk on the table in the hands of somebody who may group, weigh and answer it. The row
// of its pre-mortem is theirs for the rest of the transaction, so all of it happens one after the other.
type tabled struct {
	*ent.Risk
	round *ent.Round
	by    *ent.Participant
}

func takeRisk(ctx context.Context, tx *ent.Client, id string) (tabled, error) {
	k, err := riskOf(ctx, tx, id)
	if err != nil {
		return tabled{}, err
	}
	if k.RoundID == nil {
		return tabled{}, pact.Invalid("risk", "This is a doubt of your own. Put it on the table first; nothing was changed.")
	}
	row, p, err := takePreMortem(ctx, tx, *k.RoundID)
	if err != nil {
		return tabled{}, err
	}
	k, err = riskOf(ctx, tx, id)
	return tabled{k, row, p}, err
}

func takePreMortem(ctx context.Context, tx *ent.Client, id string) (*ent.Round, *ent.Participant, error) {
	row, p, err := lockRound(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	return row, p, pact.MayGroup(p.Role, row.Kind, row.State)
}

func (k tabled) tell(what string) []journal.Entry {
	return []journal.Entry{tellShared(k.by, what, k.ID)}
}

func checkRisk(text *string, phrases ...[]*model.PhraseInput) error {
	for _, p := range phrases {
		if len(p) > pact.MaxPhrases {
			return pact.Invalid("phrases", "Up to %d sentences fit into one risk. Nothing was changed; choose fewer.", pact.MaxPhrases)
		}
	}
	if text == nil {
		return nil
	}
	*text = strings.TrimSpace(*text)
	return pact.Within("text", "The name of the risk", *text, true, pact.MaxNeed)
}

// nameRisk puts a risk on the table: a name for what was said, or a doubt in a row of its own.
func nameRisk(ctx context.Context, tx *ent.Client, in model.NameRiskInput) (string, []journal.Entry, error) {
	row, p, err := takePreMortem(ctx, tx, in.Round)
	if err != nil {
		return "", nil, err
	}
	there, err := tx.Risk.Query().Where(risk.RoundID(row.ID)).Count(ctx)
	if err := first(err, pact.Room("risks here", there, pact.MaxNamedRisks)); err != nil {
		return "", nil, err
	}
	phrases, err := regroup(ctx, tx, row, nil, nil, in.Phrases)
	if err != nil {
		return "", nil, err
	}
	k, err := tx.Risk.Create().SetAudience(pact.Shared).SetRelationshipID(row.RelationshipID).SetAuthorID(p.UserID).
		SetRoundID(row.ID).SetKind(in.Kind).SetText(in.Text).SetPhrases(phrases).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return k.ID, []journal.Entry{tellShared(p, "risk.named", k.ID)}, nil
}

// regroup gives the phrases of a risk, nil for a new one, after some have left and others are taken in.
func regroup(ctx context.Context, tx *ent.Client, row *ent.Round, k *ent.Risk, leave, take []*model.PhraseInput) ([]pact.Phrase, error) {
	said, err := textsSaid(ctx, tx, row)
	if err != nil {
		return nil, err
	}
	here, err := tx.Risk.Query().Where(risk.RoundID(row.ID)).All(ctx)
	if err != nil {
		return nil, err
	}
	var now, elsewhere []pact.Phrase
	for _, other := range here {
		if k != nil && other.ID == k.ID {
			now = other.Phrases
		} else {
			elsewhere = append(elsewhere, other.Phrases...)
		}
	}
	phrases, err := pact.Regroup(now, places(leave), places(take), elsewhere, func(source, key string) (int, bool) {
		text, ok := said[answered{source, key}]
		return ytext.UTF16Len(text), ok
	})
	for i, p := range phrases {
		if p.Text == "" {
			phrases[i].Text = ytext.Slice16(said[answered{p.Source, p.Key}], p.From, p.To)
		}
	}
	return phrases, err
}

func places(in []*model.PhraseInput) (all []pact.Phrase) {
	for _, p := range in {
		all = append(all, pact.Phrase{Source: p.Source, Key: p.Key, From: p.From, To: p.To})
	}
	return all
}

// answered is an answer, or a pooled one, and the question.
type answered struct{ source, key string }

// textsSaid reads what both sides read of all answers: those with names, or the pooled ones.
func textsSaid(ctx context.Context, c *ent.Client, row *ent.Round) (map[answered]string, error) {
	all := map[answered]string{}
	if row.Naming == pact.Pooled {
		pooled, err := c.PooledAnswer.Query().Where(pooledanswer.RoundID(row.ID)).All(ctx)
		for _, a := range pooled {
			all[answered{a.ID, a.Key}] = a.Text
		}
		return all, err
	}
	answers, err := c.Answer.Query().Where(answer.RoundID(row.ID), answer.SubmittedAtNotNil()).All(ctx)
	for _, a := range answers {
		for _, t := range a.Texts {
			if t.Said() {
				all[answered{a.ID, t.Key}] = t.Text
			}
		}
	}
	return all, err
}

func changeRisk(ctx context.Context, tx *ent.Client, in model.ChangeRiskInput) (string, []journal.Entry, error) {
	k, err := takeRisk(ctx, tx, in.Risk)
	if err != nil {
		return "", nil, err
	}
	phrases, err := regroup(ctx, tx, k.round, k.Risk, in.Leave, in.Take)
	if err != nil {
		return "", nil, err
	}
	text, kind := k.Text, *k.Kind
	if in.Text != nil {
		text = *in.Text
	}
	if in.Kind != nil {
		kind = *in.Kind
	}
	if pact.RiskDigest(k.ID, text, phrases) == riskDigest(k.Risk) && kind == *k.Kind {
		return k.ID, nil, nil
	}
	return k.ID, k.tell("risk.changed"), k.reword(ctx, tx, text, kind, phrases)
}

// reword gives a risk other words. What a side accepted were the old ones.
func (k tabled) reword(ctx context.Context, tx *ent.Client, text string, kind pact.RiskKind, phrases []pact.Phrase) error {
	change := k.Update().SetText(text).SetKind(kind).SetPhrases(phrases)
	if pact.RiskDigest(k.ID, text, phrases) != riskDigest(k.Risk) {
		if _, err := tx.Confirmation.Delete().Where(confirmation.RiskID(k.ID)).Exec(ctx); err != nil {
			return err
		}
		if k.Treatment != nil && *k.Treatment == pact.AcceptedByBoth {
			change.ClearTreatment()
		}
	}
	return found(change.Exec(ctx))
}

// mergeRisks puts a risk into another one: its sentences, its name and its votes. Who voted for both
// has a vote back.
func mergeRisks(ctx context.Context, tx *ent.Client, in model.MergeRisksInput) (string, []journal.Entry, error) {
	from, err := takeRisk(ctx, tx, in.Risk)
	if err != nil {
		return "", nil, err
	}
	other, err := riskOf(ctx, tx, in.Into)
	if err != nil {
		return "", nil, err
	}
	if deref(other.RoundID) != from.round.ID { // before it is taken: two who merge crosswise would wait for each other
		return "", nil, pact.Invalid("into", "This is no risk of the same pre-mortem. Nothing was changed.")
	}
	into := tabled{other, from.round, from.by}
	here, err := risksHere(ctx, tx, from.round.ID)
	if err := first(err, pact.MayMerge(here[from.ID], here[into.ID])); err != nil {
		return "", nil, err
	}
	phrases := append(into.Phrases[:len(into.Phrases):len(into.Phrases)], from.Phrases...)
	phrases = append(phrases, pact.Phrase{Source: from.ID, Key: pact.MergedKey, To: ytext.UTF16Len(from.Text), Text: from.Text})
	if len(phrases) > pact.MaxPhrases {
		return "", nil, pact.Invalid("into", "Up to %d sentences fit into one risk. Nothing was changed.", pact.MaxPhrases)
	}
	if err := into.reword(ctx, tx, into.Text, *into.Kind, phrases); err != nil {
		return "", nil, err
	}
	if _, err := tx.Confirmation.Delete().Where(confirmation.RiskID(from.ID)).Exec(ctx); err != nil {
		return "", nil, err
	}
	if err := moveVotes(ctx, tx, from, into); err != nil {
		return "", nil, err
	}
	return into.ID, into.tell("risk.merged"), found(tx.Risk.DeleteOneID(from.ID).Exec(ctx))
}

// moveVotes has the votes for a risk count for another one. Votes are their authors' alone, so the
// system moves them.
func moveVotes(ctx context.Context, tx *ent.Client, from, into tabled) error {
	system := viewer.System(ctx, "move votes")
	moving, err := tx.RiskVote.Query().Where(riskvote.RiskID(from.ID)).Order(ent.Asc(riskvote.FieldID)).All(system)
	if err != nil {
		return err
	}
	var there []string
	err = tx.RiskVote.Query().Where(riskvote.RiskID(into.ID)).Select(riskvote.FieldAuthorID).Scan(system, &there)
	if err != nil {
		return err
	}
	if _, err := tx.RiskVote.Delete().Where(riskvote.RiskID(from.ID)).Exec(system); err != nil {
		return err
	}
	var more []*ent.RiskVoteCreate
	for _, v := range moving {
		if !slices.Contains(there, v.AuthorID) {
			more = append(more, tx.RiskVote.Create().SetAudience(pact.Author).SetRelationshipID(v.RelationshipID).
				SetAuthorID(v.AuthorID).SetRiskID(into.ID).SetRoundID(v.RoundID))
		}
	}
	if err := tx.RiskVote.CreateBulk(more...).Exec(system); err != nil {
		return err
	}
	return tx.Risk.UpdateOneID(into.ID).SetVotes(len(there) + len(more)).Exec(ctx)
}

// dropRisk takes an empty risk away.
func dropRisk(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	k, err := takeRisk(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	here, err := risksHere(ctx, tx, k.round.ID)
	if err != nil {
		return "", nil, err
	}
	ours, err := tx.Participant.Query().Where(participant.RelationshipID(k.RelationshipID), participant.UserID(k.AuthorID),
		participant.SideID(deref(k.by.SideID))).Exist(ctx)
	if err := first(err, pact.MayDropRisk(here[id], len(k.Phrases), ours)); err != nil {
		return "", nil, err
	}
	if _, err := tx.Confirmation.Delete().Where(confirmation.RiskID(id)).Exec(ctx); err != nil {
		return "", nil, err
	}
	return id, k.tell("risk.dropped"), found(tx.Risk.DeleteOneID(id).Exec(ctx))
}
