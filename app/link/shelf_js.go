package link

import (
	"syscall/js"

	"midspan/app/coedit"
)

var bothStores = []any{unsentStore, textStore}

// cupboard is the shelf of one person and one document in the browser's database.
type cupboard struct{ user, document string }

func (c cupboard) key(k coedit.Key) []any {
	return []any{c.user, c.document, float64(k.Client), float64(k.Number)}
}

func (c cupboard) Load(done func(kept, error)) {
	var text, keys, updates js.Value
	mine := []any{c.user, c.document}
	transact("readonly", bothStores, func(store func(string) js.Value) {
		text = store(textStore).Call("get", mine)
		keys = store(unsentStore).Call("getAllKeys", under(mine...))
		updates = store(unsentStore).Call("getAll", under(mine...))
	}, func(err error) {
		if err != nil {
			done(kept{}, err)
			return
		}
		done(c.read(text.Get("result"), keys.Get("result"), updates.Get("result")), nil)
	})
}

func (c cupboard) read(text, keys, updates js.Value) (k kept) {
	if text.Truthy() {
		k.state = bytesOf(text)
	}
	for i := range keys.Length() {
		key := keys.Index(i)
		k.pending = append(k.pending, coedit.Pending{
			Key:    coedit.Key{Client: uint32(key.Index(2).Float()), Number: uint64(key.Index(3).Float())},
			Update: bytesOf(updates.Index(i)),
		})
	}
	k.sort()
	return k
}

func (c cupboard) Write(keep []coedit.Pending, drop []coedit.Key, done func(error)) {
	transact("readwrite", []any{unsentStore}, func(store func(string) js.Value) {
		unsent := store(unsentStore)
		for _, p := range keep {
			unsent.Call("put", arrayOf(p.Update), c.key(p.Key))
		}
		for _, k := range drop {
			unsent.Call("delete", c.key(k))
		}
	}, done)
}

func (c cupboard) Save(state []byte, done func(error)) {
	transact("readwrite", []any{textStore}, func(store func(string) js.Value) {
		store(textStore).Call("put", arrayOf(state), []any{c.user, c.document})
	}, done)
}

func (c cupboard) Wipe() {
	transact("readwrite", bothStores, func(store func(string) js.Value) {
		store(unsentStore).Call("delete", under(c.user, c.document))
		store(textStore).Call("delete", []any{c.user, c.document})
	}, func(error) {})
}

// Unsent tells how many changes of a person this device holds that the server has
// not stored.
func Unsent(user string) int {
	var count js.Value
	done := make(chan int, 1)
	transact("readonly", []any{unsentStore}, func(store func(string) js.Value) {
		count = store(unsentStore).Call("count", under(user))
	}, func(err error) {
		if err != nil {
			done <- 0
			return
		}
		done <- count.Get("result").Int()
	})
	return <-done
}

// Forget wipes what this device holds of a person: they signed out.
func Forget(user string) error {
	done := make(chan error, 1)
	transact("readwrite", bothStores, func(store func(string) js.Value) {
		store(unsentStore).Call("delete", under(user))
		store(textStore).Call("delete", under(user))
	}, func(err error) { done <- err })
	return <-done
}
