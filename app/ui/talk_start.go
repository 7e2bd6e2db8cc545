package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// starting is the sheet in which both sides are asked something.
type starting struct {
	kind pact.RoundKind // "" while it is closed
	form form
}

// mayStart says why something cannot be asked now.
func (t *talks) mayStart(kind pact.RoundKind) error {
	r := t.relation()
	s := pact.RoundStart{
		Kind: kind, Naming: pact.Named, Joined: r.joined(), Parted: !t.Data.PartedAt.IsZero(), Questions: 1, // of needs the server knows
	}
	for _, e := range t.Data.Rounds.Edges {
		s.Before = append(s.Before, pact.RoundHere{Kind: e.Node.Kind, State: e.Node.State})
	}
	for _, p := range t.mayAnswer() {
		if whoseOf(p) == Left {
			s.LeftAsked++
		} else {
			s.RightAsked++
		}
	}
	return pact.MayStart(s, r.role())
}

// taken says whether something is being asked already, so that it stands above.
func (t *talks) taken(kind pact.RoundKind) bool {
	for _, e := range t.Data.Rounds.Edges {
		if (pact.RoundHere{Kind: e.Node.Kind, State: e.Node.State}).Taken(kind) {
			return true
		}
	}
	return false
}

// mayAnswer are the people of both sides who can be asked.
func (t *talks) mayAnswer() (all []gql.ParticipantLine) {
	for _, e := range t.Data.Participants.Edges {
		p := e.Node
		if p.RemovedAt.IsZero() && whoseOf(p) != Both && pact.MayWrite(p.Role, pact.Shared) == nil {
			all = append(all, p)
		}
	}
	return all
}

// starts lists what can be asked, and of the rest why it cannot be asked now.
func (t *talks) starts(r relation) app.UI {
	if !r.joined() || pact.MayWrite(r.role(), pact.Shared) != nil {
		return nil
	}
	var rows []app.UI
	for _, kind := range talkKinds() {
		name, says, act := kind.Title(t.Data.Fresh), talkSays(kind, t.Data.Fresh), app.UI(nil)
		if t.taken(kind) {
			continue
		}
		if err := t.mayStart(kind); err != nil {
			says = gql.Words(err)
		} else {
			act = Button(Act{Label: "Ask", Look: SmallLook, Hint: "Ask: " + name, On: t.begin(kind), Scope: string(kind)})
		}
		rows = append(rows, tagLi("line",
			tagSpan("ask__what", textB("", name), textSmall("", says)), act,
		))
	}
	return Sub("Ask both sides", Card(tagUl("lines asks", rows...)))
}

func (t *talks) begin(kind pact.RoundKind) app.EventHandler {
	return func(app.Context, app.Event) { t.starting = starting{kind: kind} }
}

func (t *talks) stop(app.Context) { t.starting = starting{} }

func (s *starting) sheet(t *talks, r relation) app.UI {
	if s.kind == "" {
		return nil
	}
	fields := []app.UI{s.form.notice("asked", "due"), textP("ink2", talkSays(s.kind, t.Data.Fresh))}
	if pact.AnswersBy(s.kind) == pact.ByPerson {
		fields = append(fields, s.place(), s.naming(r), s.asked(t, r), FieldError("asked-error", s.form.fault("asked")))
	}
	return &Sheet{ID: "start", Title: s.kind.Title(t.Data.Fresh), OnClose: t.stop, Body: []app.UI{
		Form("start-"+string(s.kind), t.start, append(fields,
			Input(Field{ID: "due", Label: "Ready by", Help: "Leave it empty to take your time.", Type: "date", Error: s.form.fault("due")}),
			Ticks("shows", "While you wait", []Option{{Value: "ready", Label: "Each side sees that the other is ready", Chosen: true}}, nil, ""),
			Row(Button(Act{Label: s.form.label("Ask both sides", "Asking"), Look: Primary, Submit: true, Busy: s.form.busy})))...),
	}}
}

// place is what kind of talk it is written for.
func (s *starting) place() app.UI {
	if s.kind != pact.CandidRound {
		return nil
	}
	return Select(Field{ID: "place", Label: "Where will you talk?"}, []Option{
		{Value: "A talk over a meal", Label: "Over a meal", Chosen: true},
		{Value: "A talk on a walk", Label: "On a walk"},
		{Value: "A talk on a call", Label: "On a call"},
		{Value: "A talk", Label: "Somewhere else"},
	})
}

func (s *starting) naming(r relation) app.UI {
	return Choices("naming", "Under whose name?", []Option{
		{Value: string(pact.Named), Label: "Each under their own", Chosen: true},
		{Value: string(pact.Pooled), Label: "Without names", Note: "Your side sees your name; " + r.theirs() + " sees only what was said. With so few of you, it may still be guessed."},
	}, nil, "")
}

func (s *starting) asked(t *talks, r relation) app.UI {
	if s.kind == pact.PreMortemRound {
		return textP("small ink2", "Everybody of "+r.bankName(pact.Left)+" and "+r.bankName(pact.Right)+" is asked.")
	}
	var options []Option
	for _, p := range t.mayAnswer() {
		options = append(options, Option{Value: p.Id, Label: p.User.Name, Note: shortName(sideName(p)), Chosen: true})
	}
	return Ticks("asked", "Who is asked?", options, nil, "")
}

// askFirst asks what most begin with, as it is mostly asked.
func (t *talks) askFirst(kind pact.RoundKind) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		t.ask(ctx, gql.StartRoundInput{Relationship: t.Data.Id, Kind: kind})
	}
}

func (t *talks) start(ctx app.Context, _ app.Event) {
	shows := chosen("shows") != ""
	in := gql.StartRoundInput{
		Relationship: t.Data.Id, Kind: t.starting.kind, Due: pact.Date(ValueOf("due")), ShowsReady: &shows, Title: ValueOf("place"),
	}
	if pact.AnswersBy(in.Kind) == pact.ByPerson {
		in.Naming, in.Asked = pact.Naming(chosen("naming")), ticked("asked")
		if len(in.Asked) == 0 && in.Kind != pact.PreMortemRound {
			t.starting.form.refuse(ctx, missing("asked", "Nobody is chosen yet. Nothing was asked; somebody of each side is."))
			return
		}
	}
	t.ask(ctx, in)
}

func (t *talks) ask(ctx app.Context, in gql.StartRoundInput) {
	f := &t.starting.form
	in.ClientMutationId = f.mutation()
	var id string
	f.send(ctx, func(ctx context.Context) error {
		made, err := gql.StartRound(ctx, t.Visit.Client, in)
		if err == nil {
			id = made.StartRound.Round.Id
		}
		return err
	}, func(ctx app.Context) { leadTo(ctx, t.relation().talkPath(id)) })
}
