package pact_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"midspan/app/pact"
)

var (
	hannaSays = pact.Voice{Person: "usr_h", Side: "sid_l", Role: pact.Owner}
	jonasSays = pact.Voice{Person: "usr_j", Side: "sid_l", Role: pact.Member}
	tomasSays = pact.Voice{Person: "usr_t", Side: "sid_r", Role: pact.Owner}
	readsOnly = pact.Voice{Person: "usr_o", Side: "sid_r", Role: pact.Observer}
	advises   = pact.Voice{Person: "usr_a", Role: pact.Adviser}
	everybody = []pact.Voice{hannaSays, jonasSays, tomasSays, readsOnly, advises}
)

// TestNothingCountsWithoutTheReceiversWord presses everything in any order, by anybody, with digests of
// now and of before, and looks each time something is confirmed at who said so.
func TestNothingCountsWithoutTheReceiversWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := pact.Benefit{Done: pact.Done{State: pact.DoneAhead}, Of: "sid_l", Person: "usr_h", Kind: pact.FigureBenefit}
		benefit := rapid.Bool().Draw(t, "a benefit")
		now := 0
		for range rapid.IntRange(1, 30).Draw(t, "presses") {
			v := rapid.SampledFrom(everybody).Draw(t, "who")
			was := b
			switch rapid.SampledFrom([]string{"say", "confirm", "reopen", "drop"}).Draw(t, "what") {
			case "say":
				may := pact.MaySayDone(b.Done, v)
				if benefit {
					may = pact.MaySayBenefit(b, v)
				}
				if may == nil {
					b.State, b.By = pact.DoneSaid, v
					now++
				}
			case "confirm":
				sent := rapid.IntRange(0, now).Draw(t, "seen")
				digest := func(i int) string { return strings.Repeat("x", i) }
				may := pact.MayConfirmDone(b.Done, v, digest(sent), digest(now))
				if benefit {
					may = pact.MayConfirmBenefit(b, v, v.Side == "sid_l", digest(sent), digest(now))
				}
				if may != nil {
					continue
				}
				if sent != now || was.State != pact.DoneSaid || v.Side == "" || v.Role == pact.Observer {
					t.Fatalf("%+v confirmed %+v having seen %d of %d", v, was, sent, now)
				}
				if !benefit && v.Side == was.By.Side || benefit && (v.Side != was.Of || v.Person == was.By.Person) {
					t.Fatalf("%+v is not the receiver of %+v", v, was)
				}
				b.State = pact.DoneConfirmed
			case "reopen":
				if pact.MayReopen(b.Done, v) == nil {
					b.State, b.By = pact.DoneAhead, pact.Voice{}
				}
			case "drop":
				if pact.MayDrop(b.Done, v) == nil {
					b.State = pact.DoneDropped
				}
			}
			if was.State == pact.DoneConfirmed && b.State != pact.DoneConfirmed {
				t.Fatal("what was confirmed does not stand")
			}
			if (b.State == pact.DoneSaid) != (b.By.Person != "") && b.State != pact.DoneConfirmed {
				t.Fatalf("%s, said by %q", b.State, b.By.Person)
			}
		}
	})
}

