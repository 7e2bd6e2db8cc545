package pact_test

import (
	"testing"

	"pgregory.net/rapid"

	"midspan/app/pact"
)

func TestWhoSaysWhatBecameOfAPromise(t *testing.T) {
	ours := pact.CommitmentFacts{Nature: pact.Deliverable, State: pact.Agreed, Promiser: "L", From: "L"}
	with := func(change func(*pact.CommitmentFacts)) pact.CommitmentFacts {
		f := ours
		change(&f)
		return f
	}
	reported := with(func(f *pact.CommitmentFacts) { f.Reported = "L" })
	both := with(func(f *pact.CommitmentFacts) { f.Promiser = "" })
	bothReported := with(func(f *pact.CommitmentFacts) { f.Promiser, f.Reported = "", "R" })
	draft := with(func(f *pact.CommitmentFacts) { f.State = pact.Draft })
	ask := pact.CommitmentFacts{Nature: pact.Support, State: pact.Draft, Promiser: "R", From: "L"}
	slipped := with(func(f *pact.CommitmentFacts) { f.State = pact.Slipped })
	kept := with(func(f *pact.CommitmentFacts) { f.State = pact.Kept })
	for _, c := range []struct {
		name string
		err  error
		want pact.Code
	}{
		{"the promiser reports", pact.MayReport(ours, pact.Member, "L"), ""},
		{"the receiver reports", pact.MayReport(ours, pact.Owner, "R"), pact.Forbidden},
		{"either reports what both promise", pact.MayReport(both, pact.Owner, "R"), ""},
		{"the other reports it again", pact.MayReport(bothReported, pact.Owner, "L"), pact.Conflict},
		{"an observer reports", pact.MayReport(ours, pact.Observer, "L"), pact.Forbidden},
		{"a draft is reported", pact.MayReport(draft, pact.Owner, "L"), pact.Conflict},
		{"what slipped is reported", pact.MayReport(slipped, pact.Owner, "L"), pact.Conflict},
		{"what was kept is reported", pact.MayReport(kept, pact.Owner, "L"), pact.Conflict},
		{"the reporter takes it back", pact.MayTakeReportBack(reported, pact.Owner, "L"), ""},
		{"the other takes it back", pact.MayTakeReportBack(bothReported, pact.Owner, "L"), pact.Forbidden},
		{"nothing is taken back", pact.MayTakeReportBack(ours, pact.Owner, "L"), pact.Conflict},
		{"the receiver answers", pact.MayAnswer(reported, pact.Sponsor, "R"), ""},
		{"the promiser answers", pact.MayAnswer(reported, pact.Owner, "L"), pact.Forbidden},
		{"the other of both answers", pact.MayAnswer(bothReported, pact.Owner, "L"), ""},
		{"the reporter of both answers", pact.MayAnswer(bothReported, pact.Owner, "R"), pact.Forbidden},
		{"nobody reported", pact.MayAnswer(ours, pact.Owner, "R"), pact.Conflict},
		{"an adviser answers", pact.MayAnswer(reported, pact.Adviser, ""), pact.Forbidden},
		{"either says it slipped", pact.MaySlip(reported, pact.Member), ""},
		{"it slips twice", pact.MaySlip(slipped, pact.Member), pact.Conflict},
		{"the receiver releases", pact.MayRelease(ours, pact.Member, "R"), ""},
		{"the promiser releases", pact.MayRelease(ours, pact.Owner, "L"), pact.Forbidden},
		{"one of both releases", pact.MayRelease(both, pact.Owner, "L"), pact.Forbidden},
		{"a draft is released", pact.MayRelease(draft, pact.Owner, "R"), pact.Conflict},
		{"the writer withdraws", pact.MayWithdraw(draft, pact.Member, "L"), ""},
		{"the other withdraws", pact.MayWithdraw(draft, pact.Owner, "R"), pact.Forbidden},
		{"the asked side declines", pact.MayWithdraw(ask, pact.Owner, "R"), ""},
		{"the asking side withdraws", pact.MayWithdraw(ask, pact.Owner, "L"), ""},
		{"what is agreed is withdrawn", pact.MayWithdraw(ours, pact.Owner, "L"), pact.Conflict},
	} {
		if got := code(c.err); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if !ask.Asked() || ask.Offered() {
		t.Error("support of the other side is asked")
	}
	if ask.From = "R"; !ask.Offered() || ask.Asked() {
		t.Error("support of one's own is offered")
	}
	if ask.State = pact.Agreed; ask.Offered() {
		t.Error("what is agreed waits for no yes")
	}
}

func TestASlipClosesUpward(t *testing.T) {
	full := map[string]string{pact.LearnedKey: "We guess too late.", pact.BetterKey: "A guess on Tuesday."}
	open := pact.ConversationFacts{State: pact.ConversationOpen, Dated: true, Texts: full, Today: "2026-11-24"}
	for _, c := range []struct {
		name   string
		change func(*pact.ConversationFacts)
		ending pact.ConversationEnding
		due    pact.Date
		role   pact.Role
		want   pact.Code
	}{
		{"renewed by a day", nil, pact.EndingRenewed, "2026-12-24", pact.Member, ""},
		{"renewed by no day", nil, pact.EndingRenewed, "", pact.Member, pact.BadInput},
		{"renewed by today", nil, pact.EndingRenewed, "2026-11-24", pact.Member, pact.BadInput},
		{"renewed, of each time", func(f *pact.ConversationFacts) { f.Dated = false }, pact.EndingRenewed, "", pact.Owner, ""},
		{"renewed, of each time, by yesterday", func(f *pact.ConversationFacts) { f.Dated = false }, pact.EndingRenewed, "2026-11-23", pact.Owner, pact.BadInput},
		{"released by a day", nil, pact.EndingReleased, "2026-12-24", pact.Owner, pact.BadInput},
		{"kept late", nil, pact.EndingKept, "", pact.Owner, ""},
		{"by an observer", nil, pact.EndingKept, "", pact.Observer, pact.Forbidden},
		{"nothing learned", func(f *pact.ConversationFacts) {
			f.Texts = map[string]string{pact.BetterKey: "x", pact.LearnedKey: " \u200b"}
		}, pact.EndingKept, "", pact.Owner, pact.Conflict},
		{"nothing better", func(f *pact.ConversationFacts) { f.Texts = map[string]string{pact.LearnedKey: "x"} }, pact.EndingKept, "", pact.Owner, pact.Conflict},
		{"twice", func(f *pact.ConversationFacts) { f.State = pact.ConversationClosed }, pact.EndingKept, "", pact.Owner, pact.Conflict},
	} {
		f := open
		if c.change != nil {
			c.change(&f)
		}
		if got := code(pact.MayClose(f, c.role, c.ending, c.due)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	words := map[string]bool{}
	for _, e := range pact.ConversationEnding("").Values() {
		for _, due := range []pact.Date{"", "2027-01-01"} {
			words[pact.ConversationDigest("cnv_1", "d", pact.ConversationEnding(e), due)] = true
		}
		if s := pact.ConversationEnding(e).LeadsTo(); s == pact.Slipped || !pact.ConversationEnding(e).Step().Valid() {
			t.Errorf("%s leads to %s", e, s)
		}
	}
	if len(words) != 8 {
		t.Errorf("two ways to leave it have one digest: %d", len(words))
	}
}

func TestTwoHalvesMakeASentence(t *testing.T) {
	for _, c := range []struct {
		when, then, want string
		together         bool
	}{
		{"a slot moves", "ring before I write", "When a slot moves, I will ring before I write.", false},
		{" When the forecast moves, ", "We will ring Quay.", "When the forecast moves, we will ring Quay.", true},
		{"", "ring", "ring", false},
		{"x", " ", "x", false},
	} {
		if got := pact.WhenThen(c.when, c.then, c.together); got != c.want {
			t.Errorf("%q", got)
		}
	}
	if got := pact.Pledges("- A guess on Tuesday.\n\n • A slot that is promised is there.\r\n \u200b\n"); len(got) != 2 || got[1] != "A slot that is promised is there." {
		t.Errorf("%q", got)
	}
}

// pledged is a commitment as the server keeps it, for the test of its rules. Sides are L and R.
type pledged struct {
	facts  pact.CommitmentFacts
	words  string          // as they stand
	digest string          // of what both agreed to
	yes    map[string]bool // sides that said yes to the words as they stand
	kept   map[string]bool // sides whose word is that it was kept
	talk   *pact.ConversationFacts
	left   map[string]string // what each side would leave the talk with
}

// TestAPromiseIsKeptByTheWordOfWhoeverReceivedIt has both sides do anything in any order, from screens
// that may be stale, and looks after each act whether what holds always still does.
func TestAPromiseIsKeptByTheWordOfWhoeverReceivedIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &pledged{
			facts: pact.CommitmentFacts{
				State: pact.Draft, Nature: rapid.SampledFrom([]pact.CommitmentNature{pact.Behaviour, pact.Support}).Draw(t, "nature"),
				Promiser: rapid.SampledFrom([]string{"", "L", "R"}).Draw(t, "promiser"), From: "L",
			},
			words: "w0", yes: map[string]bool{}, kept: map[string]bool{},
		}
		for i := range rapid.IntRange(1, 60).Draw(t, "acts") {
			side := rapid.SampledFrom([]string{"L", "R"}).Draw(t, "side")
			role := rapid.SampledFrom([]pact.Role{pact.Owner, pact.Member, pact.Observer}).Draw(t, "role")
			before := *c
			act := rapid.SampledFrom([]string{"write", "yes", "report", "back", "keep", "not yet", "slip", "release", "withdraw", "learn", "leave"}).Draw(t, "act")
			c.do(t, act, side, role, i)
			c.holds(t, before, act, side, role)
		}
	})
}

