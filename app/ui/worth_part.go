package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// partWell is where both sides write the words they part with, and turn their keys.
type partWell struct {
	app.Compo
	Visit Visit
	Data  *gql.PartingNodeRelationship

	written Written
	form    form
}

func newPartWell(v Visit) Screen { return &partWell{Visit: v} }

func (p *partWell) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Parting(ctx, c, p.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	p.Data, err = gql.Seen[*gql.PartingNodeRelationship](answer.Node)
	return err
}

func (p *partWell) Title() string                         { return "Part well" }
func (p *partWell) Follows() (relationship, after string) { return p.relation().follows() }

func (p *partWell) Concerns(what string) bool {
	return begins(what, "parting.", "document.created", "round.", "participant.")
}

func (p *partWell) relation() relation { return p.Visit.relation(p.Data.RelationshipHead) }

func (p *partWell) worth() pact.Worth {
	return pact.Worth{Left: p.Data.Worth.Left, Right: p.Data.Worth.Right, Fresh: p.Data.Fresh}
}

// act is the parting that is on the table.
func (p *partWell) act() *gql.JointActLine {
	for _, e := range p.Data.JointActs.Edges {
		if e.Node.Kind == pact.Part && e.Node.State == pact.Proposed {
			return &e.Node
		}
	}
	return nil
}

func (p *partWell) Render() app.UI {
	r := p.relation()
	page := Page{
		Frame: r.frame(partingPlace, ""),
		Back:  &Act{Label: "Overview", Href: r.path("")},
		Head:  PageHead(Head{Title: "Part well", Lead: "What you thank each other for, what is still open, and what you say to others."}),
	}
	if len(p.Data.Documents.Edges) == 0 {
		page.Main = []app.UI{p.form.notice(), p.begin(r)}
		return page.Draw()
	}
	d := p.Data.Documents.Edges[0].Node
	var people []gql.ParticipantLine
	for _, e := range p.Data.Participants.Edges {
		people = append(people, e.Node)
	}
	still := r.still(pact.Shared)
	if !p.Data.PartedAt.IsZero() {
		still = "You parted with these words."
	}
	page.Main = []app.UI{&Writing{
		Visit: p.Visit, Document: d, Mine: r.mySide(), People: people,
		Banner: Room{Whose: Both, Readers: r.sharedReaders(), Sticky: true}, Still: still,
		Begin: "Half a sentence is enough.", OnWritten: p.see,
	}}
	page.Aside = []app.UI{p.keys(r, d)}
	return page.Draw()
}

func (p *partWell) see(_ app.Context, w Written) {
	p.written = w
	p.Update()
}

func (p *partWell) begin(r relation) app.UI {
	why := r.still(pact.Shared)
	if err := pact.MayWriteParting(p.worth()); err != nil && why == "" {
		why = gql.Words(err)
	}
	if why != "" {
		return Empty("Nobody has written here.", why, Button(Act{Label: "To the talks", Href: r.path(talksPlace)}))
	}
	return Empty("Nobody has written here.", "Some relationships end, and can end decently. Both of you write the words, and it counts when both turn their key.",
		Button(Act{Label: p.form.label("Begin the words", "Beginning"), Look: Primary, Busy: p.form.busy, On: p.create}))
}

func (p *partWell) create(ctx app.Context, _ app.Event) {
	in := gql.CreateDocumentInput{Relationship: p.Data.Id, Kind: pact.PartingDocument, Audience: pact.Shared, ClientMutationId: p.form.mutation()}
	p.form.send(ctx, func(ctx context.Context) error {
		_, err := gql.CreateDocument(ctx, p.Visit.Client, in)
		return err
	}, func(ctx app.Context) { refresh(ctx) })
}

