package pact

import (
	"slices"
	"strings"
	"time"
)

// Signer is somebody who signed what is published, as they were named when they did.
type Signer struct {
	Name string    `json:"name"`
	Side Bank      `json:"side"`
	At   time.Time `json:"at"`
}

// MayWriteStatement says whether the words for everybody of both organisations may be begun: they are
// made from what both signed.
func MayWriteStatement(signed bool) error {
	if !signed {
		return &Error{Code: Conflict, State: "UNSIGNED", Message: "A statement is made from what both signed. Sign the accord first; nothing was changed."}
	}
	return nil
}

// StatementDraft gives the first words of a statement, by section, from the texts of an accord.
func StatementDraft(accord []SectionText) map[string]string {
	words := map[string]string{}
	add := func(key, line string) {
		if slices.Contains(strings.Split(words[key], "\n"), line) {
			return
		}
		if words[key] != "" {
			words[key] += "\n"
		}
		words[key] += line
	}
	for i, t := range accord {
		switch {
		case i+1 < len(accord) && (accord[i+1].Key == TermsKey || accord[i+1].Key == SeenKey):
			add("expect", "- "+t.Text)
		case t.Key == Prompts(VisionDocument)[0].Key:
			add("agreed", t.Text)
		}
	}
	return words
}

// MayPublish says whether an owner may propose to open a statement to everybody of both organisations.
func MayPublish(r Role, a AgreementState, kind AgreementKind, published, replaced bool) error {
	if err := MayDecide(r); err != nil {
		return err
	}
	switch {
	case kind != StatementAgreement:
		return Invalid("agreement", "A statement is what both organisations read. Nothing was changed.")
	case a != AgreementInForce:
		return &Error{Code: Conflict, State: string(a), Message: "Both sign it first. Nothing was changed."}
	case replaced:
		return &Error{Code: Conflict, State: "REPLACED", Message: "Both signed other words since. Nothing was changed; publish those."}
	case published:
		return &Error{Code: Conflict, State: "PUBLISHED", Message: "Everybody of both can read it already. Nothing was changed."}
	}
	return nil
}
