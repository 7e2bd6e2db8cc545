package main

import (
	"net"
	"sync"
	"testing"
	"time"
)

// road is how one typist reaches the server: a proxy of TCP that the test can break. Its address
// stays while servers come and go at its other end.
type road struct {
	url   string
	mu    sync.Mutex
	to    string // where the server listens; "" while there is none
	calls map[*call]bool
	used  int // bytes it has carried
}

// call is one connection over a road.
type call struct {
	road           *road
	client, server net.Conn
	up, down       lane
	once           sync.Once
}

// lane is one direction of a call. The road's lock guards it.
type lane struct {
	held      chan struct{} // open: what comes waits until it is closed
	swallowed bool          // what comes goes nowhere
	bounded   bool          // only so many bytes more, then the call is cut
	most      int
}

func newRoad(t testing.TB) *road {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &road{url: "http://" + l.Addr().String(), calls: map[*call]bool{}}
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			go r.take(client)
		}
	}()
	t.Cleanup(func() { _ = l.Close(); r.lead(""); r.cut() })
	return r
}

// lead has new calls go to a server, or nowhere.
func (r *road) lead(to string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.to = to
}

func (r *road) take(client net.Conn) {
	r.mu.Lock()
	to := r.to
	r.mu.Unlock()
	server, err := net.Dial("tcp", to)
	if to == "" || err != nil {
		reset(client)
		return
	}
	c := &call{road: r, client: client, server: server}
	r.mu.Lock()
	r.calls[c] = true
	r.mu.Unlock()
	go c.carry(client, server, &c.up)
	c.carry(server, client, &c.down)
}

// carry takes bytes from one end to the other until the call ends.
func (c *call) carry(from, to net.Conn, l *lane) {
	buffer := make([]byte, 4<<10)
	for {
		n, err := from.Read(buffer)
		if n > 0 && !c.pass(buffer[:n], to, l) {
			c.cut()
			return
		}
		if err != nil {
			c.fade()
			return
		}
	}
}

// pass says whether the call goes on.
func (c *call) pass(bytes []byte, to net.Conn, l *lane) bool {
	c.road.mu.Lock()
	held := l.held
	c.road.mu.Unlock()
	if held != nil {
		<-held
	}
	c.road.mu.Lock()
	swallowed, cut := l.swallowed, l.bounded && len(bytes) >= l.most
	if cut {
		bytes = bytes[:l.most]
	}
	l.most -= len(bytes)
	c.road.used += len(bytes)
	c.road.mu.Unlock()
	if swallowed {
		return !cut
	}
	_, err := to.Write(bytes)
	return err == nil && !cut
}

// lingering is how long the other end does not hear of it when one end of a silent call is gone.
const lingering = time.Second

// fade ends the call at the end that is still there: at once, or after a while if the call was
// silent, as the network between would have it.
func (c *call) fade() {
	c.road.mu.Lock()
	silent := c.up.swallowed && c.down.swallowed
	c.road.mu.Unlock()
	if silent {
		time.AfterFunc(lingering, c.cut)
		return
	}
	c.end(func(conn net.Conn) { _ = conn.Close() }) // what was said last still arrives
}

func (c *call) cut() { c.end(reset) }

func (c *call) end(how func(net.Conn)) {
	c.once.Do(func() {
		how(c.client)
		how(c.server)
		c.road.mu.Lock()
		delete(c.road.calls, c)
		c.road.mu.Unlock()
	})
}

// reset ends a connection without goodbye; what was under way is lost.
func reset(conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

func (r *road) each(f func(*call)) {
	r.mu.Lock()
	calls := make([]*call, 0, len(r.calls))
	for c := range r.calls {
		calls = append(calls, c)
	}
	r.mu.Unlock()
	for _, c := range calls {
		f(c)
	}
}

func (r *road) change(f func(*call)) {
	r.each(func(c *call) {
		r.mu.Lock()
		defer r.mu.Unlock()
		f(c)
	})
}

// cut ends all calls.
func (r *road) cut() { r.each((*call).cut) }

// cutUpAfter cuts calls when so many bytes more went to the server: in the middle of a frame.
func (r *road) cutUpAfter(bytes int) {
	r.change(func(c *call) { c.up.bounded, c.up.most = true, bytes })
}

// cutDownAfter cuts calls when so many bytes more came from the server.
func (r *road) cutDownAfter(bytes int) {
	r.change(func(c *call) { c.down.bounded, c.down.most = true, bytes })
}

// deafen lets nothing come from the server any more, while all goes to it: the acknowledgements
// are lost.
func (r *road) deafen() { r.change(func(c *call) { c.down.swallowed = true }) }

// silence swallows everything, and neither end is told.
func (r *road) silence() {
	r.change(func(c *call) { c.up.swallowed, c.down.swallowed = true, true })
}

// hold has everything wait until it is let go.
func (r *road) hold() (release func()) {
	gate := make(chan struct{})
	r.change(func(c *call) { c.up.held, c.down.held = gate, gate })
	return func() {
		r.change(func(c *call) { c.up.held, c.down.held = nil, nil })
		close(gate)
	}
}
