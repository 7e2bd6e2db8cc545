package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// talk is the page of what both sides are asked: answering it, and then what both said.
type talk struct {
	app.Compo
	Visit Visit
	Data  *gql.OneRoundNodeRound

	written Written // how it stands with the words on the screen
	picks   map[string]*pick
	handing handing
	acting  form // of taking back, opening, calling off, excusing
	calling bool // the sheet that asks before it is called off
	marking marking
	clock   clock
	worth   worth
	waited  bool // the reader was here before it was opened
	shown   bool // and was led to what was opened
}

func newTalk(v Visit) Screen { return &talk{Visit: v} }

func (t *talk) Load(ctx context.Context, c gql.Client) (err error) {
	t.Data, err = readRound(ctx, c, t.Visit)
	return err
}

func (t *talk) OnMount(ctx app.Context) {
	t.clock.run(ctx, func() bool { return t.Data.TimerMinutes > 0 })
}
func (t *talk) OnDismount() { t.clock.stop() }

// OnUpdate leads those who waited to the beginning of what was opened.
func (t *talk) OnUpdate(app.Context) {
	if t.waited && !t.shown && t.Data.State == pact.RoundRevealed {
		t.shown = true
		toTop()
	}
}

func (t *talk) Title() string                         { return t.Data.Title }
func (t *talk) Follows() (relationship, after string) { return t.round().follows() }
func (t *talk) Concerns(what string) bool             { return concernsRound(what) }

func (t *talk) round() round {
	return round{t.Data, t.Visit.relation(t.Data.Relationship.RelationshipHead)}
}

func (t *talk) people() []gql.ParticipantLine {
	var all []gql.ParticipantLine
	for _, e := range t.Data.Relationship.Participants.Edges {
		all = append(all, e.Node)
	}
	return all
}

func (t *talk) Render() app.UI {
	d := t.round()
	if d.State != pact.RoundRevealed {
		t.waited = true
	}
	page := Page{
		Frame: d.r.frame(talksPlace, t.inside(d)),
		Back:  &Act{Label: "Talks", Href: d.r.path(talksPlace)},
		Head:  PageHead(t.head(d)),
		Wide:  true,
	}
	switch d.State {
	case pact.RoundRevealed:
		page.Main = []app.UI{t.opened(d)}
	case pact.RoundWithdrawn:
		page.Main = []app.UI{tagDiv("stack",
			steady([]app.UI{
				Notice(Plain, "This was taken back.", "Nothing of it was opened. What you wrote stays with you."), t.handedIn(d),
			})...,
		)}
	default:
		page.Main = []app.UI{tagDiv(classes("stack", "stack--l"), steady(t.answering(d))...)}
		page.Aside = []app.UI{t.standing(d), t.fold(d)}
	}
	return page.Draw()
}

// inside tints the page while it is only mine, or our side's.
func (t *talk) inside(d round) Whose {
	if d.State == pact.RoundRevealed || d.Own == nil {
		return ""
	}
	return d.room()
}

func (t *talk) head(d round) Head {
	h := Head{Title: d.Title}
	switch {
	case d.State == pact.RoundRevealed:
		h.Act = Button(Act{Label: "Show it in the meeting", Icon: IconMeet, Href: d.path() + "/meet", Look: look(d.Kind != pact.WorthItRound && d.Kind != pact.PreMortemRound)})
	case d.State != pact.RoundWithdrawn:
		h.Lead = d.promise()
	}
	if d.Kind == pact.PreMortemRound {
		h.Label = pact.PreMortemLead
	}
	return h
}

func (d round) path() string { return d.r.path(talksPlace + "/" + d.Id) }

// promise says what the other side learns before both open.
func (d round) promise() string {
	switch {
	case d.Own == nil:
		return "Neither side sees what the other writes until everybody is in, and nobody can change a word afterwards."
	case !d.byPerson():
		return d.r.theirs() + " sees nothing of this until both are in, and neither can change a word afterwards."
	case d.Naming == pact.Pooled:
		return "Nobody reads what you write until everybody is in. Then your side sees your name; " + d.r.theirs() + " sees only what was said."
	}
	return "Nobody reads what you write until everybody is in. Then all read it, with your name."
}

// standing says who is ready, as far as that is anybody's to know.
func (t *talk) standing(d round) app.UI {
	body := []app.UI{d.keys()}
	if d.Kind == pact.PreMortemRound {
		body = append(body, t.clock.draw(t.Visit, d))
	}
	if !d.ShowsReady {
		body = append(body, textP("small muted", "Here neither side is told how far the other is."))
	}
	if d.Due != "" {
		body = append(body, textP("small ink2", "By "+t.Visit.day(d.Due)+"."))
	}
	if d.byPerson() {
		var names []string
		for _, p := range d.Asked {
			names = append(names, FirstName(p.User.Name))
		}
		body = append(body, textP("small ink2", "Asked: "+AndList(names)+"."))
	}
	return Sub("Who is ready", Card(body...))
}

func (d round) keys() app.UI {
	keys := keysOf(d.RoundLine, d.r)
	return Keys(keys[0], keys[1])
}

// keysOf is how each side stands, the left one first.
func keysOf(line gql.RoundLine, r relation) (keys [2]Key) {
	for i, b := range []pact.Bank{pact.Left, pact.Right} {
		keys[i].Text = r.bankName(b) + ": not shown"
		for _, bank := range line.Banks {
			switch {
			case bank.Side.Bank != b:
			case line.State == pact.RoundClosed || bank.Ready != nil && *bank.Ready:
				keys[i] = Key{Text: r.bankName(b) + " is ready", Turned: true}
			case bank.Ready != nil:
				keys[i].Text = r.bankName(b) + " still writes"
			}
		}
	}
	return keys
}

// begins says whether s begins with one of these.
func begins(s string, with ...string) bool {
	for _, w := range with {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
