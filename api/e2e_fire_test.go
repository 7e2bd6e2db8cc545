package main

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"midspan/api/storetest"
	"midspan/app/ytext"
)

// fireSections are those that are typed in.
var fireSections = []string{"boldest", "care"}

// TestNoKeyStrokeIsLostOrDoubled is the proof by fire: people of both sides type all over one
// vision, on devices of ours and with stock Yjs clients, while their connections, pages and servers
// are broken in every way. In the end each character is there once, unless somebody took it out.
// MIDSPAN_FIRE_FAULTS says how many faults there are (make fire: 1,000), MIDSPAN_FIRE_SEED which,
// MIDSPAN_FIRE_TABS how many tabs of Chromium with the portal take part as well.
func TestNoKeyStrokeIsLostOrDoubled(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, url string) {
		f := kindle(t, url, fireNumber("MIDSPAN_FIRE_SEED", 1))
		defer f.explain()
		f.burn(fireNumber("MIDSPAN_FIRE_FAULTS", 48))
		f.judge()
		f.tell()
	})
}

func fireNumber(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// fireTypist is somebody who types on something that can be broken.
type fireTypist interface {
	hit()          // makes one edit
	part(bool)     // takes it off the network, or gives the network back
	waits()        // has half a minute pass in which nothing is heard
	kill()         // ends the page without a word and opens another
	reload()       // has the page left and opens another
	settled() bool // all is where it belongs, as far as it knows
	texts() map[string]string
	whole() []byte // the state, as an update
	road() *road
}

// victim is a typist at work.
type victim struct {
	fireTypist
	name    string
	busy    sync.Mutex // one fault at a time
	strokes atomic.Int64
}

// fire is one run.
type fire struct {
	t       *testing.T
	seed    int
	dice    *rand.Rand
	begun   time.Time
	url     string // of the database
	args    []string
	bridge  *bridge
	process *process
	book    *book
	victims []*victim
	typing  sync.RWMutex // held while nobody may type
	over    chan struct{}

	mu    sync.Mutex
	diary []string
	count map[string]int // of each kind of fault
}

func kindle(t *testing.T, url string, seed int) *fire {
	dir := t.TempDir()
	migrateFirst(t, url, dir)
	f := &fire{
		t: t, seed: seed, dice: rand.New(rand.NewPCG(uint64(seed), 0)), begun: time.Now(), url: url,
		args: []string{"-database-url", url, "-data-dir", dir}, book: newBook(), over: make(chan struct{}), count: map[string]int{},
	}
	f.process = startProcess(t, f.args...)
	b := meet(t, f.process.running)
	f.bridge = b
	colleague := b.left.colleague(f.process.running, b.rel, "colleague@left.example", "MEMBER")
	pens := 0
	pen := func() *pen { pens++; return newPen(pens-1, uint64(seed)) }
	laptop := newOurs(t, "the left laptop", b.left, b.vision, f.book, pen())
	f.add("the left laptop", laptop)
	f.add("the left phone", newOurs(t, "the left phone", b.left, b.vision, f.book, pen()))
	f.add("the right laptop", newOurs(t, "the right laptop", b.right, b.vision, f.book, pen()))
	n := startNode(t)
	seen := func() string { return strings.Join(slices.Collect(maps.Values(laptop.texts())), "") }
	f.add("the right’s stock client", newStock(n, "the right’s stock client", b.right, b.vision, f.book, pen(), seen))
	f.add("the colleague’s stock client", newStock(n, "the colleague’s stock client", colleague, b.vision, f.book, pen(), seen))
	f.lead(f.process)
	f.addTabs(fireNumber("MIDSPAN_FIRE_TABS", 0), pen)
	f.until("everybody is there", f.calm)
	var work sync.WaitGroup
	for i, v := range f.victims {
		work.Go(func() { f.types(v, rand.New(rand.NewPCG(uint64(seed), uint64(100+i)))) })
	}
	t.Cleanup(func() {
		if !isClosed(f.over) {
			close(f.over)
		}
		work.Wait()
	})
	return f
}

// addTabs has the portal take part, in as many tabs, for the people of both sides.
func (f *fire) addTabs(n int, pen func() *pen) {
	if n == 0 {
		return
	}
	chromium := openBrowser(f.t, f.process.url)
	var lock sync.Mutex
	for i := range n {
		who, side := f.bridge.left, "left"
		if i%2 == 1 {
			who, side = f.bridge.right, "right"
		}
		way := newRoad(f.t)
		way.lead(strings.TrimPrefix(f.process.url, "http://"))
		name := fmt.Sprintf("the %s’s tab %d", side, i/2+1)
		f.add(name, newPortalTab(chromium, name, who, "/r/"+f.bridge.rel+"/vision", way, f.book, pen(), &lock))
	}
}

func (f *fire) add(name string, t fireTypist) {
	f.victims = append(f.victims, &victim{fireTypist: t, name: name})
}

// types types until the end, at the pace of a hurried person.
func (f *fire) types(v *victim, dice *rand.Rand) {
	for !isClosed(f.over) {
		f.typing.RLock()
		v.hit()
		f.typing.RUnlock()
		v.strokes.Add(1)
		time.Sleep(time.Duration(2+dice.IntN(25)) * time.Millisecond)
	}
}

// types waits while the victim goes on typing.
func (v *victim) types(strokes int) {
	goal := v.strokes.Load() + int64(strokes)
	for v.strokes.Load() < goal {
		time.Sleep(time.Millisecond)
	}
}

// burn has so many faults happen, several at a time, and now and then looks whether all is well.
func (f *fire) burn(faults int) {
	var work sync.WaitGroup
	deck := f.deck(faults)
	for i, kind := range deck {
		v := f.victims[f.dice.IntN(len(f.victims))]
		dice := rand.New(rand.NewPCG(f.dice.Uint64(), 0))
		f.book.turn(i + 1)
		if kind.all != nil {
			f.note(kind.name, "the server")
			kind.all(f)
		} else {
			v.busy.Lock()
			f.note(kind.name, v.name)
			work.Go(func() {
				defer v.busy.Unlock()
				kind.one(v, dice)
			})
		}
		f.victims[f.dice.IntN(len(f.victims))].types(f.dice.IntN(5))
		if (i+1)%100 == 0 {
			work.Wait()
			f.judge()
		}
		if f.t.Failed() {
			break
		}
	}
	work.Wait()
}

// deck is what happens, in order: each kind as often as its weight.
func (f *fire) deck(faults int) (deck []fireFault) {
	for len(deck) < faults {
		var some []fireFault
		for _, kind := range fireFaults {
			for range kind.weight {
				some = append(some, kind)
			}
		}
		f.dice.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
		deck = append(deck, some...)
	}
	return deck[:faults]
}

func (f *fire) note(what, whom string) {
	f.mu.Lock()
	f.count[what]++
	f.mu.Unlock()
	f.say(whom + ": " + what)
}

func (f *fire) say(what string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.diary = append(f.diary, fmt.Sprintf("%8.3f %s", time.Since(f.begun).Seconds(), what))
}

func (f *fire) faults() (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, times := range f.count {
		n += times
	}
	return n
}

// lead has all roads go to a server, or nowhere.
func (f *fire) lead(p *process) {
	to := ""
	if p != nil {
		to = strings.TrimPrefix(p.url, "http://")
	}
	for _, v := range f.victims {
		v.road().lead(to)
	}
}

// anew starts the server again and looks, before anybody comes back, whether it has all that was
// acknowledged.
func (f *fire) anew() {
	f.process = startProcess(f.t, f.args...)
	if wrong := f.book.complaints(f.stored(), (*mark).promised); len(wrong) > 0 {
		f.accuse("what was acknowledged is not there after a restart", wrong)
	}
	f.lead(f.process)
}

// stored is the text as the graph tells it.
func (f *fire) stored() map[string]string {
	texts := map[string]string{}
	v := f.bridge.left.at(f.process)
	for _, section := range fireSections {
		texts[section] = v.section(f.bridge.vision, section)
	}
	return texts
}

// calm says whether everybody has everything.
func (f *fire) calm() bool {
	for _, v := range f.victims {
		if !v.settled() {
			return false
		}
	}
	want := f.stored()
	for _, v := range f.victims {
		if !maps.Equal(v.texts(), want) {
			return false
		}
	}
	return true
}

// until waits as long as a line that nobody speaks on may take to be given up, and longer.
func (f *fire) until(what string, holds func() bool) {
	f.t.Helper()
	for late := time.Now().Add(time.Minute); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(late) {
			f.differences()
			f.t.Fatalf("waited a minute until %s", what)
		}
	}
}

