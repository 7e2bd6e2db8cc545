package ytext

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// Replicas of ours and real Yjs replicas write at once, offline, with updates
// reordered, doubled and withheld; in the end all hold the same, byte for byte.
// MIDSPAN_FUZZ_ROUNDS sets how many rounds, MIDSPAN_FUZZ_SEED replays one.
func TestMixedReplicasConverge(t *testing.T) {
	p := startPeer(t)
	rounds, first := number(t, "MIDSPAN_FUZZ_ROUNDS", 1000), uint64(1)
	if seed := number(t, "MIDSPAN_FUZZ_SEED", 0); seed > 0 {
		rounds, first = 1, seed
	}
	for seed := first; seed < first+rounds; seed++ {
		g := newGathering(t, p, seed, 2+int(seed%2))
		if !t.Run(fmt.Sprint("seed ", seed), g.live) {
			t.Fatalf("replay with MIDSPAN_FUZZ_SEED=%d", seed)
		}
	}
}

// The same for so long that strands have many blocks and texts many chunks.
func TestALongGatheringConverges(t *testing.T) {
	g := newGathering(t, startPeer(t), 1, 2)
	for range 9 {
		g.talk(t, 400)
		g.agree(t)
	}
	d := g.replicas[0].(ours).Doc
	if r := d.roots[fuzzRoots[0]]; r.chunks < 8 || len(d.strands[d.client].blocks) < 2 {
		t.Errorf("%d chunks and %d blocks are too few to show anything", r.chunks, len(d.strands[d.client].blocks))
	}
}

// gathering is one round: replicas, and for each the updates not yet delivered.
type gathering struct {
	*rand.Rand
	replicas []replica
	inbox    [][][]byte
	offline  []bool
	clients  []uint32
	log      [][]byte
}

