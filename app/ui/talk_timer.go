package ui

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// clock is the quiet timer of a meeting, and of a pre-mortem while it is written: it never blinks and makes no sound.
type clock struct {
	form    form
	stopped bool
}

// ticks is how often it is looked at.
const ticks = 5 * time.Second

func (c *clock) run(ctx app.Context, running func() bool) {
	if c.stopped {
		return
	}
	ctx.After(ticks, func(ctx app.Context) {
		if running() {
			ctx.Emit(func() {}) // draws the page again
		}
		c.run(ctx, running)
	})
}

func (c *clock) stop() { c.stopped = true }

func (c *clock) draw(v Visit, d round) app.UI {
	words, ring := clockWords(d.TimerStartedAt, d.TimerMinutes, time.Now())
	if pact.MayWrite(d.r.role(), pact.Shared) != nil {
		return drawIf(d.TimerMinutes > 0, func() app.UI {
			return tagSpan("meet__time", ring, textSpan("", words))
		})
	}
	var acts []app.UI
	for _, minutes := range []int{5, 10, 15, 20} {
		acts = append(acts, Button(Act{
			Label: strconv.Itoa(minutes) + " minutes", Look: SmallLook, On: c.set(v, d.Id, minutes), Scope: strconv.Itoa(minutes),
		}))
	}
	if d.TimerMinutes > 0 {
		acts = append(acts, Button(Act{Label: "Put it away", Look: SoftLook, On: c.set(v, d.Id, 0), Scope: "0"}))
	}
	return app.Details().ID("clock").Class("meet__time").Body(
		tagSummary("", ring, textSpan("", words)),
		tagDiv("meet__set", append([]app.UI{c.form.notice()}, acts...)...))
}

// clockWords says how much is left, and draws it.
func clockWords(started time.Time, minutes int, now time.Time) (string, app.UI) {
	if minutes == 0 || started.IsZero() {
		return "Quiet timer", Icon(IconClock)
	}
	left := pact.TimerLeft(started, minutes, now)
	share := min(1, float64(left)/float64(time.Duration(minutes)*time.Minute))
	const around = 50.3
	ring := svg("ring", "0 0 20 20", "", fmt.Sprintf(
		`<circle class="t" cx="10" cy="10" r="8"/><circle class="v" cx="10" cy="10" r="8" stroke-dasharray="%.1f %.1f"/>`, share*around, around))
	whole := min(minutes, int((left+time.Minute-1)/time.Minute))
	switch {
	case left == 0:
		return "Time to move on, when you are ready", ring
	case whole == 1:
		return "A minute left", ring
	}
	return strconv.Itoa(whole) + " minutes left", ring
}

// set starts the timer for everybody who has this on their screen; 0 puts it away.
func (c *clock) set(v Visit, round string, minutes int) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.StartTimerInput{Round: round, Minutes: minutes, ClientMutationId: c.form.mutation()}
		c.form.send(ctx, func(ctx context.Context) error {
			_, err := gql.StartTimer(ctx, v.Client, in)
			return err
		}, func(ctx app.Context) {
			if fold := app.Window().GetElementByID("clock"); fold.Truthy() {
				fold.Call("removeAttribute", "open")
			}
			refresh(ctx)
		})
	}
}
