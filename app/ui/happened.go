package ui

import (
	"time"

	"midspan/app/gql"
	"midspan/app/pact"
)

// happening is an event in words: what was done, and what it leads to.
type happening struct{ did, to, place string }

// deeds are the kinds of event in words. The link is the end of the sentence.
var deeds = map[string]happening{
	"relationship.created":         {"added this relationship", "", ""},
	"relationship.joined":          {"came: both sides are here now", "", ""},
	"participant.joined":           {"joined", "", ""},
	"participant.changed":          {"changed a role among", "the people", peoplePlace},
	"participant.removed":          {"ended an access among", "the people", peoplePlace},
	"invitation.written":           {"wrote", "an invitation", peoplePlace},
	"invitation.revoked":           {"took back", "an invitation", peoplePlace},
	"invitation.answered":          {"answered", "the invitation", peoplePlace},
	"outcome.created":              {"said", "what this is for", "/outcome"},
	"outcome.changed":              {"changed", "what this is for", "/outcome"},
	"outcome.confirmed":            {"said yes to", "what this is for", "/outcome"},
	"need.named":                   {"wrote down", "a need", needsPlace},
	"need.confirmed":               {"said yes to", "a need", needsPlace},
	"need.dropped":                 {"said no to", "a need", needsPlace},
	"need.linked":                  {"said what answers", "a need", needsPlace},
	"waypoint.set":                 {"set", "a point on the path", pathPlace},
	"waypoint.reached":             {"reached", "a point on the path", pathPlace},
	"course.corrected":             {"corrected", "the path", pathPlace},
	"win.planned":                  {"planned", "a small win", winsPlace},
	"win.said":                     {"says that it happened:", "a small win", winsPlace},
	"win.confirmed":                {"says so too: it happened,", "a small win", winsPlace},
	"win.reopened":                 {"put back to the planned ones", "a small win", winsPlace},
	"win.dropped":                  {"let go of", "a small win", winsPlace},
	"milestone.set":                {"set", "a milestone", milestonesPlace},
	"milestone.changed":            {"changed", "a milestone", milestonesPlace},
	"milestone.expected":           {"expects on another day", "a milestone", milestonesPlace},
	"milestone.said":               {"says that it is reached:", "a milestone", milestonesPlace},
	"milestone.confirmed":          {"says so too: it is reached,", "a milestone", milestonesPlace},
	"milestone.reopened":           {"says that it is still ahead:", "a milestone", milestonesPlace},
	"milestone.dropped":            {"let go of", "a milestone", milestonesPlace},
	"benefit.named":                {"wrote down what could be gained:", "a benefit", benefitsPlace},
	"benefit.shared":               {"shared what they hope to gain:", "a benefit", benefitsPlace},
	"benefit.said":                 {"said what came of", "a benefit", benefitsPlace},
	"benefit.confirmed":            {"says that it came:", "a benefit", benefitsPlace},
	"benefit.reopened":             {"hopes again for", "a benefit", benefitsPlace},
	"benefit.dropped":              {"let go of", "a benefit", benefitsPlace},
	"risk.kept":                    {"kept a doubt for", "the pre-mortem", doubtsPlace},
	"risk.dropped":                 {"took away", "a doubt", doubtsPlace},
	"trust.worded":                 {"said", "what they need to see", trustPlace},
	"trust.changed":                {"changed", "what they need to see", trustPlace},
	"trust.taken_away":             {"took away", "something they needed to see", trustPlace},
	"trust.accepted":               {"will show", "what the other side needs to see", trustPlace},
	"lookback.opened":              {"began", "looking back, once", lookbackPlace},
	"lookback.closed":              {"closed", "what both looked back at", lookbackPlace},
	"safeguard.named":              {"named", "a cause", lookbackPlace},
	"safeguard.worded":             {"worded", "a safeguard", lookbackPlace},
	"safeguard.agreed":             {"said yes to", "a safeguard", lookbackPlace},
	"safeguard.removed":            {"took away", "a cause", lookbackPlace},
	"topic.named":                  {"named", "a topic on the map", focusPlace},
	"topic.dropped":                {"took a topic off", "the map", focusPlace},
	"pairing.set":                  {"paired two people on", "the map", focusPlace},
	"pairing.ended":                {"ended a pair on", "the map", focusPlace},
	"hub.changed":                  {"said who holds the whole of", "a side", focusPlace},
	"adviser.proposed":             {"proposed to ask", "an adviser", ""},
	"adviser.withdrawn":            {"took back the wish to ask", "an adviser", ""},
	"adviser.agreed":               {"turned the second key: both ask", "an adviser", peoplePlace},
	"adviser.changed":              {"said what is asked of", "an adviser", peoplePlace},
	"focus.added":                  {"added to", "what takes your time", focusPlace},
	"focus.kept":                   {"kept something of", "what takes your time", focusPlace},
	"focus.dropped":                {"dropped something of", "what takes your time", focusPlace},
	"focus.handed_out":             {"handed out something of", "what takes your time", focusPlace},
	"focus.reopened":               {"took up again something of", "what takes your time", focusPlace},
	"focus.linked":                 {"said what is served by", "what takes your time", focusPlace},
	"budget.changed":               {"changed how much you allow yourselves in", "what takes your time", focusPlace},
	"learning.noted":               {"wrote down what", "a meeting taught", focusPlace},
	"learning.taken_back":          {"took back a line on what", "a meeting taught", focusPlace},
	"risk.named":                   {"named", "a risk", risksPlace},
	"risk.changed":                 {"changed", "a risk", risksPlace},
	"risk.merged":                  {"merged two into", "a risk", risksPlace},
	"risk.treated":                 {"answered", "a risk", risksPlace},
	"risk.untreated":               {"took back the answer to", "a risk", risksPlace},
	"risk.accepted":                {"accepted", "a risk", risksPlace},
	"name.proposed":                {"proposed", "a name", ""},
	"name.withdrawn":               {"took back", "a name", ""},
	"name.agreed":                  {"turned the second key for", "the name", ""},
	"commitment.created":           {"added", "a commitment", commitmentsPlace},
	"commitment.changed":           {"changed", "a commitment", commitmentsPlace},
	"commitment.confirmed":         {"said yes to the words of", "a commitment", commitmentsPlace},
	"commitment.agreed":            {"said yes too: both agreed to", "a commitment", commitmentsPlace},
	"round.started":                {"asked both sides", "the same questions", talksPlace},
	"round.ready":                  {"handed in what they wrote in", "a talk", talksPlace},
	"round.closed":                 {"was the last to hand in", "a talk", talksPlace},
	"round.revealed":               {"opened for both", "a talk", talksPlace},
	"round.withdrawn":              {"took back", "a talk", talksPlace},
	"round.excused":                {"excused somebody from", "a talk", talksPlace},
	"answer.submitted":             {"handed in an answer to", "a talk", talksPlace},
	"answer.taken_back":            {"took back an answer to", "a talk", talksPlace},
	"mark.made":                    {"named what is alike, or differs, in", "a talk", talksPlace},
	"mark.removed":                 {"took away a mark in", "a talk", talksPlace},
	"pause.proposed":               {"proposed", "a pause", ""},
	"pause.withdrawn":              {"took back", "a pause", ""},
	"pause.agreed":                 {"turned the second key for", "a pause", ""},
	"parting.proposed":             {"proposed", "to part well", partingPlace},
	"parting.withdrawn":            {"took back", "the proposal to part", partingPlace},
	"parting.agreed":               {"turned the second key", "to part well", partingPlace},
	"restart.proposed":             {"proposed", "a day to begin anew", restartPlace},
	"restart.withdrawn":            {"took back", "the day to begin anew", restartPlace},
	"restart.agreed":               {"turned the second key:", "you began anew", restartPlace},
	"unseal.proposed":              {"proposed to open", "what was", restartPlace},
	"unseal.withdrawn":             {"took back the wish to open", "what was", restartPlace},
	"unseal.agreed":                {"turned the second key to open", "what was", restartPlace},
	"seal.proposed":                {"proposed to seal again", "what was", restartPlace},
	"seal.withdrawn":               {"took back the wish to seal", "what was", restartPlace},
	"seal.agreed":                  {"turned the second key to seal", "what was", restartPlace},
	"statement.proposed":           {"proposed to open to both organisations", "the statement", statementPlace},
	"statement.withdrawn":          {"took back the wish to publish", "the statement", statementPlace},
	"statement.agreed":             {"turned the second key: both organisations can read", "the statement", statementPlace},
	"stance.taken":                 {"said how they stand to", "the restart", restartPlace},
	"light_reset.proposed":         {"proposed to say that", "this was the reset", ""},
	"light_reset.withdrawn":        {"took back that", "this was the reset", ""},
	"light_reset.agreed":           {"turned the second key:", "this was the reset", ""},
	"agreement.proposed":           {"put out for signature", "the accord", accordPlace},
	"agreement.signed":             {"signed", "the accord", accordPlace},
	"agreement.in_force":           {"was the last to sign: in force is", "the accord", accordPlace},
	"agreement.withdrawn":          {"took back from signature", "the accord", accordPlace},
	"signature.undone":             {"changed what you had signed, so it was taken back:", "the accord", accordPlace},
	"document.created":             {"began", "a text", notesPlace},
	"document.edited":              {"wrote in", "a text", ""},
	"document.renamed":             {"renamed", "a text", notesPlace},
	"document.shared":              {"shared", "a note", notesPlace},
	"document.deleted":             {"took away", "a note", notesPlace},
	"commitment.reported":          {"said that it is done:", "a commitment", commitmentsPlace},
	"commitment.report_taken_back": {"took back that it is done:", "a commitment", commitmentsPlace},
	"commitment.kept":              {"said that it was kept:", "a commitment", commitmentsPlace},
	"commitment.not_yet":           {"said not yet to", "a commitment", commitmentsPlace},
	"commitment.slipped":           {"said that it slipped:", "a commitment", commitmentsPlace},
	"commitment.renewed":           {"promised again, as both left it,", "a commitment", commitmentsPlace},
	"commitment.released":          {"let go of", "a commitment", commitmentsPlace},
	"commitment.withdrawn":         {"took off the table", "a commitment", commitmentsPlace},
	"commitment.declined":          {"said “not this” to", "a commitment", commitmentsPlace},
	"conversation.opened":          {"opened", "a talk about what slipped", commitmentsPlace},
	"conversation.confirmed":       {"said how to leave", "a talk about what slipped", commitmentsPlace},
	"conversation.closed":          {"was the second to close", "a talk about what slipped", commitmentsPlace},
}

