package pact_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"midspan/app/pact"
)

// TestNoListGrowsPastItsBudget adds, lets go, takes up again and sets budgets in any order, by the
// rules alone: a list holds no more than both allow themselves.
func TestNoListGrowsPastItsBudget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]pact.FocusKind{pact.MeetingItem, pact.AgendaItem}).Draw(t, "kind")
		budget, list, made := pact.AgendaBudget, []string{}, 0
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "act") {
			case 0: // one more, perhaps in another's place
				names := slices.Clone(list)
				if len(names) > 0 && rapid.Bool().Draw(t, "one leaves") {
					at := rapid.IntRange(0, len(names)-1).Draw(t, "which")
					names = slices.Delete(names, at, at+1)
				}
				if pact.MayAdd(kind, names, budget) == nil {
					made++
					list = append(names, strconv.Itoa(made))
				}
			case 1:
				if len(list) > 0 {
					list = list[1:]
				}
			default:
				if items := rapid.IntRange(-1, pact.MaxBudget+2).Draw(t, "items"); pact.MayBudget(kind, items, len(list)) == nil {
					budget = items
				}
			}
			if len(list) > budget || budget < 1 || budget > pact.MaxBudget {
				t.Fatalf("%d on a list of %d", len(list), budget)
			}
		}
	})
}

func TestAFullListSaysWhatIsOnIt(t *testing.T) {
	err := pact.MayAdd(pact.AgendaItem, []string{"Slots", "Crates"}, 2)
	e, _ := err.(*pact.Error)
	if e == nil || e.Code != pact.Conflict || e.State != "FULL" || !strings.Contains(e.Message, "“Slots”, “Crates”") {
		t.Errorf("it says %v", err)
	}
	if err := pact.MayAdd(pact.WorkItem, make([]string, pact.MaxWork), 0); pact.CodeOf(err) != pact.Limited {
		t.Errorf("work without end: %v", err)
	}
	if err := pact.MayBudget(pact.WorkItem, 3, 0); pact.CodeOf(err) != pact.BadInput {
		t.Errorf("work has a budget: %v", err)
	}
}

func TestOnlyWorkIsHandedOutAndToSomebody(t *testing.T) {
	for _, c := range []struct {
		role pact.Role
		kind pact.FocusKind
		to   pact.FocusFate
		whom string
		code pact.Code
	}{
		{pact.Member, pact.WorkItem, pact.HandedOut, "The carriers’ union", ""},
		{pact.Member, pact.WorkItem, pact.HandedOut, " ", pact.BadInput},
		{pact.Member, pact.WorkItem, pact.Undecided, "", ""},
		{pact.Sponsor, pact.MeetingItem, pact.DroppedIt, "", ""},
		{pact.Sponsor, pact.MeetingItem, pact.HandedOut, "Somebody", pact.BadInput},
		{pact.Owner, pact.AgendaItem, pact.Undecided, "", pact.BadInput},
		{pact.Observer, pact.WorkItem, pact.KeptOn, "", pact.Forbidden},
		{pact.Adviser, pact.WorkItem, pact.KeptOn, "", pact.Forbidden},
	} {
		err := pact.MayBecome(c.role, c.kind, c.to, c.whom)
		if (err == nil) != (c.code == "") || err != nil && pact.CodeOf(err) != c.code {
			t.Errorf("%s, %s to %s: %v", c.role, c.kind, c.to, err)
		}
	}
}

func TestATopicIsCarriedOnBothSidesOrShows(t *testing.T) {
	pairs := []pact.Pair{
		{Left: true, Right: true, Topics: []string{"berries", "slots"}},
		{Left: true, Right: false, Topics: []string{"returns"}},
		{Left: false, Right: false, Topics: []string{"crates"}},
		{Left: false, Right: true, Topics: []string{"slots", "pallets"}},
	}
	got := pact.Gaps([]string{"berries", "returns", "slots", "crates", "pallets", "invoices"}, pairs)
	want := []pact.Gap{{"returns", false, true}, {"crates", true, true}, {"pallets", true, false}, {"invoices", true, true}}
	if !slices.Equal(got, want) {
		t.Errorf("uncovered: %v", got)
	}
}

func TestAPairStandsOnBothSides(t *testing.T) {
	for _, sides := range [][]string{nil, {"l"}, {"l", "l"}, {"l", ""}, {"l", "r", "r"}} {
		if pact.CodeOf(pact.MayPair(pact.Member, sides)) != pact.BadInput {
			t.Errorf("%v is a pair", sides)
		}
	}
	if err := pact.MayPair(pact.Member, []string{"r", "l"}); err != nil {
		t.Error(err)
	}
	for r, may := range map[pact.Role]bool{pact.Owner: true, pact.Sponsor: false, pact.Member: false, pact.Adviser: false} {
		if got := pact.MaySetHub(r, "l", "l") == nil; got != may {
			t.Errorf("%s says who holds the whole: %v", r, got)
		}
	}
	if pact.CodeOf(pact.MaySetHub(pact.Owner, "l", "r")) != pact.Forbidden || pact.CodeOf(pact.MaySetHub(pact.Owner, "l", "")) != pact.BadInput {
		t.Error("a side says who holds the other, or an adviser holds one")
	}
}

func TestAnAdvisersAccessLastsThroughItsLastDay(t *testing.T) {
	noon := time.Date(2027, 3, 3, 23, 30, 0, 0, time.FixedZone("west", -7200)) // the fourth, in UTC
	today := pact.Today(noon)
	if today != "2027-03-04" {
		t.Fatalf("today is %s", today)
	}
	for until, over := range map[pact.Date]bool{"": false, "2027-03-03": true, "2027-03-04": false, "2027-03-05": false} {
		if pact.Over(until, today) != over {
			t.Errorf("until %q: over is %v", until, !over)
		}
		if err := pact.MayAdvise(pact.Owner, pact.Adviser, "Contracts", until, today); (err != nil) != over {
			t.Errorf("until %q: %v", until, err)
		}
	}
	if pact.CodeOf(pact.MayAdvise(pact.Member, pact.Adviser, "", "", today)) != pact.Forbidden ||
		pact.CodeOf(pact.MayAdvise(pact.Owner, pact.Member, "", "", today)) != pact.BadInput ||
		pact.CodeOf(pact.MayAdvise(pact.Owner, pact.Adviser, strings.Repeat("x", 201), "", today)) != pact.BadInput {
		t.Error("somebody else says it, or of somebody else, or at length")
	}
}

func TestExpectationsAreAskedAnewEachQuarter(t *testing.T) {
	now := time.Date(2027, 3, 3, 12, 0, 0, 0, time.UTC)
	for days, again := range map[int]bool{0: false, 89: false, 90: true, 400: true} {
		if pact.AskAgain(now.AddDate(0, 0, -days), now) != again {
			t.Errorf("after %d days: %v", days, !again)
		}
	}
	if !pact.AskAgain(time.Time{}, now) {
		t.Error("they are not asked at first")
	}
}
