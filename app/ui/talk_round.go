package ui

import (
	"context"

	"midspan/app/gql"
	"midspan/app/pact"
	"midspan/app/ytext"
)

// round is what both sides are asked, as the pages of it need it.
type round struct {
	*gql.OneRoundNodeRound
	r relation
}

// roundPages is how many pages of marks and of words without a name are read at most.
const roundPages = 4

func readRound(ctx context.Context, c gql.Client, v Visit) (*gql.OneRoundNodeRound, error) {
	return readRoundOf(ctx, c, v.Arg("rel"), v.Arg("rnd"))
}

func readRoundOf(ctx context.Context, c gql.Client, relationship, id string) (*gql.OneRoundNodeRound, error) {
	var all *gql.OneRoundNodeRound
	pooled, marks := "", ""
	for range roundPages {
		answer, err := gql.OneRound(ctx, c, id, pooled, marks)
		if err != nil {
			return nil, err
		}
		page, err := gql.Seen[*gql.OneRoundNodeRound](answer.Node)
		if err != nil {
			return nil, err
		}
		if page.Relationship.Id != relationship {
			return nil, pact.Unseen()
		}
		said, found := page.PooledAnswers.PageInfo, page.Marks.PageInfo
		if all == nil {
			all = page
		} else {
			all.PooledAnswers.Edges = append(all.PooledAnswers.Edges, page.PooledAnswers.Edges...)
			all.Marks.Edges = append(all.Marks.Edges, page.Marks.Edges...)
		}
		if !said.HasNextPage && !found.HasNextPage {
			break
		}
		pooled, marks = further(said, pooled), further(found, marks)
	}
	return all, nil
}

// further is where to read on: where a page ended, or where the last one did that held anything.
func further(page gql.PageEnd, was string) string {
	if page.EndCursor == "" {
		return was
	}
	return page.EndCursor
}

// concernsRound says whether an event changes what a page of questions shows.
func concernsRound(what string) bool {
	return begins(what, "round.", "answer.", "mark.", "participant.", "outcome.", "pause.", "parting.")
}

func (d round) follows() (relationship, after string) { return d.r.follows() }

func (d round) byPerson() bool { return d.Answering == pact.ByPerson }

// room is where it is answered.
func (d round) room() Whose {
	if d.byPerson() {
		return Me
	}
	return d.r.mySide()
}

// questions are what is asked, as the rules know it.
func (d round) questions() []pact.Question {
	var all []pact.Question
	for _, q := range d.Questions {
		all = append(all, pact.Question{Key: q.Key, Text: q.Text, Choices: q.Choices})
	}
	return all
}

func (d round) facts() pact.RoundFacts {
	return pact.RoundFacts{State: d.State, Naming: d.Naming, Optional: d.Optional}
}

// in says whether the reader, or their side, has handed in.
func (d round) in() bool { return d.Own != nil && !d.Own.SubmittedAt.IsZero() }

// voice is what a side, or somebody of it, said to a question.
type voice struct {
	source string // what its words are marked by
	side   Whose
	who    string // "" for a side that answers as one, and for words without a name
	text   string
	choice pact.Choice
}

// voices are all that was said to a question, the left side's first.
func (d round) voices(key string) (left, right []voice) {
	put := func(v voice) {
		switch {
		case v.text == "" && v.choice == "":
		case v.side == Right:
			right = append(right, v)
		default:
			left = append(left, v)
		}
	}
	for _, e := range d.Answers.Edges {
		for _, t := range e.Node.Texts {
			if t.Key != key {
				continue
			}
			v := voice{source: e.Node.Id, side: WhoseSide(string(e.Node.Side.Bank)), text: t.Text, choice: t.Choice}
			if e.Node.Author != nil {
				v.who = FirstName(e.Node.Author.Name)
			}
			if d.Naming == pact.Named || !d.byPerson() {
				put(v)
			}
		}
	}
	for _, e := range d.PooledAnswers.Edges {
		if e.Node.Key == key {
			put(voice{source: e.Node.Id, side: WhoseSide(string(e.Node.Side.Bank)), text: e.Node.Text})
		}
	}
	return left, right
}

// length is how long the words are that a mark may lie on.
func (d round) length(key string) func(source string) (units int, left, ok bool) {
	l, r := d.voices(key)
	return func(source string) (int, bool, bool) {
		for _, v := range append(l[:len(l):len(l)], r...) {
			if v.source == source {
				return ytext.UTF16Len(v.text), v.side == Left, true
			}
		}
		return 0, false, false
	}
}

// marks are those of one question.
func (d round) marks(key string) (all []gql.MarkLine) {
	for _, e := range d.Marks.Edges {
		if e.Node.Key == key {
			all = append(all, e.Node)
		}
	}
	return all
}

// proof says in one line that nobody could look, or change anything; see sound.
func (d round) proof(v Visit) string {
	both := "Both wrote this unseen."
	if d.byPerson() {
		both = "Everybody wrote this unseen."
	}
	return both + " Opened for both " + v.ago(d.RevealedAt) + ", unchanged " + v.since(d.ClosedAt) + "."
}

// sound says whether what is shown is what was handed in, as far as its fingerprints are here.
func (d round) sound() bool {
	for _, e := range d.Answers.Edges {
		a := e.Node
		if a.Digest == "" || a.Salt == "" {
			continue
		}
		var texts []pact.AnswerText
		for _, t := range a.Texts {
			texts = append(texts, pact.AnswerText{Key: t.Key, Text: t.Text, Choice: t.Choice})
		}
		if pact.AnswerDigest(d.Id, a.Salt, d.questions(), texts) != a.Digest {
			return false
		}
	}
	return true
}