// moments puts events in words, newest first. Those the portal has no words for
// are left out.
func (r relation) moments(events []gql.EventLine, people []gql.ParticipantLine) []Moment {
	var all []Moment
	for i := len(events) - 1; i >= 0; i-- {
		if i+1 < len(events) && told(events[i], events[i+1]) {
			continue
		}
		if m, ok := r.moment(events[i], people); ok {
			all = append(all, m)
		}
	}
	return all
}

// told says whether the event that came next tells of this one too: the yes that
// made both agree, that a side is ready, or more writing in the same text.
func told(e, next gql.EventLine) bool {
	if e.What == "answer.submitted" && (next.What == "round.ready" || next.What == "round.closed") {
		return true
	}
	same := e.Actor != nil && next.Actor != nil && e.Actor.Id == next.Actor.Id && subjectOf(e) == subjectOf(next)
	return same && (e.What == "commitment.confirmed" && next.What == "commitment.agreed" ||
		e.What == "agreement.signed" && next.What == "agreement.in_force" ||
		e.What == "risk.accepted" && next.What == "risk.treated" ||
		e.What == "conversation.confirmed" && next.What == "conversation.closed" ||
		e.What == "document.edited" && next.What == "document.edited")
}

func subjectOf(e gql.EventLine) string {
	if e.Subject == nil {
		return ""
	}
	return e.Subject.GetId()
}

