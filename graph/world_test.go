package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/transport"

	"midspan/api/store"
	"midspan/api/storetest"
	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/viewer"
	"midspan/graph"
	"midspan/graph/model"
)

// world is two organisations on a bridge, an adviser of both, and an outsider. The accounts and
// live rooms of the server stand beside the graph and have stories of their own in api.
type world struct {
	t      *testing.T
	client *ent.Client
	root   *graph.Resolver
	server http.Handler
	now    time.Time

	statements atomic.Int64 // sent to the database so far

	mu     sync.Mutex
	people map[string]string // name to user id
	rel    string
	expels []string
}

// both runs a story as it is and mirrored, on SQLite and on PostgreSQL: us and them change banks.
func both(t *testing.T, story func(t *testing.T, w *world, us, them string)) {
	if storetest.UnderRace {
		crosswise(t, story)
		return
	}
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		t.Run("from the left", func(t *testing.T) { story(t, newWorld(t, db), "left", "right") })
		t.Run("from the right", func(t *testing.T) { story(t, newWorld(t, db), "right", "left") })
	})
}

// crosswise runs a long story as it is on SQLite, and mirrored on PostgreSQL; under the race detector,
// which SQLite in Go is slowest under, on PostgreSQL alone.
func crosswise(t *testing.T, story func(t *testing.T, w *world, us, them string)) {
	if storetest.UnderRace {
		t.Run("postgres", func(t *testing.T) { story(t, newWorld(t, storetest.Open(t, storetest.Postgres(t))), "right", "left") })
		return
	}
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		us, them := "left", "right"
		if db.Dialect == dialect.Postgres {
			us, them = them, us
		}
		story(t, newWorld(t, db), us, them)
	})
}

func newWorld(t *testing.T, db *store.DB) *world {
	t.Helper()
	feed := journal.NewFeed()
	w := &world{t: t, now: time.Now().UTC(), people: map[string]string{}}
	client := ent.NewClient(ent.Driver(dialect.DebugWithContext(entsql.OpenDB(db.Dialect, db.SQL), func(context.Context, ...any) { w.statements.Add(1) })))
	w.client = client
	w.root = &graph.Resolver{
		Client: client, Journal: journal.New(client, feed), Feed: feed, Rooms: w, Records: w,
		Secret: []byte("a secret of this test"), PublicURL: "https://midspan.example",
		Now: func() time.Time { return w.now }, Check: func(context.Context) error { return nil },
	}
	s := handler.New(graph.NewSchema(w.root))
	s.AddTransport(transport.POST{})
	s.Use(graph.Bounds{Deadline: 30 * time.Second})
	s.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		return next(graph.WithLoaders(ctx, client))
	})
	s.SetErrorPresenter(graph.PresentError)
	w.server = s
	for _, name := range []string{"left owner", "left member", "left observer", "right owner", "right member", "right observer", "adviser", "outsider"} {
		w.account(name)
	}
	w.bridge()
	return w
}

// Edit, Expel and Close stand for the rooms that live beside the graph.
func (w *world) Edit(context.Context, string, string, int64, []model.SectionEdit, uint32) error {
	return pact.Unseen()
}

func (w *world) Expel(user, relationship string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.expels = append(w.expels, user+" from "+relationship)
}
func (w *world) Close(string) {}

// SignRecord stands for the keys that live beside the graph.
func (w *world) SignRecord(_ context.Context, typ string, claims any) (string, error) {
	said, err := json.Marshal(claims)
	return typ + string(said), err
}

// account makes a person with an organisation of their own.
func (w *world) account(name string) {
	ctx := viewer.System(w.t.Context(), "test")
	house, _, _ := strings.Cut(name, " ")
	u := w.client.User.Create().SetName(name).SetEmail(name[:3] + time.Now().Format("150405.000000000") + "@" + strings.ReplaceAll(name, " ", ".") + ".example").SetPasswordHash("none").SaveX(ctx)
	o := w.client.Organization.Create().SetName(house + " house").SaveX(ctx)
	w.client.Membership.Create().SetUserID(u.ID).SetOrganizationID(o.ID).SetStanding(pact.OrganizationAdmin).ExecX(ctx)
	w.people[name] = u.ID
}

