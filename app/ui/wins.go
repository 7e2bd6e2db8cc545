package ui

import (
	"context"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// lately is how long a win is told of on the overview.
const lately = 31 * 24 * time.Hour

// wins are the small wins: what waits for the reader's word, the wall of those that both say
// happened, and what is planned.
type wins struct {
	app.Compo
	Visit Visit
	Data  *gql.WinsNodeRelationship

	older  []gql.WinLine // of the wall, read so far
	after  string        // where the next page of it begins
	asked  bool
	more   form
	plan   planWin
	saying string // id of the win that is being said to have happened
	press  pressing
}

func newWins(v Visit) Screen { return &wins{Visit: v} }

func (w *wins) Title() string                         { return "Small wins" }
func (w *wins) Follows() (relationship, after string) { return w.relation().follows() }

func (w *wins) Concerns(what string) bool {
	return begins(what, "win.", "outcome.", "participant.", "relationship.")
}

func (w *wins) Load(ctx context.Context, c gql.Client) error {
	var err error
	w.Data, err = readWins(ctx, c, w.Visit.Arg("rel"), "")
	return err
}

func readWins(ctx context.Context, c gql.Client, relationship, after string) (*gql.WinsNodeRelationship, error) {
	answer, err := gql.Wins(ctx, c, relationship, after)
	if err != nil {
		return nil, err
	}
	return gql.Seen[*gql.WinsNodeRelationship](answer.Node)
}

func (w *wins) relation() relation { return w.Visit.relation(w.Data.RelationshipHead) }

// open are the wins that are not closed: those that wait for the reader's word, and the others.
func (w *wins) open(r relation) (waiting, others []gql.WinLine) {
	for _, e := range w.Data.Open.Edges {
		if l := e.Node; pact.MayConfirmDone(doneWin(l), r.voice(), l.Digest, l.Digest) == nil {
			waiting = append(waiting, l)
		} else {
			others = append(others, l)
		}
	}
	return waiting, others
}

func (w *wins) Render() app.UI {
	r := w.relation()
	waiting, planned := w.open(r)
	writes := r.still(pact.Shared) == ""
	all := w.wall()
	head := Head{Title: "Small wins", Lead: "Something good that is near enough to happen. It counts once the other side says so too."}
	none := len(waiting)+len(planned)+len(all)+len(w.Data.Gone.Edges) == 0
	if writes && !none {
		head.Act = Button(Act{Label: "Plan one", Look: Quiet, Icon: IconPlus, On: w.begin})
	}
	page := Page{
		Frame: r.frame(morePlace, ""),
		Back:  &Act{Label: "Overview", Href: r.path("")},
		Head:  PageHead(head),
		Main:  []app.UI{w.waits(r, waiting), w.confirmed(r, all), w.planned(r, planned, writes), w.gone(r, writes), w.sheet(r), w.happened()},
	}
	if none {
		page.Main = []app.UI{w.empty(writes), w.sheet(r)}
	}
	return page.Draw()
}

func (w *wins) empty(writes bool) app.UI {
	var act app.UI
	if writes {
		act = Button(Act{Label: "Plan a small win", Look: Primary, Icon: IconPlus, On: w.begin})
	}
	return Empty("What would be a small win this month?",
		"One week without a missed slot. One call before the mail. Something both would notice.", act)
}

// waits are the wins that the other side says happened.
func (w *wins) waits(r relation, waiting []gql.WinLine) app.UI {
	all := make([]awaited, len(waiting))
	for i, l := range waiting {
		all[i] = awaited{
			id: l.Id, digest: l.Digest, text: l.Text, by: saying(saidName(l.SaidBy), l.SaidSide) + " says that it happened",
			more: when(l.Learning != "", "Learned: “"+l.Learning+"”"), ask: "Did it happen?", yes: "Yes, it happened", no: "Not yet",
			onYes: w.confirm(l), onNo: w.reopen(l.Id, "It is planned again. "+r.theirs()+" sees that."),
		}
	}
	return w.press.waits(all)
}

func saidName(u *gql.WinLineSaidByUser) string {
	if u == nil {
		return ""
	}
	return u.Name
}

func doneWin(l gql.WinLine) pact.Done {
	by := ""
	if l.SaidBy != nil {
		by = l.SaidBy.Id
	}
	return doneAs(l.State, by, l.SaidSide)
}

func (w *wins) confirm(l gql.WinLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		w.press.send(ctx, l.Id, "yes", "Said. It is on the wall for both.", func(ctx context.Context, key string) error {
			_, err := gql.ConfirmWin(ctx, w.Visit.Client, gql.ConfirmWinInput{Win: l.Id, Digest: l.Digest, ClientMutationId: key})
			return err
		})
	}
}

func (w *wins) reopen(id, done string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		w.press.send(ctx, id, "back", done, func(ctx context.Context, key string) error {
			_, err := gql.ReopenWin(ctx, w.Visit.Client, gql.ReopenWinInput{Win: id, ClientMutationId: key})
			return err
		})
	}
}

func (w *wins) drop(id string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		w.press.send(ctx, id, "drop", "Let go. It stays at the end of the page.", func(ctx context.Context, key string) error {
			_, err := gql.DropWin(ctx, w.Visit.Client, gql.DropWinInput{Win: id, ClientMutationId: key})
			return err
		})
	}
}