func TestWhoMaySayAndConfirm(t *testing.T) {
	said := pact.Done{State: pact.DoneSaid, By: hannaSays}
	for _, c := range []struct {
		name string
		err  error
		code pact.Code
	}{
		{"an adviser says", pact.MaySayDone(pact.Done{State: pact.DoneAhead}, advises), pact.Forbidden},
		{"an observer says", pact.MaySayDone(pact.Done{State: pact.DoneAhead}, readsOnly), pact.Forbidden},
		{"a member says", pact.MaySayDone(pact.Done{State: pact.DoneAhead}, jonasSays), ""},
		{"the same side says it in other words", pact.MaySayDone(said, jonasSays), ""},
		{"the other side says what is said already", pact.MaySayDone(said, tomasSays), pact.Conflict},
		{"what was let go is said", pact.MaySayDone(pact.Done{State: pact.DoneDropped}, hannaSays), pact.Conflict},
		{"their own side confirms", pact.MayConfirmDone(said, jonasSays, "d", "d"), pact.Forbidden},
		{"the other side confirms", pact.MayConfirmDone(said, tomasSays, "d", "d"), ""},
		{"it confirms older words", pact.MayConfirmDone(said, tomasSays, "c", "d"), pact.Conflict},
		{"nothing was said", pact.MayConfirmDone(pact.Done{State: pact.DoneAhead}, tomasSays, "d", "d"), pact.Conflict},
		{"the other side says not yet", pact.MayReopen(said, tomasSays), ""},
		{"what was confirmed is opened", pact.MayReopen(pact.Done{State: pact.DoneConfirmed}, hannaSays), pact.Conflict},
		{"what was said is let go", pact.MayDrop(said, hannaSays), pact.Conflict},
		{"what is ahead is let go", pact.MayDrop(pact.Done{State: pact.DoneAhead}, tomasSays), ""},
		{"the other side reaches a milestone", pact.MayReach(pact.Done{State: pact.DoneAhead}, tomasSays, "sid_l"), pact.Forbidden},
		{"its side reaches it", pact.MayReach(pact.Done{State: pact.DoneAhead}, jonasSays, "sid_l"), ""},
		{"a day moves without a reason", pact.MayExpect(pact.Done{State: pact.DoneAhead}, hannaSays, "2027-01-01", "2027-01-02", " "), pact.BadInput},
		{"a day moves with one", pact.MayExpect(pact.Done{State: pact.DoneAhead}, tomasSays, "2027-01-01", "2027-01-02", "ice"), ""},
		{"no day moves", pact.MayExpect(pact.Done{State: pact.DoneAhead}, tomasSays, "2027-01-01", "2027-01-01", ""), ""},
		{"a day moves when it was said", pact.MayExpect(said, hannaSays, "2027-01-01", "2027-01-02", "ice"), pact.Conflict},
		{"a win for nothing where there is an outcome", pact.ServesOutcome("", 1), pact.BadInput},
		{"a win where there is none yet", pact.ServesOutcome("", 0), ""},
	} {
		if got := code(c.err); got != c.code {
			t.Errorf("%s: %q, not %q", c.name, got, c.code)
		}
	}
}

func TestABenefitIsReceivedByWhoHasIt(t *testing.T) {
	figure := pact.Benefit{Done: pact.Done{State: pact.DoneSaid, By: hannaSays}, Kind: pact.FigureBenefit, Of: "sid_l", Person: "usr_t"}
	own := pact.Benefit{Done: pact.Done{State: pact.DoneAhead}, Kind: pact.PersonalBenefit, Of: "sid_l", Person: "usr_h"}
	for _, c := range []struct {
		name string
		err  error
		code pact.Code
	}{
		{"the other side", pact.MayConfirmBenefit(figure, tomasSays, true, "d", "d"), pact.Forbidden},
		{"who wrote it, where there are others", pact.MayConfirmBenefit(figure, hannaSays, true, "d", "d"), pact.Forbidden},
		{"who wrote it, alone on their side", pact.MayConfirmBenefit(figure, hannaSays, false, "d", "d"), ""},
		{"another one of the side", pact.MayConfirmBenefit(figure, jonasSays, true, "d", "d"), ""},
		{"another one, of older words", pact.MayConfirmBenefit(figure, jonasSays, true, "c", "d"), pact.Conflict},
		{"an observer", pact.MayConfirmBenefit(figure, readsOnly, true, "d", "d"), pact.Forbidden},
		{"a colleague about what is personal", pact.MaySayBenefit(own, jonasSays), pact.Forbidden},
		{"the person about what is personal", pact.MaySayBenefit(own, hannaSays), ""},
		{"a colleague shares it", pact.OwnsBenefit(own, "usr_j"), pact.Forbidden},
		{"a figure without a figure", pact.Comes(pact.FigureBenefit, nil, "better"), pact.BadInput},
		{"words without words", pact.Comes(pact.PersonalBenefit, nil, " "), pact.BadInput},
		{"words", pact.Comes(pact.PersonalBenefit, nil, "I sleep on Sundays."), ""},
	} {
		if got := code(c.err); got != c.code {
			t.Errorf("%s: %q, not %q", c.name, got, c.code)
		}
	}
}

