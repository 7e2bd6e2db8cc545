package demo_test

import (
	"strings"
	"testing"
	"time"

	"midspan/api/demo"
	"midspan/api/store"
	"midspan/api/storetest"
	"midspan/app/pact"
	"midspan/app/ytext"
	"midspan/ent"
	"midspan/ent/document"
	"midspan/ent/event"
	"midspan/ent/journal"
	"midspan/ent/section"
	"midspan/ent/user"
	"midspan/ent/viewer"
)

var now = time.Date(2027, time.March, 3, 15, 4, 5, 6, time.FixedZone("somewhere", 7200))

func load(t *testing.T, client *ent.Client) {
	t.Helper()
	if err := demo.Load(t.Context(), client, now); err != nil {
		t.Fatal(err)
	}
}

func TestTheDemoIsLoadedOnceAndOnlyWhereNothingIs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, client *ent.Client) {
		ctx := viewer.System(t.Context(), "test")
		load(t, client)
		load(t, client)
		if n := client.User.Query().CountX(ctx); n != 8 {
			t.Errorf("%d people", n)
		}
	})
	db := storetest.Open(t, storetest.SQLite(t))
	ctx := viewer.System(t.Context(), "test")
	db.Client.User.Create().SetName("A").SetEmail("a@example.org").SetPasswordHash("x").SaveX(ctx)
	load(t, db.Client)
	if n := db.Client.Organization.Query().CountX(ctx); n != 0 {
		t.Error("the demo was loaded beside somebody's data")
	}
}

func TestItsTextsAreLiveDocuments(t *testing.T) {
	storetest.EachDB(t, func(t *testing.T, db *store.DB) {
		load(t, db.Client)
		ctx := viewer.System(t.Context(), "test")
		rooms := store.NewRooms(db, journal.New(db.Client, journal.NewFeed()))
		for _, doc := range db.Client.Document.Query().AllX(ctx) {
			loaded, err := rooms.Load(ctx, doc.ID)
			if err != nil {
				t.Fatal(err)
			}
			text := ytext.New(0)
			if _, err := text.Apply(loaded.State, nil); err != nil {
				t.Fatal(err)
			}
			if loaded.Seq != doc.Seq {
				t.Errorf("%s is at %d, its log at %d", doc.ID, doc.Seq, loaded.Seq)
			}
			for _, s := range db.Client.Section.Query().Where(section.DocumentID(doc.ID)).AllX(ctx) {
				if s.Text != text.Text(s.Key) {
					t.Errorf("%s, %s: the row says %q, the log %q", doc.ID, s.Key, s.Text, text.Text(s.Key))
				}
			}
		}
	})
}

func TestItsAgreementsHold(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t))
	load(t, db.Client)
	ctx := viewer.System(t.Context(), "test")
	states := map[pact.CommitmentState]int{}
	for _, c := range db.Client.Commitment.Query().WithDocument(func(q *ent.DocumentQuery) {
		q.WithSections().WithRevisions()
	}).WithConfirmations().WithOwners().AllX(ctx) {
		states[c.State]++
		s := c.Edges.Document.Edges.Sections[0]
		digest := pact.Digest([]pact.SectionText{{Document: c.DocumentID, Key: s.Key, Prompt: s.Prompt, Text: s.Text}})
		sides := map[string]bool{}
		for _, said := range c.Edges.Confirmations {
			if said.Digest != digest {
				t.Errorf("%s: somebody confirmed other words", c.ID)
			}
			if said.Kind == pact.ConfirmedWording {
				sides[said.FromSideID] = true
			}
		}
		if agreed := len(sides) == 2; (c.State == pact.Agreed || c.State == pact.Kept || c.State == pact.Slipped) && !agreed || c.State == pact.Draft && agreed || agreed && c.Digest != digest {
			t.Errorf("%s is %s, confirmed by %d sides", c.ID, c.State, len(sides))
		}
		if c.Edges.Document.Edges.Revisions[0].Digest != digest || len(c.Edges.Owners) == 0 {
			t.Errorf("%s lacks its revision or its owners", c.ID)
		}
	}
	if states[pact.Agreed] != 5 || states[pact.Draft] != 3 || states[pact.Kept] != 1 || states[pact.Slipped] != 1 || states[pact.Released] != 1 {
		t.Errorf("states %v", states)
	}
}

func TestItsAnswersAreWhatTheirDigestsSay(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t))
	load(t, db.Client)
	ctx := viewer.System(t.Context(), "test")
	handed := 0
	for _, a := range db.Client.Answer.Query().WithRound().AllX(ctx) {
		r := a.Edges.Round
		if a.SubmittedAt == nil {
			if r.State != pact.RoundOpen {
				t.Errorf("%s is open without %s", r.Title, a.ID)
			}
			continue
		}
		handed++
		if *a.Digest != pact.AnswerDigest(r.ID, *a.Salt, r.Questions, a.Texts) {
			t.Errorf("%s: the digest is of something else", a.ID)
		}
	}
	if handed != 18 {
		t.Errorf("%d answers were handed in", handed)
	}
	texts := map[string]string{}
	for _, a := range db.Client.Answer.Query().AllX(ctx) {
		for _, said := range a.Texts {
			texts[a.ID+said.Key] = said.Text
		}
	}
	for _, m := range db.Client.Mark.Query().AllX(ctx) {
		for _, s := range m.Spans {
			if text := texts[s.Source+m.Key]; s.From < 0 || s.To <= s.From || s.To > len(text) {
				t.Errorf("the mark %q is on no words of %q", m.Name, text)
			}
		}
	}
}

