package main

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/coder/websocket"

	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/ent/viewer"
)

// recheck is how often a socket's proof is looked at again: it ends well within a minute of its
// expiry, and at once when it is ended here.
const recheck = 20 * time.Second

// serveSync opens a socket into a document. A page of ours comes with the cookie of its session,
// everybody else with an access token, ?token= or as a bearer. Refusals are close codes, which
// clients of the protocol see; a status of HTTP they do not.
func (s *server) serveSync(w http.ResponseWriter, r *http.Request) {
	ctx, refused := s.syncViewer(r)
	if refused != nil && pact.CodeOf(refused) == pact.Forbidden {
		plain(w, http.StatusForbidden, "This socket was opened by a page of another site.")
		return
	}
	// Whose page may open it was judged above.
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true, CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		return // Accept has answered
	}
	if refused != nil {
		_ = conn.Close(websocket.StatusCode(coedit.CloseCodeOf(refused)), "Sign in again.")
		return
	}
	ctx, release := s.proofs.hold(ctx)
	defer release()
	if err := s.hub.Serve(ctx, conn, r.PathValue("document")); err != nil {
		s.log.DebugContext(ctx, "socket ended", "error", err)
	}
}

// syncViewer gives a context in which whoever opened the socket is asking.
func (s *server) syncViewer(r *http.Request) (context.Context, error) {
	if token := r.URL.Query().Get("token"); token != "" {
		return s.auth.WithToken(r.Context(), token)
	}
	if hasBearer(r) {
		return r.Context(), nil // the middleware has read it
	}
	origin, err := url.Parse(r.Header.Get("Origin"))
	if err != nil || origin.Host != "" && origin.Host != r.Host && origin.Scheme+"://"+origin.Host != s.publicURL {
		return nil, pact.Refuse(pact.Forbidden, "This socket was opened by a page of another site.")
	}
	if origin.Host == "" {
		return nil, pact.Refuse(pact.Unauthenticated, "Sign in first.")
	}
	return r.Context(), nil
}

// proofs are the sockets that rest on a session, so that they end with it.
type proofs struct {
	check func(ctx context.Context) error // whether the proof in a context still holds
	every time.Duration

	mu   sync.Mutex
	held map[string]map[*proof]struct{} // by session
}

type proof struct{ end context.CancelCauseFunc }

func newProofs(check func(context.Context) error, every time.Duration) *proofs {
	return &proofs{check: check, every: every, held: map[string]map[*proof]struct{}{}}
}

// hold gives a context that ends, with the reason as its cause, when the proof behind it does.
func (p *proofs) hold(ctx context.Context) (context.Context, func()) {
	v, _ := viewer.From(ctx)
	ctx, cancel := context.WithCancelCause(ctx)
	mine := &proof{cancel}
	p.mu.Lock()
	if p.held[v.Session] == nil {
		p.held[v.Session] = map[*proof]struct{}{}
	}
	p.held[v.Session][mine] = struct{}{}
	p.mu.Unlock()
	if v.User != "" {
		go p.watch(ctx, cancel)
	}
	return ctx, func() {
		cancel(nil)
		p.mu.Lock()
		defer p.mu.Unlock()
		if delete(p.held[v.Session], mine); len(p.held[v.Session]) == 0 {
			delete(p.held, v.Session)
		}
	}
}

func (p *proofs) watch(ctx context.Context, cancel context.CancelCauseFunc) {
	tick := time.NewTicker(p.every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := p.check(ctx); errors.As(err, new(*pact.Error)) { // a database that is away proves nothing
			cancel(err)
			return
		}
	}
}

// ended closes what rests on a session that was ended.
func (p *proofs) ended(session string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for one := range p.held[session] {
		one.end(pact.Refuse(pact.Unauthenticated, "You signed out."))
	}
}
