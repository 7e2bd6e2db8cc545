package link

import (
	"encoding/json"
	"strings"
	"sync"
	"syscall/js"
	"time"

	"midspan/app/gql"
)

// Answers keeps the server's answers in the browser's database, for the person that
// this tab was opened by.
func Answers() gql.Answers { return answers }

var answers = &answerShelf{}

type answerShelf struct {
	mu   sync.Mutex
	user string // the first that the server, or else this device, knew
	kept int    // answers, in this tab
}

func (a *answerShelf) mine() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.user
}

// be makes the tab somebody's, unless it is somebody's already.
func (a *answerShelf) be(user string) (mine bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.user == "" {
		a.user = user
	}
	return a.user == user
}

const whoIsHere = "Account" // the query that tells it

// secret are queries whose variables are nobody's to keep.
var secret = map[string]bool{"ReadLetter": true}

func (a *answerShelf) Keep(e gql.Exchange) {
	if e.Operation == whoIsHere && !a.meet(e.Answer) || secret[e.Operation] {
		return
	}
	user := a.mine()
	if user == "" {
		return
	}
	transact("readwrite", []any{accountStore, answerStore}, func(s stores) {
		then(s.of(accountStore).Call("get", user), func(state js.Value) {
			if state.Equal(js.ValueOf(isIn)) {
				s.of(answerStore).Call("put", entry(user, js.ValueOf(string(e.Answer)), len(e.Answer)), answerKey(user, e.Operation, e.Variables))
			}
		})
	}, func(error) {}) // what cannot be kept is read again
	a.mu.Lock()
	a.kept++
	often := a.kept%50 == 0
	a.mu.Unlock()
	if often {
		prune(user)
	}
}

// meet takes in who the server says is here, and tells if it is the tab's person.
func (a *answerShelf) meet(answer []byte) bool {
	var said struct{ Data gql.AccountResponse }
	if json.Unmarshal(answer, &said) != nil {
		return false
	}
	if said.Data.Viewer == nil {
		a.Nobody()
		return false
	}
	user := said.Data.Viewer.User.Id
	enter(user)
	if !a.be(user) {
		tellHere(Account{User: user})
		return false
	}
	return true
}

func (a *answerShelf) Find(operation string, variables []byte) (answer []byte, at time.Time, found bool) {
	user := a.mine()
	if user == "" && operation == whoIsHere {
		user = Who()
	}
	if user == "" {
		return nil, at, false
	}
	var state, kept js.Value
	err := read([]any{accountStore, answerStore}, func(s stores) {
		state = s.of(accountStore).Call("get", user)
		kept = s.of(answerStore).Call("get", answerKey(user, operation, variables))
	})
	if err != nil || !state.Get("result").Equal(js.ValueOf(isIn)) || !kept.Get("result").Truthy() {
		return nil, at, false
	}
	a.be(user)
	e := kept.Get("result")
	return []byte(e.Get("body").String()), time.UnixMilli(int64(e.Get("at").Float())), true
}

func answerKey(user, operation string, variables []byte) []any {
	return []any{user, operation, string(variables)}
}

func (a *answerShelf) Nobody() { nobody() }

// Drop takes off this device what the variables of a query name, and all that tells
// of it: answers, and texts of documents in them.
func (a *answerShelf) Drop(_ string, variables []byte) {
	user := a.mine()
	for _, id := range ids(string(variables), "") {
		drop(user, id)
	}
}

func drop(user, id string) {
	transact("readwrite", []any{textStore, answerStore}, func(s stores) {
		s.of(textStore).Call("delete", []any{user, id})
		walk(s.of(answerStore).Call("openCursor", under(user)), func(c js.Value) {
			of, body := c.Get("key").Index(2).String(), c.Get("value").Get("body").String()
			if strings.Contains(of, id) {
				for _, document := range ids(body, "doc_") {
					s.of(textStore).Call("delete", []any{user, document})
				}
			}
			if strings.Contains(of, id) || strings.Contains(body, id) {
				c.Call("delete")
			}
		})
	}, func(error) {})
}

// Bounds of what is kept of one person, for either store.
const (
	mostEntries = 200
	mostBytes   = 16 << 20
	oldest      = 60 * 24 * time.Hour
)

// prune lets the oldest entries go. Texts that something unsent builds on stay.
func prune(user string) {
	transact("readwrite", []any{unsentStore, textStore, answerStore}, func(s stores) {
		then(s.of(unsentStore).Call("getAllKeys", under(user)), func(keys js.Value) {
			unsent := map[string]bool{}
			for i := range keys.Length() {
				unsent[keys.Index(i).Index(1).String()] = true
			}
			for _, name := range []string{textStore, answerStore} {
				s.prune(name, user, unsent)
			}
		})
	}, func(error) {})
}

func (s stores) prune(name, user string, unsent map[string]bool) {
	entries, bytes := 0, 0
	since := float64(time.Now().Add(-oldest).UnixMilli())
	walk(s.of(name).Call("index", byAge).Call("openKeyCursor", under(user), "prev"), func(c js.Value) {
		key, of := c.Get("key"), c.Get("primaryKey")
		entries++
		bytes += key.Index(2).Int()
		if entries <= mostEntries && bytes <= mostBytes && key.Index(1).Float() >= since || unsent[of.Index(1).String()] {
			return
		}
		s.of(name).Call("delete", of)
	})
}
