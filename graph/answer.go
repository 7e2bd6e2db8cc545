package graph

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/answer"
	"midspan/ent/journal"
	"midspan/ent/round"
	"midspan/ent/viewer"
	"midspan/graph/model"
)

// answerOf loads an answer through the viewer's eyes.
func answerOf(ctx context.Context, c *ent.Client, id string) (*ent.Answer, error) {
	a, err := c.Answer.Query().Where(answer.ID(id)).Only(ctx)
	return a, found(err)
}

// writing is somebody about to change an answer of their own, or their side's.
type writing struct {
	answer *ent.Answer
	round  *ent.Round
	by     *ent.Participant
}

// ownAnswer takes the round of an answer that is the viewer's, or their side's, to change.
func ownAnswer(ctx context.Context, tx *ent.Client, id string) (w writing, err error) {
	if w.answer, err = answerOf(ctx, tx, id); err != nil {
		return w, err
	}
	if w.round, w.by, err = lockRound(ctx, tx, w.answer.RoundID); err != nil {
		return w, err
	}
	if w.answer.Whose != w.by.UserID && w.answer.Whose != deref(w.by.SideID) {
		return w, pact.Refuse(pact.Forbidden, "This is somebody else's answer. Nothing was changed.")
	}
	w.answer, err = answerOf(ctx, tx, id) // behind the lock
	return w, err
}

// tell is the journal's line about an answer, for those who may know of it.
func (w writing) tell(what string) journal.Entry {
	return journal.Entry{
		Stream:       journal.StreamOf(w.answer.Audience, w.answer.RelationshipID, w.answer.SideID, w.answer.AuthorID),
		Relationship: w.answer.RelationshipID, Actor: w.by.UserID, What: what, Subject: w.answer.ID,
	}
}

// tellReady is the shared line about how far a round is. Who was the last to be ready is told only
// where a side's readiness is shown, and of no person.
func tellReady(row *ent.Round, actor, what string) journal.Entry {
	if !row.ShowsReady || row.Answering == pact.ByPerson {
		actor = ""
	}
	return journal.Entry{Stream: row.RelationshipID, Relationship: row.RelationshipID, Actor: actor, What: what, Subject: row.ID}
}

func pickChoice(ctx context.Context, tx *ent.Client, in model.PickChoiceInput) (string, []journal.Entry, error) {
	w, err := ownAnswer(ctx, tx, in.Answer)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayPick(pact.RoundFacts{State: w.round.State}, w.answer.SubmittedAt != nil, w.round.Questions, in.Key, in.Choice); err != nil {
		return "", nil, err
	}
	if w.answer.Choices[in.Key] == in.Choice {
		return w.answer.ID, nil, nil
	}
	picked := maps.Clone(w.answer.Choices)
	if picked == nil {
		picked = map[string]pact.Choice{}
	}
	picked[in.Key] = in.Choice
	return w.answer.ID, []journal.Entry{w.tell("answer.changed")}, w.answer.Update().SetChoices(picked).Exec(ctx)
}

// submit hands in what stands in an answer's document, word for word as it was on the screen, and
// what was picked.
func (r *Resolver) submit(ctx context.Context, tx *ent.Client, in model.SubmitAnswerInput, salt string) (string, []journal.Entry, error) {
	w, err := ownAnswer(ctx, tx, in.Answer)
	if err != nil {
		return "", nil, err
	}
	texts, err := w.handed(ctx, tx, in.Digest)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MaySubmit(pact.RoundFacts{State: w.round.State, Optional: w.round.Optional}, w.by.Role, w.answer.SubmittedAt != nil, texts, w.round.Questions); err != nil {
		return "", nil, err
	}
	now := r.Now().UTC()
	err = w.answer.Update().SetTexts(texts).SetSalt(salt).SetDigest(pact.AnswerDigest(w.round.ID, salt, w.round.Questions, texts)).
		SetSubmittedAt(now).SetSubmittedByID(w.by.UserID).Exec(ctx)
	if err != nil {
		return "", nil, err
	}
	told := []journal.Entry{w.tell("answer.submitted")}
	more, err := r.settleRound(ctx, tx, w.round, w.by.UserID, w.answer.FromSideID)
	return w.answer.ID, append(told, more...), err
}

