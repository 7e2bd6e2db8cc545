package demo

import (
	"time"

	"midspan/app/pact"
)

// comes is what comes of the work of the two: small wins, milestones, and what both gain.
func (b *builder) comes() {
	b.wins()
	b.milestones()
	b.benefits()
}

// turn is how something of the demo stands: who said it when, and who said so too.
type turn struct {
	state       pact.DoneState
	said, heard int // people, nobody while nobody did
	days        int // since it was said; it was heard a day later
}

func (t turn) by() (person, house *string) {
	if t.said == nobody {
		return nil, nil
	}
	p, h := user(t.said), side(houseOf(t.said))
	return &p, &h
}

func (t turn) voice() pact.Voice {
	p, h := t.by()
	if p == nil {
		return pact.Voice{}
	}
	return pact.Voice{Person: *p, Side: *h}
}

func (b *builder) changed(t turn, made int) time.Time {
	switch {
	case t.heard != nobody:
		return b.ago(t.days-1, 2)
	case t.said != nobody:
		return b.ago(t.days, 3)
	}
	return b.ago(made, 3)
}

// turned tells who said so, and writes the receiver's word: what about is for the caller to say.
func (b *builder) turned(t turn, noun, id string) {
	all := relationship(reset)
	if t.said != nobody && (t.heard != t.said) {
		b.tell(all, reset, t.said, t.days, 3, noun+".said", id)
	}
	if t.heard != nobody {
		b.tell(all, reset, t.heard, t.days-1, 2, noun+".confirmed", id)
	}
	if t.state == pact.DoneDropped {
		b.tell(all, reset, hanna, 3, 2, noun+".dropped", id)
	}
}

// heard writes a receiver's word down.
func (b *builder) heard(number int, t turn, digest, win, milestone, benefit string) {
	if t.heard == nobody {
		return
	}
	row := b.tx.Confirmation.Create().SetID(ID(pact.ConfirmationID, 300+number)).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).
		SetAuthorID(user(t.heard)).SetKind(pact.ConfirmedKept).SetFromSideID(side(houseOf(t.heard))).SetDigest(digest).SetCreatedAt(b.ago(t.days-1, 2))
	switch {
	case win != "":
		row.SetWinID(win)
	case milestone != "":
		row.SetMilestoneID(milestone)
	default:
		row.SetBenefitID(benefit)
	}
	b.add("receiver's word", row)
}

var wins = []struct {
	text, learning string
	of, author     int // of: the house whose win it is, 0 for both
	due, made      int
	people         []int
	turn
}{
	{
		"A whole week without a call after ten at night.", "The forecast was wrong by a third, and nobody minded, because its doubts were in it.",
		0, hanna, -8, 15,
		[]int{jonas, ines},
		turn{pact.DoneConfirmed, hanna, tomas, 7},
	},
	{
		"The first truck from Malmö that leaves full and on time.", "Loading what is cold last saves twenty minutes at the gate.",
		quay, ines, -3, 12,
		[]int{ines},
		turn{pact.DoneConfirmed, ines, jonas, 3},
	},
	{
		"One slot given back the day before, and not the night before.", "It takes one message, if the one who knows may send it.",
		quay, tomas, 4, 9,
		[]int{tomas},
		turn{pact.DoneSaid, tomas, nobody, 1},
	},
	{"Jonas and Ines plan one week side by side, at one table.", "", 0, jonas, 16, 6, []int{jonas, ines}, turn{state: pact.DoneAhead}},
	{"Four Thursdays running, the forecast is there at noon.", "", alder, hanna, 24, 5, []int{hanna}, turn{state: pact.DoneAhead}},
	{"A stand of both houses at the growers’ day.", "", 0, clara, 40, 11, nil, turn{state: pact.DoneDropped}},
}

func (b *builder) wins() {
	outcome := ID(pact.OutcomeID, 1)
	for i, w := range wins {
		id, of := ID(pact.WinID, i+1), ""
		person, house := w.by()
		row := b.tx.Win.Create().SetID(id).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).SetAuthorID(user(w.author)).
			SetText(w.text).SetLearning(w.learning).SetDue(b.in(w.due)).SetOutcomeID(outcome).SetState(w.state).
			SetNillableSaidByID(person).SetNillableSaidSideID(house).SetCreatedAt(b.ago(w.made, 3)).SetChangedAt(b.changed(w.turn, w.made))
		if w.of != 0 {
			of = side(w.of)
			row.SetOfSideID(of)
		}
		for _, p := range w.people {
			row.AddPersonIDs(participant(p))
		}
		b.add("win", row)
		b.tell(relationship(reset), reset, w.author, w.made, 3, "win.planned", id)
		b.turned(w.turn, "win", id)
		b.heard(i, w.turn, pact.WinDigest(id, pact.WinTerms{Text: w.text, Due: b.in(w.due), Of: of, Outcome: outcome, Learning: w.learning, By: w.voice()}), id, "", "")
	}
}

