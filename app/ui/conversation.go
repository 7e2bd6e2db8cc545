package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// conversation is the page of a talk about what slipped: its text, and how both leave it.
type conversation struct {
	app.Compo
	Visit Visit
	Data  *gql.OneConversationNodeConversation

	written Written
	ending  pact.ConversationEnding // that the reader picked, "" for what was said last
	saying  form
}

const conversationsPlace = "/conversations"

func newConversation(v Visit) Screen { return &conversation{Visit: v} }

func (c *conversation) Load(ctx context.Context, client gql.Client) error {
	answer, err := gql.OneConversation(ctx, client, c.Visit.Arg("cnv"))
	if err != nil {
		return err
	}
	if c.Data, err = gql.Seen[*gql.OneConversationNodeConversation](answer.Node); err != nil {
		return err
	}
	if c.Data.Relationship.Id != c.Visit.Arg("rel") || c.Data.Commitment == nil {
		return pact.Unseen()
	}
	return nil
}

func (c *conversation) Title() string                         { return "Talk about it" }
func (c *conversation) Follows() (relationship, after string) { return c.relation().follows() }
func (c *conversation) Concerns(what string) bool {
	return begins(what, "conversation.", "commitment.", "participant.")
}

func (c *conversation) relation() relation {
	return c.Visit.relation(c.Data.Relationship.RelationshipHead)
}

func (c *conversation) promise() promise { return promise{*c.Data.Commitment, c.relation()} }

func (c *conversation) Render() app.UI {
	r, p := c.relation(), c.promise()
	var people []gql.ParticipantLine
	for _, e := range c.Data.Relationship.Participants.Edges {
		people = append(people, e.Node)
	}
	still := r.still(pact.Shared)
	if c.closed() {
		still = "Both closed this talk. Its words stay as they are."
	}
	return Page{
		Frame: r.frame(commitmentsPlace, ""),
		Back:  &Act{Label: "The commitment", Href: p.path()},
		Head:  PageHead(Head{Title: "Talk about it", Lead: "A promise slipped. This is not about blame: it closes with what you learned and what is better from now on."}),
		Wide:  true,
		Main: []app.UI{Stack(
			tagDiv("said-of", Quote(p.wording()), textP("small muted", upper(p.promisers())+" promised it.")),
			&Writing{
				Visit: c.Visit, Document: c.Data.Document, Mine: r.mySide(), People: people,
				Banner: Room{Whose: Both, Readers: r.sharedReaders(), Sticky: true},
				Still:  still, Begin: "One line is enough.", OnWritten: c.see,
			})},
		Aside: []app.UI{c.leaving(r)},
	}.Draw()
}

func (c *conversation) closed() bool { return c.Data.State == pact.ConversationClosed }

func (c *conversation) see(_ app.Context, w Written) {
	c.written = w
	c.Update()
}

// words is the digest of the text on the screen, as far as the server has it.
func (c *conversation) words() string {
	if c.written.Digest != "" {
		return c.written.Digest
	}
	return c.Data.Document.Digest
}

// said is a side's word on the text as it stands and on how it was last to be left.
func (c *conversation) said(b pact.Bank) (gql.ConfirmationLine, bool) {
	word := pact.ConversationDigest(c.Data.Id, c.words(), c.Data.Ending, c.Data.Due)
	for _, e := range c.Data.Confirmations.Edges {
		if e.Node.FromSide.Bank == b && (e.Node.Digest == word || c.closed()) {
			return e.Node, true
		}
	}
	return gql.ConfirmationLine{}, false
}

func (c *conversation) key(b pact.Bank) Key {
	name := c.relation().bankName(b)
	if w, ok := c.said(b); ok {
		return Key{Text: name + ": " + FirstName(w.Author.Name) + " said so", Turned: true}
	}
	return Key{Text: name + ": not yet"}
}

// leaving is how both leave it: what the one side said, and the reader's own word.
func (c *conversation) leaving(r relation) app.UI {
	body := []app.UI{Keys(c.key(pact.Left), c.key(pact.Right)), c.saying.notice("due")}
	switch {
	case c.closed():
		return Sub("How you left it", Card(append(body, textP("", c.leftSo()), textP("small muted", "Closed "+c.Visit.ago(c.Data.ClosedAt)+"."))...))
	case pact.MaySpeak(r.role()) != nil || r.mySide() == Both:
		return Sub("How you leave it", Card(append(body, textP("small muted", "The people of the two sides say how they leave it."))...))
	}
	_, mine := c.said(r.myBank())
	if _, theirs := c.said(otherBank(r.myBank())); theirs {
		body = append(body, textP("", r.theirs()+" would leave it so: "+c.leftSo()))
	} else if mine {
		body = append(body, textP("", "You would leave it so: "+c.leftSo()), textP("small muted", "It closes when "+r.theirs()+" says so too."))
	}
	return Sub("How you leave it", Card(append(body, c.choosing(r, mine)...)...))
}

