package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// calm says how it stands with a relationship that both left, parted from, or called renewed.
func (o *overview) calm(r relation) app.UI {
	switch {
	case !o.Data.PartedAt.IsZero():
		return Notice(Plain, "You parted well, "+o.Visit.ago(o.Data.PartedAt)+".", "What you wrote stays here for both.",
			Button(Act{Label: "The words of parting", Look: SoftLook, Href: r.path(partingPlace)}))
	case o.paused():
		return Notice(Plain, "You both leave it until "+o.Visit.day(o.Data.PausedUntil)+".", "Nothing is asked of anybody until then, and nothing is closed.")
	case !o.Data.ResetAt.IsZero():
		return Notice(Good, "This was your reset, "+o.Visit.ago(o.Data.ResetAt)+".", "What you promised goes on. Everything else is there if you want it.")
	}
	return nil
}

// paused says whether both left it until a day that is not over.
func (o *overview) paused() bool {
	return pact.Paused(o.Data.PausedUntil, dateOf(o.Visit.Now))
}

// light says that the questions and a few promises can be enough, and what is missing for it.
func (j *jointly) light(o *overview, r relation) app.UI {
	if !r.joined() || !o.Data.ResetAt.IsZero() || !o.Data.PartedAt.IsZero() || o.paused() || o.onTable(false) != nil {
		return nil
	}
	body := []app.UI{j.form.notice(), textP("ink2", "The seven questions and a few promises can be the whole of it. Everything else is offered, never asked.")}
	if missing := o.Data.LightReset; len(missing) > 0 {
		var rows []app.UI
		for _, m := range missing {
			rows = append(rows, tagLi("", app.A().Href(at(r.path(m.Path))).Text(m.Why)))
		}
		body = append(body, textP("small muted", "Until then:"), tagUl("small light", rows...))
	} else if r.role() == pact.Owner {
		body = append(body, Row(Button(Act{
			Label: j.form.label("Say that this was the reset", "Proposing it"), Busy: j.form.busy, On: j.propose(o), Scope: "light",
		})))
	}
	return Sub("This can be enough", Card(body...))
}

func (j *jointly) propose(o *overview) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.ProposeLightResetInput{Relationship: o.Data.Id, ClientMutationId: j.form.mutation()}
		j.form.send(ctx, func(ctx context.Context) error {
			_, err := gql.ProposeLightReset(ctx, o.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			say(ctx, "Proposed. "+o.relation().theirs()+" can turn the second key.")
			refresh(ctx)
		})
	}
}
