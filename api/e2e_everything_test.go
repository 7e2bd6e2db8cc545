//go:build !race

package main

// What walks everything there is: under the race detector it would take many times as long and show
// no more, for the other stories go the same ways under it. .ci/test runs it without.

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"midspan/app/pact"
)

// TestEveryPageIsForEveryone asks axe-core about each page, as each kind of person, in both
// colours, on phone and laptop: no violation. Besides, each can be read on a narrow phone, with
// larger text, with more room in it, and in forced colours. It fails when an address is added that
// it does not come to.
func TestEveryPageIsForEveryone(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("../.ci/peers/axe/node_modules/axe-core/axe.min.js")
	if err != nil {
		absentHere(t, "axe-core is not here; .ci/test installs it: "+err.Error())
	}
	s := anyDemo(t, "-smtp-url", "smtp://127.0.0.1:9", "-mail-from", "midspan@example.org")
	hanna := s.signedIn("owner@alder.example")
	alone := hanna.begin("Mill & Söhne")
	letter := hanna.invite(alone)
	hanna.apiToken("WRITE")

	var seen sync.Map
	whole := t.Run("page by page", func(t *testing.T) {
		for name, part := range map[string]func(looking){
			"who is not signed in":  func(l looking) { l.outside(s, letter) },
			"who is":                func(l looking) { l.signsIn("owner@alder.example"); l.inside(alone) },
			"what opens on top":     func(l looking) { l.signsIn("owner@alder.example"); l.onTop() },
			"the account":           func(l looking) { l.signsIn("owner@alder.example"); l.account(s) },
			"owner@quay.example":    looking.inPassing,
			"adviser@third.example": looking.inPassing,
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				l := looking{openBrowser(t, s.url).person(name, phone), string(axe), &seen}
				part(l)
				l.quiet("404", "410", "422", "ERR_INTERNET_DISCONNECTED")
			})
		}
	})
	if whole {
		walked(t, &seen)
	}
}

// TestNobodyMeetsACanaryOfAnotherRoom plants a text of its own in every field of every room, has
// everybody walk the whole schema as the server tells it, and looks for each text in every answer
// that anybody got.
func TestNobodyMeetsACanaryOfAnotherRoom(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		a := populate(t, s)
		a.agree()
		a.plant(leftSide)
		a.plant(rightSide)
		a.lived()
		a.trusts("left owner", "right owner")
		a.trusts("right owner", "left owner")
		a.signs()
		a.beginsAnew()
		a.publishes()
		a.asked()
		a.paths(leftSide)
		a.paths(rightSide)
		a.parts()
		letter := a.write(a.b.left.begin("Somebody Else"))
		a.b.outsider.try("updateSideProfile", vars{"relationship": a.b.elsewhere, "why": a.bird("the outsider", "outsider")}, "", nil)

		schema := a.b.left.schema()
		walkers := []*walker{a.holder(letter, schema)}
		all := map[string]bool{}
		for name, v := range a.people {
			w := v.walker(name, schema)
			walkers = append(walkers, w)
			w.walk()
			if !w.anonymous {
				w.ownDoors()
			}
			if name == "left owner" {
				w.alone()
			}
			for id, there := range w.found {
				all[id] = all[id] || there
				if !there && !theirsAlone(id) {
					t.Errorf("%s is told of %s, which is not there for them", name, id)
				}
			}
		}
		var ids []string
		for id := range all {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		full := map[string]bool{}
		for _, w := range walkers {
			w.everyDoor(ids, a.canaries)
			for field := range w.full {
				full[field] = true
			}
			heard := w.heard.String()
			for _, c := range a.canaries {
				if meets := strings.Contains(heard, c.text); meets != c.mayRead(w.name) {
					t.Errorf("%s meets %s: %v", w.name, c.text, meets)
				}
			}
		}
		for _, kind := range schema.told() {
			for _, f := range schema[kind].Fields {
				if field := kind + "." + f.Name; !full[field] {
					t.Errorf("%s held nothing for anybody: plant something there", field)
				}
			}
		}
	})
}

// TestForeignIDsChangeNothing gives every input of every mutation that takes an id those of a third
// organisation, of the other side's room, of another type, and of nothing at all.
func TestForeignIDsChangeNothing(t *testing.T) {
	t.Parallel()
	b := meetOnPostgres(t)
	b.outsider.deeds(b.elsewhere, b.outsider.vision(b.elsewhere), b.outsider)
	t.Run("from the left", func(t *testing.T) { b.tryForeignIDs(t, b.left, b.right) })
	t.Run("from the right", func(t *testing.T) { b.tryForeignIDs(t, b.right, b.left) })
}

func (b *bridge) tryForeignIDs(t *testing.T, us, them *visitor) {
	them.deeds(b.rel, b.vision, us)
	deeds := us.deeds(b.rel, b.vision, them)
	foreign := append(oneOfEach(b.outsider.everyID(b.elsewhere)), oneOfEach(private(them, us, b.rel))...)
	foreign = append(foreign, "", "rel_00000000000000000000000000000000", "doc_'; DROP TABLE documents; --", "com_\x00")
	all := []*visitor{b.left, b.right, b.outsider}
	before := b.seenBy(all)
	for name, fields := range us.mutations() {
		for _, f := range fields {
			if f.kind != "ID" || deeds[name] == nil {
				continue
			}
			for _, id := range foreign {
				var value any = id
				if f.list {
					value = []string{id}
				}
				got := us.try(name, deeds[name], f.name, value)
				if code := got.code(); code != pact.NotFound && code != pact.BadInput {
					t.Errorf("%s with %s %.60q: %.300s", name, f.name, id, got.raw)
				}
			}
		}
	}
	if after := b.seenBy(all); !slices.Equal(before, after) {
		t.Errorf("something changed:\n%v\n%v", before, after)
	}
}

// private gives the ids that somebody sees of a relationship and somebody else does not.
func private(them, us *visitor, rel string) []string {
	seen := us.everyID(rel)
	return slices.DeleteFunc(them.everyID(rel), func(id string) bool {
		return slices.Contains(seen, id) || pact.EventID.Is(id)
	})
}

// oneOfEach gives an id of each type of thing, of ids in order.
func oneOfEach(ids []string) []string {
	return slices.CompactFunc(ids, func(a, b string) bool { return pact.PrefixOf(a) == pact.PrefixOf(b) })
}
