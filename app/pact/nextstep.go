package pact

import "fmt"

// NextStep is the one thing to do next, for one reader.
type NextStep struct {
	Sentence string
	Label    string // of the button
	Path     string // in the portal
	Mine     bool   // it waits for the reader, not for the other side
}

// NextStepFacts is what the next step depends on, as far as its reader may know.
type NextStepFacts struct {
	Relationship string
	Counterpart  string // the other side's name
	Role         Role
	Invited      bool              // an invitation of ours is open
	Answer       *InvitationAnswer // what the invited person said so far
	Joined       bool              // both sides are here
	KeyWaits     bool              // a joint act waits for the reader's side
	WordsWait    int               // drafts that the other side confirmed and ours did not
	DoneWaits    int               // commitments that the other side says are done, for ours to say whether they were kept
	ToTalk       string            // a conversation that is open, "" for none
	Asked        bool              // something was asked of both once
	ToOpen       string            // a round that all are in of, "" for none
	ToAnswer     string            // one that the reader is waited for in
	ToAnswerName string
	Worth        Worth
	WorthRound   string
	FirstOpened  bool // the first two questions were opened
	PausedUntil  Date // "" or past when they are not
	Today        Date
	Parted       bool
	TrustWaits   int  // behaviours the other side needs to see, and ours has not said yes to
	TrustWorded  bool // somebody said what they need to see
	LookedBack   bool // an earlier failure was looked at and closed
	VisionBegun  bool
	Outcomes     int
	Commitments  int
	Drafts       int // commitments still in draft
	PreMortem    PreMortemFacts
	ToSign       bool // the accord is out, and waits for the reader’s name
	Out          bool // it is out for signature
	// ToSignStatement says that the statement is out, and waits for the reader's name.
	ToSignStatement bool
	Signed          bool // one is in force
	Began           bool // both began anew
}

