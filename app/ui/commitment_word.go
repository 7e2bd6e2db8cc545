package ui

import (
	"context"
	"slices"
	"sort"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// facts is what may be said of the promise depends on.
func (p promise) facts() pact.CommitmentFacts {
	id := func(s *gql.SideLine) string {
		if s == nil {
			return ""
		}
		return s.Id
	}
	f := pact.CommitmentFacts{Nature: p.Nature, State: p.State, Promiser: id(p.Promiser), From: id(p.FromSide), Reported: id(p.ReportedSide)}
	if f.From == "" {
		f.From = f.Promiser
	}
	return f
}

// asked says whether the reader may answer a report of the other side.
func (p promise) asked() bool {
	return p.State == pact.Agreed && pact.MayAnswer(p.facts(), p.r.role(), p.r.mySideID()) == nil
}

// wanted says whether it is an ask or an offer that waits for a yes.
func (p promise) wanted() bool { return p.facts().Asked() || p.facts().Offered() }

// talk is the address of the last talk about a slip, "" for none.
func (p promise) talk() string {
	for _, e := range p.Conversations.Edges {
		return p.r.path(conversationsPlace + "/" + e.Node.Id)
	}
	return ""
}

// detail is what goes after the word of its state.
func (p promise) detail() string {
	switch {
	case p.State == pact.Agreed && p.ReportedBy != nil:
		return "· " + FirstName(p.ReportedBy.Name) + " says it is done"
	case p.State == pact.Slipped && len(p.Conversations.Edges) > 0:
		return "on " + p.r.visit.day(dateOf(p.Conversations.Edges[0].Node.CreatedAt)) + ", being talked over"
	case p.State == pact.Agreed && len(p.Conversations.Edges) > 0:
		return "again, after a slip was talked over"
	case p.State == pact.Kept:
		for _, e := range slices.Backward(p.Confirmations.Edges) {
			if e.Node.Kind == pact.ConfirmedKept {
				return "· " + FirstName(e.Node.Author.Name) + " said so on " + p.r.visit.day(dateOf(e.Node.CreatedAt))
			}
		}
	}
	return ""
}

// became is what the reader says of what became of a promise, on any page that shows it.
type became struct {
	form form
	of   string                  // id of the promise
	asks pact.CommitmentStepKind // what is asked once more in the sheet, "" for nothing
	p    promise
}

// ask opens the sheet for what ends something, or wants a word.
func (b *became) ask(p promise, kind pact.CommitmentStepKind) app.EventHandler {
	return func(app.Context, app.Event) { b.form, b.of, b.p, b.asks = form{}, p.Id, p, kind }
}

func (b *became) close(app.Context) { b.asks, b.form = "", form{} }

// say carries it out.
func (b *became) say(p promise, kind pact.CommitmentStepKind) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		if b.of != p.Id && !b.form.busy {
			b.of, b.p, b.form = p.Id, p, form{}
		}
		note, mutation, talk := "", b.form.mutation(), ""
		if kind == pact.StepNotYet {
			note = ValueOf("note")
			if err := pact.Within("note", "What is still to come", note, true, pact.MaxReason); err != nil {
				b.form.refuse(ctx, err)
				return
			}
		}
		b.form.send(ctx, func(ctx context.Context) (err error) {
			talk, err = carryOut(ctx, p, kind, note, mutation)
			return err
		}, func(ctx app.Context) {
			b.asks = ""
			if talk != "" {
				leadTo(ctx, p.r.path(conversationsPlace+"/"+talk))
				return
			}
			say(ctx, spoken[kind])
			refresh(ctx)
		})
	}
}

// spoken is what is said to whoever said something.
var spoken = map[pact.CommitmentStepKind]string{
	pact.StepReported:  "Said. The other side says whether it was kept.",
	pact.StepTakenBack: "Taken back.",
	pact.StepKept:      "Kept, by the word of whoever received it.",
	pact.StepNotYet:    "Said. The promise stands.",
	pact.StepReleased:  "Released. Its words stay readable.",
	pact.StepWithdrawn: "It is off the table. Its words stay readable.",
}

// carryOut says it to the server, and gives the id of the talk that a slip opens.
func carryOut(ctx context.Context, p promise, kind pact.CommitmentStepKind, note, mutation string) (talk string, err error) {
	c := p.r.visit.Client
	switch kind {
	case pact.StepReported:
		_, err = gql.ReportCommitment(ctx, c, gql.ReportCommitmentInput{Commitment: p.Id, ClientMutationId: mutation})
	case pact.StepTakenBack:
		_, err = gql.TakeBackReport(ctx, c, gql.TakeBackReportInput{Commitment: p.Id, ClientMutationId: mutation})
	case pact.StepKept:
		_, err = gql.KeepCommitment(ctx, c, gql.KeepCommitmentInput{Commitment: p.Id, Digest: p.Digest, ClientMutationId: mutation})
	case pact.StepNotYet:
		_, err = gql.NotYetCommitment(ctx, c, gql.NotYetCommitmentInput{Commitment: p.Id, Note: note, ClientMutationId: mutation})
	case pact.StepReleased:
		_, err = gql.ReleaseCommitment(ctx, c, gql.ReleaseCommitmentInput{Commitment: p.Id, ClientMutationId: mutation})
	case pact.StepWithdrawn:
		_, err = gql.WithdrawCommitment(ctx, c, gql.WithdrawCommitmentInput{Commitment: p.Id, ClientMutationId: mutation})
	case pact.StepSlipped:
		made, failed := gql.SlipCommitment(ctx, c, gql.SlipCommitmentInput{Commitment: p.Id, ClientMutationId: mutation})
		if failed == nil {
			talk = made.SlipCommitment.Conversation.Id
		}
		err = failed
	}
	return talk, err
}