func (r relation) moment(e gql.EventLine, people []gql.ParticipantLine) (Moment, bool) {
	deed, known := deeds[e.What]
	if !known {
		return Moment{}, false
	}
	m := Moment{
		What: deed.did, Link: deed.to, Href: r.path(deed.place), Side: Both,
		When: r.visit.ago(e.At), Exact: e.At.UTC().Format(time.RFC3339),
	}
	if e.Actor != nil {
		m.Who, m.Side = FirstName(e.Actor.Name), sideOf(e.Actor.Id, people)
	}
	r.about(&m, e)
	if e.What == "risk.dropped" && e.Audience == pact.Shared {
		m.Link, m.Href = "a risk", r.path(risksPlace)
	}
	if e.Audience != pact.Shared {
		m.Room = roomOf(e.Audience, r.mySide())
	}
	return m, true
}

// about leads to the very thing, where it has a page and may still be seen.
func (r relation) about(m *Moment, e gql.EventLine) {
	switch s := e.Subject.(type) {
	case *gql.EventLineSubjectCommitment:
		m.Href = r.path(commitmentsPlace + "/" + s.Id)
	case *gql.EventLineSubjectConversation:
		m.Href = r.path(conversationsPlace + "/" + s.Id)
	case *gql.EventLineSubjectDocument:
		switch {
		case s.Kind == pact.VisionDocument:
			m.Link, m.Href = "the vision", r.path(visionPlace)
		case s.Commitment != nil:
			m.Link, m.Href = "a commitment", r.path(commitmentsPlace+"/"+s.Commitment.Id)
		case s.Conversation != nil:
			m.Link, m.Href = "a talk about what slipped", r.path(conversationsPlace+"/"+s.Conversation.Id)
		case s.Concludes != nil:
			m.Link, m.Href = "what you take from a talk", r.talkPath(s.Concludes.Id)
		case s.Answer != nil:
			m.Link, m.Href = "an answer", r.talkPath(s.Answer.Round.Id)
		case s.Kind == pact.PartingDocument:
			m.Link, m.Href = "the words of parting", r.path(partingPlace)
		case s.Kind == pact.CharterDocument:
			m.Link, m.Href = "the charter", r.path(trustPlace)
		case s.Kind == pact.LookbackDocument:
			m.Link, m.Href = "what happened", r.path(lookbackPlace)
		case s.Kind == pact.NotesDocument:
			m.Link, m.Href = noteName(s.Title), r.path(notesPlace+"/"+s.Id)
		}
	case *gql.EventLineSubjectRound:
		m.Link, m.Href = "“"+s.Title+"”", r.talkPath(s.Id)
		switch {
		case e.Actor != nil:
		case e.What == "round.closed":
			m.Who, m.What = "Everybody", "is ready in"
		case e.What == "round.ready":
			m.Who, m.What = "One side", "is ready in"
		}
	case *gql.EventLineSubjectAnswer:
		m.Link, m.Href = "“"+s.Round.Title+"”", r.talkPath(s.Round.Id)
	case *gql.EventLineSubjectMark:
		m.Link, m.Href = "“"+s.Round.Title+"”", r.talkPath(s.Round.Id)
	case *gql.EventLineSubjectInvitation:
		if e.Actor == nil {
			m.Who, m.What, m.Link = s.Recipient, "answered", "the invitation"
		}
	case *gql.EventLineSubjectJointAct:
		if s.Act == pact.Rename && s.Text != "" {
			m.Link = "the name “" + s.Text + "”"
		}
	}
}

func noteName(title string) string {
	if title == "" {
		return "a note"
	}
	return "the note “" + title + "”"
}

// roomOf is the room of an audience, for somebody who stands on a bank.
func roomOf(a pact.Audience, mine Whose) Whose {
	switch a {
	case pact.Author:
		return Me
	case pact.OurSide:
		return mine
	}
	return Both
}

// sideOf is the bank somebody stands on.
func sideOf(user string, people []gql.ParticipantLine) Whose {
	for _, p := range people {
		if p.User.Id == user {
			return whoseOf(p)
		}
	}
	return Both
}

func whoseOf(p gql.ParticipantLine) Whose {
	if p.Side == nil {
		return Both
	}
	return WhoseSide(string(p.Side.Bank))
}
