package ui

import (
	"context"
	"net/url"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/link"
)

// Actions that a screen may post.
const (
	refreshAction = "portal/refresh" // load what is shown again
	toastAction   = "portal/toast"   // say the value, a string, in one line
	goAction      = "portal/go"      // go to the value, an address of the portal

	answeredAction = "portal/answered" // call the value, a func(app.Context), for what is not on the page any more
)

// Portal is the root of every page: it holds the screen, leads from one to the
// next, keeps it fresh, and shows toasts. It has no exported fields, so that
// go-app keeps it as it is when it navigates.
type Portal struct {
	app.Compo

	now    Opened
	at     string // address of what is shown, without the fragment
	client gql.Client
	turn   int                // counts the screens shown; go-app would mistake one for the next
	asked  int                // counts how often what is shown was read again
	heard  int                // the newest of those that was answered
	leave  context.CancelFunc // ends the loading of a screen that nobody waits for any more
	going  bool               // to another screen
	toast  string
	newer  bool // a newer version of the portal is there
	away   away
	live   following
	trail  trail
}

// NewPortal shows what was opened. The server draws it, and the browser does so
// again, alike, when it takes over.
func NewPortal(o Opened) *Portal { return &Portal{now: o, client: o.Visit.Client} }

// Routes makes the portal known to go-app. In the browser it first loads the
// page the reader is at: until that is there, what came from the server stays.
func Routes() {
	first := &Portal{}
	if app.IsClient {
		first = arrive(context.Background(), gql.Browser(link.Answers()), app.Window().URL())
		time.Sleep(time.Millisecond) // lets the browser answer its reader before the page is drawn
	}
	app.RouteWithRegexpFunc("^/", func() app.Composer {
		p := first
		first = &Portal{}
		return p
	})
}

// arrive opens the address the browser came to.
func arrive(ctx context.Context, c gql.Client, to *url.URL) *Portal {
	waits := answersWithin
	if gql.Bare() {
		waits = time.Second // the service worker has waited already
	}
	o := read(ctx, c, to, nil, waits)
	if o.Redirect != "" {
		leaveFor(o.Redirect)
		o.Screen = &trouble{Visit: o.Visit, Words: "One moment."}
	}
	p := NewPortal(o)
	p.at = address(to)
	keepTyped()
	return p
}

func (p *Portal) OnMount(ctx app.Context) {
	ctx.Handle(refreshAction, func(ctx app.Context, _ app.Action) { p.refresh(ctx) })
	ctx.Handle(toastAction, func(_ app.Context, a app.Action) { p.toast, _ = a.Value.(string) })
	ctx.Handle(goAction, func(ctx app.Context, a app.Action) {
		if to, ok := a.Value.(string); ok {
			ctx.Navigate(to)
		}
	})
	ctx.Handle(answeredAction, func(ctx app.Context, a app.Action) {
		if f, ok := a.Value.(func(app.Context)); ok {
			f(ctx)
			p.refresh(ctx) // draws the screen that is on the page, which is not always p.now's
		}
	})
	p.trail.watch()
	p.live.watch(ctx, p)
	p.away.watch(ctx, p)
	restoreTyped()
	p.shown(ctx)
}

func (p *Portal) OnDismount() {
	p.live.stop()
	p.away.stop()
}

// OnNav is called by go-app when the address has changed.
func (p *Portal) OnNav(ctx app.Context) {
	to := app.Window().URL()
	if address(to) == p.at {
		return
	}
	if !inPortal(to.Path) {
		leaveFor(to.RequestURI())
		return
	}
	p.trail.left(p.at)
	p.load(ctx, to)
}

func (p *Portal) OnAppUpdate(app.Context) { p.newer = true }

