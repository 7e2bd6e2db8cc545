package ui

import (
	"context"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

func newStatement(v Visit) Screen { return &accord{Visit: v, Signs: pact.StatementAgreement} }

// statement is the page of what both tell everybody in both organisations: written by both, signed, and
// published.
func (a *accord) statement(r relation) app.UI {
	act := proposedAct(a.Data.JointActs, func(k pact.JointActKind) bool { return k == pact.Publish })
	page := Page{
		Frame: r.frame(statementPlace, ""),
		Back:  &Act{Label: "More", Href: r.path(morePlace)},
		Head:  PageHead(Head{Title: a.Title(), Lead: "What you agreed and what can be expected of you now, for everybody in both organisations."}),
		Main:  []app.UI{a.form.notice(), a.jointly.waiting(r, act), a.jointly.draw(r, act), a.missing(r)},
	}
	if hand := a.hand(r); hand != nil {
		page.Aside = []app.UI{hand}
	}
	switch docs := a.Data.Documents.Edges; {
	case len(docs) == 0:
		page.Main = append(page.Main, a.beginWords(r))
	case a.writing || a.out() == nil && (a.standing() == nil || a.now().Changed):
		var people []gql.ParticipantLine
		for _, e := range a.Data.Participants.Edges {
			people = append(people, e.Node)
		}
		page.Main = append(page.Main, a.says(r), &Writing{
			Visit: a.Visit, Document: docs[0].Node, Mine: r.mySide(), People: people,
			Banner: Room{Whose: Both, Readers: r.sharedReaders(), Sticky: true}, Still: r.still(pact.Shared),
			Begin: "Half a sentence is enough.",
		})
	default:
		page.Main = append(page.Main, a.says(r), a.whole(r), drawIf(a.out() == nil && r.still(pact.Shared) == "", func() app.UI {
			return Row(Button(Act{Label: "Write on", Look: SoftLook, On: a.write}))
		}))
	}
	page.Main = append(page.Main, a.published(r, act), a.history(r), a.sheet(r), a.opens(r))
	return page.Draw()
}

func (a *accord) write(app.Context, app.Event) { a.writing = true }

// beginWords is how the words are begun: from those of the accord.
func (a *accord) beginWords(r relation) app.UI {
	if why := r.still(pact.Shared); why != "" {
		return Empty("Nobody has written it yet.", why, nil)
	}
	if a.Data.Accord.InForce == nil {
		return Empty("It comes after signing.", "It is made from what both signed.", Button(Act{Label: "To the accord", Href: r.path(accordPlace)}))
	}
	return Empty("Nobody has written it yet.", "Begin with the words of the accord, and shorten them together until anybody would understand.",
		Button(Act{Label: a.form.label("Begin with the accord", "Beginning"), Look: Primary, Busy: a.form.busy, On: a.create}))
}

func (a *accord) create(ctx app.Context, _ app.Event) {
	in := gql.CreateDocumentInput{Relationship: a.Data.Id, Kind: pact.StatementDocument, Audience: pact.Shared, ClientMutationId: a.form.mutation()}
	a.form.send(ctx, func(ctx context.Context) error {
		_, err := gql.CreateDocument(ctx, a.Visit.Client, in)
		return err
	}, func(ctx app.Context) { refresh(ctx) })
}

// published lists what both organisations can read, and offers to publish what is signed and not there yet.
func (a *accord) published(r relation, act *gql.JointActLine) app.UI {
	var rows []app.UI
	in, there := a.standing(), false
	for _, e := range a.Data.Publications.Edges {
		p := e.Node
		there = in != nil && p.Digest == in.Digest // the last one counts
		rows = append(rows, tagLi("",
			served(app.A().Href(at("/statements/"+p.Id))).Text("Published on "+a.Visit.day(dateOf(p.PublishedAt.Local()))),
			textSpan("small muted", " "+readBy(p.Readings.TotalCount)+" of "+r.ours()+" said that they read it.")))
	}
	var offer app.UI
	if in != nil && !there && act == nil && r.role() == pact.Owner {
		offer = Row(Button(Act{Label: "Publish it to both organisations", Look: Primary, On: func(app.Context, app.Event) { a.opening = true }}))
	}
	if len(rows) == 0 && offer == nil {
		return nil
	}
	return Sub("For everybody", drawIf(len(rows) > 0, func() app.UI { return tagUl("light", rows...) }), offer)
}

func readBy(n int) string {
	if n == 0 {
		return "Nobody"
	}
	return strconv.Itoa(n)
}

func (a *accord) leaveOpening(app.Context) { a.opening = false }

// opens asks once before it is published.
func (a *accord) opens(r relation) app.UI {
	if !a.opening {
		return nil
	}
	return &Sheet{ID: "publish", Title: "Publish it?", OnClose: a.leaveOpening, Body: []app.UI{
		a.form.notice(),
		textP("", "When "+r.theirs()+" turns the second key, everybody in both organisations who has the link can read these words, with the names of those who signed. It cannot be taken back; a later one can replace it."),
		Row(Button(Act{Label: a.form.label("Propose to publish it", "Proposing it"), Look: Primary, Busy: a.form.busy, On: a.publish(r)}),
			Button(Act{Label: "Not yet", Look: Quiet, On: func(ctx app.Context, _ app.Event) { a.leaveOpening(ctx) }})),
	}}
}

func (a *accord) publish(r relation) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.ProposePublicationInput{Agreement: a.standing().Id, ClientMutationId: a.form.mutation()}
		a.form.send(ctx, func(ctx context.Context) error {
			_, err := gql.ProposePublication(ctx, a.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			a.opening = false
			say(ctx, "Proposed. "+r.theirs()+" can turn the second key.")
			refresh(ctx)
		})
	}
}
