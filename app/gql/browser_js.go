package gql

import (
	"context"
	"strings"
	"sync"
	"syscall/js"
)

var browser struct {
	sync.Once
	client Client
}

// Browser is the client of this tab. It begins with what the page brought along.
// The first call says where answers are kept.
func Browser(kept Answers) Client {
	browser.Do(func() { browser.client = New(Keep(First(firstData(), fetch), kept)) })
	return browser.client
}

// Bare says that the page brought nothing along: there was no server to draw it.
func Bare() bool {
	data := strings.TrimSpace(string(firstData()))
	return data == "" || data == "[]"
}

func firstData() []byte {
	script := js.Global().Get("document").Call("getElementById", "first")
	if !script.Truthy() {
		return nil
	}
	return []byte(script.Get("textContent").String())
}

// fetch sends a request to /graphql with the session cookie.
func fetch(ctx context.Context, request []byte) ([]byte, error) {
	abort := js.Global().Get("AbortController").New()
	response, err := await(ctx, abort, js.Global().Call("fetch", "/graphql", map[string]any{
		"method": "POST", "credentials": "same-origin", "cache": "no-store", "body": string(request),
		"headers": map[string]any{"Content-Type": "application/json", "Accept": "application/graphql-response+json, application/json"},
		"signal":  abort.Get("signal"),
	}))
	if err != nil {
		return nil, err
	}
	text, err := await(ctx, abort, response.Call("text"))
	if err != nil {
		return nil, err
	}
	return []byte(text.String()), nil
}

// await waits for a promise. That it was broken is told as ErrOffline: fetch
// breaks its promises for nothing else.
func await(ctx context.Context, abort, promise js.Value) (js.Value, error) {
	type result struct {
		value js.Value
		err   error
	}
	done := make(chan result, 1)
	kept := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- result{value: args[0]}
		return nil
	})
	defer kept.Release()
	broken := js.FuncOf(func(js.Value, []js.Value) any {
		done <- result{err: ErrOffline}
		return nil
	})
	defer broken.Release()
	promise.Call("then", kept, broken)
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		abort.Call("abort")
		<-done
		return js.Value{}, ctx.Err()
	}
}
