package link

import "syscall/js"

// whenBack calls back when the network or the reader is there again, away when the
// network goes, and hidden when the reader looks elsewhere or leaves.
func whenBack(back, away, hidden func()) (stop func()) {
	visible := func() {
		if js.Global().Get("document").Get("visibilityState").String() == "visible" {
			back()
		} else {
			hidden()
		}
	}
	stops := []func(){
		listenTo(js.Global(), "online", back),
		listenTo(js.Global(), "offline", away),
		listenTo(js.Global().Get("document"), "visibilitychange", visible),
		listenTo(js.Global(), "pagehide", hidden),
	}
	return func() {
		for _, stop := range stops {
			stop()
		}
	}
}

func listenTo(target js.Value, event string, f func()) (stop func()) {
	fn := js.FuncOf(func(js.Value, []js.Value) any {
		f()
		return nil
	})
	target.Call("addEventListener", event, fn)
	return func() {
		target.Call("removeEventListener", event, fn)
		fn.Release()
	}
}
