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
	met  bool   // the server has said who is here
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
	asked := a.asked()
	if said.Data.Viewer == nil {
		_, _ = await(browser(), "nobody", asked)
		return false
	}
	user := said.Data.Viewer.User.Id
	mine := a.be(user)
	entered := begin(browser(), "enter", user, asked) // before anything is kept
	go func() {
		switch here, err := entered(); {
		case err == nil && here.String() != user:
			tellHere(Account{User: here.String()})
		case !mine:
			tellHere(Account{User: user})
		}
	}()
	return mine
}

// asked is when the server was asked who is here: the first answer came with the page,
// which may have been drawn a while ago.
func (a *answerShelf) asked() float64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	if first := !a.met; first && !gql.Bare() {
		a.met = true
		return js.Global().Get("performance").Get("timeOrigin").Float()
	}
	return now()
}

func now() float64 { return float64(time.Now().UnixMilli()) }

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

func (a *answerShelf) Nobody() { _, _ = await(browser(), "nobody", now()) }

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
