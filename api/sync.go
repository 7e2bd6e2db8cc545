package main

import (
	"context"
	"net/http"
	"net/url"

	"github.com/coder/websocket"

	"midspan/app/coedit"
	"midspan/app/pact"
)

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