// handed is what stands in the answer now: the words, which have to be those of the digest, and the
// choices.
func (w writing) handed(ctx context.Context, tx *ent.Client, digest *string) ([]pact.AnswerText, error) {
	words := map[string]string{}
	if w.answer.DocumentID != nil {
		doc, err := lockDocument(ctx, tx, *w.answer.DocumentID)
		if err != nil {
			return nil, err
		}
		texts, err := textsOf(ctx, tx, doc.ID)
		if err != nil {
			return nil, err
		}
		if digest == nil {
			return nil, pact.Invalid("digest", "Name the digest of the words that are handed in. Nothing was handed in.")
		}
		if err := pact.Matches(*digest, pact.Digest(texts)); err != nil {
			return nil, err
		}
		for _, t := range texts {
			words[t.Key] = t.Text
		}
	}
	var texts []pact.AnswerText
	for _, q := range w.round.Questions {
		texts = append(texts, pact.AnswerText{Key: q.Key, Text: words[q.Key], Choice: w.answer.Choices[q.Key]})
	}
	return texts, nil
}

// settleRound tells, and where all are in says, that a round is closed. side is the one that has just
// become readier.
func (r *Resolver) settleRound(ctx context.Context, tx *ent.Client, row *ent.Round, actor, side string) ([]journal.Entry, error) {
	all, err := readinessOf(ctx, tx, []string{row.ID})
	if err != nil {
		return nil, err
	}
	return r.closeWhenIn(ctx, all[row.ID], actor, side)
}

func (r *Resolver) closeWhenIn(ctx context.Context, t readiness, actor, side string) ([]journal.Entry, error) {
	switch {
	case t.row.State == pact.RoundOpen && pact.RoundNow(t.facts()) == pact.RoundClosed:
		closed := t.row.Update().SetState(pact.RoundClosed).SetClosedAt(r.Now().UTC())
		return []journal.Entry{tellReady(t.row, actor, "round.closed")}, closed.Exec(ctx)
	case t.row.ShowsReady && t.ready(side):
		return []journal.Entry{tellReady(t.row, actor, "round.ready")}, nil
	}
	return nil, nil
}

