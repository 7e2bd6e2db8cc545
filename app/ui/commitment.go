package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// commitment is the page of one: its words, whose it is, and the two keys.
type commitment struct {
	app.Compo
	Visit Visit
	Data  *gql.OneCommitmentNodeCommitment

	written Written // how it stands with the words on the screen
	saying  form
	details details
	became  became
}

func newCommitment(v Visit) Screen { return &commitment{Visit: v} }

func (c *commitment) Load(ctx context.Context, client gql.Client) error {
	answer, err := gql.OneCommitment(ctx, client, c.Visit.Arg("com"))
	if err != nil {
		return err
	}
	if c.Data, err = gql.Seen[*gql.OneCommitmentNodeCommitment](answer.Node); err != nil {
		return err
	}
	if c.Data.Relationship.Id != c.Visit.Arg("rel") {
		return pact.Unseen()
	}
	return nil
}

func (c *commitment) Title() string {
	if words := c.promise().wording(); words != "" {
		return firstWords(words)
	}
	return "A commitment"
}

func (c *commitment) Follows() (relationship, after string) { return c.relation().follows() }

func (c *commitment) Concerns(what string) bool {
	return strings.HasPrefix(what, "commitment.") || strings.HasPrefix(what, "participant.") ||
		begins(what, "outcome.", "conversation.", "agreement.") || what == "document.edited"
}

func (c *commitment) relation() relation {
	return c.Visit.relation(c.Data.Relationship.RelationshipHead)
}

func (c *commitment) promise() promise { return promise{c.Data.CommitmentLine, c.relation()} }

func (c *commitment) people() []gql.ParticipantLine {
	var all []gql.ParticipantLine
	for _, e := range c.Data.Relationship.Participants.Edges {
		all = append(all, e.Node)
	}
	return all
}

func (c *commitment) Render() app.UI {
	r, p := c.relation(), c.promise()
	frame := r.frame(commitmentsPlace, "")
	if p.Outcome != nil {
		frame.Purpose = c.purpose(r, p.Outcome.Id)
	}
	return Page{
		Frame: frame,
		Back:  &Act{Label: "Commitments", Href: r.path(commitmentsPlace)},
		Head:  PageHead(Head{Label: c.label(r, p), Title: c.heading(p), People: p.owners()}),
		Wide:  true,
		Main:  []app.UI{c.writing(r, p), c.standing(r, p), c.history(r, p), c.became.sheet()},
		Aside: []app.UI{c.agreeing(r, p), c.about(r, p)},
	}.Draw()
}

// purpose is the outcome that this commitment serves, with the others behind it.
func (c *commitment) purpose(r relation, serves string) *Purpose {
	for _, e := range c.Data.Relationship.All.Edges {
		if e.Node.Id == serves {
			return r.purpose(e.Node)
		}
	}
	return r.purpose()
}

func (c *commitment) heading(p promise) string {
	switch p.State {
	case pact.Draft:
		return "A commitment in draft"
	case pact.Agreed:
		return "An agreed commitment"
	case pact.Slipped:
		return "A commitment that slipped"
	case pact.Kept:
		return "A commitment that was kept"
	case pact.Released:
		return "A commitment that was let go"
	}
	return "A commitment"
}

func (c *commitment) label(r relation, p promise) string {
	if p.Promiser == nil || p.Kind == pact.Mutual {
		return "Both will"
	}
	return shortName(p.Promiser.Name) + " will"
}

func (c *commitment) writing(r relation, p promise) app.UI {
	still := ""
	switch err := pact.MayWrite(r.role(), pact.Shared); {
	case err != nil:
		still = gql.Words(err)
	case p.State == pact.Slipped:
		still = "It slipped, so its words rest until you have talked it over."
	case p.closed():
		still = "Its words stay as they are."
	}
	return &Writing{
		Visit: c.Visit, Document: c.Data.Wording.DocumentBody, Mine: r.mySide(), People: c.people(),
		Banner:    Room{Whose: Both, Readers: r.bankName(pact.Left) + " and " + r.bankName(pact.Right) + " read and write here", Sticky: true},
		Still:     still,
		Begin:     "When this happens, I will …",
		OnWritten: c.see,
	}
}

