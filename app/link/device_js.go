package link

import (
	"errors"
	"syscall/js"
)

// browser is app/web/device.js: the browser's database, and what its tabs tell each
// other. Whatever it does, it promises.
func browser() js.Value { return js.Global().Get("midspanDevice") }

var errKeepsNothing = errors.New("link: this browser keeps nothing")

// await waits for what a promise of the device gives.
func await(of js.Value, method string, args ...any) (js.Value, error) {
	return begin(of, method, args...)()
}

// begin has something done and gives what waits for it.
func begin(of js.Value, method string, args ...any) (end func() (js.Value, error)) {
	type answer struct {
		value js.Value
		err   error
	}
	done := make(chan answer, 1)
	kept := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- answer{value: args[0]}
		return nil
	})
	broken := js.FuncOf(func(js.Value, []js.Value) any {
		done <- answer{err: errKeepsNothing}
		return nil
	})
	defer func() {
		if recover() != nil { // thrown, not promised
			done <- answer{err: errKeepsNothing}
		}
	}()
	end = func() (js.Value, error) {
		a := <-done
		kept.Release()
		broken.Release()
		return a.value, a.err
	}
	of.Call(method, args...).Call("then", kept, broken)
	return end
}
