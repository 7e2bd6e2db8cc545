package auth

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	_ "modernc.org/sqlite"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/enttest"
	_ "midspan/ent/runtime"
	"midspan/ent/session"
	"midspan/ent/viewer"
)

// desk is an Auth behind HTTP, with a database and a clock of its own.
type desk struct {
	t      *testing.T
	auth   *Auth
	client *ent.Client
	url    *url.URL
	served http.Handler

	mu    sync.Mutex
	at    time.Time
	ended []string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(t.TempDir(), "auth.db")+
		"?_pragma=foreign_keys(1)&_pragma=journal_mode(WAL)&_pragma=busy_timeout(5000)&_txlock=immediate&_time_format=sqlite&_timezone=UTC")
	if err != nil {
		t.Fatal(err)
	}
	client := enttest.NewClient(t, enttest.WithOptions(ent.Driver(entsql.OpenDB(dialect.SQLite, db))))
	t.Cleanup(func() { _ = client.Close() })
	d := &desk{t: t, client: client, at: time.Now()}
	keys, err := LoadKeys(t.TempDir(), true)
	if err != nil {
		t.Fatal(err)
	}
	d.auth, err = New(t.Context(), Options{
		Client: client, Keys: keys, PublicURL: "http://127.0.0.1:8080", Now: d.now,
		Ended: func(user, _ string) {
			d.mu.Lock()
			defer d.mu.Unlock()
			d.ended = append(d.ended, user)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	d.url = d.auth.public
	d.served = d.auth.Middleware(d.routes())
	return d
}

func (d *desk) now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.at
}

func (d *desk) pass(t time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.at = d.at.Add(t)
}

// routes stand in for the mutations of the contract.
func (d *desk) routes() http.Handler {
	mux := http.NewServeMux()
	tell := func(w http.ResponseWriter, s Session, err error) {
		r := map[string]string{"user": s.UserID, "token": s.AccessToken}
		if err != nil {
			r["code"] = string(pact.CodeOf(err))
			r["message"] = err.Error()
		}
		if e, ok := err.(*pact.Error); ok {
			r["field"] = e.Field
		}
		_ = json.NewEncoder(w).Encode(r)
	}
	mux.HandleFunc("POST /up", func(w http.ResponseWriter, r *http.Request) {
		s, err := d.auth.SignUp(r.Context(), d.input(r))
		tell(w, s, err)
	})
	mux.HandleFunc("POST /in", func(w http.ResponseWriter, r *http.Request) {
		in := d.input(r)
		s, err := d.auth.SignIn(r.Context(), in.Email, in.Password)
		tell(w, s, err)
	})
	mux.HandleFunc("POST /refresh", func(w http.ResponseWriter, r *http.Request) {
		s, err := d.auth.Refresh(r.Context())
		tell(w, s, err)
	})
	mux.HandleFunc("POST /out", func(w http.ResponseWriter, r *http.Request) { tell(w, Session{}, d.auth.SignOut(r.Context())) })
	mux.HandleFunc("GET /who", func(w http.ResponseWriter, r *http.Request) {
		v, _ := viewer.From(r.Context())
		tell(w, Session{UserID: v.User}, nil)
	})
	return mux
}

// input is base64 within JSON, so that tests can send what is no text.
func (d *desk) input(r *http.Request) (in SignUp) {
	var raw map[string][]byte
	if err := json.NewDecoder(r.Body).Decode(&raw); err != nil {
		d.t.Error(err)
	}
	return SignUp{string(raw["name"]), string(raw["email"]), string(raw["password"]), string(raw["organization"]), string(raw["invitation"])}
}

// mustCount compares what is stored of people, their organisations, live sessions.
func (d *desk) mustCount(t *testing.T, users, organizations, live int) {
	t.Helper()
	ctx := system(t.Context())
	u, o := d.client.User.Query().CountX(ctx), d.client.Organization.Query().CountX(ctx)
	m, s := d.client.Membership.Query().CountX(ctx), d.client.Session.Query().Where(session.EndedAtIsNil()).CountX(ctx)
	if u != users || o != organizations || m != organizations || s != live {
		t.Errorf("stored are %d users, %d organisations, %d memberships, %d live sessions", u, o, m, s)
	}
}

// browser keeps its cookies, and may send what a real one would not.
type browser struct {
	d      *desk
	jar    http.CookieJar
	from   string
	bearer string
	header [2]string
}

// reply is what came back: a session, or why not.
type reply struct {
	status, cookies                   int
	user, token, code, message, field string
}

func (d *desk) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		d.t.Fatal(err)
	}
	return &browser{d: d, jar: jar, from: "192.0.2.1:4000"}
}

func (b *browser) signUp(email, password string) reply {
	return b.post("/up", SignUp{Name: "Wren", Email: email, Password: password, Organization: "Alder Foods"})
}

func (b *browser) signIn(email, password string) reply {
	return b.post("/in", SignUp{Email: email, Password: password})
}

func (b *browser) post(path string, in SignUp) reply {
	body, err := json.Marshal(map[string][]byte{
		"name": []byte(in.Name), "email": []byte(in.Email), "password": []byte(in.Password),
		"organization": []byte(in.Organization), "invitation": []byte(in.Invitation),
	})
	if err != nil {
		b.d.t.Error(err)
	}
	r := httptest.NewRequestWithContext(b.d.t.Context(), http.MethodPost, path, bytes.NewReader(body))
	if b.bearer != "" {
		r.Header.Set("Authorization", "Bearer "+b.bearer)
	}
	return b.send(r)
}

// ask asks who the server takes one for, by token or, without, by cookie.
func (b *browser) ask(token string) reply {
	if token == "" {
		return b.askWith()
	}
	return b.askWith("Bearer " + token)
}

func (b *browser) askWith(authorization ...string) reply {
	r := httptest.NewRequestWithContext(b.d.t.Context(), http.MethodGet, "/who", nil)
	for _, a := range authorization {
		r.Header.Add("Authorization", a)
	}
	return b.send(r)
}

func (b *browser) send(r *http.Request) reply {
	r.RemoteAddr = b.from
	if b.header[0] != "" {
		r.Header.Set(b.header[0], b.header[1])
	}
	for _, c := range b.jar.Cookies(b.d.url) {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	b.d.served.ServeHTTP(w, r)
	set := w.Result().Cookies()
	b.jar.SetCookies(b.d.url, set)
	var said struct {
		User, Token, Code, Message, Field string
		Errors                            []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &said); err != nil {
		b.d.t.Errorf("%s: %v in %q", r.URL, err, w.Body)
	}
	if len(said.Errors) > 0 {
		said.Code, said.Message = said.Errors[0].Extensions.Code, said.Errors[0].Message
	}
	return reply{w.Code, len(set), said.User, said.Token, said.Code, said.Message, said.Field}
}

func took(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}
