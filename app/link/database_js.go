package link

import (
	"errors"
	"sync"
	"syscall/js"
)

// The database of this origin: what is unsent, and texts as they were last, each
// under the person and the document it belongs to.
const (
	databaseName = "midspan"
	unsentStore  = "unsent" // [user, document, client, number] → update
	textStore    = "texts"  // [user, document] → state
)

var errNoDatabase = errors.New("link: this browser keeps nothing")

var database struct {
	mu      sync.Mutex
	js      js.Value
	err     error
	known   bool
	opening bool
	waiting []func(js.Value, error)
}

// withDatabase opens the database, once, and hands it on.
func withDatabase(f func(db js.Value, err error)) {
	database.mu.Lock()
	if database.known {
		db, err := database.js, database.err
		database.mu.Unlock()
		f(db, err)
		return
	}
	database.waiting = append(database.waiting, f)
	first := !database.opening
	database.opening = true
	database.mu.Unlock()
	if first {
		openDatabase()
	}
}

func openDatabase() {
	factory := js.Global().Get("indexedDB")
	if !factory.Truthy() {
		opened(js.Undefined(), errNoDatabase)
		return
	}
	request := factory.Call("open", databaseName, 1)
	listen(request, map[string]func(js.Value){
		"onupgradeneeded": func(js.Value) {
			db := request.Get("result")
			db.Call("createObjectStore", unsentStore)
			db.Call("createObjectStore", textStore)
		},
		"onsuccess": func(js.Value) { opened(request.Get("result"), nil) },
		"onerror":   func(js.Value) { opened(js.Undefined(), errNoDatabase) },
	}, "onsuccess", "onerror")
}

func opened(db js.Value, err error) {
	database.mu.Lock()
	database.js, database.err, database.known = db, err, true
	waiting := database.waiting
	database.waiting = nil
	database.mu.Unlock()
	for _, f := range waiting {
		f(db, err)
	}
}

// transact does work in one transaction on some stores and tells when it is durable.
func transact(mode string, stores []any, work func(store func(name string) js.Value), done func(error)) {
	withDatabase(func(db js.Value, err error) {
		if err != nil {
			done(err)
			return
		}
		if err := begin(db, mode, stores, work, done); err != nil {
			done(err)
		}
	})
}

// begin gives an error where the browser throws: the database was closed on us.
func begin(db js.Value, mode string, stores []any, work func(func(string) js.Value), done func(error)) (err error) {
	defer func() {
		if recover() != nil {
			err = errNoDatabase
		}
	}()
	tx := db.Call("transaction", stores, mode)
	work(func(name string) js.Value { return tx.Call("objectStore", name) })
	listen(tx, map[string]func(js.Value){
		"oncomplete": func(js.Value) { done(nil) },
		"onabort":    func(js.Value) { done(errNoDatabase) },
	}, "oncomplete", "onabort")
	return nil
}

// listen sets handlers and releases all of them after one of the last has run.
func listen(target js.Value, on map[string]func(js.Value), last ...string) {
	var funcs []js.Func
	release := func() {
		for _, f := range funcs {
			f.Release()
		}
	}
	for event, f := range on {
		fn := js.FuncOf(func(_ js.Value, args []js.Value) any {
			for _, l := range last {
				if l == event {
					defer release()
				}
			}
			f(args[0])
			return nil
		})
		funcs = append(funcs, fn)
		target.Set(event, fn)
	}
}

// under is the range of keys that begin so.
func under(key ...any) js.Value {
	end := append(append([]any{}, key...), []any{})
	return js.Global().Get("IDBKeyRange").Call("bound", key, end)
}
