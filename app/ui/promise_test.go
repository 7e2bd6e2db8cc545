package ui

import (
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// aPromise is one that both banks see; said are the sides that said yes to the
// words as they are.
func aPromise(me pact.Bank, role pact.Role, state pact.CommitmentState, said ...pact.Bank) promise {
	left, right := gql.SideLine{Id: "sid_l", Bank: pact.Left, Name: "Alder Foods"}, gql.SideLine{Id: "sid_r", Bank: pact.Right, Name: "Quay Logistics"}
	mine := map[pact.Bank]*gql.SideLine{pact.Left: &left, pact.Right: &right}[me]
	head := gql.RelationshipHead{
		Id: relID, JoinedAt: noon, Sides: []gql.RelationshipHeadSidesSide{{SideLine: left}, {SideLine: right}},
		Me: &gql.RelationshipHeadMeParticipant{Role: role, Side: mine},
	}
	line := gql.CommitmentLine{Id: comID, Kind: pact.Individual, State: state, Promiser: &left, Document: gql.CommitmentLineDocument{
		Digest: "d2", Sections: []gql.CommitmentLineDocumentSectionsSection{{Text: " We ring before we write. "}},
	}}
	for _, b := range said {
		side := map[pact.Bank]gql.SideLine{pact.Left: left, pact.Right: right}[b]
		line.Confirmations.Edges = append(line.Confirmations.Edges, gql.CommitmentLineConfirmationsConfirmationConnectionEdgesConfirmationEdge{
			Node: gql.ConfirmationLine{Kind: pact.ConfirmedWording, Digest: "d2", FromSide: side, Author: gql.ConfirmationLineAuthorUser{Name: "Somebody Else"}},
		})
	}
	return promise{line, Visit{Now: noon}.relation(head)}
}

func TestAWordingWaitsForTheSideThatHasNotSaidYes(t *testing.T) {
	for _, c := range []struct {
		name  string
		p     promise
		waits bool
	}{
		{"nobody said yes", aPromise(pact.Left, pact.Owner, pact.Draft), false},
		{"the other side did", aPromise(pact.Left, pact.Owner, pact.Draft, pact.Right), true},
		{"the other side did, seen from the right", aPromise(pact.Right, pact.Member, pact.Draft, pact.Left), true},
		{"our side did", aPromise(pact.Left, pact.Owner, pact.Draft, pact.Left), false},
		{"both did", aPromise(pact.Left, pact.Owner, pact.Agreed, pact.Left, pact.Right), false},
		{"an observer is not asked", aPromise(pact.Left, pact.Observer, pact.Draft, pact.Right), false},
		{"an adviser is not asked", aPromise("", pact.Adviser, pact.Draft, pact.Right), false},
	} {
		if got := c.p.waits(); got != c.waits {
			t.Errorf("%s: waits %v", c.name, got)
		}
	}
}

func TestAYesToOtherWordsIsNoKey(t *testing.T) {
	p := aPromise(pact.Left, pact.Owner, pact.Draft, pact.Right)
	if keys := p.keys("d2"); keys[0].Turned || !keys[1].Turned || keys[1].Text != "Quay Logistics: Somebody said yes" {
		t.Errorf("the keys of these words are %+v", keys)
	}
	if keys := p.keys("d3"); keys[0].Turned || keys[1].Turned {
		t.Errorf("the words changed, yet the keys are %+v", keys)
	}
}

func TestACommitmentStandsOnTheBankOfWhoPromises(t *testing.T) {
	p := aPromise(pact.Right, pact.Owner, pact.Draft)
	if p.by() != Left {
		t.Errorf("it stands on %q", p.by())
	}
	p.Kind, p.Promiser = pact.Mutual, nil
	if p.by() != Both {
		t.Errorf("a mutual one stands on %q", p.by())
	}
	holds(t, app.HTMLString(CommitmentCard(p.card())), "We ring before we write.", "no date yet", "nobody named yet")
}

func TestTheOutcomeShowsHowFarTheWayIs(t *testing.T) {
	x := func(f float64) *float64 { return &f }
	v := Visit{Now: noon}
	for _, c := range []struct {
		line  gql.OutcomeLine
		share float64
		of    string
	}{
		{gql.OutcomeLine{Baseline: x(70), Target: x(90), Reading: x(84), Unit: "%", Due: "2027-02-28"}, .7, "of 90\u00a0% by 28 Feb"},
		{gql.OutcomeLine{Baseline: x(30), Target: x(10), Reading: x(20)}, .5, "of 10"},
		{gql.OutcomeLine{Target: x(4), Reading: x(1)}, .25, "of 4"},
		{gql.OutcomeLine{Baseline: x(5), Target: x(5), Reading: x(5)}, 1, "of 5"},
		{gql.OutcomeLine{Reading: x(3)}, 0, ""},
	} {
		view := outcomeView(c.line, v)
		if diff := view.Share - c.share; diff > .001 || diff < -.001 || view.Of != c.of {
			t.Errorf("%v %q, want %v %q", view.Share, view.Of, c.share, c.of)
		}
	}
}

func TestTheJournalIsToldInWords(t *testing.T) {
	r := aPromise(pact.Left, pact.Owner, pact.Draft).r
	hanna, tomas := &gql.EventLineActorUser{Id: "usr_h", Name: "Hanna Lund"}, &gql.EventLineActorUser{Id: "usr_t", Name: "Tomás Reis"}
	people := []gql.ParticipantLine{{User: gql.ParticipantLineUser{Id: "usr_t"}, Side: &gql.SideLine{Bank: pact.Right}}}
	wording := &gql.EventLineSubjectCommitment{Id: comID}
	vision := &gql.EventLineSubjectDocument{Id: docID, Kind: pact.VisionDocument}
	note := &gql.EventLineSubjectDocument{Id: "doc_note", Kind: pact.NotesDocument, Title: "Before the talk"}
	said := r.moments([]gql.EventLine{
		{What: "document.edited", Actor: hanna, Subject: vision, At: noon, Audience: pact.Shared},
		{What: "document.edited", Actor: hanna, Subject: vision, At: noon, Audience: pact.Shared},
		{What: "document.edited", Actor: hanna, Subject: note, At: noon, Audience: pact.Author},
		{What: "commitment.confirmed", Actor: tomas, Subject: wording, At: noon, Audience: pact.Shared},
		{What: "commitment.agreed", Actor: tomas, Subject: wording, At: noon, Audience: pact.Shared},
		{What: "something.new", Actor: tomas, At: noon},
	}, people)
	want := []Moment{
		{Who: "Tomás", Side: Right, What: "said yes too: both agreed to", Link: "a commitment", Href: "/r/" + relID + "/commitments/" + comID},
		{Who: "Hanna", Side: Both, What: "wrote in", Link: "the note “Before the talk”", Href: "/r/" + relID + "/notes/doc_note", Room: Me},
		{Who: "Hanna", Side: Both, What: "wrote in", Link: "the vision", Href: "/r/" + relID + "/vision"},
	}
	if len(said) != len(want) {
		t.Fatalf("%d moments: %+v", len(said), said)
	}
	for i, w := range want {
		w.When, w.Exact = said[i].When, "2026-11-21T12:00:00Z"
		if said[i] != w {
			t.Errorf("said %+v\nwant %+v", said[i], w)
		}
	}
}
