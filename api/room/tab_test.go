package room

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"midspan/app/coedit"
	"midspan/app/ytext"
)

const (
	vision  = "doc_vision"
	words   = "words"
	patient = 30 * time.Second
)

// house is a hub behind a real HTTP server. The user is named in the query.
type house struct {
	*Hub
	t    testing.TB
	http *httptest.Server
	mu   sync.Mutex
	out  map[string][]context.CancelCauseFunc // ends the sessions of a user
}

func open(t testing.TB, store Store, change ...func(*Limits)) *house {
	limits := DefaultLimits()
	for _, c := range change {
		c(&limits)
	}
	h := &house{t: t, Hub: NewHub(store, limits, slog.New(slog.DiscardHandler)), out: map[string][]context.CancelCauseFunc{}}
	h.http = httptest.NewServer(http.HandlerFunc(h.sync))
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patient)
		defer cancel()
		if err := h.Close(ctx); err != nil {
			t.Error("the hub does not close:", err)
		}
		h.http.Close()
	})
	return h
}

func (h *house) sync(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	user := r.URL.Query().Get("user")
	ctx, cancel := context.WithCancelCause(as(context.WithoutCancel(r.Context()), user))
	h.mu.Lock()
	h.out[user] = append(h.out[user], cancel)
	h.mu.Unlock()
	_ = h.Serve(ctx, conn, strings.TrimPrefix(r.URL.Path, "/sync/"))
	cancel(nil)
}

// signOut ends the sessions of a user for a reason.
func (h *house) signOut(user string, why error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, cancel := range h.out[user] {
		cancel(why)
	}
}

func (h *house) url(document, user string) string {
	return "ws" + strings.TrimPrefix(h.http.URL, "http") + "/sync/" + document + "?user=" + user
}

// dial opens a bare socket.
func (h *house) dial(document, user string) *websocket.Conn {
	return h.dialFrom(&device{}, document, user)
}

func (h *house) dialFrom(d *device, document, user string) *websocket.Conn {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	conn, _, err := websocket.Dial(ctx, h.url(document, user), &websocket.DialOptions{
		HTTPClient: &http.Client{Transport: &http.Transport{DialContext: d.dial}},
	})
	if err != nil {
		h.t.Fatal(err)
	}
	conn.SetReadLimit(16 << 20)
	h.t.Cleanup(func() { _ = conn.CloseNow() })
	return conn
}

// device is what people hold. While it is asleep, or out of reach, nothing that is sent to it is
// read: not even a ping.
type device struct {
	asleep sync.Mutex // locked then
}

func (d *device) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
	return line{conn, d}, err
}

// line is a connection to a device.
type line struct {
	net.Conn
	to *device
}

func (l line) Read(b []byte) (int, error) {
	n, err := l.Conn.Read(b)
	l.to.asleep.Lock()
	defer l.to.asleep.Unlock()
	return n, err
}

// tab is a browser tab: a Session, its database, and the text a person sees.
type tab struct {
	t              testing.TB
	house          *house
	document, user string
	device         device

	mu      sync.Mutex
	changed *sync.Cond
	session *coedit.Session
	stored  []coedit.Pending // the browser's database
	shown   map[string]string
	conn    *websocket.Conn
	outbox  chan []byte
	code    websocket.StatusCode // of the last close
	deaf    bool                 // what the server says is lost
	refused *coedit.Refusal
	forks   int
}

func (h *house) tab(document, user string, o ...coedit.Options) *tab {
	c := &tab{t: h.t, house: h, document: document, user: user, shown: map[string]string{}}
	c.changed = sync.NewCond(&c.mu)
	if len(o) == 0 {
		o = append(o, coedit.Options{})
	}
	c.session = coedit.NewSession(o[0])
	return c
}

// join makes a tab that is connected and has the text.
func (h *house) join(document, user string) *tab {
	c := h.tab(document, user)
	c.connect()
	c.wait("the text is there", func() bool { return c.session.State() == coedit.Saved })
	return c
}

func (c *tab) connect() {
	conn := c.house.dialFrom(&c.device, c.document, c.user)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conn, c.outbox, c.deaf = conn, make(chan []byte, 10000), false
	go write(conn, c.outbox)
	c.send(c.session.Open())
	go c.read(conn)
}

func write(conn *websocket.Conn, outbox chan []byte) {
	for frame := range outbox {
		if conn.Write(context.Background(), websocket.MessageBinary, frame) != nil {
			return
		}
	}
}

// send, under the lock, keeps the order of frames without waiting for the network.
func (c *tab) send(frames [][]byte) {
	for _, f := range frames {
		if c.conn != nil {
			c.outbox <- f
		}
	}
}

func (c *tab) read(conn *websocket.Conn) {
	for {
		_, frame, err := conn.Read(context.Background())
		if !c.take(conn, frame, err) {
			return
		}
	}
}

func (c *tab) take(conn *websocket.Conn, frame []byte, err error) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer c.changed.Broadcast()
	if c.conn != conn {
		return false
	}
	if err != nil {
		c.code = websocket.CloseStatus(err)
		c.lose()
		return false
	}
	if c.deaf {
		return true
	}
	out, err := c.session.Receive(frame)
	if err != nil {
		c.t.Errorf("%s cannot take a frame: %v", c.user, err)
		c.lose()
		return false
	}
	c.act(out)
	return true
}

