package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// aWin was said to have happened by somebody of the right side.
func aWin(role pact.Role, bank pact.Bank) *wins {
	quay := gql.SideLine{Id: "sid_2", Bank: pact.Right, Name: "Quay Logistics"}
	w := &wins{
		Visit: Visit{Viewer: &Viewer{ID: "usr_1", Name: "Hanna Lund"}, Now: noon},
		Data:  &gql.WinsNodeRelationship{RelationshipHead: aRelation(role, bank)},
	}
	line := gql.WinLine{
		Id: "win_1", Text: "A week without a missed slot", Due: "2026-12-01", State: pact.DoneSaid, Learning: "Ring first", Digest: "d",
		SaidBy: &gql.WinLineSaidByUser{Id: "usr_9", Name: "Tomás Reis"}, SaidSide: &quay,
	}
	w.Data.Open.Edges = append(w.Data.Open.Edges, gql.WinsNodeRelationshipOpenWinConnectionEdgesWinEdge{Node: line})
	return w
}

func TestAWinAsksOnlyTheSideThatDidNotSaySo(t *testing.T) {
	for _, c := range []struct {
		name    string
		role    pact.Role
		bank    pact.Bank
		has, no string
	}{
		{"the other side", pact.Member, pact.Left, "Yes, it happened", "Take it back"},
		{"its own side", pact.Member, pact.Right, "Take it back", "Yes, it happened"},
		{"an observer", pact.Observer, pact.Left, "says that it happened", "Yes, it happened"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := app.HTMLString(aWin(c.role, c.bank))
			holds(t, out, c.has, "A week without a missed slot")
			if strings.Contains(out, c.no) {
				t.Errorf("%q is offered", c.no)
			}
		})
	}
}

func TestASlipIsToldCalmly(t *testing.T) {
	for words, s := range map[string]gql.MilestoneMarkSlip{
		"Expected nine days after the day you agreed; seen three weeks early.":       {Days: 9, Early: 21},
		"Expected one day after the day you agreed.":                                 {Days: 1},
		"Two weeks after the day you agreed; nobody has said yet when to expect it.": {Days: 14, Unsaid: true},
		"Expected three months after the day you agreed; seen six days early.":       {Days: 90, Early: 6},
	} {
		if got := slipWords(s); got != words {
			t.Errorf("%+v is told as %q", s, got)
		}
	}
}

func TestFiguresAreReadAndWrittenAsPeopleDo(t *testing.T) {
	for _, c := range []struct {
		in, currency string
		want         int
		told         string
	}{
		{"1840.50", "EUR", 184050, "1\u00a0840.50"},
		{"18 400", "EUR", 1840000, "18\u00a0400"},
		{"-5,5", "EUR", -550, "-5.50"},
		{"1200000", "JPY", 1200000, "1\u00a0200\u00a0000"},
		{"0.005", "KWD", 5, "0.005"},
	} {
		got, err := wholeFigure("before", c.in, c.currency)
		if err != nil || *got != c.want || amount(*got, c.currency) != c.told {
			t.Errorf("%s %s: %v %v", c.in, c.currency, got, err)
		}
	}
	for _, bad := range [][2]string{{"1.5", ""}, {"0.001", "EUR"}, {"99999999999", ""}, {"many", ""}} {
		if _, err := wholeFigure("before", bad[0], bad[1]); err == nil {
			t.Errorf("%v was taken", bad)
		}
	}
	if unit, currency := counted(" EUR "); unit != "" || currency != "EUR" {
		t.Errorf("%q %q", unit, currency)
	}
	if unit, _ := counted("crates"); unit != "crates" {
		t.Error("a unit is none")
	}
}