// Next gives the next step. Stages guide; this sentence is what one does.
func Next(f NextStepFacts) NextStep {
	at := func(page string) string { return "/r/" + f.Relationship + page }
	stress, stressed := f.PreMortem.next(at)
	owner := f.Role == Owner
	switch {
	case !f.Joined && !f.Invited && owner && f.Worth.Fresh:
		return NextStep{fmt.Sprintf("Write to %s. Begin with what you would bring.", f.Counterpart), "Write the letter", at("/invite"), true}
	case !f.Joined && !f.Invited && owner:
		return NextStep{fmt.Sprintf("Write to %s. Begin with what you own of the trouble.", f.Counterpart), "Write the letter", at("/invite"), true}
	case !f.Joined && !f.Invited:
		return NextStep{fmt.Sprintf("An owner of your side writes to %s. Until then, note down what you think.", f.Counterpart), "Open the notes", at("/notes"), false}
	case !f.Joined && f.Answer != nil && *f.Answer != AnswerYes:
		return NextStep{fmt.Sprintf("%s answered: not now. The door stays open, and so does the link.", f.Counterpart), "See the answer", at("/people"), false}
	case !f.Joined:
		return NextStep{fmt.Sprintf("The letter is with %s. Meanwhile, begin the vision: they will see it when they join.", f.Counterpart), "Open the vision", at("/vision"), false}
	case f.KeyWaits && owner:
		return NextStep{fmt.Sprintf("%s proposes something that takes both keys. Read it, then turn yours if you agree.", f.Counterpart), "Read the proposal", at(""), true}
	case f.Parted:
		return NextStep{"You parted, with words that both wrote. They stay readable.", "Read them", at("/parting"), false}
	case MayWrite(f.Role, Shared) != nil:
		return NextStep{"You read here. What both sides write is in the vision and the commitments.", "Read the vision", at("/vision"), false}
	case f.ToSign:
		return NextStep{"The accord waits for your name. Read it whole; then sign it, or change what is not right yet.", "Read and sign", at("/accord"), true}
	case f.ToSignStatement:
		return NextStep{"The statement for both organisations waits for your name. Read it; then sign it, or change what is not right yet.", "Read and sign", at("/statement"), true}
	case f.WordsWait > 0:
		return NextStep{fmt.Sprintf("%s says yes to %s. Read the words, then say whether they are yours too.", f.Counterpart, several(f.WordsWait, "a wording", "wordings")), "Read the words", at("/commitments"), true}
	case f.DoneWaits > 0:
		return NextStep{fmt.Sprintf("%s says that %s done. You received it, so you say whether it was kept.", f.Counterpart, several(f.DoneWaits, "something is", "things are")), "Say whether it was kept", at("/commitments"), true}
	case f.ToTalk != "":
		return NextStep{"Something slipped. Talk about it: what happened, what you learned, and what is better from now on.", "Talk about it", at("/conversations/" + f.ToTalk), true}
	case f.ToOpen != "":
		return NextStep{"All are in. Open the answers when both sides are at the table, or right away.", "Open both", at("/talks/" + f.ToOpen), true}
	case f.ToAnswer != "":
		return NextStep{fmt.Sprintf("“%s” waits for you. %s sees nothing before all are in.", f.ToAnswerName, f.Counterpart), "Answer it", at("/talks/" + f.ToAnswer), true}
	case Paused(f.PausedUntil, f.Today):
		return NextStep{"You both left it for a while. Nothing has to be done before that day.", "See the talks", at("/talks"), false}
	case f.TrustWaits > 0:
		return NextStep{fmt.Sprintf("%s said what they need to see from you. Read it, and say whether you will show it.", f.Counterpart), "Read it", at("/trust"), true}
	case f.Worth.Opened() && !f.Worth.Both():
		return NextStep{"Not both sides said yes. Agree on a pause, or part well.", "See both answers", at("/talks/" + f.WorthRound), true}
	case f.Worth.Fresh && !f.Worth.Opened() && !f.Asked:
		return NextStep{"Ask first whether both want to begin. Each answers unseen, and both open at once.", "Ask both", at("/talks"), true}
	case f.Worth.Fresh && !f.TrustWorded:
		return NextStep{"Before plans, trust: say one thing you need to see from them, in your own words.", "Say it", at("/trust"), true}
	case f.Worth.Fresh && !f.LookedBack && !f.Began:
		return NextStep{"Look back once at something that failed elsewhere, without naming anybody, and at what would keep it from happening here.", "Look back", at("/looking-back"), true}
	case !f.Asked && !f.Began && !f.VisionBegun:
		return NextStep{"Begin with two questions: how it began, and what you achieved. Both answer unseen, and open at once.", "Ask both", at("/talks"), true}
	case !f.VisionBegun:
		return NextStep{"Write the first line of the vision: if nothing stood in the way, what would this be?", "Open the vision", at("/vision"), true}
	case f.Outcomes == 0:
		return NextStep{"Say what this is for: one outcome, a measure and a date.", "Name the outcome", at("/outcome"), true}
	case f.Commitments == 0:
		return NextStep{"Make it concrete: one thing your side will do, and by when.", "Add a commitment", at("/commitments"), true}
	case f.FirstOpened && !f.Began && !f.Worth.Opened():
		return NextStep{"Ask both whether this is worth it. Before anything is signed, both say yes, unseen.", "Ask both", at("/talks"), true}
	case stressed:
		return stress
	case f.Drafts > 0:
		return NextStep{fmt.Sprintf("%s still in draft. Finish the words, then say that they are yours.", several(f.Drafts, "One commitment is", "commitments are")), "Open the commitments", at("/commitments"), true}
	}
	switch {
	case f.Out:
		return NextStep{"The accord is out for signature. It is in force when all who are named have signed.", "See who signed", at("/accord"), false}
	case f.Worth.Both() && f.PreMortem.Opened && !f.Signed:
		return NextStep{"What you wrote can be signed. Read it as one text, and put it out when both sides are ready.", "Read the accord", at("/accord"), true}
	}
	if f.Signed && !f.Began && owner {
		return NextStep{"The accord is in force. Choose the day you begin anew, and what was is sealed.", "Choose the day", at("/restart"), true}
	}
	return NextStep{"Everything both sides wrote is agreed.", "Open the commitments", at("/commitments"), false}
}

func several(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf("%d %s", n, many)
}
