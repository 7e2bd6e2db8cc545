package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Stages are the ten of a relationship, in order. They guide, they never
// forbid.
var Stages = []string{
	"Prepare", "Reach out", "Reflect", "Envision", "Trust",
	"Stress-test", "Focus", "Commit", "Restart", "Sustain",
}

// Rail is the stage rail of a relationship: a cambered deck on wide screens,
// one line that opens on a phone. Now is the stage's place, from 0. Href gives
// the address of a stage's page; a stage without one is plain text.
func Rail(now int, href func(stage int) string) app.UI {
	now = min(max(now, 0), len(Stages)-1)
	return app.Nav().Class("rail").Aria("label", "Stages").Body(
		tagDetails("rail__fold",
			tagSummary("rail__now",
				textSpan("", fmt.Sprintf("Stage %d of %d", now+1, len(Stages))),
				textB("", Stages[now]),
				thenStage(now),
				Icon(IconDown),
			),
			tagOl("rail__list", railItems(now, href)...),
		),
		app.Div().Class("rail__bar").Aria("hidden", is(true)).Body(railBar(now)...),
		tagDiv("rail__deck",
			railDeck(now),
			tagOl("", railItems(now, href)...),
		),
	)
}

func thenStage(now int) app.UI {
	if now+1 == len(Stages) {
		return nil
	}
	return textSpan("", "then "+Stages[now+1])
}

func railItems(now int, href func(int) string) []app.UI {
	items := make([]app.UI, len(Stages))
	for i, name := range Stages {
		items[i] = app.Li().Class(stageClass(i, now)).Body(railItem(i, now, name, href))
	}
	return items
}

func railItem(i, now int, name string, href func(int) string) app.UI {
	var done app.UI
	if i < now {
		done = unseen(", done")
	}
	to := ""
	if href != nil {
		to = href(i)
	}
	if to == "" {
		stage := app.Span().Class("rail__stage")
		if i == now {
			stage = stage.Aria("current", "step")
		}
		return stage.Body(app.Text(name), done)
	}
	stage := app.A().Class("rail__stage").Href(at(to))
	if i == now {
		stage = stage.Aria("current", "step")
	}
	return stage.Body(app.Text(name), done)
}

func railBar(now int) []app.UI {
	parts := make([]app.UI, len(Stages))
	for i := range Stages {
		parts[i] = app.I().Class(stageClass(i, now))
	}
	return parts
}

func stageClass(i, now int) string {
	switch {
	case i < now:
		return "done"
	case i == now:
		return "now"
	}
	return ""
}

// railDeck is the line under the points; the heights are those of the style
// sheet's --lift, on a parabola of 18.
func railDeck(now int) app.UI {
	points := make([]string, len(Stages))
	for i := range Stages {
		x := float64(i) - 4.5
		points[i] = fmt.Sprintf("%d %.1f", 50+100*i, 7+18*(x*x-.25)/20)
	}
	path := func(class string, points []string) string {
		return `<path class="` + class + `" d="M` + strings.Join(points, "L") + `"/>`
	}
	return app.Raw(`<svg viewBox="0 0 1000 28" preserveAspectRatio="none" aria-hidden="true">` +
		path("all", points) + path("done", points[:now+1]) + `</svg>`)
}
