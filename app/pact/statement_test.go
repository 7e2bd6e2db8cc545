package pact

import "testing"

func TestAStatementBeginsWithTheWordsOfTheAccord(t *testing.T) {
	got := StatementDraft([]SectionText{
		{Key: "boldest", Text: "Shelves full."},
		{Key: "care", Text: "Fresh herbs."},
		{Key: "text", Text: "They ring first."},
		{Key: SeenKey, Text: "We hear it."},
		{Key: "wording", Text: "We call."},
		{Key: TermsKey, Text: "Left"},
		{Key: "wording", Text: "We call."},
		{Key: TermsKey, Text: "Right"},
	})
	if got["agreed"] != "Shelves full." || got["expect"] != "- They ring first.\n- We call." || got["whom"] != "" {
		t.Fatalf("%q", got)
	}
}

func TestAStatementIsPublishedOnceAndSigned(t *testing.T) {
	for _, c := range []struct {
		role      Role
		state     AgreementState
		kind      AgreementKind
		published bool
		replaced  bool
		code      Code
	}{
		{Owner, AgreementInForce, StatementAgreement, false, false, ""},
		{Member, AgreementInForce, StatementAgreement, false, false, Forbidden},
		{Owner, AgreementProposed, StatementAgreement, false, false, Conflict},
		{Owner, AgreementInForce, AccordAgreement, false, false, BadInput},
		{Owner, AgreementInForce, StatementAgreement, true, false, Conflict},
		{Owner, AgreementInForce, StatementAgreement, false, true, Conflict},
	} {
		if err := MayPublish(c.role, c.state, c.kind, c.published, c.replaced); (err != nil || c.code != "") && CodeOf(err) != c.code {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestARestartTakesWhatIsSignedAndADay(t *testing.T) {
	ripe := RestartFacts{Signed: true}
	for _, c := range []struct {
		facts RestartFacts
		role  Role
		on    Date
		code  Code
	}{
		{ripe, Owner, "2026-11-24", ""},
		{ripe, Owner, "2027-02-22", ""},
		{ripe, Owner, "2027-02-23", BadInput},
		{ripe, Sponsor, "2026-11-24", Forbidden},
		{RestartFacts{}, Owner, "2026-11-24", Conflict},
		{RestartFacts{Signed: true, Waiting: "rnd_1"}, Owner, "2026-11-24", Conflict},
		{RestartFacts{Signed: true, Parted: true}, Owner, "2026-11-24", Conflict},
	} {
		if err := MayRestart(c.facts, c.role, c.on, "2026-11-24"); (err != nil || c.code != "") && CodeOf(err) != c.code {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if MayRestartToday("2026-11-25", "2026-11-24") == nil || MayRestartToday("2026-11-24", "2026-11-24") != nil {
		t.Error("its day is the first on which the second key turns")
	}
	if MayUnseal(ripe, Owner) == nil || MaySeal(ripe, Owner) == nil || MayUnseal(RestartFacts{Sealed: true, Ever: true}, Owner) != nil || MaySeal(RestartFacts{Ever: true}, Owner) != nil {
		t.Error("what is sealed is opened, and what was opened is sealed again")
	}
}