func TestASlipIsSeenEarly(t *testing.T) {
	for _, c := range []struct {
		name                       string
		state                      pact.DoneState
		due, expected, seen, today pact.Date
		want                       pact.Slip
	}{
		{"on its way", pact.DoneAhead, "2027-03-31", "2027-03-31", "", "2027-03-10", pact.Slip{}},
		{"expected earlier", pact.DoneAhead, "2027-03-31", "2027-03-20", "", "2027-03-10", pact.Slip{}},
		{"expected later, seen early", pact.DoneAhead, "2027-03-31", "2027-04-09", "2027-03-10", "2027-03-12", pact.Slip{Days: 9, Early: 21}},
		{"expected later, seen late", pact.DoneAhead, "2027-03-31", "2027-04-09", "2027-04-01", "2027-04-02", pact.Slip{Days: 9}},
		{"its day is gone and nobody spoke", pact.DoneAhead, "2027-03-31", "2027-03-31", "", "2027-04-02", pact.Slip{Days: 2, Unsaid: true}},
		{"the later day is gone too", pact.DoneAhead, "2027-03-31", "2027-04-09", "2027-03-10", "2027-04-12", pact.Slip{Days: 12, Unsaid: true}},
		{"somebody says that it is reached", pact.DoneSaid, "2027-03-31", "2027-04-09", "2027-03-10", "2027-04-12", pact.Slip{}},
	} {
		if got := pact.SlipOf(c.state, c.due, c.expected, c.seen, c.today); got != c.want {
			t.Errorf("%s: %+v, not %+v", c.name, got, c.want)
		}
	}
	first := pact.Date("2027-03-10")
	if got := pact.SlipSeen("2027-03-31", "2027-04-20", "2027-03-20", &first); got == nil || *got != first {
		t.Errorf("a slip that grows was seen on %v", got)
	}
	if got := pact.SlipSeen("2027-03-31", "2027-03-31", "2027-03-20", &first); got != nil {
		t.Errorf("what does not slip any more was seen on %v", *got)
	}
}

func TestMoneyIsInMinorUnitsOfACurrency(t *testing.T) {
	for code, want := range map[string]int{"EUR": 2, "JPY": 0, "KWD": 3, "AED": 2, "ZWG": 2, "TND": 3} {
		if got, known := pact.MinorDigits(code); !known || got != want {
			t.Errorf("%s has %d digits", code, got)
		}
	}
	for _, no := range []string{"", "eur", "EURO", "XXX", "DAF", "%"} {
		if _, known := pact.MinorDigits(no); known {
			t.Errorf("%q is no currency", no)
		}
	}
	big, fits := pact.MaxFigure+1, pact.MaxFigure
	for _, c := range []struct {
		unit, currency string
		x              *int
		field          pact.Code
	}{{"crates", "", &fits, ""}, {"", "EUR", nil, ""}, {"h", "EUR", nil, pact.BadInput}, {"", "EURO", nil, pact.BadInput}, {"", "", &big, pact.BadInput}} {
		if got := code(pact.InFigures(c.unit, c.currency, map[string]*int{"before": c.x})); got != c.field {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

func TestWhatIsOnScreenIsInTheDigest(t *testing.T) {
	one, two := 1, 2
	win := pact.WinTerms{Text: "a", Due: "2027-01-01", By: hannaSays}
	mil := pact.MilestoneTerms{Title: "a", Due: "2027-01-01", Expected: "2027-01-01", By: hannaSays}
	ben := pact.BenefitTerms{Label: "a", Before: &one, After: &one, By: hannaSays}
	seen := map[string]bool{}
	for _, d := range []string{
		pact.WinDigest("win_1", win), pact.WinDigest("win_2", win),
		pact.WinDigest("win_1", pact.WinTerms{Text: "a", Due: "2027-01-01", Learning: "l", By: hannaSays}),
		pact.WinDigest("win_1", pact.WinTerms{Text: "a", Due: "2027-01-01", By: jonasSays}),
		pact.MilestoneDigest("mil_1", mil),
		pact.MilestoneDigest("mil_1", pact.MilestoneTerms{Title: "a", Due: "2027-01-01", Expected: "2027-01-02", By: hannaSays}),
		pact.BenefitDigest("ben_1", ben),
		pact.BenefitDigest("ben_1", pact.BenefitTerms{Label: "a", Before: &one, After: &two, By: hannaSays}),
		pact.BenefitDigest("ben_1", pact.BenefitTerms{Label: "a", Before: &one, Hoped: &one, By: hannaSays}),
	} {
		if seen[d] {
			t.Errorf("two that differ have one digest: %s", d)
		}
		seen[d] = true
	}
}
