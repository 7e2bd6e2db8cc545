package demo

import (
	"midspan/app/pact"
)

// paths are the needs of both sides, the way to the vision, and a doubt that is Hanna's alone.
func (b *builder) paths() {
	b.needs()
	b.waypoints()
	b.add("risk", b.tx.Risk.Create().SetID(ID(pact.RiskID, 1)).SetAudience(pact.Author).SetRelationshipID(relationship(reset)).SetAuthorID(user(hanna)).
		SetText("If Jonas leaves, nobody rings on Thursdays.").SetCreatedAt(b.ago(4, 1)))
	o := pact.OutcomeTerms{
		Title: "Shelves full through the winter: nine crates in ten on time and whole", Measure: "Crates on time and whole", Unit: "%",
	}
	from, to, due := 71.0, 90.0, b.endOfWinter()
	o.Baseline, o.Target, o.Due = &from, &to, &due
	b.add("confirmation", b.tx.Confirmation.Create().SetID(ID(pact.ConfirmationID, 90)).SetAudience(pact.Shared).
		SetRelationshipID(relationship(reset)).SetAuthorID(user(hanna)).SetKind(pact.ConfirmedWording).SetOutcomeID(ID(pact.OutcomeID, 1)).
		SetFromSideID(side(alder)).SetDigest(pact.OutcomeDigest(ID(pact.OutcomeID, 1), o)).SetCreatedAt(b.ago(9, 3)))
	b.tell(relationship(reset), reset, hanna, 9, 3, "outcome.confirmed", ID(pact.OutcomeID, 1))
}

func (b *builder) needs() {
	for i, n := range []struct {
		of          int
		kind        pact.NeedKind
		state       pact.NeedState
		text, guess string
		commitment  int
	}{
		{quay, pact.NeedToday, pact.NeedConfirmed, "A day’s notice before a change, even when it is a guess.", "More notice before a change.", 2},
		{quay, pact.NeedSoon, pact.NeedConfirmed, "Enough volume on Mondays to keep the Malmö dock open.", "Steadier volume.", 6},
		{quay, pact.NeedToCome, pact.NeedGuessed, "A harvest calendar that draws your routes by itself.", "A harvest calendar that draws your routes by itself.", 4},
		{alder, pact.NeedToday, pact.NeedConfirmed, "Slots that are there when they were promised.", "", 5},
		{alder, pact.NeedSoon, pact.NeedGuessed, "A second night desk when the berries come.", "A second night desk when the berries come.", 0},
	} {
		author := tomas
		if (n.guess != "") == (n.of == quay) {
			author = hanna
		}
		row := b.tx.Need.Create().SetID(ID(pact.NeedID, i+1)).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).SetAuthorID(user(author)).
			SetOfSideID(side(n.of)).SetKind(n.kind).SetState(n.state).SetText(n.text).SetGuess(n.guess).SetCreatedAt(b.ago(8, 2))
		if n.commitment != 0 && n.state == pact.NeedConfirmed {
			row.SetCommitmentID(commitment(n.commitment))
		}
		b.add("need", row)
		b.tell(relationship(reset), reset, author, 8, 2, "need.named", ID(pact.NeedID, i+1))
		if n.state == pact.NeedConfirmed && n.guess != "" {
			b.tell(relationship(reset), reset, tomas, 7, 3, "need.confirmed", ID(pact.NeedID, i+1))
		}
	}
}

func (b *builder) waypoints() {
	for i, w := range []struct {
		title string
		due   int
		state pact.WaypointState
		was   int // days from now that it was due before, 0 when it never moved
		why   string
	}{
		{"The first Thursday forecast", -4, pact.WaypointReached, 0, ""},
		{"One calendar, tried out in two depots", 24, pact.WaypointAhead, 10, "Quay’s depot in Aarhus moves house that week."},
		{"Nine crates in ten, a month long", 70, pact.WaypointAhead, 0, ""},
	} {
		id := ID(pact.WaypointID, i+1)
		b.add("waypoint", b.tx.Waypoint.Create().SetID(id).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).SetAuthorID(user(hanna)).
			SetTitle(w.title).SetDue(b.in(w.due)).SetState(w.state).SetCreatedAt(b.ago(10, 3)))
		b.tell(relationship(reset), reset, hanna, 10, 3, "waypoint.set", id)
		if w.was != 0 {
			from := pact.Course{Title: w.title, Due: b.in(w.was), State: w.state}
			to := pact.Course{Title: w.title, Due: b.in(w.due), State: w.state}
			b.add("correction", b.tx.CourseCorrection.Create().SetID(ID(pact.CorrectionID, i+1)).SetAudience(pact.Shared).
				SetRelationshipID(relationship(reset)).SetAuthorID(user(ines)).SetWaypointID(id).SetReason(w.why).SetFrom(from).SetTo(to).SetCreatedAt(b.ago(2, 4)))
			b.tell(relationship(reset), reset, ines, 2, 4, "course.corrected", id)
		}
	}
	b.tell(relationship(reset), reset, tomas, 4, 1, "waypoint.reached", ID(pact.WaypointID, 1))
}