// leftSo is an ending in a sentence.
func (c *conversation) leftSo() string {
	if c.Data.Ending == pact.EndingRenewed && c.Data.Due != "" {
		return "it is promised again, by " + c.Visit.day(c.Data.Due) + "."
	}
	return endingWords[c.Data.Ending]
}

var endingWords = map[pact.ConversationEnding]string{
	pact.EndingRenewed:  "it is promised again.",
	pact.EndingChanged:  "its words are written anew.",
	pact.EndingReleased: "it is no longer needed.",
	pact.EndingKept:     "it was kept, only later.",
}

func (c *conversation) picked() pact.ConversationEnding {
	switch {
	case c.ending != "":
		return c.ending
	case c.Data.Ending != "":
		return c.Data.Ending
	}
	return pact.EndingRenewed
}

// choosing is the reader's own word.
func (c *conversation) choosing(r relation, mine bool) []app.UI {
	picked := c.picked()
	option := func(e pact.ConversationEnding, label, note string) Option {
		return Option{Value: string(e), Label: label, Note: note, Chosen: e == picked}
	}
	body := []app.UI{Choices("ending", "How do you leave it?", []Option{
		option(pact.EndingRenewed, "It is promised again", "the same words"),
		option(pact.EndingChanged, "Its words change", "it is a draft again"),
		option(pact.EndingReleased, "It is no longer needed", ""),
		option(pact.EndingKept, "It was kept, only later", "whoever received it says so too"),
	}, c.pick, c.Data.Id)}
	if picked == pact.EndingRenewed && c.Data.Commitment.Due != "" {
		body = append(body, Input(Field{ID: "due", Label: "By when?", Type: "date", Value: string(c.Data.Due), Error: c.saying.fault("due")}))
	}
	act := Act{Label: c.saying.label("We leave it so", "Saying so"), Look: Primary, Busy: c.saying.busy, On: c.leave, Block: true}
	if mine {
		act.Look = Secondary
	}
	if why := c.unready(r); why != "" {
		act.Closed = true
		return append(body, Button(act), textP("small muted", why))
	}
	return append(body, Button(act), textP("small muted", "You say it for "+r.ours()+", of the words as they stand on this page."))
}

func (c *conversation) unready(r relation) string {
	texts := c.written.Texts
	if app.IsServer || c.written.Digest == "" {
		texts = map[string]string{}
		for _, s := range c.Data.Document.Sections {
			texts[s.Key] = s.Text
		}
	}
	// A day is looked at when it is said.
	if err := pact.MayClose(pact.ConversationFacts{State: c.Data.State, Texts: texts}, r.role(), c.picked(), ""); err != nil {
		return gql.Words(err)
	}
	if !app.IsServer && c.written.Digest == "" {
		return "One moment, until the words on this page are saved."
	}
	return ""
}

func (c *conversation) pick(ctx app.Context, _ app.Event) {
	c.ending = pact.ConversationEnding(ctx.JSSrc().Get("value").String())
}

func (c *conversation) leave(ctx app.Context, _ app.Event) {
	in := gql.ConfirmConversationInput{Conversation: c.Data.Id, Ending: c.picked(), Digest: c.written.Digest, ClientMutationId: c.saying.mutation()}
	if in.Ending == pact.EndingRenewed {
		in.Due = pact.Date(strings.TrimSpace(ValueOf("due")))
	}
	closed := false
	c.saying.send(ctx, func(ctx context.Context) error {
		done, err := gql.ConfirmConversation(ctx, c.Visit.Client, in)
		closed = err == nil && done.ConfirmConversation.Conversation.State == pact.ConversationClosed
		return err
	}, func(ctx app.Context) {
		c.ending = ""
		if closed {
			say(ctx, "Closed. Both sides leave it so.")
		} else {
			say(ctx, "Said. "+c.relation().theirs()+" sees it now.")
		}
		refresh(ctx)
	})
}