// act does what the page does with an outcome.
func (c *tab) act(out coedit.Outcome) {
	c.show(out.Changes)
	if out.Refused != nil {
		c.refused = out.Refused
	}
	if out.Forked {
		c.forks++
	}
	for _, key := range out.Drop {
		c.stored = deleteKey(c.stored, key)
	}
	c.stored = append(c.stored, out.Keep...)
	c.send(out.Send)
	for _, p := range out.Keep {
		c.send(c.session.Kept(p.Key))
	}
}

func deleteKey(from []coedit.Pending, key coedit.Key) (rest []coedit.Pending) {
	for _, p := range from {
		if p.Key != key {
			rest = append(rest, p)
		}
	}
	return rest
}

func (c *tab) show(changes []ytext.Splice) {
	for _, s := range changes {
		old := c.shown[s.Root]
		c.shown[s.Root] = ytext.Slice16(old, 0, s.At) + s.Insert + ytext.Slice16(old, s.At+s.Delete, ytext.UTF16Len(old))
	}
}

// edit types, with the change kept in the database before it is sent.
func (c *tab) edit(edits ...ytext.Edit) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.put(edits...)
}

// put is edit for those who hold the lock.
func (c *tab) put(edits ...ytext.Edit) error {
	defer c.changed.Broadcast()
	pending, err := c.session.Edit(edits...)
	if err != nil {
		return err
	}
	for _, e := range edits {
		c.show([]ytext.Splice{ytext.Splice(e)})
	}
	c.stored = append(c.stored, pending...)
	for _, p := range pending {
		c.send(c.session.Kept(p.Key))
	}
	return nil
}

// write types at the end of a section.
func (c *tab) write(s string) {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	at := c.session.Doc().Len(words)
	if err := c.put(ytext.Edit{Root: words, At: at, Insert: s}); err != nil {
		c.t.Errorf("%s cannot write: %v", c.user, err)
	}
}

func (c *tab) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.session.Doc().Text(words)
}

// glance is what is to be seen of a tab at one moment.
type glance struct {
	state   coedit.SaveState
	kept    int // changes in the browser's database
	refused *coedit.Refusal
	code    websocket.StatusCode
	forks   int
	unsent  int
}

func (c *tab) now() glance {
	c.mu.Lock()
	defer c.mu.Unlock()
	return glance{state: c.session.State(), kept: len(c.stored), refused: c.refused, code: c.code, forks: c.forks, unsent: c.session.Unsent()}
}

// whole is the document as a browser saves it.
func (c *tab) whole() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	state, _ := c.session.Doc().Diff(nil)
	return state
}

// hangUp loses the connection without a word.
func (c *tab) hangUp() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lose()
}

func (c *tab) lose() {
	if c.conn == nil {
		return
	}
	close(c.outbox)
	_ = c.conn.CloseNow()
	c.conn = nil
	c.session.Closed()
}

// reload closes the tab and opens the document anew from the browser's database.
func (c *tab) reload(state []byte) *tab {
	c.t.Helper()
	c.hangUp()
	c.mu.Lock()
	defer c.mu.Unlock()
	next := c.house.tab(c.document, c.user)
	next.stored = c.stored
	if err := next.session.Restore(state, c.stored); err != nil {
		c.t.Fatal(err)
	}
	next.shown[words] = next.session.Doc().Text(words)
	return next
}

// wait until something holds; it is tried whenever the tab changes.
func (c *tab) wait(what string, holds func() bool) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.changed.Broadcast()
	})
	defer stop()
	c.mu.Lock()
	defer c.mu.Unlock()
	for !holds() {
		if ctx.Err() != nil {
			c.t.Fatalf("%s waits in vain that %s: %s, %d unsent, closed with %d, text %q",
				c.user, what, c.session.State(), c.session.Unsent(), c.code, short(c.session.Doc().Text(words)))
		}
		c.changed.Wait()
	}
}

func short(s string) string {
	if len(s) > 300 {
		return s[:300] + "…"
	}
	return s
}

func (c *tab) waitSaved() {
	c.t.Helper()
	c.wait("all is saved", func() bool { return c.session.State() == coedit.Saved })
}

func (c *tab) waitText(want string) {
	c.t.Helper()
	c.wait("the text is "+short(want), func() bool { return c.session.Doc().Text(words) == want })
}

func (c *tab) waitClosed(code coedit.CloseCode) {
	c.t.Helper()
	c.wait("the socket is closed", func() bool { return c.conn == nil })
	if c.code != websocket.StatusCode(code) {
		c.t.Errorf("%s: closed with %d, want %d", c.user, c.code, code)
	}
}

// seen checks that the page shows what the document holds.
func (c *tab) seen() {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if got, want := c.shown[words], c.session.Doc().Text(words); got != want {
		c.t.Errorf("%s sees %q, the document holds %q", c.user, short(got), short(want))
	}
}