// keys is how both say that these are the words they part with.
func (p *partWell) keys(r relation, d gql.DocumentBody) app.UI {
	if !p.Data.PartedAt.IsZero() {
		return Sub("Two keys", Card(textP("ink2", "Both turned their key "+p.Visit.ago(p.Data.PartedAt)+".")))
	}
	a := p.act()
	body := []app.UI{p.form.notice()}
	if a == nil {
		body = append(body, Keys(Key{Text: r.bankName(pact.Left) + ": not yet"}, Key{Text: r.bankName(pact.Right) + ": not yet"}))
		return Sub("Two keys", Card(append(body, p.first(r, d)...)...))
	}
	body = append(body, Keys(r.turnedKey(*a, pact.Left), r.turnedKey(*a, pact.Right)))
	return Sub("Two keys", Card(append(body, p.second(r, *a)...)...))
}

// first is the key of whoever proposes it.
func (p *partWell) first(r relation, d gql.DocumentBody) []app.UI {
	act := Act{Label: p.form.label("Part with these words", "Proposing"), Look: Primary, Block: true, Busy: p.form.busy, On: p.propose}
	words := "You propose it for " + r.ours() + ". It counts when " + r.theirs() + " turns the second key."
	if why := p.unready(r); why != "" {
		act.Closed, words = true, why
	}
	return []app.UI{Button(act), textP("small muted", words)}
}

// unready says why the words on the screen cannot be proposed now.
func (p *partWell) unready(r relation) string {
	all := make([]string, 0, len(p.written.Texts))
	for _, text := range p.written.Texts {
		all = append(all, text)
	}
	switch {
	case app.IsServer:
		return ""
	case pact.MayDecide(r.role()) != nil:
		return "An owner of your side turns the key."
	case p.written.Digest == "" && (p.written.Save == Offline || p.written.Save == Unkept):
		return "There is no network. Your words are kept on this device; turn the key when you are back."
	case p.written.Digest == "":
		return "One moment, until the words on this page are saved."
	}
	if err := pact.MayPart(p.worth(), r.role(), strings.Join(all, "")); err != nil {
		return gql.Words(err)
	}
	return ""
}

// second is the other side's key, for the same words.
func (p *partWell) second(r relation, a gql.JointActLine) []app.UI {
	back := Button(Act{Label: "Take it off the table", Look: SoftLook, Busy: p.form.busy, On: p.withdraw, Scope: a.Id})
	changed := p.written.Digest != "" && p.written.Digest != a.Text
	owner := r.role() == pact.Owner
	switch {
	case changed:
		words := app.P().Class("small ink2").Text("The words have changed since " + shortName(a.FromSide.Name) + " proposed them. Take it off the table, and propose the new words.")
		return []app.UI{words, drawIf(owner, func() app.UI { return back })}
	case WhoseSide(string(a.FromSide.Bank)) == r.mySide() || !owner:
		words := app.P().Class("small ink2").Text("It waits for an owner of the other side.")
		return []app.UI{words, drawIf(owner, func() app.UI { return back })}
	}
	act := Act{Label: p.form.label("Turn our key", "Turning it"), Look: Primary, Icon: IconCheck, Block: true, Busy: p.form.busy, On: p.turn, Scope: a.Id}
	act.Closed = p.written.Digest == "" && !app.IsServer
	return []app.UI{Button(act), textP("small muted", "You part, for "+r.ours()+", with the words as they stand on this page."), back}
}

func (p *partWell) propose(ctx app.Context, _ app.Event) {
	in := gql.ProposePartingInput{Document: p.Data.Documents.Edges[0].Node.Id, Digest: p.written.Digest, ClientMutationId: p.form.mutation()}
	p.form.send(ctx, func(ctx context.Context) error {
		_, err := gql.ProposeParting(ctx, p.Visit.Client, in)
		return err
	}, func(ctx app.Context) {
		say(ctx, "Proposed. "+p.relation().theirs()+" can turn the second key.")
		refresh(ctx)
	})
}

func (p *partWell) turn(ctx app.Context, _ app.Event) {
	if a := p.act(); a != nil {
		p.form.turnKey(ctx, p.Visit.Client, *a, refresh)
	}
}

func (p *partWell) withdraw(ctx app.Context, _ app.Event) {
	if a := p.act(); a != nil {
		p.form.withdrawAct(ctx, p.Visit.Client, *a)
	}
}