// differences tells who has another text than the server.
func (f *fire) differences() {
	f.t.Helper()
	want := f.stored()
	for _, v := range f.victims {
		for section, text := range v.texts() {
			if at, del, ins := ytext.Diff16(want[section], text, -1); del > 0 || ins != "" {
				f.t.Logf("%s differs in %s at %d: %q instead of %q", v.name, section, at, ins, ytext.Slice16(want[section], at, at+del))
			}
		}
	}
}

// judge has everybody stop typing, waits until all are calm, and compares: what everybody
// remembers of their own typing, all replicas, what is stored, and the log played from nothing.
func (f *fire) judge() {
	f.t.Helper()
	f.typing.Lock()
	defer f.typing.Unlock()
	begun := time.Now()
	f.until("all have one text and know it is saved", f.calm)
	f.say(fmt.Sprintf("calm after %.1f s", time.Since(begun).Seconds()))
	texts := f.stored()
	if wrong := f.book.complaints(texts, (*mark).expected); len(wrong) > 0 {
		f.accuse("the text is not what was typed", wrong)
	}
	f.book.resolve(texts)
	replayed := replayLog(f.t, f.url, f.bridge.vision)
	for _, section := range fireSections {
		if replayed.columns[section] != texts[section] || replayed.doc.Text(section) != texts[section] {
			f.t.Errorf("%s: the log, the stored text and what is served differ", section)
		}
	}
	want := replayed.summary(f.t)
	for _, v := range f.victims {
		state := v.whole()
		if state == nil {
			continue
		}
		if got := summaryOf(f.t, state); got != want {
			f.t.Errorf("%s holds other units than the log:\n%s\n%s", v.name, got, want)
		}
		if s, ok := v.fireTypist.(*stock); ok {
			s.calm()
		}
	}
}

