//go:build !js

package ytext

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// gathering is one round: replicas, and for each the updates not yet delivered.
type gathering struct {
	*rand.Rand
	peer     *peer
	replicas []replica
	places   []place
	clients  []uint32
	log      [][]byte
	saw      map[string]bool // what this round had, of the census
}

// place is where a replica sits.
type place struct {
	inbox         []letter
	sent          int
	got           map[[2]int]bool // letters by writer and number
	offline       bool
	wrote, missed int // updates of its own and of others while offline
}

type letter struct {
	from, number int
	update       []byte
}

// What a round may have had, beside kinds of text.
const (
	reordered  = "updates before older ones of the same writer"
	duplicated = "updates delivered twice"
	withheld   = "updates that had to wait for others"
	branched   = "branches written offline"
	conflicted = "insertions at one place at once"
	undone     = "steps undone or redone"
)

// newGathering has as many replicas of ours as real ones.
func newGathering(t testing.TB, p *peer, seed uint64, pairs int, twin bool) *gathering {
	g := &gathering{Rand: rand.New(rand.NewPCG(seed, 13)), peer: p, saw: map[string]bool{}}
	g.clients = []uint32{1, 2, 100, 127, 128, 70_000, 1 << 28, 1<<31 + 5, 1<<32 - 1}
	g.Shuffle(len(g.clients), func(i, j int) { g.clients[i], g.clients[j] = g.clients[j], g.clients[i] })
	p.do(t, command{Op: "reset"})
	for i := range pairs {
		client := g.client()
		if o := newOurs(t, client); twin {
			g.invite(twins{o, newTheirs(t, p, fmt.Sprint("twin ", i), client)})
		} else {
			g.invite(o)
		}
		g.invite(newTheirs(t, p, fmt.Sprint(i), g.client()))
	}
	return g
}

func (g *gathering) client() uint32 {
	c := g.clients[0]
	g.clients = g.clients[1:]
	return c
}

func (g *gathering) invite(r replica) {
	g.replicas = append(g.replicas, r)
	g.places = append(g.places, place{got: map[[2]int]bool{}})
}

// live is a whole round; it returns what all hold in the end.
func (g *gathering) live(t testing.TB) state {
	g.talk(t, 10+g.IntN(40))
	g.mergeAll(t, g.agree(t))
	return g.anchors(t)
}

func (g *gathering) talk(t testing.TB, steps int) {
	for range steps {
		i := g.IntN(len(g.replicas))
		switch g.IntN(10) {
		case 0:
			g.leaveOrReturn(i)
		case 1:
			g.sync(t, i, g.IntN(len(g.replicas)))
		case 2, 3, 4, 5:
			g.write(t, i)
		default:
			g.deliver(t, i)
		}
	}
}

func (g *gathering) leaveOrReturn(i int) {
	p := &g.places[i]
	if p.offline && p.wrote > 1 && p.missed > 1 {
		g.saw[branched] = true
	}
	p.offline, p.wrote, p.missed = !p.offline, 0, 0
}

func (g *gathering) write(t testing.TB, i int) {
	r, p := g.replicas[i], &g.places[i]
	updates := g.undo(r)
	if updates == nil {
		s := scribbler{g.Rand, func(kind string) { g.saw[kind] = true }}
		updates = r.edit(t, s.edits(r.text))
	}
	g.log = append(g.log, updates...)
	for _, u := range updates {
		p.sent++
		p.wrote++
		for j := range g.places {
			if j != i {
				g.places[j].missed++
				g.post(j, letter{i, p.sent, u})
			}
		}
	}
}

// undo has a replica of ours now and then take back or do again a step.
func (g *gathering) undo(r replica) (updates [][]byte) {
	o, ok := r.(ours)
	if !ok {
		return nil
	}
	most := 5 + g.IntN(2)<<20
	switch g.IntN(12) {
	case 0:
		updates = o.undo.Undo(nil, most)
	case 1:
		updates = o.undo.Redo(nil, most)
	case 2, 3:
		o.undo.StopCapturing()
	}
	if updates != nil {
		g.saw[undone] = true
	}
	return updates
}

func (g *gathering) post(to int, l letter) {
	inbox := &g.places[to].inbox
	*inbox = append(*inbox, l)
	if g.IntN(8) == 0 {
		*inbox = append(*inbox, l)
	}
}