func (c *pledged) do(t *rapid.T, act, side string, role pact.Role, i int) {
	switch act {
	case "write":
		if pact.MayChangeTerms(role, pact.Shared, c.facts.State) == nil {
			c.words, c.yes = "w"+string(rune('a'+i%26)), map[string]bool{}
		}
	case "yes":
		seen := rapid.SampledFrom([]string{c.words, "w0"}).Draw(t, "seen")
		if pact.MayConfirm(role, c.facts.State, c.words) == nil && pact.Matches(seen, c.words) == nil {
			c.yes[side] = true
			if pact.Agreement(c.yes["L"], c.yes["R"]) == pact.Agreed && c.digest != c.words {
				c.facts.State, c.digest, c.facts.Reported, c.kept = pact.Agreed, c.words, "", map[string]bool{}
			}
		}
	case "report":
		if pact.MayReport(c.facts, role, side) == nil {
			c.facts.Reported = side
			if c.facts.Promiser == "" {
				c.kept[side] = true
			}
		}
	case "back":
		if pact.MayTakeReportBack(c.facts, role, side) == nil {
			c.facts.Reported, c.kept = "", map[string]bool{}
		}
	case "keep":
		seen := rapid.SampledFrom([]string{c.digest, "w0"}).Draw(t, "seen")
		if pact.MayAnswer(c.facts, role, side) == nil && pact.Matches(seen, c.digest) == nil {
			c.kept[side], c.facts.State = true, pact.Kept
		}
	case "not yet":
		if pact.MayAnswer(c.facts, role, side) == nil {
			c.facts.Reported, c.kept = "", map[string]bool{}
		}
	case "slip":
		if pact.MaySlip(c.facts, role) == nil {
			c.facts.State, c.facts.Reported, c.kept, c.left = pact.Slipped, "", map[string]bool{}, map[string]string{}
			c.talk = &pact.ConversationFacts{State: pact.ConversationOpen, Texts: map[string]string{}, Today: "2026-11-24"}
		}
	case "release":
		if pact.MayRelease(c.facts, role, side) == nil {
			c.facts.State = pact.Released
		}
	case "withdraw":
		if pact.MayWithdraw(c.facts, role, side) == nil {
			c.facts.State = pact.Released
		}
	case "learn":
		if c.talk != nil && role != pact.Observer {
			c.talk.Texts[rapid.SampledFrom([]string{pact.LearnedKey, pact.BetterKey}).Draw(t, "key")] = "said"
		}
	case "leave":
		c.leave(t, side, role)
	}
}

