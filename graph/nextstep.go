package graph

import (
	"context"
	"maps"
	"slices"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/answer"
	"midspan/ent/commitment"
	"midspan/ent/confirmation"
	"midspan/ent/conversation"
	"midspan/ent/document"
	"midspan/ent/invitation"
	"midspan/ent/jointact"
	"midspan/ent/outcome"
	"midspan/ent/participant"
	"midspan/ent/round"
	"midspan/ent/section"
	"midspan/ent/side"
)

// loadSeats gives the viewer's own participations.
func loadSeats(ctx context.Context, c *ent.Client, ids []string) (map[string]*ent.Participant, error) {
	v, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := c.Participant.Query().Where(participant.UserID(v.User), participant.RemovedAtIsNil(), participant.RelationshipIDIn(ids...)).All(ctx)
	all := map[string]*ent.Participant{}
	for _, p := range rows {
		all[p.RelationshipID] = p
	}
	return all, err
}

// loadNextSteps reads what the next steps of relationships depend on, as far as the viewer may know it.
func loadNextSteps(ctx context.Context, c *ent.Client, seats map[string]*ent.Participant, dealt map[string]dealings, ids []string) (map[string]pact.NextStepFacts, error) {
	f := &facts{known: map[string]*pact.NextStepFacts{}, mine: seats, dealt: dealt}
	if err := f.load(ctx, c, ids); err != nil {
		return nil, err
	}
	all := map[string]pact.NextStepFacts{}
	for id, known := range f.known {
		all[id] = *known
	}
	return all, nil
}

// facts is what the next steps of some relationships depend on; each kind of fact is one query.
type facts struct {
	known map[string]*pact.NextStepFacts
	mine  map[string]*ent.Participant
	dealt map[string]dealings
}

func (f *facts) load(ctx context.Context, c *ent.Client, ids []string) error {
	for id, p := range f.mine {
		d := f.dealt[id]
		k := &pact.NextStepFacts{
			Relationship: id, Role: p.Role, Today: pact.Date(time.Now().UTC().Format(time.DateOnly)),
			Worth: d.worth, Parted: d.parted, PausedUntil: d.paused, Began: d.began,
		}
		if d.round != nil {
			k.WorthRound = d.round.ID
		}
		f.known[id] = k
	}
	for _, step := range []func(context.Context, *ent.Client, []string) error{
		f.sides, f.invited, f.rounds, f.vision, f.trust, f.lookbacks, f.counts, f.drafts, f.lived, f.keys, f.preMortem, f.signing,
	} {
		if err := step(ctx, c, ids); err != nil {
			return err
		}
	}
	return nil
}

func (f *facts) mySide(relationship string) string {
	if p := f.mine[relationship]; p != nil && p.SideID != nil {
		return *p.SideID
	}
	return ""
}

func (f *facts) sides(ctx context.Context, c *ent.Client, ids []string) error {
	rows, err := c.Side.Query().Where(side.RelationshipIDIn(ids...)).All(ctx)
	for _, s := range rows {
		if k := f.known[s.RelationshipID]; k != nil && s.ID != f.mySide(s.RelationshipID) {
			k.Counterpart, k.Joined = s.Name, s.OrganizationID != nil
		}
	}
	return err
}

func (f *facts) invited(ctx context.Context, c *ent.Client, ids []string) error {
	rows, err := c.Invitation.Query().Where(invitation.RelationshipIDIn(ids...), invitation.RevokedAtIsNil(), invitation.AcceptedAtIsNil(),
		invitation.ExpiresAtGT(time.Now().UTC())).Order(ent.Asc(invitation.FieldID)).Limit(pact.MaxPage * pact.MaxOpenLetters).All(ctx)
	for _, i := range rows {
		if k := f.known[i.RelationshipID]; k != nil && i.ToSideID != f.mySide(i.RelationshipID) {
			k.Invited, k.Answer = true, i.Answer
		}
	}
	return err
}

// rounds reads what was asked of both, and what waits for the viewer in it.
func (f *facts) rounds(ctx context.Context, c *ent.Client, ids []string) error {
	rows, err := c.Round.Query().Where(round.RelationshipIDIn(ids...), round.StateNEQ(pact.RoundWithdrawn)).
		Order(ent.Asc(round.FieldID)).Limit(pact.MaxPage*pact.MaxPage).
		Select(round.FieldRelationshipID, round.FieldKind, round.FieldState, round.FieldTitle).All(ctx)
	if err != nil {
		return err
	}
	titles := map[string]string{}
	for _, row := range rows {
		k := f.known[row.RelationshipID]
		if k == nil {
			continue
		}
		k.Asked = true
		switch row.State {
		case pact.RoundClosed:
			k.ToOpen = row.ID
		case pact.RoundRevealed:
			k.FirstOpened = k.FirstOpened || row.Kind == pact.FirstQuestions
		case pact.RoundOpen:
			titles[row.ID] = row.Title
		}
	}
	return f.answers(ctx, c, titles)
}

