package pact

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of what people write, in characters, and of what a list may hold. Each has its sentence.
const (
	MaxName          = 120
	MaxTitle         = 200
	MaxUnit          = 60
	MaxWhy           = 2000
	MaxLetter        = 4000
	MaxEmail         = 254
	MaxOwners        = 12 // of one commitment
	MaxOwnersOfSide  = 2
	MaxOpenActs      = 20      // joint acts of a relationship that wait for their second key
	MaxPeople        = 60      // participants of one side
	MaxOpenLetters   = 50      // of a side
	MaxNotes         = 2000    // and other documents, of a relationship, as far as one sees them
	MaxCommitments   = 1000    // of a relationship
	MaxAgreements    = 500     // of a relationship, with those that were taken back
	MaxAccord        = 400_000 // bytes of all that is signed
	MaxSteps         = 200     // of one commitment: reports and what was said to them
	MaxConversations = 500     // of a relationship
	MaxOutcomes      = 100     // of a relationship
	MaxRelationships = 2000    // that one person is part of
	MaxNeed          = 600
	MaxReason        = 600
	MaxNeeds         = 200
	MaxWaypoints     = 100
	MaxCorrections   = 500 // of one waypoint
	MaxRisks         = 200 // of one person
	MaxTrust         = 5   // behaviours that one side needs to see
	MaxTrustWords    = 280 // of one, and of how it is seen
	MaxLookbacks     = 50  // of a relationship
	MaxSafeguards    = 12  // of one look back
	MaxSafeguard     = 400
	MaxNamedRisks    = 100 // of a pre-mortem
	MaxPhrases       = 40  // sentences in a risk
	MaxVotes         = 3   // of one person in a pre-mortem
	TopRisksAre      = 5
	MaxRounds        = 500 // of a relationship
	MaxWins          = 1000
	MaxOpenWins      = 50            // that are not confirmed or let go
	MaxMilestones    = 100           // of a relationship
	MaxBenefits      = 80            // that both sides read
	MaxOwnBenefits   = 20            // that one person keeps to themselves
	MaxFigure        = 2_147_483_647 // as far as an Int of GraphQL goes
	MaxOpenRounds    = 10
	MaxAsked         = 40 // people in a round
	MaxMarks         = 200
	MaxSpans         = 12 // of a mark
	MaxTimer         = 120
	MaxTopics        = 20
	MaxPairings      = 40
	MaxBudget        = 20  // of meetings, and of points on the agenda
	MaxWork          = 50  // pieces of work that are on the list
	MaxFocusItems    = 500 // of a relationship, with those that left
	MaxLearnings     = 200 // of one meeting
	MaxMutationID    = 128
	DefaultPage      = 25
	MaxPage          = 100
)

// Within refuses a text that is empty when it may not be, too long, or not UTF-8.
func Within(field, what, s string, required bool, limit int) error {
	switch n := utf8.RuneCountInString(s); {
	case !utf8.ValidString(s) || strings.ContainsRune(s, 0):
		return Invalid(field, "%s holds bytes that are not text. Nothing was changed; type it again.", what)
	case required && !hasText(s):
		return Invalid(field, "%s is still empty. Nothing was changed; a few words are enough.", what)
	case n > limit:
		return Invalid(field, "%s has %d characters; up to %d fit. Nothing was changed; shorten it a little.", what, n, limit)
	}
	return nil
}

// Room refuses one more of what there are enough of.
func Room(what string, there, limit int) error {
	if there < limit {
		return nil
	}
	return &Error{Code: Limited, Message: "There are " + strconv.Itoa(there) + " " + what + " already, as many as fit. Nothing was changed."}
}
