package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// toastStays is how long a toast is on screen while nobody looks after it.
const toastStays = 8 * time.Second

// Toast tells in one line what was done and lets one undo it. It leaves after
// eight seconds, but stays while the pointer or the focus is on it.
type Toast struct {
	app.Compo

	Text   string
	Undo   app.EventHandler // no button if nil
	Scope  string
	OnGone func(app.Context) // called once, on the UI goroutine

	held  bool
	turn  int    // counts starts of the clock; an old clock does nothing
	shown string // what the clock runs for: a page that is drawn again starts none
}

func (t *Toast) OnMount(ctx app.Context) { t.OnUpdate(ctx) }

func (t *Toast) OnUpdate(ctx app.Context) {
	if now := t.Scope + " " + t.Text; now != t.shown {
		t.shown = now
		tell(t.Text)
		t.wait(ctx)
	}
}

// wait tells the page through Emit, so that the page is drawn again too.
func (t *Toast) wait(ctx app.Context) {
	t.turn++
	turn := t.turn
	ctx.After(toastStays, func(ctx app.Context) {
		if turn == t.turn && !t.held && t.OnGone != nil {
			ctx.Emit(func() { t.OnGone(ctx) })
		}
	})
}

func (t *Toast) hold(app.Context, app.Event) { t.held = true }

func (t *Toast) letGo(ctx app.Context, _ app.Event) {
	t.held = false
	t.wait(ctx)
}

func (t *Toast) Render() app.UI {
	return app.Div().Class("toasts").Role("status").Aria("live", "off").Body(
		app.Div().Class("toast").
			On("mouseenter", t.hold).On("mouseleave", t.letGo).
			On("focusin", t.hold).On("focusout", t.letGo).
			Body(
				textSpan("", t.Text),
				drawIf(t.Undo != nil, func() app.UI {
					return Button(Act{Label: "Undo", Look: InlineLook, On: t.Undo, Scope: t.Scope})
				}),
			),
	)
}
