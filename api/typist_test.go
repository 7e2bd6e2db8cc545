package main

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

// typist is somebody who has a document open, as our own client does.
type typist struct {
	t    testing.TB
	conn *websocket.Conn

	mu      sync.Mutex
	session *coedit.Session
	code    websocket.StatusCode // with which the socket was closed
	closed  bool
	refused pact.Code // of the last write
}

// socket opens a socket as a page of ours does, with the cookies of a browser.
func (v *visitor) socket(path string, header http.Header) (*websocket.Conn, *http.Response, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return websocket.Dial(ctx, "ws"+strings.TrimPrefix(v.url, "http")+path, &websocket.DialOptions{
		HTTPClient: &http.Client{Jar: v.client.Jar}, HTTPHeader: header,
	})
}

// fromPage is the header that a page of an address sends.
func fromPage(origin string) http.Header { return http.Header{"Origin": {origin}} }

// open opens a document and waits until its text is there.
func (v *visitor) open(document string) *typist {
	v.t.Helper()
	conn, _, err := v.socket("/sync/"+document, fromPage(v.url))
	if err != nil {
		v.t.Fatal(err)
	}
	conn.SetReadLimit(16 << 20)
	v.t.Cleanup(func() { _ = conn.CloseNow() })
	p := &typist{t: v.t, conn: conn, session: coedit.NewSession(coedit.Options{})}
	p.send(p.session.Open())
	go p.read()
	eventually(v.t, "the text is there", func() bool { return p.state() == coedit.Saved })
	return p
}

func (p *typist) send(frames [][]byte) {
	for _, f := range frames {
		_ = p.conn.Write(context.Background(), websocket.MessageBinary, f) // the reader finds out
	}
}

func (p *typist) read() {
	for {
		_, frame, err := p.conn.Read(context.Background())
		p.mu.Lock()
		if err != nil {
			p.code, p.closed = websocket.CloseStatus(err), true
			p.session.Closed()
			p.mu.Unlock()
			return
		}
		out, err := p.session.Receive(frame)
		if err != nil {
			p.t.Error(err)
		}
		if out.Refused != nil {
			p.refused = out.Refused.Code
		}
		p.send(out.Send)
		for _, k := range out.Keep {
			p.send(p.session.Kept(k.Key))
		}
		p.mu.Unlock()
	}
}

// write types at the end of a section.
func (p *typist) write(section, text string) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	pending, err := p.session.Edit(ytext.Edit{Root: section, At: p.session.Doc().Len(section), Insert: text})
	if err != nil {
		p.t.Fatal(err)
	}
	for _, k := range pending {
		p.send(p.session.Kept(k.Key))
	}
}

func (p *typist) text(section string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.session.Doc().Text(section)
}

func (p *typist) state() coedit.SaveState {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.session.State()
}

func (p *typist) unsent() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.session.Unsent()
}

// ended waits until the socket is closed and gives the code.
func (p *typist) ended() websocket.StatusCode {
	p.t.Helper()
	eventually(p.t, "the socket is closed", func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.closed
	})
	return p.code
}

// refusal is why the last write was not taken, if it was not.
func (p *typist) refusal() pact.Code {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.refused
}

func (p *typist) isClosed() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.closed
}

// erase takes so many characters off the beginning of a section.
func (p *typist) erase(section string, n int) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	pending, err := p.session.Edit(ytext.Edit{Root: section, Delete: n})
	if err != nil {
		p.t.Fatal(err)
	}
	for _, k := range pending {
		p.send(p.session.Kept(k.Key))
	}
}
