package link

import (
	"strings"
	"syscall/js"
)

// socket is a WebSocket of the browser.
type socket struct {
	js    js.Value
	funcs []js.Func
}

// hostDial opens a WebSocket to a path of this origin.
func hostDial(path, protocol string, on heard) wire {
	at := js.Global().Get("location")
	url := strings.Replace(at.Get("protocol").String(), "http", "ws", 1) + "//" + at.Get("host").String() + path
	var ws js.Value
	if protocol == "" {
		ws = js.Global().Get("WebSocket").New(url)
	} else {
		ws = js.Global().Get("WebSocket").New(url, protocol)
	}
	ws.Set("binaryType", "arraybuffer")
	s := &socket{js: ws}
	s.on("onopen", func(js.Value) { on.open() })
	s.on("onmessage", func(e js.Value) { on.message(bytesOf(e.Get("data"))) })
	s.on("onclose", func(e js.Value) {
		s.release()
		on.closed(e.Get("code").Int(), e.Get("reason").String())
	})
	return s
}

func (s *socket) on(event string, f func(js.Value)) {
	fn := js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	})
	s.funcs = append(s.funcs, fn)
	s.js.Set(event, fn)
}

// bytesOf copies what a message holds: text or an ArrayBuffer.
func bytesOf(data js.Value) []byte {
	if data.Type() == js.TypeString {
		return []byte(data.String())
	}
	view := js.Global().Get("Uint8Array").New(data)
	b := make([]byte, view.Length())
	js.CopyBytesToGo(b, view)
	return b
}

func arrayOf(b []byte) js.Value {
	view := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(view, b)
	return view
}

const socketOpen = 1

func (s *socket) Send(frame []byte) {
	if s.js.Get("readyState").Int() == socketOpen {
		s.js.Call("send", arrayOf(frame))
	}
}

func (s *socket) SendText(message string) {
	if s.js.Get("readyState").Int() == socketOpen {
		s.js.Call("send", message)
	}
}

func (s *socket) Close() {
	s.release()
	s.js.Call("close")
}

func (s *socket) release() {
	for _, event := range []string{"onopen", "onmessage", "onclose"} {
		s.js.Set(event, js.Null())
	}
	for _, fn := range s.funcs {
		fn.Release()
	}
	s.funcs = nil
}
