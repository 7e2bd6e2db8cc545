package main

import "sync"

// tally counts what somebody has open, so that nobody has everything.
type tally struct {
	mu   sync.Mutex
	open map[string]int
}

// enter counts one more under a name until leave is called; false if there are so many already.
func (t *tally) enter(name string, most int) (leave func(), ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.open[name] >= most {
		return nil, false
	}
	if t.open == nil {
		t.open = map[string]int{}
	}
	t.open[name]++
	return func() { t.leave(name) }, true
}

func (t *tally) leave(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.open[name]--; t.open[name] == 0 {
		delete(t.open, name)
	}
}
