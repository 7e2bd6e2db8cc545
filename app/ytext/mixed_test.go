//go:build !js

package ytext

import (
	"maps"
	"os"
	"slices"
	"strconv"
	"testing"
)

// Replicas of ours and real Yjs replicas write at once, offline, with updates
// reordered, doubled and withheld; in the end all hold the same, byte for byte.
// Twins go through the same step by step and say the same at each. In each
// shape MIDSPAN_FUZZ_ROUNDS sets how many rounds, MIDSPAN_FUZZ_SEED replays one.
func TestMixedReplicasConverge(t *testing.T) {
	for name, s := range shapes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startPeer(t)
			rounds, first := number(t, "MIDSPAN_FUZZ_ROUNDS", usualRounds), uint64(1)
			if seed := number(t, "MIDSPAN_FUZZ_SEED", 0); seed > 0 {
				rounds, first = 1, seed
			}
			c := census{}
			for seed := first; seed < first+rounds; seed++ {
				c.count(t, s.round(t, p, seed))
			}
		})
	}
}

// shape is who takes part: pairs of one of ours and one real Yjs.
type shape struct {
	pairs int
	twin  bool
}

var shapes = map[string]shape{
	"2+2": {2, false}, "3+3": {3, false}, "twins": {2, true},
}

func (s shape) round(t *testing.T, p *peer, seed uint64) *gathering {
	sound := false
	defer func() {
		if !sound {
			t.Logf("replay with MIDSPAN_FUZZ_SEED=%d go test -run '%s' ./app/ytext", seed, t.Name())
		}
	}()
	g := newGathering(t, p, seed, s.pairs, s.twin)
	g.live(t)
	if t.Failed() {
		t.FailNow()
	}
	sound = true
	return g
}

func TestASeedIsEnoughToReplay(t *testing.T) {
	for name, s := range shapes {
		p := startPeer(t)
		s.round(t, p, 4)
		after := newGathering(t, p, 5, s.pairs, s.twin).live(t)
		alone := newGathering(t, startPeer(t), 5, s.pairs, s.twin).live(t)
		after.mustEqual(t, alone, "seed 5 alone as "+name)
	}
}

// The same for so long that strands have many blocks and texts many chunks.
func TestALongGatheringConverges(t *testing.T) {
	g := newGathering(t, startPeer(t), 1, 2, false)
	for range 9 {
		g.talk(t, 400)
		g.agree(t)
	}
	d := g.replicas[0].(ours).Doc
	if r := d.roots[fuzzRoots[0]]; r.chunks < 8 || len(d.strands[d.client].blocks) < 2 {
		t.Errorf("%d chunks and %d blocks are too few to show anything", r.chunks, len(d.strands[d.client].blocks))
	}
}

// census counts the rounds that had what a fuzz is for.
type census struct {
	rounds int
	had    map[string]int
}

const censusRounds = 1000

// count fails if a thousand rounds never had something.
func (c *census) count(t *testing.T, g *gathering) {
	if c.had == nil {
		c.had = map[string]int{}
	}
	c.rounds++
	for what := range g.saw {
		c.had[what]++
	}
	if c.rounds < censusRounds {
		return
	}
	all := append(slices.Sorted(maps.Keys(kinds)), cutPairs, reordered, duplicated, withheld, branched, conflicted)
	if _, ok := g.replicas[0].(ours); ok { // twins cannot undo, Yjs would do it otherwise
		all = append(all, undone)
	}
	for _, what := range all {
		t.Logf("%4d of %d rounds had %s", c.had[what], c.rounds, what)
		if c.had[what] == 0 {
			t.Errorf("none of %d rounds had %s", c.rounds, what)
		}
	}
	*c = census{}
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
