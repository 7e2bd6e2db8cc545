// Package link connects the portal to the live server: shared documents over
// /sync, with what is unsent kept on this device, and the journal's events over
// /graphql. It comes back by itself when the network does.
//
// What is written is durable first: it is in the browser's database before it is
// sent, and stays there until the server has said that it is stored.
package link

import (
	"math/rand/v2"
	"sync"
	"time"
)

// loop runs what it is given, one after the other, on a goroutine of its own.
type loop struct {
	mu    sync.Mutex
	todo  []func()
	wake  chan struct{}
	ended bool
}

func newLoop() *loop {
	l := &loop{wake: make(chan struct{}, 1)}
	go l.run()
	return l
}

// do has f run soon; never, once the loop has ended.
func (l *loop) do(f func()) {
	l.mu.Lock()
	if !l.ended {
		l.todo = append(l.todo, f)
	}
	l.mu.Unlock()
	l.nudge()
}

// end stops the loop after what runs now.
func (l *loop) end() {
	l.mu.Lock()
	l.ended, l.todo = true, nil
	l.mu.Unlock()
	l.nudge()
}

func (l *loop) nudge() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

func (l *loop) run() {
	for range l.wake {
		for {
			f, ended := l.next()
			if ended {
				return
			}
			if f == nil {
				break
			}
			f()
		}
	}
}

func (l *loop) next() (f func(), ended bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.todo) > 0 {
		f, l.todo = l.todo[0], l.todo[1:]
	}
	return f, l.ended
}

// after has f run on the loop some time from now, unless it is stopped.
func (l *loop) after(d time.Duration, f func()) *time.Timer {
	return time.AfterFunc(d, func() { l.do(f) })
}

// wire is one WebSocket.
type wire interface {
	Send(frame []byte)
	SendText(message string)
	// Close ends it; nothing is told of it any more.
	Close()
}

// heard is told what happens on a wire, from any goroutine. closed comes last,
// also when the wire never opened.
type heard struct {
	open    func()
	message func([]byte)
	closed  func(code int, reason string)
}

// dial begins to open a wire to a path of this origin.
type dial func(path, protocol string, on heard) wire

// patience grows with each failure, with some chance in it, so that not all come
// back at once.
type patience struct{ failures int }

const (
	shortest = 300 * time.Millisecond
	longest  = 15 * time.Second
)

func (p *patience) next() time.Duration {
	d := min(shortest<<min(p.failures, 10), longest)
	p.failures++
	return d/2 + rand.N(d)
}

func (p *patience) reset() { p.failures = 0 }