// load reads the screen of an address while the old one stays on the page.
func (p *Portal) load(ctx app.Context, to *url.URL) {
	ready(false)
	going(true)
	p.at, p.going = address(to), true
	if p.leave != nil {
		p.leave()
	}
	reading, leave := context.WithTimeout(context.Background(), patience)
	p.leave = leave
	known := p.away.known(p.now)
	ctx.Async(func() {
		o := read(reading, p.client, to, known, answersWithin)
		ctx.Dispatch(func(ctx app.Context) {
			defer leave()
			if p.at != address(to) {
				return
			}
			p.show(ctx, o)
		})
	})
}

// patience is how long a page, or an act, waits for the server.
const patience = 20 * time.Second

func (p *Portal) show(ctx app.Context, o Opened) {
	if o.Redirect != "" {
		leaveFor(o.Redirect)
		return
	}
	p.now, p.going, p.toast = o, false, ""
	p.turn++
	going(false)
	ctx.Defer(func(ctx app.Context) {
		p.trail.arrived(p.at)
		p.shown(ctx)
	})
}

// shown is called when the screen is on the page and can be used.
func (p *Portal) shown(ctx app.Context) {
	app.Window().Get("document").Set("title", title(p.now.Screen))
	p.live.follow(ctx, p)
	p.away.settle(ctx, p)
	ctx.Dispatch(func(app.Context) { ready(true) }) // after what the screen's parts do when they are mounted
}

// refresh loads the screen again, in place.
func (p *Portal) refresh(ctx app.Context) {
	turn, o := p.turn, p.now
	to, err := url.Parse(p.at)
	if err != nil || p.going {
		return
	}
	p.asked++
	asked := p.asked
	known := p.away.known(o)
	ctx.Async(func() {
		reading, leave := context.WithTimeout(context.Background(), patience)
		defer leave()
		fresh := read(reading, p.client, to, known, 0)
		ctx.Dispatch(func(ctx app.Context) {
			if p.turn == turn && !p.going && asked > p.heard { // else something newer is shown
				p.heard = asked
				p.renew(ctx, fresh)
			}
		})
	})
}

// renew shows what was read again, unless what is shown is as good.
func (p *Portal) renew(ctx app.Context, fresh Opened) {
	o := p.now
	switch {
	case p.away.keeps(p, fresh):
	case fresh.Status == 503 && o.Status == 200:
	case fresh.Redirect != "" || fresh.Status != o.Status:
		p.show(ctx, fresh)
	default:
		p.now = fresh
		app.Window().Get("document").Set("title", title(fresh.Screen))
	}
	p.away.settle(ctx, p)
}

func (p *Portal) Render() app.UI {
	body := []app.UI{p.away.line(p.now), p.now.Screen, p.notices()}
	if p.turn%2 == 1 { // another element, so that nothing of the last screen is taken for this one's
		return app.Elem("mid-span").Class("portal").Body(body...)
	}
	return tagDiv("portal", body...)
}

func (p *Portal) notices() app.UI {
	switch {
	case p.away.out:
		return signedOutNotice(p.at)
	case p.toast != "":
		return &Toast{Text: p.toast, OnGone: p.toastGone}
	case p.newer:
		return newerNotice()
	}
	return nil
}

func (p *Portal) toastGone(app.Context) { p.toast = "" }

// Title is the document's title.
func (o Opened) Title() string { return title(o.Screen) }

func title(s Screen) string {
	if t := s.Title(); t != "" && t != product {
		return t + " · " + product
	}
	return product
}

const product = "Midspan"

func address(u *url.URL) string { return u.RequestURI() }

// say shows a line for a moment.
func say(ctx app.Context, text string) { ctx.NewActionWithValue(toastAction, text) }

// leadTo goes to an address of the portal, also when what was pressed is gone by
// now, as in a sheet that closes: ctx.Navigate would do nothing then.
func leadTo(ctx app.Context, to string) { ctx.NewActionWithValue(goAction, to) }

// refresh loads what is shown again, after something was changed.
func refresh(ctx app.Context) { ctx.NewAction(refreshAction) }