// deliver hands over one waiting update, seldom the oldest.
func (g *gathering) deliver(t testing.TB, i int) {
	p := &g.places[i]
	if len(p.inbox) == 0 || p.offline {
		return
	}
	n := g.IntN(len(p.inbox))
	if g.hand(t, i, p.inbox[n]) && g.IntN(10) > 0 {
		p.inbox = append(p.inbox[:n], p.inbox[n+1:]...)
	}
}

// hand reports false if the update has to be handed over again.
func (g *gathering) hand(t testing.TB, i int, l letter) bool {
	p := &g.places[i]
	ok := g.replicas[i].apply(t, l.update)
	if !ok || g.replicas[i].waits() {
		g.saw[withheld] = true
	}
	if !ok {
		return false
	}
	if p.got[[2]int{l.from, l.number}] {
		g.saw[duplicated] = true
	}
	p.got[[2]int{l.from, l.number}] = true
	for _, other := range p.inbox {
		if other.from == l.from && other.number < l.number && !p.got[[2]int{l.from, other.number}] {
			g.saw[reordered] = true
		}
	}
	return true
}

// sync brings i up to what j knows, as the sync protocol does.
func (g *gathering) sync(t testing.TB, i, j int) {
	if g.places[i].offline || g.places[j].offline || i == j {
		return
	}
	var vector []byte // now and then everything, known or not
	if g.IntN(3) > 0 {
		vector = g.replicas[i].vector(t)
	}
	diff := g.replicas[j].diff(t, vector)
	if !g.replicas[i].apply(t, diff) && !g.replicas[j].waits() {
		t.Fatalf("replica %d refused the difference to %d", i, j)
	}
}

// agree delivers everything and compares all replicas.
func (g *gathering) agree(t testing.TB) state {
	for i := range g.replicas {
		g.settle(t, i)
	}
	want := g.replicas[0].state(t)
	for i, r := range g.replicas {
		if i > 0 {
			want.mustEqual(t, r.state(t), fmt.Sprintf("replica %d (%T)", i, r))
		}
		if o, ok := inner(r); ok && o.scan > 0 {
			g.saw[conflicted] = true
		}
	}
	return want
}

// inner is the replica of ours that one is or holds.
func inner(r replica) (ours, bool) {
	switch r := r.(type) {
	case ours:
		return r, true
	case twins:
		return r.ours, true
	}
	return ours{}, false
}

func (g *gathering) settle(t testing.TB, i int) {
	p := &g.places[i]
	if p.offline {
		g.leaveOrReturn(i)
	}
	for tries := 0; len(p.inbox) > 0; tries++ {
		l := p.inbox[0]
		p.inbox = p.inbox[1:]
		if g.hand(t, i, l) {
			tries = 0
		} else if p.inbox = append(p.inbox, l); tries > len(p.inbox) {
			t.Fatalf("replica %d still refuses %d updates", i, len(p.inbox))
		}
	}
}

// mergeAll gives all updates, merged by us without a document, to a fresh Yjs.
func (g *gathering) mergeAll(t testing.TB, want state) {
	g.Shuffle(len(g.log), func(i, j int) { g.log[i], g.log[j] = g.log[j], g.log[i] })
	m, err := Merge(g.log...)
	if err != nil {
		t.Fatal(err)
	}
	y := newTheirs(t, g.peer, "merged", 99)
	y.apply(t, m)
	want.mustEqual(t, y.state(t), "a Yjs that took all updates merged")
}

// anchors are made alike by all, and are at the same place after more writing.
func (g *gathering) anchors(t testing.TB) state {
	var made []string
	for range 9 {
		root := fuzzRoots[g.IntN(2)]
		at, assoc := g.IntN(UTF16Len(g.replicas[0].text(root))+1), g.IntN(2)-1
		want := g.replicas[0].anchor(t, root, at, assoc)
		if got := g.replicas[1].anchor(t, root, at, assoc); got != want {
			t.Errorf("at %d, %d of %q the anchor is %s in Yjs, here %s", at, assoc, root, got, want)
		}
		made = append(made, want)
	}
	g.talk(t, 12)
	end := g.agree(t)
	for _, a := range made {
		if got, want := g.replicas[0].offset(t, a), g.replicas[1].offset(t, a); got != want {
			t.Errorf("the anchor %s is at %d, in Yjs at %d", a, got, want)
		}
	}
	return end
}
