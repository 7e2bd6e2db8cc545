package main

import (
	"context"
	"time"
)

// lastWords is how long what runs on a socket may take to say its last word.
const lastWords = time.Second

// ending ends a socket or an event stream with a reason: first what is followed on it, which says
// so, then itself. What is answered just then, a sign-out perhaps, is answered.
type ending struct {
	close   context.CancelCauseFunc // ends all of it, as it is
	follows context.Context         // what is followed rests on it
	part    context.CancelCauseFunc
	socket  *socket // nil for an event stream
}

type endingKey struct{}

// withEnding gives what lasts an ending. close ends ctx.
func withEnding(ctx context.Context, close context.CancelCauseFunc) context.Context {
	e := &ending{close: close}
	e.follows, e.part = context.WithCancelCause(ctx)
	return context.WithValue(ctx, endingKey{}, e)
}

// endingOf is never nil; where nothing lasts, nothing is to be ended.
func endingOf(ctx context.Context) *ending {
	if e, ok := ctx.Value(endingKey{}).(*ending); ok {
		return e
	}
	return &ending{close: func(error) {}, follows: ctx, part: func(error) {}}
}

// end does not wait.
func (e *ending) end(why error) {
	e.part(why)
	if e.socket == nil {
		e.close(why)
		return
	}
	go func() {
		late := time.NewTimer(lastWords)
		defer late.Stop()
		select {
		case <-e.socket.quiet():
		case <-late.C:
		}
		e.close(why)
	}()
}

// following gives a context for something that is followed.
func (e *ending) following(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(e.follows, func() { cancel(context.Cause(e.follows)) })
	context.AfterFunc(ctx, func() { stop() })
	return ctx
}
