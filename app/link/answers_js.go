package link

import (
	"encoding/json"
	"strings"
	"sync"
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
	a.mu.Lock()
	a.kept++
	often := a.kept%50 == 0
	a.mu.Unlock()
	go func() { // what cannot be kept is read again
		_, _ = await(browser(), "keep", user, e.Operation, string(e.Variables), string(e.Answer))
		if often {
			_, _ = await(browser(), "prune", user)
		}
	}()
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
	_, _ = await(browser(), "enter", user) // a browser that keeps nothing needs no person
	if !a.be(user) {
		tellHere(Account{User: user})
		return false
	}
	return true
}

func (a *answerShelf) Find(operation string, variables []byte) (answer []byte, at time.Time, found bool) {
	user := a.mine()
	if user == "" && operation == whoIsHere {
		if last, err := await(browser(), "who"); err == nil {
			user = last.String()
		}
	}
	if user == "" {
		return nil, at, false
	}
	e, err := await(browser(), "find", user, operation, string(variables))
	if err != nil || !e.Truthy() {
		return nil, at, false
	}
	a.be(user)
	return []byte(e.Get("body").String()), time.UnixMilli(int64(e.Get("at").Float())), true
}

func (a *answerShelf) Nobody() { _, _ = await(browser(), "nobody") }

// Drop takes off this device what the variables of a query name, and all that tells
// of it.
func (a *answerShelf) Drop(_ string, variables []byte) {
	user := a.mine()
	for part := range strings.SplitSeq(string(variables), `"`) {
		if len(part) > 4 && part[3] == '_' {
			_, _ = await(browser(), "drop", user, part)
		}
	}
}
