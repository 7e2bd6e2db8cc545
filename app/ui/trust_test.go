package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

var (
	alderSide = gql.SideLine{Id: "sid_1", Bank: pact.Left, Name: "Alder Foods"}
	quaySide  = gql.SideLine{Id: "sid_2", Bank: pact.Right, Name: "Quay Logistics"}
)

// someTrust is what each side needs to see: Alder has a yes to its words, Quay waits for one.
func someTrust(role pact.Role, bank pact.Bank) *trust {
	yes := gql.TrustLineConfirmationsConfirmationConnectionEdgesConfirmationEdge{
		Node: gql.ConfirmationLine{Digest: "d1", FromSide: quaySide, Author: gql.ConfirmationLineAuthorUser{Name: "Tomás Reis"}},
	}
	said := gql.TrustLine{Id: "trb_1", Receiver: alderSide, Text: "A call before a mail", Seen: "The phone rings", Digest: "d1", Accepted: true}
	said.Confirmations.Edges = append(said.Confirmations.Edges, yes)
	p := &trust{
		Visit: Visit{Viewer: &Viewer{ID: "usr_1", Name: "Hanna Lund"}, Now: noon},
		Data:  &gql.TrustNodeRelationship{RelationshipHead: aRelation(role, bank)},
	}
	for _, l := range []gql.TrustLine{said, {Id: "trb_2", Receiver: quaySide, Text: "The forecast on Thursday", Seen: "It is in the calendar", Digest: "d2"}} {
		p.Data.TrustBehaviours.Edges = append(p.Data.TrustBehaviours.Edges, gql.TrustNodeRelationshipTrustBehavioursTrustBehaviourConnectionEdgesTrustBehaviourEdge{Node: l})
	}
	return p
}

func TestTrustIsWordedByItsReceiverAndShownByTheOther(t *testing.T) {
	for _, c := range []struct {
		name    string
		role    pact.Role
		bank    pact.Bank
		has, no []string
	}{
		{
			"from the left", pact.Member, pact.Left,
			[]string{"Change the words: A call before a mail", "We will show this: The forecast on Thursday", "Say what we need to see", "Begin the charter"},
			[]string{"Change the words: The forecast", "We will show this: A call"},
		},
		{
			"from the right", pact.Owner, pact.Right,
			[]string{"Change the words: The forecast on Thursday", "Take it away: The forecast on Thursday", "Say what we need to see"},
			[]string{"We will show this", "Take it away: A call"},
		},
		{"an observer", pact.Observer, pact.Left, []string{"Nobody has begun the charter yet."}, []string{"We will show this", "Change the words", "Say what we need to see"}},
		{"an adviser", pact.Adviser, "", nil, []string{"We will show this", "Change the words", "Say what we need to see"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := app.HTMLString(someTrust(c.role, c.bank))
			holds(t, out, append(c.has, "What Alder Foods needs to see from Quay Logistics", "What Quay Logistics needs to see from Alder Foods",
				"Quay Logistics will show this, says Tomás", "Alder Foods has not said yet", "The phone rings", "Looking back, once")...)
			for _, not := range c.no {
				if strings.Contains(out, not) {
					t.Errorf("%q is there", not)
				}
			}
			if n := strings.Count(out, "btn--primary"); n > 1 {
				t.Errorf("%d primary acts", n)
			}
		})
	}
}

func TestAThoughtOnWhatCannotBeSeenIsLeftWithItsWriter(t *testing.T) {
	f := trustForm{}
	if f.think("Be nicer"); f.hint.Instead == "" {
		t.Error("no thought on being nicer")
	}
	f.left = "Be nicer"
	if f.think("Be nicer"); f.hint.Instead != "" {
		t.Error("asked again about words that were left")
	}
	if f.think("You call by noon"); f.hint.Instead != "" {
		t.Errorf("a call can be seen: %+v", f.hint)
	}
}

func TestALookBackSaysWhatKeepsItOpen(t *testing.T) {
	yes := func(side gql.SideLine) gql.SafeguardLineConfirmationsConfirmationConnectionEdgesConfirmationEdge {
		return gql.SafeguardLineConfirmationsConfirmationConnectionEdgesConfirmationEdge{Node: gql.ConfirmationLine{Digest: "d", FromSide: side, Author: gql.ConfirmationLineAuthorUser{Name: "Ines Duarte"}}}
	}
	worded := gql.SafeguardLine{Id: "sfg_1", Cause: "The list was late.", Text: "It is sent at six", Digest: "d"}
	half, whole := worded, worded
	half.Confirmations.Edges = append(half.Confirmations.Edges, yes(quaySide))
	whole.Agreed, whole.Confirmations.Edges = true, append(half.Confirmations.Edges, yes(alderSide))
	for name, c := range map[string]struct {
		role    pact.Role
		causes  []gql.SafeguardLine
		has, no []string
	}{
		"no cause":    {pact.Owner, nil, []string{"No cause is named yet.", "Name a cause"}, nil},
		"no word":     {pact.Owner, []gql.SafeguardLine{{Id: "sfg_2", Cause: "Nobody rang"}}, []string{"“Nobody rang” has no safeguard yet", "Say what keeps it from happening again"}, []string{"Yes, we agree"}},
		"half agreed": {pact.Member, []gql.SafeguardLine{half}, []string{"for “The list was late”. It closes", "Yes, we agree", "Quay Logistics: Ines said yes", "Alder Foods: not yet"}, nil},
		"agreed":      {pact.Member, []gql.SafeguardLine{whole}, []string{"Each cause has a safeguard you both agreed to."}, []string{"Yes, we agree"}},
		"an observer": {pact.Observer, []gql.SafeguardLine{half}, []string{"It is sent at six"}, []string{"Yes, we agree", "Name a cause", "Close it"}},
	} {
		t.Run(name, func(t *testing.T) {
			l := gql.LookbackBody{Id: "lbk_1", Minutes: 25, Elsewhere: true}
			for _, s := range c.causes {
				l.Safeguards.Edges = append(l.Safeguards.Edges, gql.LookbackBodySafeguardsSafeguardConnectionEdgesSafeguardEdge{Node: s})
			}
			p := &lookback{Visit: Visit{Viewer: &Viewer{ID: "usr_1", Name: "Hanna Lund"}, Now: noon}, Data: &gql.LookbacksNodeRelationship{RelationshipHead: aRelation(c.role, pact.Left)}}
			p.Data.Lookbacks.Edges = append(p.Data.Lookbacks.Edges, gql.LookbacksNodeRelationshipLookbacksLookbackConnectionEdgesLookbackEdge{Node: l})
			out := app.HTMLString(p)
			holds(t, out, append(c.has, "With somebody else", "25 minutes", "Leave out who")...)
			for _, not := range c.no {
				if strings.Contains(out, not) {
					t.Errorf("%q is there", not)
				}
			}
			if n := strings.Count(out, "btn--primary"); n > 1 {
				t.Errorf("%d primary acts", n)
			}
		})
	}
}
