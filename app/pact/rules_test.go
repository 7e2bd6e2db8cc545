package pact_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"midspan/app/pact"
)

var now = time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)

func code(err error) pact.Code {
	if err == nil {
		return ""
	}
	return pact.CodeOf(err)
}

func TestWhoWritesInWhichRoom(t *testing.T) {
	may := map[pact.Audience]string{
		pact.Author:        "OWNER SPONSOR MEMBER OBSERVER ADVISER",
		pact.OurSide:       "OWNER SPONSOR MEMBER OBSERVER",
		pact.Shared:        "OWNER SPONSOR MEMBER",
		pact.Organizations: "",
	}
	for room, who := range may {
		for _, r := range pact.Role("").Values() {
			if got := pact.MayWrite(pact.Role(r), room) == nil; got != strings.Contains(who, r) {
				t.Errorf("%s in %s: %v", r, room, got)
			}
		}
	}
}

func TestOnlyOwnersBindTheirSide(t *testing.T) {
	for _, r := range pact.Role("").Values() {
		if (pact.MayDecide(pact.Role(r)) == nil) != (r == "OWNER") {
			t.Error(r)
		}
	}
}

func TestTheSecondKeyIsTheOtherSides(t *testing.T) {
	f := pact.JointActFacts{State: pact.Proposed, Expires: now.Add(time.Hour), Digest: "d", From: "sid_left"}
	cases := []struct {
		name   string
		change func(*pact.JointActFacts)
		role   pact.Role
		side   string
		digest string
		want   pact.Code
	}{
		{"turns", nil, pact.Owner, "sid_right", "d", ""},
		{"is a member", nil, pact.Member, "sid_right", "d", pact.Forbidden},
		{"is an adviser", nil, pact.Adviser, "", "d", pact.Forbidden},
		{"is of the first side", nil, pact.Owner, "sid_left", "d", pact.Forbidden},
		{"saw other words", nil, pact.Owner, "sid_right", "e", pact.Conflict},
		{"comes at the last moment", func(f *pact.JointActFacts) { f.Expires = now }, pact.Owner, "sid_right", "d", pact.Conflict},
		{"comes after withdrawal", func(f *pact.JointActFacts) { f.State = pact.Withdrawn }, pact.Owner, "sid_right", "d", pact.Conflict},
		{"comes twice", func(f *pact.JointActFacts) { f.State = pact.Effective }, pact.Owner, "sid_right", "d", pact.Conflict},
	}
	for _, c := range cases {
		facts := f
		if c.change != nil {
			c.change(&facts)
		}
		if got := code(pact.MayTurn(facts, c.role, c.side, c.digest, now)); got != c.want {
			t.Errorf("whoever %s: %q, not %q", c.name, got, c.want)
		}
	}
}

func TestALinkIsOpenUntilItIsNot(t *testing.T) {
	cases := map[string]pact.InvitationFacts{
		"":         {Expires: now.Add(time.Second)},
		"EXPIRED":  {Expires: now},
		"REVOKED":  {Expires: now.Add(time.Hour), Revoked: true},
		"ACCEPTED": {Expires: now, Revoked: true, Accepted: true},
	}
	for state, f := range cases {
		err := pact.InvitationOpen(f, now)
		e, _ := err.(*pact.Error)
		if (err == nil) != (state == "") || err != nil && e.State != state {
			t.Errorf("%q: %v", state, err)
		}
	}
}

func TestANoteOnlyWidens(t *testing.T) {
	rooms := []pact.Audience{pact.Author, pact.OurSide, pact.Shared, pact.Organizations}
	for i, from := range rooms {
		for j, to := range rooms {
			if got := pact.MayWiden(from, to) == nil; got != (i < j && to != pact.Organizations) {
				t.Errorf("from %s to %s: %v", from, to, got)
			}
		}
	}
}

