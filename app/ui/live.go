package ui

import (
	"context"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/link"
)

// following keeps a screen fresh: it is loaded again when something happens in
// the relationship it follows, and when the reader comes back to the tab, to the
// network, or loses it.
type following struct {
	ends         []func()
	relationship string
	stopEvents   context.CancelFunc
	due          bool     // a refresh is on its way
	meanwhile    []string // what happened while another page was read, maybe before it happened
}

func (f *following) watch(ctx app.Context, p *Portal) {
	again := func(app.Context, app.Event) {
		if app.Window().Get("document").Get("visibilityState").String() == "visible" {
			p.refresh(ctx)
		}
	}
	for _, event := range []string{"visibilitychange", "online", "offline", "pageshow"} {
		f.ends = append(f.ends, app.Window().AddEventListener(event, again))
	}
}

// follow listens to the journal of the screen's relationship, if it has one.
func (f *following) follow(ctx app.Context, p *Portal) {
	relationship, after := "", ""
	if s, ok := p.now.Screen.(Follower); ok {
		relationship, after = s.Follows()
	}
	meanwhile := f.meanwhile
	f.meanwhile = nil
	if relationship == f.relationship || app.IsServer {
		for _, what := range meanwhile {
			f.concern(ctx, p, what)
		}
		return
	}
	f.hangUp()
	f.relationship = relationship
	if relationship == "" {
		return
	}
	listening, stop := context.WithCancel(context.Background())
	f.stopEvents = stop
	link.Events(listening, relationship, after, func(e gql.EventLine) {
		ctx.Dispatch(func(ctx app.Context) { f.hear(ctx, p, e) })
	}, func() {
		ctx.Dispatch(func(ctx app.Context) { p.refresh(ctx) }) // says what is wrong
	})
}

// lull is how long a page waits for more to happen before it is loaded again.
const lull = 150 * time.Millisecond

func (f *following) hear(ctx app.Context, p *Portal, e gql.EventLine) {
	tellEvent(e, p.now.Visit.Viewer)
	if p.going {
		f.meanwhile = append(f.meanwhile, e.What)
	}
	f.concern(ctx, p, e.What)
}

// concern has a screen read again that something concerns.
func (f *following) concern(ctx app.Context, p *Portal, what string) {
	s, ok := p.now.Screen.(Follower)
	if !ok || f.due || !s.Concerns(what) && !concernsPurpose(what) {
		return
	}
	f.due = true
	ctx.After(lull, func(ctx app.Context) {
		f.due = false
		p.refresh(ctx)
	})
}

func (f *following) hangUp() {
	if f.stopEvents != nil {
		f.stopEvents()
	}
	f.stopEvents, f.relationship = nil, ""
}

func (f *following) stop() {
	f.hangUp()
	for _, end := range f.ends {
		end()
	}
	f.ends = nil
}
