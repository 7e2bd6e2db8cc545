package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// invite is where the letter to the counterpart is written, beside how they
// will read it.
type invite struct {
	app.Compo
	Visit Visit
	Data  *gql.PeopleNodeRelationship

	letter draft
	form   form
	link   string // shown this once
	sent   draft
}

// draft is the letter as far as it is written.
type draft struct{ recipient, owning, asking string }

func newInvite(v Visit) Screen { return &invite{Visit: v} }

func (i *invite) Title() string { return "A letter" }

func (i *invite) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.People(ctx, c, i.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	i.Data, err = gql.Seen[*gql.PeopleNodeRelationship](answer.Node)
	return err
}

func (i *invite) relation() relation { return i.Visit.relation(i.Data.RelationshipHead) }

func (i *invite) Render() app.UI {
	r := i.relation()
	page := Page{
		Frame: r.frame("/invite", ""),
		Back:  &Act{Label: "Overview", Href: r.path("")},
		Head:  PageHead(Head{Title: "A letter to " + r.theirs(), Lead: i.lead()}),
	}
	switch {
	case i.link != "":
		page.Head = PageHead(Head{Title: "The letter is ready"})
		page.Main = []app.UI{i.ready(r)}
		page.Aside = []app.UI{i.preview(r, i.sent)}
	case r.joined():
		page.Main = []app.UI{Empty(r.theirs()+" is here already.", "There is nobody left to invite on their side by a letter; they bring in their own people.",
			Button(Act{Label: "See the people", Href: r.path(peoplePlace)}))}
	case pact.MayDecide(r.role()) != nil:
		page.Main = []app.UI{Empty("An owner of your side writes this letter.", "Until then, note down what you would say.",
			Button(Act{Label: "Open the notes", Href: r.path(notesPlace)}))}
	default:
		page.Main = []app.UI{i.fields(r)}
		page.Aside = []app.UI{i.preview(r, i.letter)}
	}
	page.Frame.Places = nil
	return page.Draw()
}

func (i *invite) fields(r relation) app.UI {
	return Form("letter", i.send,
		i.form.notice("recipient", "owning", "asking"),
		Input(Field{
			ID: "recipient", Label: "Whom do you write to?", Help: "One person, by the name you call them.",
			Error: i.form.fault("recipient"), Max: pact.MaxName, Complete: "off", On: i.typed, Scope: "recipient",
		}),
		Area(Field{
			ID: "owning", Label: i.asks(), Help: i.helps(),
			Error: i.form.fault("owning"), Max: pact.MaxLetter, Rows: 5, On: i.typed, Scope: "owning",
		}),
		Area(Field{
			ID: "asking", Label: "What do you ask for?", Help: "A meeting, an hour, a walk. You can leave it open.",
			Error: i.form.fault("asking"), Max: pact.MaxLetter, Rows: 3, On: i.typed, Scope: "asking",
		}),
		i.hint(),
		Row(Button(Act{Label: i.form.label("Make the link", "Making it"), Look: Primary, Submit: true, Busy: i.form.busy})),
		textP("small muted", "Nothing is sent. You get a link that stays open for 28 days, and hand it on yourself, best after a call."),
	)
}

func (i *invite) lead() string {
	if i.Data.Fresh {
		return "What you would bring first, then what you ask. They read nothing else of what is here."
	}
	return "Your own part first, then what you ask. They read nothing else of what is here."
}

// asks is what the letter begins with: there is no trouble yet to own with someone new.
func (i *invite) asks() string {
	if i.Data.Fresh {
		return "What would you bring to this?"
	}
	return "What do you own of the trouble?"
}

func (i *invite) helps() string {
	if i.Data.Fresh {
		return "Why them, what you can do for them, and what you cannot."
	}
	return "What you did, or let happen, and what it cost them. No “but”."
}

// hint stands where somebody asks before they have owned anything.
func (i *invite) hint() app.UI {
	if i.Data.Fresh || strings.TrimSpace(i.letter.asking) == "" || strings.TrimSpace(i.letter.owning) != "" {
		return nil
	}
	return Notice(Attention, "Your own part comes first.", "A line about what you own makes what you ask easier to hear.")
}

func (i *invite) typed(app.Context, app.Event) {
	i.letter = draft{ValueOf("recipient"), ValueOf("owning"), ValueOf("asking")}
}

// preview is the letter as it will be read on a phone.
func (i *invite) preview(r relation, d draft) app.UI {
	whom := strings.TrimSpace(d.recipient)
	if whom == "" {
		whom = "they"
	}
	text := strings.TrimSpace(strings.TrimSpace(d.owning) + "\n\n" + strings.TrimSpace(d.asking))
	if text == "" {
		text = "Your words appear here as you write them."
	}
	mine := r.mySide()
	letter := Letter{
		From: Person{Name: i.Visit.Viewer.Name, Note: r.ours(), Side: mine},
		To:   Person{Name: strings.TrimSpace(d.recipient), Note: r.theirs(), Side: mine.Other()},
		Text: text, Fresh: i.Data.Fresh,
	}
	return app.Section().Class("phone").Aria("label", at("As "+whom+" will read it")).Body(
		textP("label", "As "+whom+" will read it"),
		tagDiv("phone__screen", letter.body()))
}

// ready hands out the link, after words for a call.
func (i *invite) ready(r relation) app.UI {
	whom := i.sent.recipient
	return tagDiv("stack stack--l",
		Sub("First call, if you can",
			textP("ink2 after", "Twenty seconds are enough:"),
			Quote(whom+", it is "+FirstName(i.Visit.Viewer.Name)+". I have been thinking about us, and about my part in it. I wrote you a few lines. May I send you the link?")),
		Sub("Then send the link",
			textP("ink2 after", "It is shown this once. It opens the letter, and nothing else; "+whom+" can answer without an account."),
			&Link{Href: i.link, ID: "link"},
			textP("small muted before", "It stays open for 28 days. You can take it back among the people.")),
		Row(Button(Act{Label: "Back to the overview", Look: Quiet, Href: r.path("")}), Button(Act{Label: "See the people", Look: Quiet, Href: r.path(peoplePlace)})),
	)
}

func (i *invite) send(ctx app.Context, _ app.Event) {
	i.letter = draft{ValueOf("recipient"), ValueOf("owning"), ValueOf("asking")}
	in := gql.InviteCounterpartInput{
		Relationship: i.Data.Id, Recipient: i.letter.recipient, Owning: i.letter.owning, Asking: i.letter.asking,
		ClientMutationId: i.form.mutation(),
	}
	for _, err := range []error{
		pact.Within("recipient", "The name", in.Recipient, true, pact.MaxName),
		pact.Within("owning", "Your own part", in.Owning, true, pact.MaxLetter),
		pact.Within("asking", "What you ask", in.Asking, false, pact.MaxLetter),
	} {
		if err != nil {
			i.form.refuse(ctx, err)
			return
		}
	}
	var link string
	i.form.send(ctx, func(ctx context.Context) error {
		sent, err := gql.InviteCounterpart(ctx, i.Visit.Client, in)
		if err == nil {
			link = sent.InviteCounterpart.Link
		}
		return err
	}, func(app.Context) { i.link, i.sent = link, i.letter })
}
