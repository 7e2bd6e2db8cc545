package link

import (
	"errors"
	"sync"
	"syscall/js"
	"time"
)

// The database of this origin. All in it but who is signed in is under the person it
// belongs to, and goes when they sign out.
const (
	databaseName    = "midspan"
	databaseVersion = 2

	accountStore = "accounts" // user → in or left
	unsentStore  = "unsent"   // [user, document, client, number] → update
	textStore    = "texts"    // [user, document] → entry with the state
	answerStore  = "answers"  // [user, operation, variables] → entry with the answer

	byAge = "age" // index of entries, [user, at, size]
)

var everyStore = []any{accountStore, unsentStore, textStore, answerStore}

var errNoDatabase = errors.New("link: this browser keeps nothing")

var database struct {
	mu      sync.Mutex
	js      js.Value
	known   bool
	opening bool
	waiting []func(js.Value, error)
}

// withDatabase opens the database, unless it is open, and hands it on.
func withDatabase(f func(db js.Value, err error)) {
	database.mu.Lock()
	if database.known {
		db := database.js
		database.mu.Unlock()
		f(db, nil)
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

// opens is how long the database may take to open: a tab with an older version of
// the portal may be in the way.
const opens = 5 * time.Second

func openDatabase() {
	failed := func(js.Value) { opened(js.Undefined(), errNoDatabase) }
	var request js.Value
	if !try(func() { request = js.Global().Get("indexedDB").Call("open", databaseName, databaseVersion) }) {
		failed(js.Undefined())
		return
	}
	slow := time.AfterFunc(opens, func() { failed(js.Undefined()) })
	listen(request, map[string]func(js.Value){
		"onupgradeneeded": func(e js.Value) { upgrade(request, e.Get("oldVersion").Int()) },
		"onsuccess": func(js.Value) {
			slow.Stop()
			db := request.Get("result")
			closeFor(db)
			opened(db, nil)
		},
		"onerror": failed,
	}, "onsuccess", "onerror")
}

// try says whether the browser did it without throwing.
func try(f func()) (ok bool) {
	defer func() { ok = recover() == nil }()
	f()
	return true
}

func upgrade(request js.Value, from int) {
	db, tx := request.Get("result"), request.Get("transaction")
	if from < 1 {
		db.Call("createObjectStore", unsentStore)
		db.Call("createObjectStore", textStore)
	}
	db.Call("createObjectStore", accountStore)
	age := []any{"user", "at", "size"}
	db.Call("createObjectStore", answerStore).Call("createIndex", byAge, age)
	texts := tx.Call("objectStore", textStore)
	texts.Call("createIndex", byAge, age)
	walk(texts.Call("openCursor"), func(c js.Value) { // version 1 kept bare states
		user, state := c.Get("key").Index(0).String(), c.Get("value")
		c.Call("update", entry(user, state, state.Get("length").Int()))
	})
}

// entry is a value of texts and answers.
func entry(user string, body js.Value, size int) map[string]any {
	return map[string]any{"user": user, "at": float64(time.Now().UnixMilli()), "size": size, "body": body}
}

// closeFor lets go of the database when another tab upgrades it or the browser takes
// it away; it is opened again when it is needed.
func closeFor(db js.Value) {
	closed := js.FuncOf(func(js.Value, []js.Value) any {
		db.Call("close")
		lose(db)
		return nil
	})
	db.Set("onversionchange", closed)
	db.Set("onclose", closed)
}

func lose(db js.Value) {
	database.mu.Lock()
	defer database.mu.Unlock()
	if database.known && database.js.Equal(db) {
		database.known = false
	}
}

func opened(db js.Value, err error) {
	database.mu.Lock()
	database.js, database.known, database.opening = db, err == nil, false
	waiting := database.waiting
	database.waiting = nil
	database.mu.Unlock()
	for _, f := range waiting {
		f(db, err)
	}
}

// stores are those of one transaction.
type stores struct{ tx js.Value }

func (s stores) of(name string) js.Value { return s.tx.Call("objectStore", name) }

// abort undoes the transaction.
func (s stores) abort() { try(func() { s.tx.Call("abort") }) }

// transact does work in one transaction on some stores and tells when it is durable.
func transact(mode string, names []any, work func(stores), done func(error)) {
	withDatabase(func(db js.Value, err error) {
		if err != nil {
			done(err)
			return
		}
		if begin(db, mode, names, work, done) {
			return
		}
		lose(db) // it was closed on us: once more
		withDatabase(func(db js.Value, err error) {
			if err != nil || !begin(db, mode, names, work, done) {
				done(errNoDatabase)
			}
		})
	})
}

// flush is the mode of a transaction that has the browser write through to the disk,
// with all that came before it. Others outlive the browser, but not a loss of power.
const flush = "flush"

func begin(db js.Value, mode string, names []any, work func(stores), done func(error)) bool {
	durability := "relaxed"
	if mode == flush {
		mode, durability = "readwrite", "strict"
	}
	return try(func() {
		tx := db.Call("transaction", names, mode, map[string]any{"durability": durability})
		listen(tx, map[string]func(js.Value){
			"oncomplete": func(js.Value) { done(nil) },
			"onabort":    func(js.Value) { done(errNoDatabase) },
		}, "oncomplete", "onabort")
		work(stores{tx})
	})
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

// then goes on in the same transaction with what a request gave.
func then(request js.Value, f func(result js.Value)) {
	var fn js.Func
	fn = js.FuncOf(func(js.Value, []js.Value) any {
		defer fn.Release()
		try(func() { f(request.Get("result")) })
		return nil
	})
	request.Set("onsuccess", fn)
}

// walk goes through what a cursor finds.
func walk(request js.Value, each func(cursor js.Value)) {
	var fn js.Func
	fn = js.FuncOf(func(js.Value, []js.Value) any {
		cursor := request.Get("result")
		if !cursor.Truthy() {
			fn.Release()
			return nil
		}
		try(func() {
			each(cursor)
			cursor.Call("continue")
		})
		return nil
	})
	request.Set("onsuccess", fn)
}

// under is the range of keys that begin so.
func under(key ...any) js.Value {
	end := append(append([]any{}, key...), []any{})
	return js.Global().Get("IDBKeyRange").Call("bound", key, end)
}
