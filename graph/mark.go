package graph

import (
	"context"
	"slices"
	"strings"

	"midspan/app/pact"
	"midspan/app/ytext"
	"midspan/ent"
	"midspan/ent/answer"
	"midspan/ent/journal"
	"midspan/ent/mark"
	"midspan/ent/pooledanswer"
	"midspan/ent/side"
	"midspan/graph/model"
)

// markOf loads a mark through the viewer's eyes.
func markOf(ctx context.Context, c *ent.Client, id string) (*ent.Mark, error) {
	m, err := c.Mark.Query().Where(mark.ID(id)).Only(ctx)
	return m, found(err)
}

// saidWords is what was said to a question, and from which bank, as everybody reads it.
type saidWords struct {
	units int
	left  bool
}

func createMark(ctx context.Context, tx *ent.Client, in model.CreateMarkInput) (string, []journal.Entry, error) {
	row, p, err := lockRound(ctx, tx, in.Round)
	if err != nil {
		return "", nil, err
	}
	if !slices.ContainsFunc(row.Questions, func(q pact.Question) bool { return q.Key == in.Key }) {
		return "", nil, pact.Invalid("key", "This is not one of the questions. Nothing was changed.")
	}
	words, err := wordsSaid(ctx, tx, row, in.Key)
	if err != nil {
		return "", nil, err
	}
	var spans []pact.Span
	for _, s := range in.Spans {
		spans = append(spans, pact.Span{Source: s.Source, From: int(s.From), To: int(s.To)})
	}
	err = pact.MayMark(p.Role, row.State, in.Kind, spans, func(source string) (int, bool, bool) {
		w, ok := words[source]
		return w.units, w.left, ok
	})
	if err != nil {
		return "", nil, err
	}
	there, err := tx.Mark.Query().Where(mark.RoundID(row.ID)).Count(ctx)
	if err := first(err, pact.Room("marks here", there, pact.MaxMarks)); err != nil {
		return "", nil, err
	}
	m, err := tx.Mark.Create().SetAudience(pact.Shared).SetRelationshipID(row.RelationshipID).SetAuthorID(p.UserID).
		SetRoundID(row.ID).SetKey(in.Key).SetKind(in.Kind).SetName(strings.TrimSpace(in.Name)).SetSpans(spans).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return m.ID, []journal.Entry{tellShared(p, "mark.made", row.ID)}, nil
}

// wordsSaid reads what both sides read of the answers to a question: those with names, or the pooled
// ones.
func wordsSaid(ctx context.Context, tx *ent.Client, row *ent.Round, key string) (map[string]saidWords, error) {
	sides, err := tx.Side.Query().Where(side.RelationshipID(row.RelationshipID), side.BankEQ(pact.Left)).All(ctx)
	if err != nil {
		return nil, err
	}
	all := map[string]saidWords{}
	say := func(id, from, text string) {
		all[id] = saidWords{ytext.UTF16Len(text), len(sides) == 1 && sides[0].ID == from}
	}
	if row.Naming == pact.Pooled {
		pooled, err := tx.PooledAnswer.Query().Where(pooledanswer.RoundID(row.ID), pooledanswer.Key(key)).All(ctx)
		for _, a := range pooled {
			say(a.ID, a.FromSideID, a.Text)
		}
		return all, err
	}
	answers, err := tx.Answer.Query().Where(answer.RoundID(row.ID), answer.SubmittedAtNotNil()).All(ctx)
	for _, a := range answers {
		for _, t := range a.Texts {
			if t.Key == key {
				say(a.ID, a.FromSideID, t.Text)
			}
		}
	}
	return all, err
}

func deleteMark(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	m, err := markOf(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	p, err := me(ctx, tx, m.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayWrite(p.Role, m.Audience); err != nil {
		return "", nil, err
	}
	n, err := tx.Mark.Delete().Where(mark.ID(id)).Exec(ctx)
	return m.ID, []journal.Entry{tellShared(p, "mark.removed", m.RoundID)}, one(n, err)
}
