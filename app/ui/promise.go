package ui

import (
	"strings"

	"midspan/app/gql"
	"midspan/app/pact"
)

// promise is a commitment in the words of its relationship.
type promise struct {
	gql.CommitmentLine
	r relation
}

// wording is what is promised, as the server had it.
func (p promise) wording() string {
	for _, s := range p.Document.Sections {
		return strings.TrimSpace(s.Text)
	}
	return ""
}

// by is who promises: a side, or both.
func (p promise) by() Whose {
	if p.Kind == pact.Mutual || p.Promiser == nil {
		return Both
	}
	return WhoseSide(string(p.Promiser.Bank))
}

// yes is a side's yes to the wording with this digest.
func (p promise) yes(b pact.Bank, digest string) (gql.ConfirmationLine, bool) {
	for _, e := range p.Confirmations.Edges {
		c := e.Node
		if c.Kind == pact.ConfirmedWording && c.FromSide.Bank == b && c.Digest == digest {
			return c, true
		}
	}
	return gql.ConfirmationLine{}, false
}

// keys is the line of the two keys for a wording.
func (p promise) keys(digest string) [2]Key {
	key := func(b pact.Bank) Key {
		name := p.r.bankName(b)
		if c, ok := p.yes(b, digest); ok {
			return Key{Text: name + ": " + FirstName(c.Author.Name) + " said yes", Turned: true}
		}
		if !p.r.joined() && WhoseSide(string(b)) != p.r.mySide() {
			return Key{Text: name + ": not here yet"}
		}
		return Key{Text: name + ": not yet"}
	}
	return [2]Key{key(pact.Left), key(pact.Right)}
}

// begun says whether any side said yes to the wording as it is.
func (p promise) begun(digest string) bool {
	_, left := p.yes(pact.Left, digest)
	_, right := p.yes(pact.Right, digest)
	return left || right
}

// waits says whether the other side said yes to these words and the reader's own
// did not yet.
func (p promise) waits() bool {
	mine := p.r.mySide()
	if mine == Both || p.State != pact.Draft || pact.MayConfirm(p.r.role(), p.State, p.wording()) != nil {
		return false
	}
	own, other := pact.Left, pact.Right
	if mine == Right {
		own, other = other, own
	}
	_, ours := p.yes(own, p.Document.Digest)
	_, theirs := p.yes(other, p.Document.Digest)
	return theirs && !ours
}

func (p promise) closed() bool { return p.State == pact.Kept || p.State == pact.Released }

func (p promise) path() string { return p.r.path(commitmentsPlace + "/" + p.Id) }

func (p promise) owners() []Person {
	var all []Person
	for _, o := range p.Owners {
		all = append(all, Person{Name: FirstName(o.User.Name), Side: whoseOf(o)})
	}
	return all
}

// card is the promise in a list.
func (p promise) card() CommitmentCardView {
	view := CommitmentCardView{
		Wording: p.wording(), Href: p.path(), Owners: p.owners(),
		When: p.r.visit.dueBy(p.Due, p.Rhythm), State: string(p.State), Detail: p.detail(),
	}
	if p.Outcome != nil && (len(p.r.Outcomes.Edges) == 0 || p.r.Outcomes.Edges[0].Node.Id != p.Outcome.Id) {
		view.For = p.Outcome.Title
	}
	if p.State == pact.Draft && p.begun(p.Document.Digest) {
		keys := p.keys(p.Document.Digest)
		view.Keys = &keys
	}
	return view
}

// peopleOptions are the people who may own a promise.
func peopleOptions(people []gql.ParticipantLine, chosen []gql.ParticipantLine) []Option {
	owns := map[string]bool{}
	for _, o := range chosen {
		owns[o.Id] = true
	}
	var all []Option
	for _, p := range people {
		if !p.RemovedAt.IsZero() && !owns[p.Id] || p.Role == pact.Observer || p.Role == pact.Adviser {
			continue
		}
		note := ""
		if p.Side != nil {
			note = shortName(p.Side.Name)
		}
		all = append(all, Option{Value: p.Id, Label: p.User.Name, Note: note, Chosen: owns[p.Id]})
	}
	return all
}

// outcomeOptions are the outcomes a promise may serve.
func outcomeOptions(outcomes []gql.OutcomeLine, chosen string) []Option {
	all := []Option{{Value: "", Label: "None yet"}}
	for _, o := range outcomes {
		all = append(all, Option{Value: o.Id, Label: o.Title, Chosen: o.Id == chosen})
	}
	return all
}
