package link

import "sync"

// Account is what happened to who is signed in in this browser, in another tab or,
// where the server knows somebody else by now, in this one.
type Account struct {
	User string
	Out  bool // they signed out; else they are in
}

// accountNews tells whoever listens in this tab.
var accountNews struct {
	mu    sync.Mutex
	next  int
	hears map[int]func(Account)
}

// OnAccount has f told, until stop, from any goroutine.
func OnAccount(f func(Account)) (stop func()) {
	accountNews.mu.Lock()
	defer accountNews.mu.Unlock()
	if accountNews.hears == nil {
		accountNews.hears = map[int]func(Account){}
		hearTabs()
	}
	accountNews.next++
	id := accountNews.next
	accountNews.hears[id] = f
	return func() {
		accountNews.mu.Lock()
		defer accountNews.mu.Unlock()
		delete(accountNews.hears, id)
	}
}

// Reached has documents that wait for the server try at once: it has answered.
func Reached() { tellHere(Account{}) }

func tellHere(a Account) {
	accountNews.mu.Lock()
	hears := make([]func(Account), 0, len(accountNews.hears))
	for _, f := range accountNews.hears {
		hears = append(hears, f)
	}
	accountNews.mu.Unlock()
	for _, f := range hears {
		f(a)
	}
}
