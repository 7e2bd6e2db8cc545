package ui

import (
	"context"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// commitments is what each side, and both, will do: three banks.
type commitments struct {
	app.Compo
	Visit Visit
	Data  *gql.CommitmentsNodeRelationship
	Lines []gql.CommitmentLine

	adding adding
	done   bool // kept and released ones are shown
	saying form // of a yes that is on its way
}

func newCommitments(v Visit) Screen { return &commitments{Visit: v} }

func (c *commitments) Title() string                         { return "Commitments" }
func (c *commitments) Follows() (relationship, after string) { return c.relation().follows() }

func (c *commitments) Concerns(what string) bool {
	return !strings.HasPrefix(what, "invitation.")
}

// commitmentPages is how many pages of the list are read at most.
const commitmentPages = 4

func (c *commitments) Load(ctx context.Context, client gql.Client) error {
	after := ""
	for range commitmentPages {
		answer, err := gql.Commitments(ctx, client, c.Visit.Arg("rel"), after)
		if err != nil {
			return err
		}
		if c.Data, err = gql.Seen[*gql.CommitmentsNodeRelationship](answer.Node); err != nil {
			return err
		}
		for _, e := range c.Data.Commitments.Edges {
			c.Lines = append(c.Lines, e.Node)
		}
		if after = c.Data.Commitments.PageInfo.EndCursor; !c.Data.Commitments.PageInfo.HasNextPage {
			break
		}
	}
	return nil
}

func (c *commitments) relation() relation { return c.Visit.relation(c.Data.RelationshipHead) }

func (c *commitments) people() []gql.ParticipantLine {
	var all []gql.ParticipantLine
	for _, e := range c.Data.Participants.Edges {
		all = append(all, e.Node)
	}
	return all
}

func (c *commitments) outcomes() []gql.OutcomeLine {
	var all []gql.OutcomeLine
	for _, e := range c.Data.All.Edges {
		all = append(all, e.Node)
	}
	return all
}

func (c *commitments) Render() app.UI {
	r := c.relation()
	head := Head{Title: "Commitments"}
	writes := pact.MayWrite(r.role(), pact.Shared) == nil
	if writes && len(c.Lines) > 0 {
		head.Act = Button(Act{Label: "Add one", Look: Quiet, Icon: IconPlus, On: c.add})
	}
	main := []app.UI{c.waiting(r), c.shown(), c.banks(r)}
	if len(c.Lines) == 0 {
		main = []app.UI{c.empty(r, writes)}
	}
	return Page{
		Frame: r.frame(commitmentsPlace, ""),
		Head:  PageHead(head),
		Wide:  true,
		Main:  append(main, c.adding.sheet(c, r)),
	}.Draw()
}

func (c *commitments) empty(r relation, writes bool) app.UI {
	var act app.UI
	if writes {
		act = Button(Act{Label: "Add the first", Look: Primary, Icon: IconPlus, On: c.add})
	}
	return Empty("Nothing is promised yet.",
		"Most begin with one small thing each side will do in the next two weeks, with a name to it.", act)
}

// waiting is the first wording that the other side said yes to and the reader's
// own has not.
func (c *commitments) waiting(r relation) app.UI {
	for _, line := range c.Lines {
		p := promise{line, r}
		if !p.waits() {
			continue
		}
		return Stack(c.saying.notice(), NextCard(Next{
			Label: "Waits for your word", Text: p.wording(),
			Who: &Person{Name: r.theirs(), Note: "says yes to these words", Side: r.mySide().Other()},
			Ask: "When your side says yes too, it is agreed.",
			Acts: []app.UI{
				Button(Act{
					Label: c.saying.label("Yes, this wording is ours", "Saying yes"), Look: Primary, Icon: IconCheck,
					Busy: c.saying.busy, On: c.sayYes(line), Scope: line.Id + line.Document.Digest,
				}),
				Button(Act{Label: "Open it", Href: p.path()}),
			},
		}))
	}
	return nil
}

func (c *commitments) sayYes(line gql.CommitmentLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.ConfirmCommitmentInput{Commitment: line.Id, Digest: line.Document.Digest, ClientMutationId: c.saying.mutation()}
		c.saying.send(ctx, func(ctx context.Context) error {
			_, err := gql.ConfirmCommitment(ctx, c.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			say(ctx, "Agreed. Both sides said yes to the same words.")
			refresh(ctx)
		})
	}
}

// shown switches between what is open and what is done with, once there is
// something of either.
func (c *commitments) shown() app.UI {
	closed := 0
	for _, line := range c.Lines {
		if (promise{CommitmentLine: line}).closed() {
			closed++
		}
	}
	if closed == 0 {
		return nil
	}
	return Segments("Show", []Segment{
		{Label: "Open " + strconv.Itoa(len(c.Lines)-closed), Pressed: !c.done, Act: Act{On: c.showOpen}},
		{Label: "Kept or released " + strconv.Itoa(closed), Pressed: c.done, Act: Act{On: c.showDone}},
	})
}

func (c *commitments) showOpen(app.Context, app.Event) { c.done = false }
func (c *commitments) showDone(app.Context, app.Event) { c.done = true }

func (c *commitments) banks(r relation) app.UI {
	banks := []Bank{
		{Whose: Left, Title: r.bankName(pact.Left) + " will"},
		{Whose: Both, Title: "Both will"},
		{Whose: Right, Title: r.bankName(pact.Right) + " will"},
	}
	for i := range banks {
		for _, line := range c.Lines {
			p := promise{line, r}
			if p.by() == banks[i].Whose && p.closed() == c.done {
				banks[i].Items = append(banks[i].Items, CommitmentCard(p.card()))
			}
		}
		if n := len(banks[i].Items); n > 0 {
			banks[i].Count = strconv.Itoa(n)
		}
		banks[i].None = "Nothing yet."
	}
	return Banks(banks...)
}

func (c *commitments) add(app.Context, app.Event) { c.adding.open = true }