func newGathering(t *testing.T, p *peer, seed uint64, pairs int) *gathering {
	g := &gathering{Rand: rand.New(rand.NewPCG(seed, 13))}
	g.clients = []uint32{1, 2, 100, 127, 128, 70_000, 1 << 28, 1<<31 + 5, 1<<32 - 1}
	g.Shuffle(len(g.clients), func(i, j int) { g.clients[i], g.clients[j] = g.clients[j], g.clients[i] })
	p.do(t, command{Op: "reset"})
	for i := range pairs {
		g.invite(newOurs(t, g.client()))
		y := theirs{p, strconv.Itoa(i)}
		p.do(t, command{Op: "open", Doc: y.name, Client: g.client()})
		g.invite(y)
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
	g.inbox = append(g.inbox, nil)
	g.offline = append(g.offline, false)
}

func (g *gathering) live(t *testing.T) {
	g.talk(t, 10+g.IntN(40))
	want := g.agree(t)
	g.mergeAll(t, want)
	g.anchors(t)
}

func (g *gathering) talk(t *testing.T, steps int) {
	for range steps {
		i := g.IntN(len(g.replicas))
		switch g.IntN(10) {
		case 0:
			g.offline[i] = !g.offline[i]
		case 1:
			g.sync(t, i, g.IntN(len(g.replicas)))
		case 2, 3, 4, 5:
			g.write(t, i)
		default:
			g.deliver(t, i)
		}
	}
}

// agree delivers everything and compares all replicas.
func (g *gathering) agree(t *testing.T) state {
	g.settle(t)
	want := g.replicas[0].state(t)
	for i, r := range g.replicas[1:] {
		want.mustEqual(t, r.state(t), fmt.Sprintf("replica %d (%T)", i+1, r))
	}
	return want
}

// mergeAll gives all updates, merged by us without a document, to a fresh Yjs.
func (g *gathering) mergeAll(t *testing.T, want state) {
	g.Shuffle(len(g.log), func(i, j int) { g.log[i], g.log[j] = g.log[j], g.log[i] })
	m, err := Merge(g.log...)
	if err != nil {
		t.Fatal(err)
	}
	y := theirs{g.replicas[1].(theirs).peer, "merged"}
	y.peer.do(t, command{Op: "open", Doc: y.name, Client: 99})
	y.apply(t, m)
	want.mustEqual(t, y.state(t), "a Yjs that took all updates merged")
}

// anchors are made alike by all, and are at the same place after more writing.
func (g *gathering) anchors(t *testing.T) {
	var made []string
	for range 9 {
		root := fuzzRoots[g.IntN(2)]
		at, assoc := g.IntN(g.replicas[0].length(t, root)+1), g.IntN(2)-1
		want := g.replicas[0].anchor(t, root, at, assoc)
		if got := g.replicas[1].anchor(t, root, at, assoc); got != want {
			t.Errorf("at %d, %d of %q the anchor is %s in Yjs, here %s", at, assoc, root, got, want)
		}
		made = append(made, want)
	}
	g.talk(t, 12)
	g.agree(t)
	for _, a := range made {
		if got, want := g.replicas[0].offset(t, a), g.replicas[1].offset(t, a); got != want {
			t.Errorf("the anchor %s is at %d, in Yjs at %d", a, got, want)
		}
	}
}

func (g *gathering) write(t *testing.T, i int) {
	r := g.replicas[i]
	update := r.edit(t, randomEdits(g.Rand, func(root string) int { return r.length(t, root) }))
	if update != nil {
		g.log = append(g.log, update)
	}
	for j := range g.replicas {
		if j != i && update != nil {
			g.inbox[j] = append(g.inbox[j], update)
			if g.IntN(8) == 0 {
				g.inbox[j] = append(g.inbox[j], update)
			}
		}
	}
}

// deliver hands over one waiting update, seldom the oldest.
func (g *gathering) deliver(t *testing.T, i int) {
	if len(g.inbox[i]) == 0 || g.offline[i] {
		return
	}
	n := g.IntN(len(g.inbox[i]))
	if g.replicas[i].apply(t, g.inbox[i][n]) && g.IntN(10) > 0 {
		g.inbox[i] = append(g.inbox[i][:n], g.inbox[i][n+1:]...)
	}
}

// sync brings i up to what j knows, as the sync protocol does.
func (g *gathering) sync(t *testing.T, i, j int) {
	if g.offline[i] || g.offline[j] || i == j {
		return
	}
	var vector []byte // now and then everything, known or not
	if g.IntN(3) > 0 {
		vector = g.replicas[i].vector(t)
	}
	diff := g.replicas[j].diff(t, vector)
	if !g.replicas[i].apply(t, diff) && !g.replicas[j].waits(t) {
		t.Fatalf("replica %d refused the difference to %d", i, j)
	}
}

// settle delivers everything.
func (g *gathering) settle(t *testing.T) {
	for i, r := range g.replicas {
		for tries := 0; len(g.inbox[i]) > 0; tries++ {
			u := g.inbox[i][0]
			g.inbox[i] = g.inbox[i][1:]
			if r.apply(t, u) {
				tries = 0
			} else if g.inbox[i] = append(g.inbox[i], u); tries > len(g.inbox[i]) {
				t.Fatalf("replica %d still refuses %d updates", i, len(g.inbox[i]))
			}
		}
	}
}

func (s state) mustEqual(t *testing.T, other state, who string) {
	t.Helper()
	if s.texts != other.texts {
		t.Errorf("%s has the texts\n%q, replica 0\n%q", who, other.texts, s.texts)
	}
	if !bytes.Equal(s.vector, other.vector) {
		t.Errorf("%s has the state vector %v, replica 0 %v", who, other.vector, s.vector)
	}
	if !bytes.Equal(s.update, other.update) {
		t.Errorf("%s encodes to\n%x, replica 0 to\n%x", who, other.update, s.update)
	}
}

func number(t *testing.T, env string, or uint64) uint64 {
	s := os.Getenv(env)
	if s == "" {
		return or
	}
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		t.Fatalf("%s: %v", env, err)
	}
	return n
}
