package link

import (
	"context"
	"syscall/js"
	"time"

	"midspan/app/coedit"
	"midspan/app/gql"
	"midspan/app/ytext"
)

// cupboard is the shelf of one person and one document in the browser's database.
type cupboard struct {
	user string
	js   js.Value
}

func hostShelf(user, document string) shelf {
	return cupboard{user, browser().Call("shelf", user, document)}
}

// knows is how long the server may take to say who is here.
const knows = 10 * time.Second

func (c cupboard) Admit(done func(admission)) {
	go func() {
		in, err := await(browser(), "admits", c.user)
		if err != nil || in.Bool() {
			done(admitted)
			return
		}
		done(c.inquire())
	}()
}

// inquire has the server say who is here.
func (c cupboard) inquire() admission {
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

func (c cupboard) Load(own uint32, done func(kept, error)) {
	go func() { // the database has it in the order in which each client wrote it
		found, err := await(c.js, "load", float64(own))
		if err != nil {
			done(kept{}, err)
			return
		}
		var k kept
		if state := found.Get("state"); state.Truthy() {
			k.state = bytesOf(state)
		}
		for i := range found.Get("pending").Length() {
			p := found.Get("pending").Index(i)
			k.pending = append(k.pending, coedit.Pending{
				Key:    coedit.Key{Client: uint32(p.Index(0).Float()), Number: uint64(p.Index(1).Float())},
				Update: bytesOf(p.Index(2)),
			})
		}
		done(k, nil)
	}()
}

func (c cupboard) Write(keep []coedit.Pending, drop []coedit.Key, done func(error)) {
	kept, dropped := make([]any, len(keep)), make([]any, len(drop))
	for i, p := range keep {
		kept[i] = []any{float64(p.Client), float64(p.Number), arrayOf(p.Update)}
	}
	for i, k := range drop {
		dropped[i] = []any{float64(k.Client), float64(k.Number)}
	}
	go func() {
		_, err := await(c.js, "write", kept, dropped)
		done(err)
	}()
}

// Save lays the text on the one that is there if another tab wrote that and this one
// does not know all.
func (c cupboard) Save(state []byte, whole bool) {
	go func() {
		for {
			there, err := await(c.js, "save", arrayOf(state), whole)
			if err != nil || !there.Truthy() {
				return
			}
			both, err := ytext.Merge(bytesOf(there), state)
			if err != nil {
				return
			}
			state = both
		}
	}()
}

func (c cupboard) Expired()       { go func() { _, _ = await(browser(), "nobody", now()) }() }
func (c cupboard) Wipe(told bool) { go func() { _, _ = await(c.js, "wipe", told) }() }
func (c cupboard) Close()         { c.js.Call("close") }
