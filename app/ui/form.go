package ui

import (
	"context"
	"errors"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// form is where the sending of something stands: under way, or refused and why.
// What was typed stays in the page.
type form struct {
	busy    bool
	problem error
	key     string // clientMutationId: kept while the same thing is tried again
}

// mutation is the id under which this act is carried out once, however often it
// is tried.
func (f *form) mutation() string {
	if f.key == "" {
		f.key = gql.MutationID()
	}
	return f.key
}

// send does something that may take a while, then calls done on the UI
// goroutine. Presses while it is under way are ignored. It is not broken off
// when the reader goes elsewhere meanwhile. What comes of it is emitted: a form
// in a sheet is drawn by the page behind the sheet.
func (f *form) send(ctx app.Context, do func(context.Context) error, done func(app.Context)) {
	if f.busy {
		return
	}
	f.busy, f.problem = true, nil
	ctx.Async(func() {
		sending, end := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer end()
		err := do(sending)
		answered := func(ctx app.Context) {
			f.busy = false
			if err != nil {
				f.refuse(ctx, err)
				return
			}
			f.key = ""
			done(ctx)
		}
		if ctx.Src().Mounted() {
			ctx.Emit(func() { answered(ctx) })
			return
		}
		ctx.NewActionWithValue(answeredAction, answered) // what was pressed is gone: the news was faster
	})
}

// refuse keeps what went wrong, and leads the reader there. Where things changed
// meanwhile, the page shows how they are now.
func (f *form) refuse(ctx app.Context, err error) {
	f.problem = err
	if pact.CodeOf(err) == pact.Conflict {
		refresh(ctx)
	}
	if !errors.Is(err, gql.ErrOffline) {
		f.key = "" // it was answered: another try is another act
	}
	ctx.Defer(func(app.Context) {
		bad := app.Window().Get("document").Call("querySelector", `[aria-invalid="true"]`)
		if bad.Truthy() {
			bad.Call("focus")
		}
	})
}

// fault is what was wrong with a field, as the API names it.
func (f *form) fault(field string) string {
	if e, ok := errors.AsType[*pact.Error](f.problem); ok && e.Field == field {
		return e.Message
	}
	return ""
}

// notice tells what was wrong with the whole; fields lists those that tell of
// themselves.
func (f *form) notice(fields ...string) app.UI { return f.noticeAs("Not sent.", fields...) }

// noticeAs says what did not happen in words of its own.
func (f *form) noticeAs(what string, fields ...string) app.UI {
	if f.problem == nil {
		return nil
	}
	for _, field := range fields {
		if f.fault(field) != "" {
			return nil
		}
	}
	if pact.CodeOf(f.problem) == pact.Conflict {
		return Notice(Attention, "Not recorded.", gql.Words(f.problem))
	}
	return Notice(Danger, what, gql.Words(f.problem))
}

// label is a button's label, in the -ing form while it is under way.
func (f *form) label(rest, busy string) string {
	if f.busy {
		return busy
	}
	return rest
}

// Form is an HTML form that is sent by a handler; id tells it from others, see
// Act.Scope. Without the client it goes nowhere: a post leads back to the page.
func Form(id string, on app.EventHandler, body ...app.UI) app.UI {
	return app.Form().ID(id).Class("stack").Method("post").Attr("novalidate", true).OnSubmit(func(ctx app.Context, e app.Event) {
		e.PreventDefault()
		on(ctx, e)
	}, id).Body(steady(body)...)
}

// missing refuses an empty field before anything is sent.
func missing(field, words string) error { return pact.Invalid(field, "%s", words) }
