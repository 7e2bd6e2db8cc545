package main

import (
	"testing"
	"time"

	"github.com/coder/websocket"

	"midspan/api/storetest"
	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/ent/participant"
	"midspan/ent/viewer"
)

// TestAnAdvisersSocketsEndWithTheLastDay lets the day pass in the database, where nobody tells of it.
func TestAnAdvisersSocketsEndWithTheLastDay(t *testing.T) {
	t.Parallel()
	url, dir := home(t)
	s := serveDemo(t, url, dir)
	samir := s.signedIn("adviser@third.example")
	open, all := samir.open(theVision), samir.journal(theBridge)
	told := samir.listenSSE(theBridge, all[len(all)-2].Cursor)
	told.next(1)
	yesterday := pact.Today(time.Now().AddDate(0, 0, -1))
	storetest.Open(t, url).Client.Participant.Update().Where(participant.RoleEQ(pact.Adviser)).SetUntil(yesterday).
		ExecX(viewer.System(t.Context(), "test"))
	if code := open.ended(); code != websocket.StatusCode(coedit.CloseNotFound) {
		t.Errorf("the document ended with %d", code)
	}
	if code, _ := told.ended(); code != pact.Forbidden {
		t.Errorf("what was told ended with %q", code)
	}
}
