package pact

import (
	"slices"
	"strconv"
)

// OutcomeTerms are what both sides call their success. A reading is none of it.
type OutcomeTerms struct {
	Title, Measure, Unit string
	Baseline, Target     *float64
	Due                  *Date
}

// OutcomeDigest covers the terms of an outcome: what a confirmation of it has to name.
func OutcomeDigest(id string, t OutcomeTerms) string {
	figure := func(x *float64) string {
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(*x, 'g', -1, 64)
	}
	due := ""
	if t.Due != nil {
		due = string(*t.Due)
	}
	var texts []SectionText
	for _, f := range [][2]string{{"title", t.Title}, {"measure", t.Measure}, {"unit", t.Unit}, {"baseline", figure(t.Baseline)}, {"target", figure(t.Target)}, {"due", due}} {
		texts = append(texts, SectionText{Document: id, Key: f[0], Text: f[1]})
	}
	return Digest(texts)
}

// MayCallOurs says whether somebody may say for their side that an outcome is its success too, having
// seen the terms as they are now.
func MayCallOurs(r Role, sent, now string) error {
	if !slices.Contains(Confirmers(), r) {
		return Refuse(Forbidden, "You read here as %s. The people of the two sides say what is their success.", r.Word())
	}
	return Matches(sent, now)
}

// BothCallOurs says whether an outcome is agreed, by how many sides called it their success.
func BothCallOurs(sides int) bool { return sides >= 2 }