// see hears from the editor, which is drawn apart from this page.
func (c *commitment) see(_ app.Context, w Written) {
	c.written = w
	c.Update()
}

// agreeing is the part where a side says that the words on the screen are its
// own.
func (c *commitment) agreeing(r relation, p promise) app.UI {
	digest := c.digest()
	keys := p.keys(digest)
	body := []app.UI{CommitmentState(string(p.State), p.detail()), Keys(keys[0], keys[1]), c.saying.notice()}
	if p.State == pact.Agreed && digest != p.Digest {
		body = append(body, Notice(Plain, "The words changed since.", "What both agreed to stands until both say yes to the new words."))
	}
	return Sub("Two keys", Card(append(body, c.yes(r, p, digest)...)...))
}

// yes is the reader's own key: the button, or why there is none.
func (c *commitment) yes(r relation, p promise, digest string) []app.UI {
	mine := r.mySide()
	if mine == Both {
		return []app.UI{textP("small muted", "The people of the two sides say whether a wording is theirs.")}
	}
	bank := pact.Left
	if mine == Right {
		bank = pact.Right
	}
	if said, ok := p.yes(bank, digest); ok {
		words := "Your side said yes " + c.Visit.ago(said.CreatedAt) + "."
		if p.State == pact.Draft {
			words += " It is agreed when " + r.theirs() + " does too."
		}
		return []app.UI{textP("small ink2", words)}
	}
	act := Act{Label: c.saying.label("This wording is ours", "Saying yes"), Look: Primary, Busy: c.saying.busy, On: c.sayYes, Block: true}
	if why := c.unready(r, p); why != "" {
		act.Closed = true
		return []app.UI{Button(act), textP("small muted", why)}
	}
	return []app.UI{Button(act), textP("small muted", "You say it for "+r.ours()+", of the words as they stand on this page.")}
}

// unready says why the words on the screen cannot be confirmed now.
func (c *commitment) unready(r relation, p promise) string {
	if err := pact.MayConfirm(r.role(), p.State, "words"); err != nil {
		return gql.Words(err)
	}
	switch {
	case app.IsServer:
		return ""
	case c.written.Digest == "" && (c.written.Save == Offline || c.written.Save == Refused):
		return "The words on this page are not stored yet, so nobody can say yes to them."
	case c.written.Digest == "":
		return "One moment, until the words on this page are saved."
	case c.wordless():
		return "There are no words yet. Write what is promised first."
	}
	return ""
}

func (c *commitment) wordless() bool {
	for _, text := range c.written.Texts {
		if strings.TrimSpace(text) != "" {
			return false
		}
	}
	return true
}

func (c *commitment) sayYes(ctx app.Context, _ app.Event) {
	in := gql.ConfirmCommitmentInput{Commitment: c.Data.Id, Digest: c.written.Digest, TermsVersion: c.Data.TermsVersion, ClientMutationId: c.saying.mutation()}
	agreed := false
	c.saying.send(ctx, func(ctx context.Context) error {
		done, err := gql.ConfirmCommitment(ctx, c.Visit.Client, in)
		agreed = err == nil && done.ConfirmCommitment.Commitment.State == pact.Agreed
		return err
	}, func(ctx app.Context) {
		if agreed {
			say(ctx, "Agreed. Both sides said yes to the same words.")
		} else {
			say(ctx, "Said. "+c.relation().theirs()+" sees it now.")
		}
		refresh(ctx)
	})
}

// firstWords shortens a text for a title.
func firstWords(s string) string {
	words := strings.Fields(s)
	if len(words) <= 8 {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:8], " ") + " …"
}