func TestItsDaysAreAroundNow(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t))
	load(t, db.Client)
	ctx := viewer.System(t.Context(), "test")
	if due := *db.Client.Outcome.Query().OnlyX(ctx).Due; due != "2028-02-28" {
		t.Errorf("the outcome is due %s", due)
	}
	seqs := map[string]int64{}
	last := ""
	for _, e := range db.Client.Event.Query().Order(ent.Asc(event.FieldID)).AllX(ctx) {
		if seqs[e.Stream]++; e.Seq != seqs[e.Stream] {
			t.Errorf("stream %s has %d after %d", e.Stream, e.Seq, seqs[e.Stream]-1)
		}
		if e.CreatedAt.After(now) || e.CreatedAt.Before(now.AddDate(0, 0, -40)) || e.ID <= last {
			t.Errorf("%s happened at %s", e.What, e.CreatedAt)
		}
		last = e.ID
	}
	for _, s := range db.Client.Stream.Query().AllX(ctx) {
		if s.Seq != seqs[s.ID] {
			t.Errorf("stream %s counts %d, it has %d", s.ID, s.Seq, seqs[s.ID])
		}
	}
}

func TestOakAndIronSeesNothingOfTheOthers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, client *ent.Client) {
		load(t, client)
		ruth := client.User.Query().Where(user.Email("owner@oak.example")).OnlyX(viewer.System(t.Context(), "test"))
		ctx := viewer.New(t.Context(), viewer.Viewer{User: ruth.ID})
		if n := client.Relationship.Query().CountX(ctx); n != 1 {
			t.Errorf("%d relationships", n)
		}
		for _, d := range client.Document.Query().WithSections().AllX(ctx) {
			if d.AuthorID != ruth.ID {
				t.Errorf("sees %s", d.Title)
			}
		}
		n := client.Commitment.Query().CountX(ctx) + client.Outcome.Query().CountX(ctx) + client.JointAct.Query().CountX(ctx) +
			client.Document.Query().Where(document.RelationshipIDNEQ(demo.ID(pact.RelationshipID, 2))).CountX(ctx)
		if n != 0 {
			t.Errorf("sees %d things of the others", n)
		}
		for _, u := range client.User.Query().AllX(ctx) {
			if u.ID != ruth.ID {
				t.Errorf("sees %s", u.Name)
			}
		}
	})
}

func TestEachSideHasRoomsTheOtherDoesNotSee(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t))
	load(t, db.Client)
	sees := func(email string) string {
		u := db.Client.User.Query().Where(user.Email(email)).OnlyX(viewer.System(t.Context(), "test"))
		ctx := viewer.New(t.Context(), viewer.Viewer{User: u.ID})
		var all strings.Builder
		for _, s := range db.Client.Section.Query().AllX(ctx) {
			all.WriteString(s.Text)
		}
		for _, p := range db.Client.SideProfile.Query().AllX(ctx) {
			all.WriteString(p.Why)
		}
		for _, a := range db.Client.Answer.Query().AllX(ctx) {
			for _, said := range a.Texts {
				all.WriteString(said.Text)
			}
		}
		for _, r := range db.Client.Risk.Query().AllX(ctx) {
			all.WriteString(r.Text)
		}
		return all.String()
	}
	for email, private := range map[string][]string{
		"owner@quay.example":    {"sore about March", "night desk is two people short", "cancelled in March", "hear bad news", "said by noon the day before", "If Jonas leaves"},
		"member@quay.example":   {"sore about March", "had not expected that", "night desk is two people short"},
		"owner@alder.example":   {"had not expected that", "Malmö dock on Mondays. We", "brace themselves", "too proud to say", "even a wrong one"},
		"sponsor@alder.example": {"sore about March", "Malmö dock on Mondays"},
		"adviser@third.example": {"sore about March", "night desk is two people short", "Malmö dock on Mondays. We", "brace themselves"},
	} {
		seen := sees(email)
		for _, shared := range []string{"on a Tuesday and smells the field", "when nobody can act on it", "after the weekend is planned"} {
			if !strings.Contains(seen, shared) {
				t.Errorf("%s does not see %q", email, shared)
			}
		}
		for _, p := range private {
			if strings.Contains(seen, p) {
				t.Errorf("%s sees %q", email, p)
			}
		}
	}
}

func TestItsRisksStandOnWhatWasSaid(t *testing.T) {
	db := storetest.Open(t, storetest.SQLite(t))
	load(t, db.Client)
	ctx := viewer.System(t.Context(), "test")
	texts := map[string]string{}
	for _, a := range db.Client.Answer.Query().AllX(ctx) {
		for _, said := range a.Texts {
			texts[a.ID+said.Key] = said.Text
		}
	}
	named, given := 0, map[string]int{}
	for _, k := range db.Client.Risk.Query().WithBallots().WithConfirmations().AllX(ctx) {
		if k.Audience != pact.Shared {
			continue
		}
		named++
		if len(k.Phrases) == 0 || len(k.Edges.Ballots) != k.Votes {
			t.Errorf("%s: %d sentences, %d votes of %d", k.Text, len(k.Phrases), k.Votes, len(k.Edges.Ballots))
		}
		for _, p := range k.Phrases {
			if ytext.Slice16(texts[p.Source+p.Key], p.From, p.To) != p.Text {
				t.Errorf("%q was not said", p.Text)
			}
		}
		for _, v := range k.Edges.Ballots {
			given[v.AuthorID]++
		}
		for _, c := range k.Edges.Confirmations {
			if c.Digest != pact.RiskDigest(k.ID, k.Text, k.Phrases) {
				t.Errorf("%s: accepted in other words", k.Text)
			}
		}
	}
	for _, n := range given {
		if n > pact.MaxVotes {
			t.Errorf("somebody gave %d votes", n)
		}
	}
	if named != 4 {
		t.Errorf("%d risks", named)
	}
}
