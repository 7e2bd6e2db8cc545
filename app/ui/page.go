package ui

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// Screen is what stands at an address of the portal. Its exported fields are
// what it shows, its unexported ones what the reader is doing: when something
// changes, a new screen is loaded and only the exported fields go over to the
// one on the page (go-app compares them), so nothing typed is lost.
type Screen interface {
	app.Composer
	// Title is the title of the document, without the product's name.
	Title() string
	// Load reads what the screen shows, before it is first drawn. It is called
	// on the server for the first paint and in the browser from then on.
	Load(ctx context.Context, c gql.Client) error
}

// Follower is a screen that is loaded again when something happens in a
// relationship.
type Follower interface {
	Screen
	// Follows is the id of the relationship, and the last event the screen knows.
	Follows() (relationship, after string)
	// Concerns says whether an event of this kind changes what is shown.
	Concerns(what string) bool
}

// Viewer is who is signed in.
type Viewer struct {
	ID            string
	Name          string
	Email         string
	Organizations []string
}

// Visit is one call at an address.
type Visit struct {
	Path   string            // "/r/rel_…/commitments"
	Args   map[string]string // parts of the path by the names in the route's pattern
	Query  url.Values
	Viewer *Viewer // nil for somebody who is not signed in
	Client gql.Client
	Now    time.Time
}

// Arg is the part of the path that stands for a name of the route's pattern.
func (v Visit) Arg(name string) string { return v.Args[name] }

// route leads an address to its screen. In a pattern {rel} stands for an id that
// begins with rel_, {token} for anything.
type route struct {
	pattern string
	open    func(Visit) Screen
	anyone  bool // also for those who are not signed in
}

// match gives the named parts of a path.
func (r route) match(path string) (map[string]string, bool) {
	want, have := strings.Split(r.pattern, "/"), strings.Split(path, "/")
	if len(want) != len(have) {
		return nil, false
	}
	args := map[string]string{}
	for i, part := range want {
		name, named := strings.CutPrefix(part, "{")
		if !named {
			if part != have[i] {
				return nil, false
			}
			continue
		}
		name = strings.TrimSuffix(name, "}")
		if name != "token" && !pact.Prefix(name+"_").Is(have[i]) || have[i] == "" {
			return nil, false
		}
		args[name] = have[i]
	}
	return args, true
}

// Opened is what an address led to.
type Opened struct {
	Screen   Screen
	Visit    Visit
	Status   int       // 200, 404, or 503 when the page could not be read
	Redirect string    // elsewhere; the screen is nil then
	Unasked  bool      // with 503: the server was not reached
	AsOf     time.Time // when what is shown came from the server, if that is not now
}

// Open finds the screen of an address and loads it. The viewer is asked for when
// known is nil.
func Open(ctx context.Context, c gql.Client, to *url.URL, known *Viewer, now time.Time) Opened {
	v := Visit{Path: to.Path, Query: to.Query(), Viewer: known, Client: c, Now: now}
	r, ok := find(&v)
	if known == nil {
		who, err := whoAsks(ctx, c)
		if err != nil {
			return failed(v, err)
		}
		v.Viewer = who
	}
	switch {
	case !ok:
		return notHere(v)
	case v.Viewer == nil && !r.anyone:
		return Opened{Visit: v, Redirect: signInFor(to)}
	}
	if away := settled(v); away != "" {
		return Opened{Visit: v, Redirect: away}
	}
	s := r.open(v)
	if err := s.Load(ctx, c); err != nil {
		if pact.CodeOf(err) == pact.Unauthenticated {
			return Opened{Visit: v, Redirect: signInFor(to)}
		}
		return failed(v, err)
	}
	return Opened{Screen: s, Visit: v, Status: 200}
}

func find(v *Visit) (route, bool) {
	for _, r := range routes() {
		if args, ok := r.match(v.Path); ok {
			v.Args = args
			return r, true
		}
	}
	return route{}, false
}

func whoAsks(ctx context.Context, c gql.Client) (*Viewer, error) {
	answer, err := gql.Account(ctx, c)
	if err != nil || answer.Viewer == nil {
		return nil, err
	}
	v := &Viewer{ID: answer.Viewer.User.Id, Name: answer.Viewer.User.Name, Email: answer.Viewer.Email}
	for _, o := range answer.Viewer.Organizations {
		v.Organizations = append(v.Organizations, o.Name)
	}
	return v, nil
}

// settled sends those who are signed in on from the pages for those who are not.
func settled(v Visit) string {
	invitation := v.Query.Get("invitation")
	switch {
	case v.Viewer == nil:
	case v.Path == "/sign-in":
		return Local(v.Query.Get("next"))
	case v.Path == "/sign-up" && invitation != "":
		return "/join/" + url.PathEscape(invitation)
	case v.Path == "/sign-up":
		return "/"
	}
	return ""
}

func signInFor(to *url.URL) string {
	return "/sign-in?next=" + url.QueryEscape(to.RequestURI())
}

// Local is an address inside the portal to go on to, "/" for any other.
func Local(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(next, "/") ||
		strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/"
	}
	return next
}

func failed(v Visit, err error) Opened {
	if pact.CodeOf(err) == pact.NotFound {
		return notHere(v)
	}
	o := Opened{Visit: v, Status: 503, Unasked: errors.Is(err, gql.ErrOffline) || errors.Is(err, context.DeadlineExceeded)}
	words := gql.Words(err)
	if o.Unasked {
		words = "The server cannot be reached, and this device has not kept this page. It comes by itself when you are back."
	}
	o.Screen = &trouble{Visit: v, Words: words}
	return o
}

func notHere(v Visit) Opened {
	return Opened{Screen: &notThere{Visit: v}, Visit: v, Status: 404}
}