// bridge founds the relationship through the graph and brings everybody in by their letters.
func (w *world) bridge() {
	made := w.must("left owner", `mutation { createRelationship(input: {counterpart: "right", kind: SUPPLIER, why: "canary-left-why"}) { relationship { id } } }`, nil)
	w.rel = dig(made, "createRelationship.relationship.id").(string)
	w.joinBy("left owner", "right owner", `inviteCounterpart(input: {relationship: $rel, recipient: "R", owning: "canary-letter"})`)
	for _, bank := range []string{"left", "right"} {
		w.joinBy(bank+" owner", bank+" member", `inviteColleague(input: {relationship: $rel, recipient: "M", owning: "with us", role: MEMBER})`)
		w.joinBy(bank+" owner", bank+" observer", `inviteColleague(input: {relationship: $rel, recipient: "O", owning: "with us", role: OBSERVER})`)
	}
	w.client.Participant.Create().SetRelationshipID(w.rel).SetUserID(w.people["adviser"]).SetRole(pact.Adviser).ExecX(viewer.System(w.t.Context(), "test"))
}

func (w *world) joinBy(host, guest, invite string) {
	w.t.Helper()
	out := w.must(host, `mutation($rel: ID!) { it: `+invite+` { link } }`, vars{"rel": w.rel})
	w.must(guest, `mutation($token: String!) { acceptInvitation(input: {token: $token}) { relationship { id } } }`, vars{"token": tokenOf(dig(out, "it.link").(string))})
}

func tokenOf(link string) string { return link[strings.LastIndex(link, "/")+1:] }

type vars = map[string]any

// answer is what an operation gave: its data, the code of its first error, and the raw words.
type answer struct {
	data  map[string]any
	code  string
	field string
	state string
	raw   string
}

// ask sends an operation as somebody; "nobody" is not signed in.
func (w *world) ask(who, query string, v vars) answer {
	w.t.Helper()
	body, err := json.Marshal(vars{"query": query, "variables": v})
	if err != nil {
		w.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if who != "nobody" {
		id := w.people[who]
		if id == "" {
			w.t.Fatalf("there is no %q in this world", who)
		}
		r = r.WithContext(viewer.New(r.Context(), viewer.Viewer{User: id}))
	}
	rec := httptest.NewRecorder()
	w.server.ServeHTTP(rec, r)
	var out struct {
		Data   map[string]any
		Errors []struct {
			Message    string
			Extensions struct{ Code, Field, State string }
		}
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &out); err != nil {
		w.t.Fatalf("%s\n%s", err, rec.Body)
	}
	a := answer{data: out.Data, raw: rec.Body.String()}
	if len(out.Errors) > 0 {
		e := out.Errors[0].Extensions
		a.code, a.field, a.state = e.Code, e.Field, e.State
	}
	return a
}

// must asks and expects no error.
func (w *world) must(who, query string, v vars) map[string]any {
	w.t.Helper()
	a := w.ask(who, query, v)
	if a.code != "" || strings.Contains(a.raw, `"errors"`) {
		w.t.Fatalf("%s asked\n%s\n%v\nand got\n%s", who, query, v, a.raw)
	}
	return a.data
}

// refused asks and expects a code, and nothing half done: whatever a witness sees stays as it was.
func (w *world) refused(who, code, query string, v vars) answer {
	w.t.Helper()
	a := w.ask(who, query, v)
	if a.code != code {
		w.t.Fatalf("%s asked\n%s\n%v\nexpected %s and got\n%s", who, query, v, code, a.raw)
	}
	return a
}

// dig follows a path of keys and indexes: "a.b.0.c".
func dig(v any, path string) any {
	for key := range strings.SplitSeq(path, ".") {
		switch at := v.(type) {
		case map[string]any:
			v = at[key]
		case []any:
			i := int(key[0] - '0')
			if i >= len(at) {
				return nil
			}
			v = at[i]
		default:
			return nil
		}
	}
	return v
}
