package ui

import (
	"context"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// focus is who carries what, what takes both sides' time, and what both expect
// of each other.
type focus struct {
	app.Compo
	Visit Visit
	Data  *gql.FocusNodeRelationship
	Round *gql.OneRoundNodeRound // what both expected when it was last opened; nil before

	asks   asks   // the sheet
	act    form   // of a press, or of the sheet
	acting string // what it is about
	undo   undoing
}

// asks is what the sheet of the page asks for; what is "" while it is closed.
type asks struct {
	what string
	kind pact.FocusKind
	item gql.FocusLine
	pair gql.PairingLine
}

// undoing is the last thing that can be taken back.
type undoing struct {
	said string
	key  string
	do   func(context.Context, string) error
}

func newFocus(v Visit) Screen { return &focus{Visit: v} }

func (f *focus) Title() string                         { return "Focus" }
func (f *focus) Follows() (relationship, after string) { return f.relation().follows() }

func (f *focus) Concerns(what string) bool {
	return begins(what, "focus.", "budget.", "learning.", "topic.", "pairing.", "hub.", "participant.", "relationship.", "round.", "mark.")
}

func (f *focus) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Focus(ctx, c, f.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	if f.Data, err = gql.Seen[*gql.FocusNodeRelationship](answer.Node); err != nil {
		return err
	}
	for _, e := range f.Data.Opened.Edges {
		v := f.Visit
		v.Args = map[string]string{"rel": f.Data.Id, "rnd": e.Node.Id}
		f.Round, err = readRound(ctx, c, v)
	}
	return err
}

func (f *focus) relation() relation { return f.Visit.relation(f.Data.RelationshipHead) }

func (f *focus) Render() app.UI {
	r := f.relation()
	writes := r.still(pact.Shared) == ""
	var trouble app.UI
	if f.asks.what == "" {
		trouble = f.act.notice()
	}
	return Page{
		Frame: r.frame(morePlace, ""),
		Back:  &Act{Label: "More", Href: r.path(morePlace)},
		Head:  PageHead(Head{Title: "Focus", Lead: "Who carries what, and what takes your time. People are never on the list of what goes."}),
		Wide:  true,
		Main: []app.UI{
			trouble,
			f.carried(r, writes),
			tagDiv("focus-two", f.list(r, pact.AgendaItem, writes), f.list(r, pact.MeetingItem, writes)),
			f.list(r, pact.WorkItem, writes),
			f.expected(r, writes),
			f.left(writes),
			f.sheet(r), f.toast(),
		},
	}.Draw()
}

// run sends what was pressed. The same press again is the same act, tried again.
func (f *focus) run(ctx app.Context, what string, do func(ctx context.Context, id string) error, done func(app.Context)) {
	if f.act.busy {
		return
	}
	if f.acting != what {
		f.acting, f.act = what, form{}
	}
	id := f.act.mutation()
	f.act.send(ctx, func(ctx context.Context) error { return do(ctx, id) }, func(ctx app.Context) {
		f.asks, f.acting = asks{}, ""
		done(ctx)
		refresh(ctx)
	})
}

// says tells what was done, and how it is taken back.
func (f *focus) says(text string, undo func(context.Context, string) error) func(app.Context) {
	return func(app.Context) { f.undo = undoing{said: text, key: gql.MutationID(), do: undo} }
}

func (f *focus) toast() app.UI {
	if f.undo.said == "" {
		return nil
	}
	t := &Toast{Text: f.undo.said, Scope: f.undo.key, OnGone: func(app.Context) { f.undo = undoing{} }}
	if f.undo.do != nil {
		t.Undo = f.takeBack
	}
	return t
}

func (f *focus) takeBack(ctx app.Context, _ app.Event) {
	back := f.undo
	f.undo = undoing{}
	f.run(ctx, back.key, back.do, f.says("As it was.", nil))
}

// ask opens the sheet.
func (f *focus) ask(a asks) app.EventHandler {
	return func(app.Context, app.Event) { f.asks, f.act, f.acting = a, form{}, "" }
}

func (f *focus) close(app.Context) { f.asks, f.act = asks{}, form{} }

// listed are the items of a kind that take both sides' time.
func (f *focus) listed(k pact.FocusKind) (all []gql.FocusLine) {
	for _, e := range f.Data.Listed.Edges {
		if e.Node.Kind == k {
			all = append(all, e.Node.FocusLine)
		}
	}
	return all
}

func (f *focus) budget(k pact.FocusKind) int {
	if k == pact.MeetingItem {
		return f.Data.MeetingBudget
	}
	return f.Data.AgendaBudget
}

// full says whether one more asks which one leaves.
func (f *focus) full(k pact.FocusKind) bool {
	return k.Budgeted() && len(f.listed(k)) >= f.budget(k)
}

// kinds are the lists in words.
var kinds = map[pact.FocusKind]struct{ title, none, add, adding string }{
	pact.AgendaItem:  {"Agenda", "Nothing is on the agenda.", "Add a point", "A point for the agenda"},
	pact.MeetingItem: {"Standing meetings", "You have no standing meeting.", "Add a meeting", "A standing meeting"},
	pact.WorkItem:    {"Work", "No work is on the table.", "Add a piece of work", "A piece of work"},
}

// list is a list with its budget.
func (f *focus) list(r relation, k pact.FocusKind, writes bool) app.UI {
	words, items := kinds[k], f.listed(k)
	rows := make([]app.UI, len(items))
	for i, l := range items {
		rows[i] = f.item(r, l, writes)
	}
	of := "What do you keep, drop, or hand to somebody who does it better?"
	if k.Budgeted() {
		of = strconv.Itoa(len(items)) + " of the " + strconv.Itoa(f.budget(k)) + " you both allow yourselves"
		if k == pact.MeetingItem {
			of += " in a month"
		}
	}
	body := []app.UI{
		textP("small muted", of+when(k.Budgeted(), ".")),
		tagUl("focus-list", rows...),
	}
	if len(items) == 0 {
		body[1] = textP("small ink2", words.none)
	}
	if writes {
		acts := []app.UI{Button(Act{Label: words.add, Look: SoftLook, Icon: IconPlus, On: f.ask(asks{what: "add", kind: k}), Scope: string(k)})}
		if k.Budgeted() {
			acts = append(acts, soft("Allow more or fewer", string(k), words.title, f.ask(asks{what: "budget", kind: k})))
		}
		body = append(body, Row(acts...))
	}
	return Sub(words.title, tagDiv("stack", body...))
}
