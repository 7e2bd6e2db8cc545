package pact_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"midspan/app/pact"
)

func TestOnlyItsOwnSideSettlesANeed(t *testing.T) {
	for _, c := range []struct {
		role     pact.Role
		my, of   string
		may      bool
		begun    pact.NeedState
		whatItIs string
	}{
		{pact.Member, "sid_l", "sid_l", true, pact.NeedConfirmed, "a member of its side"},
		{pact.Owner, "sid_r", "sid_l", false, pact.NeedGuessed, "an owner of the other side"},
		{pact.Observer, "sid_l", "sid_l", false, pact.NeedConfirmed, "an observer of its side"},
		{pact.Adviser, "", "sid_l", false, pact.NeedGuessed, "an adviser"},
	} {
		if got := pact.MaySettle(c.role, c.my, c.of) == nil; got != c.may {
			t.Errorf("%s settles it: %v", c.whatItIs, got)
		}
		if got := pact.FirstState(c.my, c.of); got != c.begun {
			t.Errorf("written by %s it begins as %s", c.whatItIs, got)
		}
	}
	for _, r := range pact.Role("").Values() {
		if got := pact.MayWrite(pact.Role(r), pact.Shared) == nil; got != strings.Contains("OWNER SPONSOR MEMBER", r) {
			t.Errorf("%s writes down a need: %v", r, got)
		}
	}
}

func TestACorrectionWantsItsReasonAndReachingDoesNot(t *testing.T) {
	ahead := pact.Course{Title: "One calendar", Due: "2027-01-15", State: pact.WaypointAhead}
	change := func(f func(*pact.Course)) pact.Course {
		c := ahead
		f(&c)
		return c
	}
	reached := change(func(c *pact.Course) { c.State = pact.WaypointReached })
	for _, c := range []struct {
		name     string
		from, to pact.Course
		reason   bool
	}{
		{"nothing changes", ahead, ahead, false},
		{"it is reached", ahead, reached, false},
		{"it was dropped and is reached", change(func(c *pact.Course) { c.State = pact.WaypointDropped }), reached, false},
		{"another day", ahead, change(func(c *pact.Course) { c.Due = "2027-02-01" }), true},
		{"other words", ahead, change(func(c *pact.Course) { c.Title = "Two calendars" }), true},
		{"it is dropped", ahead, change(func(c *pact.Course) { c.State = pact.WaypointDropped }), true},
		{"it was not reached after all", reached, ahead, true},
		{"it is reached on another day", ahead, change(func(c *pact.Course) { c.State, c.Due = pact.WaypointReached, "2027-02-01" }), true},
	} {
		if got := pact.NeedsReason(c.from, c.to); got != c.reason {
			t.Errorf("%s: wants a reason %v", c.name, got)
		}
		if got := code(pact.MayCorrect(pact.Member, c.from, c.to, " ")) == pact.BadInput; got != c.reason {
			t.Errorf("%s without a reason: refused %v", c.name, got)
		}
		if err := pact.MayCorrect(pact.Member, c.from, c.to, "because"); err != nil {
			t.Errorf("%s with a reason: %v", c.name, err)
		}
		if got := code(pact.MayCorrect(pact.Adviser, c.from, c.to, "because")); got != pact.Forbidden {
			t.Errorf("%s by an adviser: %s", c.name, got)
		}
	}
}

func TestACallIsOfTheTermsOnScreen(t *testing.T) {
	for _, r := range pact.Role("").Values() {
		if got := pact.MayCallOurs(pact.Role(r), "d", "d") == nil; got != strings.Contains("OWNER SPONSOR MEMBER", r) {
			t.Errorf("%s calls it theirs: %v", r, got)
		}
	}
	if got := code(pact.MayCallOurs(pact.Owner, "d", "e")); got != pact.Conflict {
		t.Errorf("of other terms: %s", got)
	}
	for sides, agreed := range []bool{false, false, true} {
		if pact.BothCallOurs(sides) != agreed {
			t.Errorf("by %d sides", sides)
		}
	}
}

func TestEveryTermOfAnOutcomeIsInItsDigest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := someTerms(t, "a"), someTerms(t, "b")
		same := a.Title == b.Title && a.Measure == b.Measure && a.Unit == b.Unit &&
			equal(a.Baseline, b.Baseline) && equal(a.Target, b.Target) && equal(a.Due, b.Due)
		if got := pact.OutcomeDigest("out_1", a) == pact.OutcomeDigest("out_1", b); got != same {
			t.Fatalf("%+v and %+v have the same digest: %v", a, b, got)
		}
		if pact.OutcomeDigest("out_1", a) == pact.OutcomeDigest("out_2", a) {
			t.Fatal("two outcomes have one digest")
		}
	})
}

func someTerms(t *rapid.T, who string) pact.OutcomeTerms {
	word := rapid.SampledFrom([]string{"", "%", "90", "crates"})
	figure := rapid.Ptr(rapid.SampledFrom([]float64{0, 0.5, 90, 1e21}), true)
	return pact.OutcomeTerms{
		Title: word.Draw(t, who+" title"), Measure: word.Draw(t, who+" measure"), Unit: word.Draw(t, who+" unit"),
		Baseline: figure.Draw(t, who+" from"), Target: figure.Draw(t, who+" to"),
		Due: rapid.Ptr(rapid.SampledFrom([]pact.Date{"2027-01-15", "2027-02-28"}), true).Draw(t, who+" due"),
	}
}

func equal[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }
