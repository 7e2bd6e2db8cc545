package link

import (
	"syscall/js"

	"midspan/app/coedit"
)

// Open makes a document live in this tab, for a person. It begins with what this
// device holds of it.
func Open(user, document string) *Document {
	session := coedit.NewSession(coedit.Options{})
	d := newDocument("/sync/"+document, session, cupboard{user, document}, hostDial)
	stop := whenBack(func() { d.Do(d.Hurry) }, func() { d.Do(d.lost) })
	d.Do(func() { d.gone = stop })
	return d
}

// whenBack calls back when the network or the reader is there again, and away when
// the network goes.
func whenBack(back, away func()) (stop func()) {
	visible := func() {
		if js.Global().Get("document").Get("visibilityState").String() == "visible" {
			back()
		}
	}
	stops := []func(){
		listenTo(js.Global(), "online", back),
		listenTo(js.Global(), "offline", away),
		listenTo(js.Global().Get("document"), "visibilitychange", visible),
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