// notice tells what was refused, outside of the sheet.
func (b *became) notice(p promise) app.UI {
	if b.of != p.Id || b.asks != "" {
		return nil
	}
	return b.form.noticeAs("Not said.")
}

func (b *became) busy(p promise) bool { return b.form.busy && b.of == p.Id }

// kept and notYet are the receiver's two answers to a report.
func (b *became) answers(p promise) []app.UI {
	label := "Yes, it was kept"
	if b.busy(p) {
		label = "Saying so"
	}
	return []app.UI{
		Button(Act{Label: label, Look: Primary, Icon: IconCheck, Busy: b.busy(p), On: b.say(p, pact.StepKept), Scope: p.Id + p.Digest}),
		Button(Act{Label: "Not yet", On: b.ask(p, pact.StepNotYet), Scope: p.Id}),
	}
}

// sheet asks once more before something ends, and for the sentence that goes with a not yet.
func (b *became) sheet() app.UI {
	p := b.p
	var title, words, label, busy string
	var body []app.UI
	switch b.asks {
	default:
		return nil
	case pact.StepNotYet:
		return &Sheet{ID: "became", Title: "What is still to come?", OnClose: b.close, Body: []app.UI{
			Form("not-yet-"+p.Id, b.say(p, pact.StepNotYet), b.form.noticeAs("Not said.", "note"),
				Area(Field{ID: "note", Label: "In one sentence", Help: "The promise stands. " + p.r.theirs() + " reads this and can say again when it is done.", Error: b.form.fault("note"), Max: pact.MaxReason}),
				Row(Button(Act{Label: b.form.label("Say not yet", "Saying so"), Look: Primary, Submit: true, Busy: b.form.busy}))),
		}}
	case pact.StepSlipped:
		title, label, busy = "Talk about what slipped?", "Open the talk", "Opening it"
		words = "It opens one text for both: what happened, what you learned, and what is better from now on. Nobody is to blame for it; " + p.r.theirs() + " is told."
	case pact.StepReleased:
		title, label, busy = "Let go of it?", "We no longer need it", "Letting go"
		words = p.r.theirs() + " need not keep it any more, and is told. The words stay readable under Released."
	case pact.StepWithdrawn:
		title, label, busy = "Take it off the table?", "Take it off the table", "Taking it off"
		words = "Nobody promises it then, and " + p.r.theirs() + " is told. The words stay readable under Released."
	}
	body = append(body, b.form.noticeAs("Not said."), app.P().Class("say").Dir("auto").Text(p.wording()), textP("", words),
		Row(Button(Act{Label: b.form.label(label, busy), Look: Primary, Busy: b.form.busy, On: b.say(p, b.asks), Scope: string(b.asks) + p.Id}),
			Button(Act{Label: "Leave it", Look: Quiet, On: func(ctx app.Context, _ app.Event) { b.close(ctx) }})))
	return &Sheet{ID: "became", Title: title, OnClose: b.close, Body: body}
}

// history is what became of a promise, newest first.
func (c *commitment) history(r relation, p promise) app.UI {
	type said struct {
		at   time.Time
		what Moment
	}
	all := []said{{c.Data.CreatedAt, Moment{Who: FirstName(c.Data.Author.Name), Side: sideOf(c.Data.Author.Id, c.people()), What: "wrote the first words."}}}
	for _, e := range p.Confirmations.Edges {
		if e.Node.Kind == pact.ConfirmedWording {
			all = append(all, said{e.Node.CreatedAt, Moment{Who: FirstName(e.Node.Author.Name), Side: WhoseSide(string(e.Node.FromSide.Bank)), What: "said yes to the words."}})
		}
	}
	for _, e := range c.Data.Steps.Edges {
		s := e.Node
		what := stepWords[s.Kind]
		if s.Note != "" {
			what += " “" + s.Note + "”"
		}
		all = append(all, said{s.CreatedAt, Moment{Who: FirstName(s.Author.Name), Side: WhoseSide(string(s.FromSide.Bank)), What: what}})
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].at.After(all[b].at) })
	moments := make([]Moment, len(all))
	for i, s := range all {
		s.what.When, s.what.Exact = r.visit.ago(s.at), s.at.UTC().Format(time.RFC3339)
		moments[i] = s.what
	}
	return Sub("What became of it", Timeline(moments))
}

var stepWords = map[pact.CommitmentStepKind]string{
	pact.StepReported:  "said that it is done.",
	pact.StepTakenBack: "took back that it is done.",
	pact.StepKept:      "said that it was kept.",
	pact.StepNotYet:    "said: not yet.",
	pact.StepSlipped:   "said that it slipped, and opened a talk.",
	pact.StepRenewed:   "closed the talk: it is promised again.",
	pact.StepChanged:   "closed the talk: its words are written anew.",
	pact.StepReleased:  "let go of it: no longer needed.",
	pact.StepWithdrawn: "took the draft off the table.",
	pact.StepDeclined:  "said: not this.",
}
