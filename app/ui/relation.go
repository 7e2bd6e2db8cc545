package ui

import (
	"slices"
	"time"

	"midspan/app/gql"
	"midspan/app/pact"
)

// frame is what stands around a page that belongs to no relationship.
func (v Visit) frame() Frame {
	f := Frame{Account: "/account"}
	if v.Viewer != nil {
		f.Viewer = &Person{Name: FirstName(v.Viewer.Name), Side: Left}
	}
	return f
}

// relation is a relationship as every page of it needs it.
type relation struct {
	gql.RelationshipHead
	visit Visit
}

// relation reads what the pages of a relationship have in common.
func (v Visit) relation(h gql.RelationshipHead) relation { return relation{h, v} }

// Places of a relationship. On a phone the dock shows the first four and the
// page of the rest.
const (
	overviewPlace    = ""
	visionPlace      = "/vision"
	commitmentsPlace = "/commitments"
	talksPlace       = "/talks"
	partingPlace     = "/parting"
	notesPlace       = "/notes"
	peoplePlace      = "/people"
	activityPlace    = "/activity"
	needsPlace       = "/needs"
	pathPlace        = "/path"
	outcomePlace     = "/outcome"
	accordPlace      = "/accord"
	doubtsPlace      = "/doubts"
	trustPlace       = "/trust"
	lookbackPlace    = "/looking-back"
	focusPlace       = "/focus"
	restartPlace     = "/restart"
	statementPlace   = "/statement"
	risksPlace       = "/risks"
	morePlace        = "/more"
)

func (r relation) path(place string) string { return "/r/" + r.Id + place }

// frame is what stands around a page of the relationship; inside tints it when
// the whole page is of one side, or mine.
func (r relation) frame(place string, inside Whose) Frame {
	f := r.visit.frame()
	f.Where, f.WhereTo, f.Inside = r.Name, r.path(""), inside
	if f.Viewer != nil {
		f.Viewer.Side = r.mySide()
	}
	for _, p := range []Place{
		{Label: "Overview", Icon: IconHome, Href: overviewPlace},
		{Label: "Vision", Icon: IconText, Href: visionPlace},
		{Label: "Commitments", Icon: IconList, Href: commitmentsPlace},
		{Label: "Talks", Icon: IconMeet, Href: talksPlace},
		{Label: "Risks", Icon: IconFork, Href: risksPlace},
		{Label: "Notes", Icon: IconNote, Href: notesPlace},
		{Label: "People", Icon: IconPeople, Href: peoplePlace},
		{Label: "Activity", Icon: IconActivity, Href: activityPlace},
	} {
		p.Current, p.Href = p.Href == place, r.path(p.Href)
		f.Places = append(f.Places, p)
	}
	f.More = &Place{
		Label: "More", Icon: IconMore, Href: r.path(morePlace),
		Current: place == morePlace || place == risksPlace || place == notesPlace || place == peoplePlace || place == activityPlace,
	}
	if place != outcomePlace {
		f.Purpose = r.purpose()
		f.Purpose.Full = place == overviewPlace
	}
	return f
}

// side gives a bank's side.
func (r relation) side(b pact.Bank) gql.SideLine {
	for _, s := range r.Sides {
		if s.Bank == b {
			return s.SideLine
		}
	}
	return gql.SideLine{Bank: b}
}

// mySide is the bank the reader stands on, Both for an adviser.
func (r relation) mySide() Whose {
	if r.Me == nil || r.Me.Side == nil {
		return Both
	}
	return WhoseSide(string(r.Me.Side.Bank))
}

// myBank is the bank the reader stands on; the left one for an adviser.
func (r relation) myBank() pact.Bank {
	if r.mySide() == Right {
		return pact.Right
	}
	return pact.Left
}

func otherBank(b pact.Bank) pact.Bank {
	if b == pact.Right {
		return pact.Left
	}
	return pact.Right
}

// mySideID is the id of the reader's own side, "" for an adviser.
func (r relation) mySideID() string {
	if r.mySide() == Both {
		return ""
	}
	return r.Me.Side.Id
}

// role is what the reader is here.
func (r relation) role() pact.Role {
	if r.Me == nil {
		return pact.Observer
	}
	return r.Me.Role
}

// ours is the name of the reader's own side, theirs the other's. An adviser
// reads the left one first.
func (r relation) ours() string {
	if r.mySide() == Right {
		return shortName(r.side(pact.Right).Name)
	}
	return shortName(r.side(pact.Left).Name)
}

func (r relation) theirs() string {
	if r.mySide() == Right {
		return shortName(r.side(pact.Left).Name)
	}
	return shortName(r.side(pact.Right).Name)
}

// bankName is the short name of a bank's side.
func (r relation) bankName(b pact.Bank) string { return shortName(r.side(b).Name) }

// joined says whether the counterpart has come.
func (r relation) joined() bool { return !r.JoinedAt.IsZero() }

// bygone is how old an event is that was there before all of a page was read.
const bygone = 5 * time.Second

// follows is for the screens of the relationship, see Follower. What a page shows is read before the
// journal is: what happened in between is told again.
func (r relation) follows() (relationship, after string) {
	for _, e := range slices.Backward(r.Latest.Edges) {
		after = e.Node.Cursor
		if r.visit.Now.Sub(e.Node.At) > bygone {
			break
		}
	}
	return r.Id, after
}
