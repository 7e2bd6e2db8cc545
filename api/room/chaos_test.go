package room

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

// capricious is a store that sometimes fails, before or after its work, and sometimes
// refuses what is new for no reason.
type capricious struct {
	*shelf
	mu   sync.Mutex
	dice *rand.Rand
	calm bool
}

func (c *capricious) Append(ctx context.Context, document string, u Update) (int64, error) {
	c.mu.Lock()
	roll := c.dice.IntN(60)
	if c.calm {
		roll = 59
	}
	c.mu.Unlock()
	switch {
	case roll == 0:
		return 0, errors.New("before the work")
	case roll <= 2 && len(u.Fresh) > 0:
		return 0, pact.Refuse([]pact.Code{"", pact.BadInput, pact.Limited}[roll], "not this time")
	}
	seq, err := c.shelf.Append(ctx, document, u)
	if roll == 3 {
		return 0, errors.New("after the work")
	}
	return seq, err
}

// TestNoTextIsLostOrDoubled lets people write tokens through lost connections, lost
// answers, reloads, a failing store and refusals: in the end each token is there
// exactly once, for everybody, unless somebody took it out. MIDSPAN_FUZZ_SEED replays one round, MIDSPAN_FUZZ_ROUNDS
// plays more.
func TestNoTextIsLostOrDoubled(t *testing.T) {
	rounds, first := number("MIDSPAN_FUZZ_ROUNDS", 1000)/50, uint64(1)
	if seed := number("MIDSPAN_FUZZ_SEED", 0); seed > 0 {
		rounds, first = 1, uint64(seed)
	}
	for seed := first; seed < first+uint64(rounds); seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { chaos(t, seed) })
		if t.Failed() {
			return
		}
	}
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

func chaos(t *testing.T, seed uint64) {
	dice := rand.New(rand.NewPCG(seed, 0))
	store := &capricious{shelf: newShelf(), dice: rand.New(rand.NewPCG(seed, 1))}
	store.put(vision, []string{words}, "owner+", "sponsor+", "member+")
	left, right := open(t, store), open(t, store) // replicas that hear of each other on joining
	var tabs []*tab
	for i := range 4 {
		h := []*house{left, right}[i%2]
		c := h.tab(vision, []string{"owner", "sponsor", "member", "owner"}[i])
		tabs = append(tabs, c)
	}
	tokens := map[string]int{} // how often each is to be there
	for step := range 120 {
		i := dice.IntN(len(tabs))
		c := tabs[i]
		switch dice.IntN(12) {
		case 0:
			c.hangUp()
		case 1, 2, 3:
			if c.offline() {
				c.connect()
			}
		case 4:
			c.mu.Lock()
			c.deaf = true
			c.mu.Unlock()
		case 5:
			tabs[i] = c.reload(c.state(dice))
		case 6:
			_ = left.Notify(t.Context(), vision, 1<<40)
			_ = right.Notify(t.Context(), vision, 1<<40)
		case 7:
			if token := c.remove(dice); token != "" {
				tokens[token] = 0
			}
		default:
			token := fmt.Sprintf("<%d·🚀>", step)
			tokens[token] = 1
			c.insert(dice, token)
		}
	}
	store.mu.Lock()
	store.calm = true
	store.mu.Unlock()
	for _, c := range tabs {
		c.hangUp()
	}
	for _, c := range tabs {
		c.persist()
	}
	_ = left.Notify(t.Context(), vision, 1<<40)
	_ = right.Notify(t.Context(), vision, 1<<40)
	want := store.text(vision, words)
	for _, c := range tabs {
		c.waitText(want)
		c.seen()
		c.hangUp()
		if c.now().kept > 0 {
			t.Errorf("%s keeps %d changes that are stored", c.user, c.now().kept)
		}
	}
	for token, times := range tokens {
		if n := strings.Count(want, token); n != times {
			t.Errorf("%s is there %d times, not %d", token, n, times)
		}
	}
}

func (c *tab) offline() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.conn == nil
}

// state is what the browser has saved of the document: all, or nothing yet.
func (c *tab) state(dice *rand.Rand) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if dice.IntN(2) == 0 || c.session.State() != coedit.Saved {
		return nil
	}
	state, _ := c.session.Doc().Diff(nil)
	return state
}

// insert puts a token between two others.
func (c *tab) insert(dice *rand.Rand, token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	text := c.session.Doc().Text(words)
	at := 0
	if n := strings.Count(text, ">"); n > 0 {
		for range dice.IntN(n + 1) {
			at += strings.Index(text[at:], ">") + 1
		}
	}
	if err := c.put(ytext.Edit{Root: words, At: ytext.UTF16Len(text[:at]), Insert: token}); err != nil {
		c.t.Errorf("%s cannot write: %v", c.user, err)
	}
}

// remove takes out a token that is seen.
func (c *tab) remove(dice *rand.Rand) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	text := c.session.Doc().Text(words)
	all := strings.SplitAfter(text, ">")
	token := strings.TrimSpace(all[dice.IntN(len(all))])
	if token == "" {
		return ""
	}
	before, _, _ := strings.Cut(text, token)
	if err := c.put(ytext.Edit{Root: words, At: ytext.UTF16Len(before), Delete: ytext.UTF16Len(token)}); err != nil {
		c.t.Errorf("%s cannot delete: %v", c.user, err)
	}
	return token
}

// persist reconnects until all is saved.
func (c *tab) persist() {
	c.t.Helper()
	for range 20 {
		c.connect()
		c.wait("saved, refused or closed", func() bool {
			return c.conn == nil || c.session.State() == coedit.Saved || c.session.State() == coedit.Refused
		})
		switch c.now().state {
		case coedit.Saved:
			return
		case coedit.Refused:
			c.write(" ") // another try
		}
		c.hangUp()
	}
	c.t.Errorf("%s is never done", c.user)
}
