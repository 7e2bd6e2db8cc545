package pact_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"midspan/app/pact"
)

// codeOf is why something is refused, "" when it is not.
func codeOf(err error) pact.Code {
	if err == nil {
		return ""
	}
	return pact.CodeOf(err)
}

func TestWhatASideNeedsToSeeIsWordedByThatSide(t *testing.T) {
	for _, c := range []struct {
		role       pact.Role
		mine, ofIt string
		want       pact.Code
	}{
		{pact.Owner, "left", "left", ""},
		{pact.Member, "left", "left", ""},
		{pact.Member, "left", "right", pact.Forbidden},
		{pact.Observer, "left", "left", pact.Forbidden},
		{pact.Adviser, "", "", pact.Forbidden},
	} {
		if got := codeOf(pact.MayWordTrust(c.role, c.mine, c.ofIt)); got != c.want {
			t.Errorf("%s of %q words what %q needs: %q", c.role, c.mine, c.ofIt, got)
		}
	}
	if pact.RoomForTrust(pact.MaxTrust-1) != nil {
		t.Error("there is no room for a fifth")
	}
	if err := pact.RoomForTrust(pact.MaxTrust); pact.CodeOf(err) != pact.Limited || !strings.Contains(err.Error(), "which one leaves") {
		t.Errorf("a sixth: %v", err)
	}
}

func TestTheOtherSideSaysThatItWillShowIt(t *testing.T) {
	now := pact.BehaviourDigest("trb_1", "Call us", "A call", "left")
	for _, c := range []struct {
		role pact.Role
		mine string
		sent string
		want pact.Code
	}{
		{pact.Sponsor, "right", now, ""},
		{pact.Sponsor, "right", "stale", pact.Conflict},
		{pact.Owner, "left", now, pact.Forbidden},
		{pact.Observer, "right", now, pact.Forbidden},
		{pact.Adviser, "", now, pact.Forbidden},
	} {
		if got := codeOf(pact.MayShowTrust(c.role, c.mine, "left", c.sent, now)); got != c.want {
			t.Errorf("%s of %q says yes to %q: %q", c.role, c.mine, c.sent, got)
		}
	}
	for _, other := range []string{
		pact.BehaviourDigest("trb_2", "Call us", "A call", "left"), pact.BehaviourDigest("trb_1", "Call me", "A call", "left"),
		pact.BehaviourDigest("trb_1", "Call us", "A mail", "left"), pact.BehaviourDigest("trb_1", "Call us", "A call", "right"),
	} {
		if other == now {
			t.Error("other words have the same digest")
		}
	}
	texts := pact.BehaviourTexts("trb_1", "Call us", "A call", "Quay")
	if len(texts) != 2 || texts[0].Text != "Call us" || texts[0].Prompt != "What Quay needs to see" || texts[1].Text != "A call" {
		t.Errorf("what is signed: %+v", texts)
	}
}

func TestALookBackClosesWhenEachCauseHasItsSafeguard(t *testing.T) {
	agreed := pact.SafeguardFacts{Cause: "The list came late", Text: "It is sent at six", Agreed: true}
	worded, bare := agreed, agreed
	worded.Agreed, bare.Agreed, bare.Text = false, false, " "
	for _, c := range []struct {
		all    []pact.SafeguardFacts
		closed bool
		state  string
	}{
		{nil, false, "NO_CAUSE"},
		{[]pact.SafeguardFacts{agreed, bare}, false, "UNWORDED"},
		{[]pact.SafeguardFacts{agreed, worded}, false, "NOT_AGREED"},
		{[]pact.SafeguardFacts{agreed}, true, "CLOSED"},
		{[]pact.SafeguardFacts{agreed, agreed}, false, ""},
	} {
		err := pact.MayCloseLookback(pact.Member, c.closed, c.all)
		if e, _ := err.(*pact.Error); (e == nil) != (c.state == "") || e != nil && (e.Code != pact.Conflict || e.State != c.state) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if pact.CodeOf(pact.MayCloseLookback(pact.Adviser, false, []pact.SafeguardFacts{agreed})) != pact.Forbidden {
		t.Error("an adviser closes it")
	}
	for minutes, want := range map[int]bool{15: true, 25: true, 40: true, 0: false, 30: false, -15: false} {
		if (pact.LookbackTime(minutes, false) == nil) != want {
			t.Errorf("%d minutes", minutes)
		}
	}
	if pact.LookbackTime(0, true) != nil || pact.LookbackTime(90, true) == nil {
		t.Error("the timer")
	}
	for _, c := range []struct {
		role         pact.Role
		open, parted bool
		want         pact.Code
	}{
		{pact.Member, false, false, ""}, {pact.Member, true, false, pact.Conflict}, {pact.Member, false, true, pact.Conflict}, {pact.Observer, false, false, pact.Forbidden},
	} {
		if got := codeOf(pact.MayLookBack(c.role, c.open, c.parted)); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestNoYesOutlivesTheWordsItWasSaidTo drives causes through what both sides do in any order: a look back
// is never closed over a cause without words both said yes to, as they stand.
func TestNoYesOutlivesTheWordsItWasSaidTo(t *testing.T) {
	type cause struct {
		text string
		yes  map[string]map[string]bool // by digest: the sides
	}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 2))
		causes, closed := map[string]*cause{}, false
		digest := func(id string) string { return pact.SafeguardDigest(id, "why", causes[id].text) }
		seen := map[string]string{} // a stale screen: the digest a side read last
		facts := func() (all []pact.SafeguardFacts) {
			for id, c := range causes {
				all = append(all, pact.SafeguardFacts{Cause: "why", Text: c.text, Agreed: pact.BothAgree(len(c.yes[digest(id)]))})
			}
			return all
		}
		for range 60 {
			id, side := string(rune('a'+r.IntN(3))), []string{"left", "right"}[r.IntN(2)]
			c := causes[id]
			switch act := r.IntN(6); {
			case pact.MayWorkOn(pact.Member, closed) != nil:
			case c == nil:
				causes[id] = &cause{yes: map[string]map[string]bool{}}
			case act == 0:
				c.text, c.yes = []string{"", "call first", "ask twice"}[r.IntN(3)], map[string]map[string]bool{}
			case act == 1:
				seen[side+id] = digest(id)
			case act == 2 && r.IntN(4) == 0:
				delete(causes, id)
			case act == 3:
				closed = pact.MayCloseLookback(pact.Member, closed, facts()) == nil
			default:
				if sent := seen[side+id]; pact.MayAgreeToSafeguard(pact.Member, closed, c.text, sent, digest(id)) == nil {
					if c.yes[sent] == nil {
						c.yes[sent] = map[string]bool{}
					}
					c.yes[sent][side] = true
				}
			}
			if !closed {
				continue
			}
			if len(causes) == 0 {
				t.Fatal("it closed without a cause")
			}
			for id, c := range causes {
				if c.text == "" || len(c.yes[digest(id)]) != 2 {
					t.Fatalf("seed %d: it closed over %+v", seed, *c)
				}
			}
		}
	}
}

