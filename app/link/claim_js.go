package link

import (
	"strconv"
	"syscall/js"
)

// claims are the clients of a document whose unsent changes are this tab's to send.
// The browser takes them from a tab that dies. Where it knows no locks each tab
// sends what it finds, which the server takes once.
type claims struct {
	name    string
	held    map[uint32]func() // how to release
	waiting map[uint32][]func()
	over    bool
}

func newClaims(name string) *claims {
	return &claims{name: name, held: map[uint32]func(){}, waiting: map[uint32][]func(){}}
}

// claim calls done when it is known whether the client is this tab's.
func (c *claims) claim(client uint32, done func()) {
	if c.has(client) {
		done()
		return
	}
	c.waiting[client] = append(c.waiting[client], done)
	if len(c.waiting[client]) > 1 {
		return
	}
	lock(c.name+"/"+strconv.FormatUint(uint64(client), 10), func(release func()) {
		switch {
		case release == nil:
		case c.over:
			release()
		default:
			c.held[client] = release
		}
		waiting := c.waiting[client]
		delete(c.waiting, client)
		for _, f := range waiting {
			f()
		}
	})
}

func (c *claims) has(client uint32) bool { return c.held[client] != nil }

// all claims several, one after the other.
func (c *claims) all(clients []uint32, done func()) {
	if len(clients) == 0 {
		done()
		return
	}
	c.claim(clients[0], func() { c.all(clients[1:], done) })
}

func (c *claims) release() {
	c.over = true
	for _, release := range c.held {
		release()
	}
	clear(c.held)
}

// lock takes a name for as long as this tab lives, or until it is released. It gives
// nil when another holds it.
func lock(name string, done func(release func())) {
	locks := js.Global().Get("navigator").Get("locks")
	if !locks.Truthy() {
		done(func() {})
		return
	}
	var granted js.Func
	granted = js.FuncOf(func(_ js.Value, args []js.Value) any {
		granted.Release()
		if !args[0].Truthy() {
			done(nil)
			return nil
		}
		var release js.Value
		executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
			release = args[0]
			return nil
		})
		defer executor.Release()
		held := js.Global().Get("Promise").New(executor)
		done(func() { release.Invoke() })
		return held
	})
	if !try(func() { locks.Call("request", name, map[string]any{"ifAvailable": true}, granted) }) {
		granted.Release()
		done(func() {})
	}
}