func (b *builder) milestones() {
	outcome := ID(pact.OutcomeID, 1)
	for i, m := range []struct {
		title, why    string
		owner         int
		due, expected int
		turn
	}{
		{"Both desks look at the same week", "", jonas, -9, -9, turn{pact.DoneConfirmed, jonas, ines, 9}},
		{"Two Monday slots at Malmö, held for a month", "", ines, 1, 1, turn{pact.DoneSaid, ines, nobody, 1}},
		{"One calendar, tried out in two depots", "Quay’s depot in Aarhus moves house that week.", ines, 19, 28, turn{state: pact.DoneAhead}},
		{"Nine crates in ten, four weeks running", "", hanna, 62, 62, turn{state: pact.DoneAhead}},
	} {
		id := ID(pact.MilestoneID, i+1)
		person, house := m.by()
		row := b.tx.Milestone.Create().SetID(id).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).SetAuthorID(user(hanna)).
			SetTitle(m.title).SetDue(b.in(m.due)).SetExpected(b.in(m.expected)).SetReason(m.why).SetOwnerID(participant(m.owner)).
			SetOfSideID(side(houseOf(m.owner))).SetOutcomeID(outcome).SetState(m.state).
			SetNillableSaidByID(person).SetNillableSaidSideID(house).SetCreatedAt(b.ago(13, 2)).SetChangedAt(b.changed(m.turn, 13))
		b.tell(relationship(reset), reset, hanna, 13, 2, "milestone.set", id)
		if m.why != "" {
			row.SetSlipSeen(b.in(-2))
			b.tell(relationship(reset), reset, m.owner, 2, 1, "milestone.expected", id)
		}
		b.add("milestone", row)
		b.turned(m.turn, "milestone", id)
		b.heard(20+i, m.turn, pact.MilestoneDigest(id, pact.MilestoneTerms{
			Title: m.title, Outcome: outcome, Owner: participant(m.owner), Due: b.in(m.due), Expected: b.in(m.expected), By: m.voice(),
		}), "", id, "")
	}
}

var benefits = []struct {
	of, author            int
	label, unit, currency string
	before, hoped, after  int // 0 for none
	came                  string
	turn
}{
	{alder, mette, "Paid for empty shelves in a month", "", "EUR", 1840000, 500000, 720000, "The last two weeks were without any.", turn{pact.DoneConfirmed, mette, hanna, 4}},
	{alder, jonas, "Crates lost on the way in a month", "crates", "", 340, 120, 190, "", turn{pact.DoneSaid, jonas, nobody, 1}},
	{quay, ines, "Empty kilometres in a month", "km", "", 5200, 3500, 3900, "", turn{pact.DoneConfirmed, ines, tomas, 5}},
	{quay, clara, "Calls to the night desk in a month", "calls", "", 31, 8, 0, "", turn{state: pact.DoneAhead}},
	{alder, hanna, "To open Quay’s mails without holding my breath.", "", "", 0, 0, 0, "I read them first now.", turn{pact.DoneConfirmed, hanna, hanna, 3}},
	{quay, tomas, "To know on Friday what Monday asks of my people.", "", "", 0, 0, 0, "", turn{state: pact.DoneAhead}},
	{alder, hanna, "To be told, once, that the cold chain was not our doing.", "", "", 0, 0, 0, "", turn{state: pact.DoneAhead}},
}

// kept is the last of the benefits: it is Hanna's alone.
const kept = 6

func (b *builder) benefits() {
	for i, f := range benefits {
		id, room, stream := ID(pact.BenefitID, i+1), pact.Shared, relationship(reset)
		if i == kept {
			room, stream = pact.Author, user(f.author)
		}
		figure := func(x int) *int {
			if x == 0 {
				return nil
			}
			return &x
		}
		kind := pact.FigureBenefit
		if f.before == 0 {
			kind = pact.PersonalBenefit
		}
		person, house := f.by()
		b.add("benefit", b.tx.Benefit.Create().SetID(id).SetAudience(room).SetRelationshipID(relationship(reset)).SetAuthorID(user(f.author)).
			SetKind(kind).SetOfSideID(side(f.of)).SetLabel(f.label).SetUnit(f.unit).SetCurrency(f.currency).SetNillableBefore(figure(f.before)).
			SetNillableHoped(figure(f.hoped)).SetNillableAfter(figure(f.after)).SetCame(f.came).SetState(f.state).
			SetNillableSaidByID(person).SetNillableSaidSideID(house).SetCreatedAt(b.ago(14, 4)).SetChangedAt(b.changed(f.turn, 14)))
		b.tell(stream, reset, f.author, 14, 4, "benefit.named", id)
		b.turned(f.turn, "benefit", id)
		b.heard(40+i, f.turn, pact.BenefitDigest(id, pact.BenefitTerms{
			Label: f.label, Of: side(f.of), Unit: f.unit, Currency: f.currency, Came: f.came,
			Before: figure(f.before), Hoped: figure(f.hoped), After: figure(f.after), By: f.voice(),
		}), "", "", id)
	}
}