func TestASideKeepsAnOwnerAndHasTwoAtMost(t *testing.T) {
	if got := code(pact.MayManage(pact.Owner, "a", "a", pact.Owner, 0)); got != pact.Conflict {
		t.Error("the last owner goes:", got)
	}
	if err := pact.MayManage(pact.Owner, "a", "a", pact.Owner, 1); err != nil {
		t.Error(err)
	}
	if got := code(pact.MayManage(pact.Owner, "a", "b", pact.Member, 1)); got != pact.Forbidden {
		t.Error("the other side's people:", got)
	}
	if err := pact.MayManage(pact.Owner, "a", "", pact.Adviser, 0); err != nil {
		t.Error("an adviser of both goes by either side:", err)
	}
	if pact.MayHold(pact.Owner, 2) != nil || pact.MayHold(pact.Owner, 3) == nil || pact.MayHold(pact.Adviser, 1) == nil {
		t.Error("one or two owners, and no adviser on a side")
	}
}

func TestStagesOnlyAdvance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stage := rapid.SampledFrom(pact.Stage("").Values())
		at := pact.Prepare
		best := 0
		for _, s := range rapid.SliceOf(stage).Draw(t, "what happens") {
			at = pact.Advance(at, pact.Stage(s))
			for i, v := range at.Values() {
				if v == s {
					best = max(best, i)
				}
			}
		}
		if at.Values()[best] != string(at) {
			t.Fatalf("at %s", at)
		}
	})
}

func TestThereIsAlwaysOneNextStepAndItLeadsSomewhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		yes := rapid.Bool()
		f := pact.NextStepFacts{
			Relationship: "rel_1", Counterpart: "Quay", Role: pact.Role(rapid.SampledFrom(pact.Role("").Values()).Draw(t, "role")),
			Invited: yes.Draw(t, "invited"), Joined: yes.Draw(t, "joined"), KeyWaits: yes.Draw(t, "key"), VisionBegun: yes.Draw(t, "vision"),
			WordsWait: rapid.IntRange(0, 3).Draw(t, "words"), Outcomes: rapid.IntRange(0, 2).Draw(t, "outcomes"),
			Commitments: rapid.IntRange(0, 2).Draw(t, "commitments"), Drafts: rapid.IntRange(0, 2).Draw(t, "drafts"),
		}
		n := pact.Next(f)
		if n.Sentence == "" || n.Label == "" || !strings.HasPrefix(n.Path, "/r/rel_1") || strings.Contains(n.Sentence, "!") {
			t.Fatalf("%+v", n)
		}
		if f.KeyWaits && f.Joined && f.Role == pact.Member && strings.Contains(n.Sentence, "both keys") {
			t.Fatalf("a member is asked for a key: %+v", n)
		}
		if n.Mine && (f.Role == pact.Adviser || f.Role == pact.Observer) {
			t.Fatalf("%s reads here, and is asked: %+v", f.Role, n)
		}
	})
}

func TestTextsHaveLimitsInCharacters(t *testing.T) {
	cases := []struct {
		text     string
		required bool
		want     pact.Code
	}{
		{"", false, ""},
		{"", true, pact.BadInput},
		{" \n\t", true, pact.BadInput},
		{strings.Repeat("é", 10), true, ""},
		{strings.Repeat("🌉", 10), true, ""},
		{strings.Repeat("a", 11), true, pact.BadInput},
		{"\xff", true, pact.BadInput},
		{"a\x00b", true, pact.BadInput},
	}
	for _, c := range cases {
		if got := code(pact.Within("name", "The name", c.text, c.required, 10)); got != c.want {
			t.Errorf("%q: %q, not %q", c.text, got, c.want)
		}
	}
}

func TestADateIsADayThatExists(t *testing.T) {
	for s, ok := range map[string]bool{"2026-02-28": true, "2026-02-29": false, "2024-02-29": true, "26-1-1": false, "": false, "2026-11-24T00:00:00Z": false} {
		if _, err := pact.ParseDate(s); (err == nil) != ok {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func FuzzID(f *testing.F) {
	f.Add("doc_" + strings.Repeat("0", 32))
	f.Add("doc_")
	f.Fuzz(func(t *testing.T, id string) {
		p := pact.PrefixOf(id)
		if p != "" && (len(id) != 36 || !strings.HasPrefix(id, string(p)) || !p.Is(id)) {
			t.Fatal(id, p)
		}
	})
}