// accuse tells what is wrong, and what the log has of the characters it is wrong with.
func (f *fire) accuse(what string, wrong []string) {
	f.t.Helper()
	log := replayLog(f.t, f.url, f.bridge.vision)
	for _, w := range wrong[:min(len(wrong), 20)] {
		r, _ := strconv.Unquote(strings.Fields(w)[0])
		f.t.Errorf("%s: %s; in the log: %s", what, w, cmp.Or(strings.Join(log.history[[]rune(r)[0]], ", "), "never"))
	}
	if len(wrong) > 20 {
		f.t.Errorf("… and %d more", len(wrong)-20)
	}
}

// explain says after a failure how to have it again, and what happened.
func (f *fire) explain() {
	if !f.t.Failed() {
		return
	}
	f.t.Logf("MIDSPAN_FIRE_SEED=%d MIDSPAN_FIRE_FAULTS=%d; the last faults:\n%s", f.seed, f.faults(), strings.Join(f.diary[max(0, len(f.diary)-60):], "\n"))
	for _, v := range f.victims {
		f.t.Log(v.fireTypist)
	}
	log := f.process.log.String()
	f.t.Logf("the last of the server’s log:\n%s", log[max(0, len(log)-2000):])
}

// tell says what the run was worth.
func (f *fire) tell() {
	typed, erased, fates := f.book.tally()
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(f.count)) {
		faults = append(faults, fmt.Sprintf("%d × %s", f.count[name], name))
	}
	f.t.Logf("seed %d, %d faults in %.0f s: %s", f.seed, f.faults(), time.Since(f.begun).Seconds(), strings.Join(faults, ", "))
	if fates[gone]*4 > typed {
		f.t.Errorf("%d of %d characters were lost with their pages: this proves little", fates[gone], typed)
	}
	f.t.Logf("%d characters typed, %d of them taken out; %d were in pages killed before anybody had them, and are gone", typed, erased, fates[gone])
}
