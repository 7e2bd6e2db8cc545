package ui

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/link"
)

// answersWithin is how long a page waits for the server before it shows what this
// device has kept of it.
const answersWithin = 4 * time.Second

// read opens an address, with what was kept where the server does not answer in time;
// 0 waits for the server.
func read(ctx context.Context, c gql.Client, to *url.URL, known *Viewer, waits time.Duration) Opened {
	r := &gql.Reading{Patience: waits}
	o := Open(r.With(ctx), c, to, known, time.Now())
	if o.Status == 200 {
		o.AsOf = r.AsOf()
	}
	return o
}

// away is a portal without its server, or without its person: what is on the screen
// stays there, and says so.
type away struct {
	out    bool // the sign-in has ended
	was    bool // what was shown last was not of now
	tries  bool // another try is on its way
	sent   bool // what other tabs left unsent was seen to
	unhear func()

	mu       sync.Mutex
	returned []string // words that were not taken
}

func (a *away) watch(ctx app.Context, p *Portal) {
	a.unhear = link.OnAccount(func(news link.Account) {
		ctx.Dispatch(func(ctx app.Context) { a.hear(ctx, p, news) })
	})
}

func (a *away) stop() {
	if a.unhear != nil {
		a.unhear()
	}
}

// hear is told who came and who went in this browser. Nobody is left with the page of
// somebody else.
func (a *away) hear(ctx app.Context, p *Portal, news link.Account) {
	me := p.now.Visit.Viewer
	switch {
	case me == nil || news.User == "":
	case (news.User == me.ID) == news.Out:
		leaveFor("/")
	case a.out:
		p.refresh(ctx)
	}
}

// known is who the page is for, nil if that has to be asked again.
func (a *away) known(o Opened) *Viewer {
	if a.out || !o.AsOf.IsZero() {
		return nil
	}
	return o.Visit.Viewer
}

// keeps says that what was read again is no reason to show anything else.
func (a *away) keeps(p *Portal, fresh Opened) bool {
	o := p.now
	me, now := o.Visit.Viewer, fresh.Visit.Viewer
	switch {
	case me != nil && now != nil && me.ID != now.ID:
		leaveFor("/")
		return true
	case me != nil && (strings.HasPrefix(fresh.Redirect, "/sign-in") || now == nil && fresh.Status == 200):
		if !a.out {
			tell(signedOut)
		}
		a.out = true
		return true
	case o.Status == 200 && (fresh.Unasked || !fresh.AsOf.IsZero()):
		if o.AsOf.IsZero() {
			p.now.AsOf = o.Visit.Now
		}
		return true
	}
	a.out = a.out && fresh.Status == 503
	return false
}

// again is after how long a page that is not of now is tried again.
const again = 5 * time.Second

// settle sees to what is open when a page is on the screen: one that is not of now
// mends itself, and from one that is, what was left unsent is sent.
func (a *away) settle(ctx app.Context, p *Portal) {
	if app.IsServer {
		return
	}
	if o := p.now; o.AsOf.IsZero() && !o.Unasked {
		if a.was {
			a.was = false
			link.Reached()
		}
		if !a.sent && o.Visit.Viewer != nil {
			a.sent = true
			user := o.Visit.Viewer.ID
			ctx.After(again, func(ctx app.Context) { ctx.Async(func() { link.Deliver(user, a.sayReturned) }) }) // what the page opens goes first
		}
		if a.out { // the news that somebody is back comes once, and what it asked for may have failed
			a.retry(ctx, p)
		}
		return
	}
	if !a.was && !writes(p.now.Screen) {
		tell("No connection. This is what the page said when it was last read.")
	}
	a.was = true
	a.retry(ctx, p)
}

// retry reads the page again some time from now.
func (a *away) retry(ctx app.Context, p *Portal) {
	if a.tries {
		return
	}
	a.tries = true
	ctx.After(again, func(ctx app.Context) {
		a.tries = false
		if app.Window().Get("document").Get("visibilityState").String() == "visible" {
			p.refresh(ctx)
			return
		}
		a.settle(ctx, p)
	})
}

// writes says whether a screen has an editor, which tells of its connection itself.
func writes(s Screen) bool {
	switch s.(type) {
	case *vision, *note, *commitment:
		return true
	}
	return false
}

// sayReturned shows words that were written here before, and that their documents, which are
// closed by now, do not take any more.
func (a *away) sayReturned(unsent map[string][]string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, section := range slices.Sorted(maps.Keys(unsent)) {
		a.returned = append(a.returned, strings.Join(unsent[section], "\n…\n"))
	}
	offerCopy("You wrote this without a connection. "+closedWhy+notTaken, strings.Join(a.returned, "\n\n"))
}

// line says of when the page is, if not of now.
func (a *away) line(o Opened) app.UI {
	line := app.Div().Class("as-of").Role("status").Aria("live", "off")
	if o.AsOf.IsZero() {
		return line
	}
	return line.Body(Icon(IconOffline), textSpan("", "No connection. Last read "+Visit{Now: time.Now()}.ago(o.AsOf)+"."))
}

const signedOut = "You are signed out. Your words are kept."

// signedOutNotice stands over a page whose reader's sign-in has ended.
func signedOutNotice(at string) app.UI {
	return app.Div().Class("toasts").Role("status").Aria("live", "off").Body(tagDiv("toast",
		textSpan("", signedOut),
		Button(Act{Label: "Sign in", Look: InlineLook, Href: "/sign-in?next=" + url.QueryEscape(at)}),
	))
}
