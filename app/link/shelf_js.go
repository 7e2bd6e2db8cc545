package link

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"syscall/js"
	"time"

	"midspan/app/coedit"
	"midspan/app/gql"
	"midspan/app/ytext"
)

// cupboard is the shelf of one person and one document in the browser's database.
type cupboard struct {
	user, document string
	claims         *claims
	loaded         bool
	saved          []byte // the state as this tab knows it to be kept
	protected      bool   // the browser was asked to keep what it has
}

func hostShelf(user, document string) shelf {
	return &cupboard{user: user, document: document, claims: newClaims("midspan/" + user + "/" + document)}
}

// knows is how long the server may take to say who is here.
const knows = 10 * time.Second

func (c *cupboard) Admit(done func(admission)) {
	var state js.Value
	transact("readonly", []any{accountStore}, func(s stores) {
		state = s.of(accountStore).Call("get", c.user)
	}, func(err error) {
		if err != nil || state.Get("result").Equal(js.ValueOf(isIn)) {
			done(admitted)
			return
		}
		go func() { done(c.ask()) }()
	})
}

// ask has the server say who is here.
func (c *cupboard) ask() admission {
	ctx, end := context.WithTimeout(context.Background(), knows)
	defer end()
	switch answer, err := gql.Account(ctx, gql.Browser(Answers())); {
	case err != nil:
		return nobodyToAsk
	case answer.Viewer == nil || answer.Viewer.User.Id != c.user:
		return turnedAway
	}
	return admitted
}

func (c *cupboard) key(k coedit.Key) []any {
	return []any{c.user, c.document, float64(k.Client), float64(k.Number)}
}

func (c *cupboard) mine() []any { return []any{c.user, c.document} }

func (c *cupboard) Load(own uint32, done func(kept, error)) {
	c.claims.claim(own, func() {
		var keys js.Value
		transact("readonly", []any{unsentStore}, func(s stores) {
			keys = s.of(unsentStore).Call("getAllKeys", under(c.mine()...))
		}, func(err error) {
			if err != nil {
				done(kept{}, err)
				return
			}
			found := c.strangers(keys.Get("result"))
			if c.loaded && len(found) == 0 {
				done(kept{}, nil)
				return
			}
			c.claims.all(found, func() { c.load(found, done) })
		})
	})
}

// strangers are the clients of keys that this tab does not hold.
func (c *cupboard) strangers(keys js.Value) (found []uint32) {
	for i := range keys.Length() {
		if client := keyOf(keys.Index(i)).Client; !c.claims.has(client) && !slices.Contains(found, client) {
			found = append(found, client)
		}
	}
	return found
}

func keyOf(key js.Value) coedit.Key {
	return coedit.Key{Client: uint32(key.Index(2).Float()), Number: uint64(key.Index(3).Float())}
}

// load reads the state, and what is unsent of those clients that could be claimed.
func (c *cupboard) load(clients []uint32, done func(kept, error)) {
	var text, keys, updates js.Value
	transact("readonly", []any{unsentStore, textStore}, func(s stores) {
		text = s.of(textStore).Call("get", c.mine())
		keys = s.of(unsentStore).Call("getAllKeys", under(c.mine()...))
		updates = s.of(unsentStore).Call("getAll", under(c.mine()...))
	}, func(err error) {
		if err != nil {
			done(kept{}, err)
			return
		}
		k := kept{state: stateOf(text.Get("result"))}
		if !c.loaded {
			c.loaded, c.saved = true, k.state
		}
		for i := range keys.Get("result").Length() {
			key := keyOf(keys.Get("result").Index(i))
			if slices.Contains(clients, key.Client) && c.claims.has(key.Client) {
				k.pending = append(k.pending, coedit.Pending{Key: key, Update: bytesOf(updates.Get("result").Index(i))})
			}
		}
		k.sort()
		done(k, nil)
	})
}

func stateOf(e js.Value) []byte {
	if !e.Truthy() {
		return nil
	}
	return bytesOf(e.Get("body"))
}

var errSignedOut = errors.New("link: this person has signed out here")

func (c *cupboard) Write(keep []coedit.Pending, drop []coedit.Key, done func(error)) {
	c.protect(len(keep) > 0)
	var clients []uint32
	for _, p := range keep {
		clients = append(clients, p.Client)
	}
	c.claims.all(slices.Compact(clients), func() {
		c.write(keep, drop, func(err error) {
			if err == nil || errors.Is(err, errSignedOut) || len(keep) == 0 {
				done(err)
				return
			}
			c.makeRoom(func(error) { c.write(keep, drop, done) })
		})
	})
}

func (c *cupboard) write(keep []coedit.Pending, drop []coedit.Key, done func(error)) {
	var account js.Value
	transact("readwrite", []any{accountStore, unsentStore}, func(s stores) {
		account = s.of(accountStore).Call("get", c.user)
		then(account, func(state js.Value) {
			if state.IsUndefined() {
				s.abort()
				return
			}
			for _, p := range keep {
				s.of(unsentStore).Call("put", arrayOf(p.Update), c.key(p.Key))
			}
			for _, k := range drop {
				s.of(unsentStore).Call("delete", c.key(k))
			}
		})
	}, func(err error) {
		if err != nil && account.Truthy() && account.Get("readyState").String() == "done" && account.Get("result").IsUndefined() {
			err = errSignedOut
		}
		done(err)
	})
}

// makeRoom gives up what can be read again for what cannot.
func (c *cupboard) makeRoom(done func(error)) {
	transact("readwrite", []any{answerStore}, func(s stores) {
		s.of(answerStore).Call("clear")
	}, done)
}

// protect asks the browser, once, not to clear away what it alone has.
func (c *cupboard) protect(some bool) {
	navigator := js.Global().Get("navigator")
	if c.protected || !some || navigator.Get("onLine").Truthy() || !navigator.Get("storage").Truthy() {
		return
	}
	c.protected = true
	try(func() { navigator.Get("storage").Call("persist") })
}

func (c *cupboard) Save(state []byte, whole bool) {
	transact(flush, []any{accountStore, textStore}, func(s stores) {
		then(s.of(accountStore).Call("get", c.user), func(account js.Value) {
			if !account.Equal(js.ValueOf(isIn)) {
				return // they may not be shown it any more
			}
			then(s.of(textStore).Call("get", c.mine()), func(e js.Value) {
				state = c.lay(stateOf(e), state, whole)
				s.of(textStore).Call("put", entry(c.user, arrayOf(state), len(state)), c.mine())
			})
		})
	}, func(err error) {
		if err == nil {
			c.saved = state
		}
	})
}

// lay puts a state in place of the one that is there, or on it if another tab wrote
// that and this one does not know all.
func (c *cupboard) lay(there, state []byte, whole bool) []byte {
	if whole || len(there) == 0 || bytes.Equal(there, c.saved) {
		return state
	}
	both, err := ytext.Merge(there, state)
	if err != nil {
		return state
	}
	return both
}

func (c *cupboard) Expired() { nobody() }

func (c *cupboard) Wipe() {
	transact("readwrite", []any{unsentStore}, func(s stores) {
		s.of(unsentStore).Call("delete", under(c.mine()...))
	}, func(error) {})
	drop(c.user, c.document)
}

func (c *cupboard) Close() { c.claims.release() }
