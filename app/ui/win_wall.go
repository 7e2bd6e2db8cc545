package ui

import (
	"context"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// wall is what both say happened, newest first, as far as it was read.
func (w *wins) wall() []gql.WinLine {
	var all []gql.WinLine
	for _, e := range w.Data.Wall.Edges {
		all = append(all, e.Node)
	}
	seen := map[string]bool{}
	for _, l := range all {
		seen[l.Id] = true
	}
	for _, l := range w.older {
		if !seen[l.Id] {
			all = append(all, l)
		}
	}
	return all
}

func (w *wins) confirmed(r relation, all []gql.WinLine) app.UI {
	if len(all) == 0 {
		return nil
	}
	items := make([]app.UI, len(all))
	for i, l := range all {
		items[i] = w.quote(r, l)
	}
	body := []app.UI{tagOl("wall", items...)}
	if after := w.next(); after != "" {
		body = append(body, w.more.notice(), Row(Button(Act{Label: w.more.label("Earlier ones", "Reading"), Busy: w.more.busy, On: w.earlier(after), Scope: after})))
	}
	return Sub("What both say happened", body...)
}

// quote is a win on the wall: in the shape of the side whose win it is.
func (w *wins) quote(r relation, l gql.WinLine) app.UI {
	whose, by := Both, "Both sides"
	if l.OfSide != nil {
		whose, by = WhoseSide(string(l.OfSide.Bank)), r.bankName(l.OfSide.Bank)
	}
	var said []gql.ConfirmationLine
	for _, e := range l.Confirmations.Edges {
		said = append(said, e.Node)
	}
	return tagLi(classes("wall__q", string(whose)),
		app.Blockquote().Class("say").Dir("auto").Text(l.Text),
		drawIf(l.Learning != "", func() app.UI {
			return app.P().Class("small ink2").Dir("auto").Body(app.Text("Learned: "), textSpan("serif", l.Learning))
		}),
		tagDiv("com__f",
			append(w.people(l),
				tagSpan("", PersonName(Person{Name: by, Side: whose})),
				textSpan("", agreedBy(said)),
				When(w.Visit.ago(l.ChangedAt), l.ChangedAt.UTC().Format(time.RFC3339)))...,
		),
	)
}

func (w *wins) people(l gql.WinLine) []app.UI {
	var all []app.UI
	for _, p := range l.People {
		all = append(all, PersonChip(Person{Name: FirstName(p.User.Name), Side: whoseOf(p)}))
	}
	return all
}

// next is where the next page of the wall begins, "" at its end.
func (w *wins) next() string {
	if w.asked {
		return w.after
	}
	if !w.Data.Wall.PageInfo.HasNextPage {
		return ""
	}
	return w.Data.Wall.PageInfo.EndCursor
}

func (w *wins) earlier(after string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		var page *gql.WinsNodeRelationship
		w.more.send(ctx, func(ctx context.Context) (err error) {
			page, err = readWins(ctx, w.Visit.Client, w.Data.Id, after)
			return err
		}, func(app.Context) {
			for _, e := range page.Wall.Edges {
				w.older = append(w.older, e.Node)
			}
			w.after, w.asked = "", true
			if page.Wall.PageInfo.HasNextPage {
				w.after = page.Wall.PageInfo.EndCursor
			}
		})
	}
}

// planned are the wins that are ahead, and those of which the reader's own side waits for the other.
func (w *wins) planned(r relation, all []gql.WinLine, writes bool) app.UI {
	if len(all) == 0 {
		return nil
	}
	items := make([]app.UI, len(all))
	for i, l := range all {
		items[i] = w.item(r, l, writes)
	}
	return Sub("Planned", tagUl("coms", items...))
}

func (w *wins) item(r relation, l gql.WinLine, writes bool) app.UI {
	whose := "A win of both"
	if l.OfSide != nil {
		whose = "A win of " + r.bankName(l.OfSide.Bank)
	}
	facts := append(w.people(l), textSpan("", "by "+w.Visit.day(l.Due)), textSpan("", whose))
	body := []app.UI{written("com__w", l.Text), tagDiv("com__f", facts...)}
	if l.Outcome != nil && (len(r.Outcomes.Edges) != 1 || r.Outcomes.Edges[0].Node.Id != l.Outcome.Id) {
		body = append(body, textP("tiny muted", "for "+l.Outcome.Title))
	}
	if l.State == pact.DoneSaid {
		body = append(body, tagP("", StateWord(IconWait, Plain, saying(saidName(l.SaidBy), l.SaidSide)+" says that it happened")))
	}
	body = append(body, w.press.notice(l.Id))
	if writes {
		body = append(body, w.doing(l))
	}
	return tagLi("com", steady(body)...)
}

// doing is what a press may make of a win that is open.
func (w *wins) doing(l gql.WinLine) app.UI {
	if l.State == pact.DoneSaid {
		return Row(w.press.soft("Take it back", "back", l.Id, l.Text, w.reopen(l.Id, "Taken back. It is planned again.")))
	}
	return Row(
		soft("It happened", "said"+l.Id, l.Text, w.ask(l.Id)),
		w.press.soft("Let it go", "drop", l.Id, l.Text, w.drop(l.Id)))
}

// gone are the last that were let go.
func (w *wins) gone(r relation, writes bool) app.UI {
	if len(w.Data.Gone.Edges) == 0 {
		return nil
	}
	var items []app.UI
	for _, e := range w.Data.Gone.Edges {
		var act app.UI
		if writes {
			act = soft("Plan it again", e.Node.Id, e.Node.Text, w.reopen(e.Node.Id, "It is planned again."))
		}
		items = append(items, tagLi("line", writtenIn("muted", e.Node.Text), act))
	}
	return Sub("Let go", tagUl("lines", items...))
}