// leave is a side's word on how both leave the talk; another ending takes back what was said of one.
func (c *pledged) leave(t *rapid.T, side string, role pact.Role) {
	ending := pact.ConversationEnding(rapid.SampledFrom(pact.ConversationEnding("").Values()).Draw(t, "ending"))
	if c.talk == nil || pact.MayClose(*c.talk, role, ending, "") != nil {
		return
	}
	word := pact.ConversationDigest("cnv_1", c.talk.Texts[pact.LearnedKey]+c.talk.Texts[pact.BetterKey], ending, "")
	for _, said := range c.left {
		if said != word {
			c.left, c.kept = map[string]string{}, map[string]bool{}
		}
	}
	c.left[side] = word
	if ending == pact.EndingKept && c.facts.Promiser != side {
		c.kept[side] = true
	}
	if c.left["L"] == c.left["R"] {
		if c.facts.State, c.talk.State = ending.LeadsTo(), pact.ConversationClosed; c.facts.State == pact.Draft {
			c.digest, c.yes = "", map[string]bool{}
		}
	}
}

func (c *pledged) holds(t *rapid.T, before pledged, act, side string, role pact.Role) {
	f, was := c.facts, before.facts
	if role == pact.Observer && (f != was || c.digest != before.digest) {
		t.Fatal("somebody who reads changed something")
	}
	if (was.State == pact.Kept || was.State == pact.Released) && f != was {
		t.Fatalf("closed as %s, and then %+v", was.State, f)
	}
	if f.State == pact.Kept && was.State != pact.Kept {
		for _, receiver := range []string{"L", "R"} {
			if receiver != f.Promiser && !c.kept[receiver] {
				t.Fatalf("kept without the word of %s", receiver)
			}
		}
	}
	if f.State == pact.Agreed && c.digest == "" || f.State == pact.Kept && c.digest == "" {
		t.Fatalf("%s without words that both agreed to", f.State)
	}
	if c.digest != before.digest && act != "yes" && act != "leave" {
		t.Fatalf("what both agreed to moved by %s", act)
	}
	if was.State == pact.Slipped && f.State != pact.Slipped && (act != "leave" || c.talk.State != pact.ConversationClosed || c.left["L"] != c.left["R"] || c.talk.Texts[pact.LearnedKey] == "" || c.talk.Texts[pact.BetterKey] == "") {
		t.Fatalf("a slip became %s by %s", f.State, act)
	}
	if f.Reported != "" && f.Promiser != "" && f.Reported != f.Promiser {
		t.Fatal("reported by whoever was to receive it")
	}
	if act == "release" && f.State == pact.Released && was.State == pact.Agreed && side == f.Promiser {
		t.Fatal("a side let itself off")
	}
}

func TestWhatWasDoneAndWhatSlippedComesBeforeWhatIsNew(t *testing.T) {
	f := pact.NextStepFacts{Relationship: "rel_1", Counterpart: "Quay", Role: pact.Owner, Joined: true, Asked: true, DoneWaits: 2, ToTalk: "cnv_1"}
	if got := pact.Next(f); !got.Mine || got.Path != "/r/rel_1/commitments" || got.Sentence != "Quay says that 2 things are done. You received it, so you say whether it was kept." {
		t.Errorf("%+v", got)
	}
	if f.DoneWaits = 0; pact.Next(f).Path != "/r/rel_1/conversations/cnv_1" {
		t.Errorf("%+v", pact.Next(f))
	}
}