func takeBack(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	w, err := ownAnswer(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayTakeBack(pact.RoundFacts{State: w.round.State}, w.answer.SubmittedAt != nil); err != nil {
		return "", nil, err
	}
	all, err := readinessOf(ctx, tx, []string{w.round.ID})
	if err != nil {
		return "", nil, err
	}
	told := []journal.Entry{w.tell("answer.taken_back")}
	if w.round.ShowsReady && all[w.round.ID].ready(w.answer.FromSideID) {
		told = append(told, tellReady(w.round, w.by.UserID, "round.waits"))
	}
	return w.answer.ID, told, w.answer.Update().ClearTexts().ClearSalt().ClearDigest().ClearSubmittedAt().ClearSubmittedByID().Exec(ctx)
}

// reveal opens all answers for both sides: one row changes, and what everybody may see follows.
func (r *Resolver) reveal(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	row, p, err := lockRound(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayReveal(pact.RoundFacts{State: row.State}, p.Role); err != nil {
		return "", nil, err
	}
	paper := newDocument{
		Relationship: row.RelationshipID, Kind: pact.ConclusionDocument, Audience: pact.Shared,
		Title: row.Title, Author: p.UserID, Prompts: pact.Conclusions(row.Questions), Epoch: row.Epoch,
	}
	doc, err := paper.create(ctx, tx)
	if err != nil {
		return "", nil, err
	}
	if row.Naming == pact.Pooled {
		if err := pool(viewer.System(ctx, "pool answers"), tx, row); err != nil {
			return "", nil, err
		}
	}
	if row.Kind == pact.LaterQuestions {
		if err := advance(ctx, tx, row.RelationshipID, pact.Envision); err != nil {
			return "", nil, err
		}
	}
	opened := row.Update().SetState(pact.RoundRevealed).SetRevealedAt(r.Now().UTC()).SetDocumentID(doc.ID)
	return row.ID, []journal.Entry{tellShared(p, "round.revealed", row.ID)}, opened.Exec(ctx)
}

// pool copies what the people of each side said into rows without a person, in an order that says
// nothing.
func pool(system context.Context, tx *ent.Client, row *ent.Round) error {
	answers, err := tx.Answer.Query().Where(answer.RoundID(row.ID), answer.SubmittedAtNotNil()).All(system)
	if err != nil {
		return err
	}
	var pooled []*ent.PooledAnswerCreate
	for _, a := range answers {
		for _, t := range a.Texts {
			if t.Said() {
				pooled = append(pooled, tx.PooledAnswer.Create().SetRelationshipID(row.RelationshipID).SetRoundID(row.ID).
					SetFromSideID(a.FromSideID).SetKey(t.Key).SetText(t.Text))
			}
		}
	}
	// Ids rise in the order in which rows are made.
	rand.Shuffle(len(pooled), func(i, j int) { pooled[i], pooled[j] = pooled[j], pooled[i] })
	return tx.PooledAnswer.CreateBulk(pooled...).Exec(system)
}

// excuse has a round not wait for somebody. What they wrote stays theirs.
func (r *Resolver) excuse(ctx context.Context, tx *ent.Client, in model.ExcuseParticipantInput) (string, []journal.Entry, error) {
	row, p, err := lockRound(ctx, tx, in.Round)
	if err != nil {
		return "", nil, err
	}
	people, err := row.QueryAsked().All(ctx)
	if err != nil {
		return "", nil, err
	}
	i := slices.IndexFunc(people, func(one *ent.Participant) bool { return one.ID == in.Participant })
	if i < 0 {
		return "", nil, pact.Unseen()
	}
	them, ofSide := people[i], 0
	for _, one := range people {
		if deref(one.SideID) == deref(them.SideID) && one.RemovedAt == nil {
			ofSide++
		}
	}
	all, err := readinessOf(ctx, tx, []string{row.ID})
	if err != nil {
		return "", nil, err
	}
	submitted := all[row.ID].in[them.UserID]
	if err := pact.MayExcuse(pact.RoundFacts{State: row.State, Naming: row.Naming}, p.Role, deref(p.SideID), deref(them.SideID), submitted, ofSide); err != nil {
		return "", nil, err
	}
	if err := row.Update().RemoveAskedIDs(them.ID).Exec(ctx); err != nil {
		return "", nil, err
	}
	told := []journal.Entry{tellShared(p, "round.excused", row.ID)}
	more, err := r.settleRound(ctx, tx, row, "", deref(them.SideID))
	return row.ID, append(told, more...), err
}

// settleRounds closes the rounds of a relationship that waited only for somebody who is not here any more.
func (r *Resolver) settleRounds(ctx context.Context, tx *ent.Client, relationship string) (told []journal.Entry, err error) {
	system := viewer.System(ctx, "close rounds")
	ids, err := tx.Round.Query().Where(round.RelationshipID(relationship), round.StateEQ(pact.RoundOpen), round.AnsweringEQ(pact.ByPerson)).
		Order(ent.Asc(round.FieldID)).IDs(system)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if _, err := takeRound(system, tx, id); err != nil {
			return nil, err
		}
	}
	all, err := readinessOf(system, tx, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		more, err := r.closeWhenIn(system, all[id], "", "")
		if err != nil {
			return nil, err
		}
		told = append(told, more...)
	}
	return told, nil
}

// picked lists the choices of an answer, by their questions.
func picked(choices map[string]pact.Choice) []*model.PickedChoice {
	all := []*model.PickedChoice{}
	for _, key := range slices.Sorted(maps.Keys(choices)) {
		all = append(all, &model.PickedChoice{Key: key, Choice: choices[key]})
	}
	return all
}
