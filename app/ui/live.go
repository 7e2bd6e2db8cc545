package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// following keeps a screen fresh: it is loaded again when the reader comes back
// to the tab or to the network.
type following struct {
	ends []func()
}

func (f *following) watch(ctx app.Context, p *Portal) {
	again := func(app.Context, app.Event) {
		if app.Window().Get("document").Get("visibilityState").String() == "visible" {
			p.refresh(ctx)
		}
	}
	for _, event := range []string{"visibilitychange", "online"} {
		f.ends = append(f.ends, app.Window().AddEventListener(event, again))
	}
}

func (f *following) follow(app.Context, *Portal) {}

func (f *following) stop() {
	for _, end := range f.ends {
		end()
	}
	f.ends = nil
}