// answers finds the open rounds, by title, in which the viewer or their side is waited for.
func (f *facts) answers(ctx context.Context, c *ent.Client, open map[string]string) error {
	if len(open) == 0 {
		return nil
	}
	rows, err := c.Answer.Query().Where(answer.RoundIDIn(slices.Collect(maps.Keys(open))...), answer.SubmittedAtIsNil()).
		Order(ent.Desc(answer.FieldID)).All(ctx) // one's own, and one's side's: nothing else is there before a reveal
	for _, a := range rows {
		if k := f.known[a.RelationshipID]; k != nil {
			k.ToAnswer, k.ToAnswerName = a.RoundID, open[a.RoundID]
		}
	}
	return err
}

func (f *facts) vision(ctx context.Context, c *ent.Client, ids []string) error {
	var begun []string
	err := c.Document.Query().Where(document.RelationshipIDIn(ids...), document.KindEQ(pact.VisionDocument),
		document.HasSectionsWith(section.TextNEQ(""))).Select(document.FieldRelationshipID).Scan(ctx, &begun)
	for _, id := range begun {
		if k := f.known[id]; k != nil {
			k.VisionBegun = true
		}
	}
	return err
}

type tally struct {
	Relationship string               `json:"relationship_id"`
	State        pact.CommitmentState `json:"state"`
	Count        int                  `json:"count"`
}

func (f *facts) counts(ctx context.Context, c *ent.Client, ids []string) error {
	var outcomes, commitments []tally
	err := c.Outcome.Query().Where(outcome.RelationshipIDIn(ids...)).GroupBy(outcome.FieldRelationshipID).Aggregate(ent.Count()).Scan(ctx, &outcomes)
	if err != nil {
		return err
	}
	err = c.Commitment.Query().Where(commitment.RelationshipIDIn(ids...)).GroupBy(commitment.FieldRelationshipID, commitment.FieldState).Aggregate(ent.Count()).Scan(ctx, &commitments)
	for _, t := range outcomes {
		if k := f.known[t.Relationship]; k != nil {
			k.Outcomes = t.Count
		}
	}
	for _, t := range commitments {
		if k := f.known[t.Relationship]; k != nil {
			k.Commitments += t.Count
			if t.State == pact.Draft {
				k.Drafts = t.Count
			}
		}
	}
	return err
}

// drafts counts the drafts whose latest word came from the other side only.
func (f *facts) drafts(ctx context.Context, c *ent.Client, ids []string) error {
	rows, err := c.Confirmation.Query().Where(
		confirmation.KindEQ(pact.ConfirmedWording),
		confirmation.HasCommitmentWith(commitment.RelationshipIDIn(ids...), commitment.StateEQ(pact.Draft)),
	).Order(ent.Desc(confirmation.FieldID)).Limit(pact.MaxPage * pact.MaxPage).All(ctx)
	newest := map[string]string{}
	for _, w := range rows {
		about := deref(w.CommitmentID)
		if _, seen := newest[about]; !seen {
			newest[about] = w.FromSideID
			if k, mine := f.known[w.RelationshipID], f.mySide(w.RelationshipID); k != nil && mine != "" && w.FromSideID != mine {
				k.WordsWait++
			}
		}
	}
	return err
}

// lived counts what the other side says is done, and finds the talk about a slip that is open longest
// and in which the viewer's side did not have the last word.
func (f *facts) lived(ctx context.Context, c *ent.Client, ids []string) error {
	done, err := c.Commitment.Query().Where(commitment.RelationshipIDIn(ids...), commitment.StateEQ(pact.Agreed), commitment.ReportedSideIDNotNil()).
		Limit(pact.MaxPage*pact.MaxPage).Select(commitment.FieldRelationshipID, commitment.FieldReportedSideID).All(ctx)
	if err != nil {
		return err
	}
	for _, d := range done {
		if k, mine := f.known[d.RelationshipID], f.mySide(d.RelationshipID); k != nil && mine != "" && *d.ReportedSideID != mine {
			k.DoneWaits++
		}
	}
	talks, err := c.Conversation.Query().Where(conversation.RelationshipIDIn(ids...), conversation.StateEQ(pact.ConversationOpen)).
		WithConfirmations(func(q *ent.ConfirmationQuery) { q.Order(ent.Desc(confirmation.FieldID)) }).
		Order(ent.Desc(conversation.FieldID)).Limit(pact.MaxPage * pact.MaxPage).All(ctx)
	for _, t := range talks {
		words := t.Edges.Confirmations
		if k := f.known[t.RelationshipID]; k != nil && (len(words) == 0 || words[0].FromSideID != f.mySide(t.RelationshipID)) {
			k.ToTalk = t.ID
		}
	}
	return err
}

func (f *facts) keys(ctx context.Context, c *ent.Client, ids []string) error {
	rows, err := c.JointAct.Query().Where(jointact.RelationshipIDIn(ids...), jointact.StateEQ(pact.Proposed),
		jointact.ExpiresAtGT(time.Now().UTC())).Limit(pact.MaxPage * pact.MaxOpenActs).All(ctx)
	for _, a := range rows {
		if k, mine := f.known[a.RelationshipID], f.mySide(a.RelationshipID); k != nil && mine != "" && a.FromSideID != mine {
			k.KeyWaits = true
		}
	}
	return err
}