func TestWhatNobodyCanSeeGetsABetterExample(t *testing.T) {
	for _, s := range []string{
		"Be nicer", "be nicer.", "Communicate better", "Better communication", "Respect us more", "More respect", "Listen to us", "Be more open with us",
		"Honesty", "Be transparent", "Keep us informed", "Stay in touch", "Be reliable", "We want you to be reliable.", "Keep your word", "Trust us more",
		"A better attitude", "More teamwork", "Be a good partner", "Be fair to our people", "Try harder", "Show more commitment", "Be proactive", "Value our work.",
		"Speak more openly", "Understand our situation better", "Be professional", "More goodwill on both sides", "Care about our drivers", "Be more flexible",
		"Treat us with respect", "Hear us",
	} {
		h, vague := pact.Observable(s)
		if !vague || h.Kind != pact.Vague || h.Instead == "" || h.Why == "" {
			t.Errorf("%q: %+v", s, h)
			continue
		}
		if again, still := pact.Observable(h.Instead); still {
			t.Errorf("%q becomes %q, and that %q", s, h.Instead, again.Instead)
		}
		if hints := pact.Wording(h.Instead); len(hints) > 0 {
			t.Errorf("%q becomes %q, which is %s", s, h.Instead, hints[0].Kind)
		}
	}
	for _, s := range []string{
		"", "When a slot moves, Quay calls within the hour", "A call before a mail", "The forecast is there on Thursday by noon",
		"You tell us bad news on the day you learn of it", "Whoever is late says so, respectfully, before nine", "Invoices are paid within ten days",
		"Ask us before you tell others", "Somebody answers the gate at four in the morning", "Our drivers get a coffee and a chair",
		"The dock is opened when the lorry stands there", "Complaints go to Jonas first", "The open pallets are closed with film",
		"You say “be nice” less and bring the papers with you on Monday", "Two people of yours come along to the harvest", "Keep the cold chain at two degrees",
	} {
		if h, vague := pact.Observable(s); vague {
			t.Errorf("%q can be seen: %+v", s, h)
		}
	}
}

func TestWithSomeoneNewTrustComesBeforePlans(t *testing.T) {
	f := pact.NextStepFacts{
		Relationship: "rel_1", Counterpart: "Quay", Role: pact.Owner, Joined: true, Asked: true, FirstOpened: true,
		Worth: pact.Worth{Left: pact.ChoiceYes, Right: pact.ChoiceYes, Fresh: true},
	}
	for _, step := range []struct {
		so   func()
		path string
	}{
		{func() {}, "/r/rel_1/trust"},
		{func() { f.TrustWorded, f.TrustWaits = true, 1 }, "/r/rel_1/trust"},
		{func() { f.TrustWaits = 0 }, "/r/rel_1/looking-back"},
		{func() { f.LookedBack = true }, "/r/rel_1/vision"},
	} {
		if step.so(); pact.Next(f).Path != step.path {
			t.Errorf("%+v: %+v", f, pact.Next(f))
		}
	}
	f.Worth.Fresh, f.TrustWorded, f.LookedBack = false, false, false
	if got := pact.Next(f); got.Path != "/r/rel_1/vision" {
		t.Errorf("with a shared past nothing of it is demanded: %+v", got)
	}
	f.TrustWaits = 2
	if got := pact.Next(f); got.Path != "/r/rel_1/trust" || !got.Mine {
		t.Errorf("they asked, and next is %+v", got)
	}
}
