package pact

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Signers lists the roles that may sign for their side.
func Signers() []Role { return []Role{Owner, Sponsor} }

// AccordFacts is what putting an accord, or a statement, out for signature depends on.
type AccordFacts struct {
	Kind             AgreementKind // ACCORD when empty
	Signed           bool          // of a statement: an accord is in force
	Words            bool          // of a statement: somebody wrote it
	Worth            Worth
	Parted           bool
	LeftCommitments  int // agreed ones that a side promises by itself
	RightCommitments int
	Nameless         int // agreed ones that name nobody
	Aimless          int // agreed ones that serve no outcome
	Reworded         int // agreed ones that read otherwise than both agreed to
	PreMortem        bool
	Untreated        int // top risks without an answer
	Proposed         bool
	Changed          bool // something was written since the one in force, or there is none
}

// AccordUnmet lists in plain sentences what is still missing before an accord is signed; paths are
// within the relationship.
func AccordUnmet(f AccordFacts) (all []Unmet) {
	add := func(missing bool, path, why string, args ...any) {
		if missing {
			all = append(all, Unmet{fmt.Sprintf(why, args...), path})
		}
	}
	if f.Kind == StatementAgreement {
		add(!f.Signed, "/accord", "A statement is made from what both signed. Sign the accord first.")
		add(!f.Words, "/statement", "Nobody has written it yet.")
		return all
	}
	if err := MaySign(f.Worth); err != nil {
		add(true, "/talks", "%s", err.Message)
	}
	add(f.LeftCommitments == 0 || f.RightCommitments == 0, "/commitments", "Each side has at least one commitment of its own that both agreed to.")
	add(f.Nameless > 0, "/commitments", "%s nobody by name yet.", several(f.Nameless, "One commitment names", "commitments name"))
	add(f.Aimless > 0, "/commitments", "%s no outcome yet.", several(f.Aimless, "One commitment serves", "commitments serve"))
	add(f.Reworded > 0, "/commitments", "%s since both said yes. Both say yes to the new words, or the old ones come back.", several(f.Reworded, "One commitment was reworded", "commitments were reworded"))
	add(!f.PreMortem, "/talks", "Nobody has asked yet what could go wrong: the pre-mortem comes before signing.")
	add(f.Untreated > 0, "/risks", "%s an answer.", several(f.Untreated, "One of the top risks waits for", "of the top risks wait for"))
	return all
}

// MayPropose says whether somebody may put an accord out for signature, having seen the digest of what
// it covers.
func MayPropose(f AccordFacts, r Role, sent, now string) error {
	if err := cmp.Or(MayWrite(r, Shared), StillTogether(f.Parted)); err != nil {
		return err
	}
	if f.Proposed {
		return &Error{Code: Conflict, State: string(AgreementProposed), Message: "It is out for signature already. Nothing was changed."}
	}
	if unmet := AccordUnmet(f); len(unmet) > 0 {
		return &Error{Code: Conflict, State: "UNMET", Message: unmet[0].Why + " Nothing was put out for signature."}
	}
	if !f.Changed {
		return &Error{Code: Conflict, State: string(AgreementInForce), Message: "Not a word changed since both signed. There is nothing new to sign."}
	}
	return Matches(sent, now)
}

// MostSigners is how many people of a side sign at most.
const MostSigners = 4

// SignersOf says whether these people can sign: an owner of each side among them, and nobody who only
// reads.
func SignersOf(left, right []Role) error {
	for _, side := range [][]Role{left, right} {
		switch {
		case !slices.Contains(side, Owner):
			return Invalid("signers", "An owner of each side signs. Nothing was put out for signature; name them too.")
		case len(side) > MostSigners:
			return Invalid("signers", "Up to %d people of a side sign. Nothing was put out for signature; name fewer.", MostSigners)
		case slices.ContainsFunc(side, func(r Role) bool { return !slices.Contains(Signers(), r) }):
			return Invalid("signers", "Owners and sponsors sign for their side. Nothing was put out for signature; choose again.")
		}
	}
	return nil
}

// MaySignNow says whether somebody may sign, having seen a digest.
func MaySignNow(state AgreementState, asked, signed bool, sent, pinned string) error {
	switch {
	case !asked:
		return Refuse(Forbidden, "You are not among those who sign this. Nothing was signed.")
	case state == AgreementWithdrawn:
		return &Error{Code: Conflict, State: string(state), Message: "Not signed: the words changed, so this was taken back. Read the new words, and sign those."}
	case signed || state == AgreementInForce:
		return &Error{Code: Conflict, State: string(state), Message: "You signed this already. Nothing was changed."}
	case sent != pinned:
		return &Error{Code: Conflict, State: pinned, Message: "Not signed: the text on your screen is not the one that is out for signature. Read it again."}
	}
	return nil
}

// MayTakeBackAgreement says whether somebody may take an agreement back: before it is in force, an owner of
// either side or whoever proposed it.
func MayTakeBackAgreement(state AgreementState, r Role, own bool) error {
	if state != AgreementProposed {
		return &Error{Code: Conflict, State: string(state), Message: "This is not out for signature any more. Nothing was changed."}
	}
	if own {
		return nil
	}
	return MayDecide(r)
}

// CommitmentTerms are what is signed of a commitment beside its wording, in words.
type CommitmentTerms struct {
	Promiser string   // the side, "" when both promise
	Owners   []string // names
	Due      Date
	Rhythm   string
	Outcome  string
}

// What a signature covers of a commitment besides its wording.
const (
	TermsKey    = "terms"
	TermsPrompt = "Who, when, and what for"
)

// TermsText is how the terms of a commitment stand in a text that is signed.
func TermsText(commitment string, t CommitmentTerms) SectionText {
	who := t.Promiser
	if who == "" {
		who = "Both"
	}
	if len(t.Owners) > 0 {
		who += ": " + strings.Join(t.Owners, ", ")
	}
	text := who
	for _, part := range []struct{ before, word string }{{"by ", string(t.Due)}, {"", t.Rhythm}, {"for: ", t.Outcome}} {
		if part.word != "" {
			text += "\n" + part.before + part.word
		}
	}
	return SectionText{Document: commitment, Key: TermsKey, Prompt: TermsPrompt, Text: text}
}

// Covered drops the sections nobody wrote in: what a signature covers is what one can read.
func Covered(texts []SectionText) []SectionText {
	return slices.DeleteFunc(slices.Clone(texts), func(t SectionText) bool { return !hasText(t.Text) })
}
