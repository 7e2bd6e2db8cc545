package ui

import (
	"testing"
	"time"

	"midspan/app/pact"
)

func TestTimesAreSaidAsPeopleSayThem(t *testing.T) {
	v := Visit{Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.Local)}
	for gone, want := range map[time.Duration]string{
		10 * time.Second:     "just now",
		-time.Minute:         "just now",
		90 * time.Second:     "a minute ago",
		20 * time.Minute:     "20 minutes ago",
		3 * time.Hour:        "today at 09:00",
		20 * time.Hour:       "yesterday at 16:00",
		4 * 24 * time.Hour:   "Tuesday at 12:00",
		30 * 24 * time.Hour:  "22 Oct",
		400 * 24 * time.Hour: "17 Oct 2025",
	} {
		if got := v.ago(v.Now.Add(-gone)); got != want {
			t.Errorf("%v ago is said as %q, want %q", gone, got, want)
		}
	}
	for due, want := range map[pact.Date]string{"2026-12-18": "by 18 Dec", "2027-02-28": "by 28 Feb", "2028-02-28": "by 28 Feb 2028"} {
		if got := v.dueBy(due, "each time"); got != want {
			t.Errorf("%s is said as %q, want %q", due, got, want)
		}
	}
}

func TestFiguresAreReadAsPeopleWriteThem(t *testing.T) {
	for in, want := range map[string]float64{"84": 84, " 84,5 ": 84.5, "1 200": 1200, "-3.25": -3.25} {
		if got, err := number("target", in); err != nil || *got != want {
			t.Errorf("%q is read as %v, %v", in, got, err)
		}
	}
	if got, err := number("target", "  "); got != nil || err != nil {
		t.Errorf("an empty field is read as %v, %v", got, err)
	}
	for _, in := range []string{"many", "NaN", "1.2.3", "Inf"} {
		if _, err := number("target", in); pact.CodeOf(err) != pact.BadInput {
			t.Errorf("%q is taken: %v", in, err)
		}
	}
}

func TestNamesAndCountsInWords(t *testing.T) {
	for got, want := range map[string]string{
		FirstName("Hanna Lind"): "Hanna", FirstName(" 陳 "): "陳", FirstName(""): "",
		shortName("Marta, insurance broker"): "Marta", shortName("Alder Foods"): "Alder Foods",
		count(1, "person", "people"): "one person", count(5, "person", "people"): "five people", count(12, "person", "people"): "12 people",
		upper("übers Jahr"): "Übers Jahr", kindWord(pact.Carrier): "Carrier", kindWord(pact.OtherKind): "",
	} {
		if got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	}
}
