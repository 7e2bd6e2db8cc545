package pact_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"midspan/app/pact"
)

func TestEachConditionOfAnAccordIsToldInASentenceWithAPlace(t *testing.T) {
	ripe := pact.AccordFacts{
		Worth: pact.Worth{Left: pact.ChoiceYes, Right: pact.ChoiceYes}, LeftCommitments: 1, RightCommitments: 1, PreMortem: true, Changed: true,
	}
	if all := pact.AccordUnmet(ripe); len(all) != 0 {
		t.Fatalf("%v", all)
	}
	for path, change := range map[string]func(*pact.AccordFacts){
		"/talks":       func(f *pact.AccordFacts) { f.PreMortem = false },
		"/risks":       func(f *pact.AccordFacts) { f.Untreated = 2 },
		"/commitments": func(f *pact.AccordFacts) { f.RightCommitments = 0 },
	} {
		f := ripe
		change(&f)
		all := pact.AccordUnmet(f)
		if len(all) != 1 || all[0].Path != path || !strings.HasSuffix(all[0].Why, ".") {
			t.Errorf("%s: %v", path, all)
		}
		if code(pact.MayPropose(f, pact.Owner, "d", "d")) != pact.Conflict {
			t.Errorf("%s: it may be put out", path)
		}
	}
	for name, change := range map[string]func(*pact.AccordFacts){
		"out already": func(f *pact.AccordFacts) { f.Proposed = true }, "nothing new": func(f *pact.AccordFacts) { f.Changed = false },
		"parted": func(f *pact.AccordFacts) { f.Parted = true }, "not worth it": func(f *pact.AccordFacts) { f.Worth.Left = pact.ChoiceNo },
		"nobody named": func(f *pact.AccordFacts) { f.Nameless = 1 }, "no outcome": func(f *pact.AccordFacts) { f.Aimless = 1 }, "reworded": func(f *pact.AccordFacts) { f.Reworded = 1 },
	} {
		f := ripe
		change(&f)
		if code(pact.MayPropose(f, pact.Owner, "d", "d")) != pact.Conflict {
			t.Errorf("%s: it may be put out", name)
		}
	}
	if pact.MayPropose(ripe, pact.Member, "d", "d") != nil || code(pact.MayPropose(ripe, pact.Member, "d", "other")) != pact.Conflict || code(pact.MayPropose(ripe, pact.Adviser, "d", "d")) != pact.Forbidden {
		t.Error("who puts it out, and under which digest")
	}
}

func TestWhoSigns(t *testing.T) {
	owners := []pact.Role{pact.Owner}
	for name, side := range map[string][]pact.Role{
		"nobody": nil, "no owner": {pact.Sponsor}, "a member": {pact.Owner, pact.Member}, "five": {pact.Owner, pact.Owner, pact.Sponsor, pact.Sponsor, pact.Sponsor},
	} {
		if code(pact.SignersOf(side, owners)) != pact.BadInput || code(pact.SignersOf(owners, side)) != pact.BadInput {
			t.Errorf("%s may sign for a side", name)
		}
	}
	if pact.SignersOf(owners, []pact.Role{pact.Owner, pact.Sponsor}) != nil {
		t.Error("owners and a sponsor sign")
	}
}

// TestPiecesTellBothTexts: what stayed and came is the text now, what stayed and went the one before.
func TestPiecesTellBothTexts(t *testing.T) {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("ab .,\nñ山😀")), 0, 60, -1)
	rapid.Check(t, func(t *rapid.T) {
		before, now := text.Draw(t, "before"), text.Draw(t, "now")
		var old, fresh strings.Builder
		last := 2
		for _, p := range pact.Pieces(before, now) {
			if p.Text == "" || p.Sign == last {
				t.Fatalf("pieces are whole: %q", p.Text)
			}
			last = p.Sign
			if p.Sign <= 0 {
				old.WriteString(p.Text)
			}
			if p.Sign >= 0 {
				fresh.WriteString(p.Text)
			}
		}
		if old.String() != before || fresh.String() != now {
			t.Fatalf("%q and %q became %q and %q", before, now, old.String(), fresh.String())
		}
	})
}

func TestDifferencesAreOfSectionsThatReadOtherwise(t *testing.T) {
	before := []pact.SectionText{{Document: "d", Key: "a", Text: "The forecast reaches Quay by Friday evening."}, {Document: "d", Key: "b", Text: "We try."}, {Document: "e", Key: "a", Text: "Same."}}
	now := []pact.SectionText{{Document: "e", Key: "a", Text: "Same."}, {Document: "d", Key: "a", Text: "The forecast reaches Quay by Thursday noon."}, {Document: "f", Key: "a", Text: "New."}}
	got := pact.Differences(before, now)
	if len(got) != 3 || got[0].Key != "a" || got[1].Document != "f" || got[2].Key != "b" || got[2].Pieces[0].Sign != -1 {
		t.Fatalf("%+v", got)
	}
	if pieces := got[0].Pieces; pieces[0].Text != "The forecast reaches Quay by " || pieces[0].Sign != 0 || pieces[1].Text != "Friday" {
		t.Fatalf("%+v", pieces)
	}
}
