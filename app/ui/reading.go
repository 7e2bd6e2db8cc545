package ui

import (
	"context"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
)

// addReading notes how far an outcome is now.
type addReading struct {
	app.Compo
	Visit Visit
	Line  gql.OutcomeLine

	form form
}

// decimal is the keyboard for figures.
const decimal = "decimal"

func (a *addReading) Render() app.UI {
	label := "Where is it now?"
	if a.Line.Unit != "" {
		label = "Where is it now, in " + a.Line.Unit + "?"
	}
	return Form("read-"+a.Line.Id, a.send, a.form.notice("reading"),
		tagDiv("inline",
			Input(Field{ID: a.id(), Label: label, Error: a.form.fault("reading"), Complete: "off", Mode: decimal}),
			Button(Act{Label: a.form.label("Add the reading", "Adding it"), Submit: true, Busy: a.form.busy}),
		))
}

func (a *addReading) id() string { return "reading-" + a.Line.Id }

func (a *addReading) send(ctx app.Context, _ app.Event) {
	now, err := number("reading", ValueOf(a.id()))
	if err == nil && now == nil {
		err = missing("reading", "The reading is still empty. Nothing was changed; write a figure.")
	}
	if err != nil {
		a.form.refuse(ctx, err)
		return
	}
	a.form.send(ctx, func(ctx context.Context) error {
		_, err := gql.AddReading(ctx, a.Visit.Client, a.Line.Id, *now)
		return err
	}, func(ctx app.Context) {
		if field := app.Window().GetElementByID(a.id()); field.Truthy() {
			field.Set("value", "")
		}
		say(ctx, "The reading is there: "+figure(*now, a.Line.Unit)+".")
		refresh(ctx)
	})
}
