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
	shows  pact.CommitmentState // "" for what is open, else Kept or Released
	saying form                 // of a yes that is on its way
	became became
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
	waits, asks := c.waiting(r), c.asks(r)
	main := []app.UI{c.became.notice(c.became.p), waits, c.shown(), asks, c.banks(r)}
	if len(c.Lines) == 0 {
		main = []app.UI{c.empty(r, writes)}
	}
	return Page{
		Frame: r.frame(commitmentsPlace, ""),
		Head:  PageHead(head),
		Wide:  true,
		Main:  append(main, c.adding.sheet(c, r), c.became.sheet()),
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

// first is what waits for the reader's word: what the other side says is done, then a wording that it
// said yes to.
func (c *commitments) first(r relation) (promise, bool) {
	for _, waits := range []func(promise) bool{promise.asked, promise.waits} {
		for _, line := range c.Lines {
			if p := (promise{line, r}); waits(p) {
				return p, true
			}
		}
	}
	return promise{}, false
}

// waiting is the one card on top.
func (c *commitments) waiting(r relation) app.UI {
	p, ok := c.first(r)
	line := p.CommitmentLine
	switch {
	case !ok:
		return nil
	case p.asked():
		return NextCard(Next{
			Label: "Waits for your word", Text: p.wording(),
			Who:  &Person{Name: FirstName(p.ReportedBy.Name), Note: r.theirs() + ", says it is done", Side: r.mySide().Other()},
			Ask:  "You received it, so you say whether it was kept.",
			Acts: c.became.answers(p),
		})
	case p.wanted():
		return Stack(c.saying.notice(), NextCard(Next{
			Label: "Waits for your word", Text: p.wording(),
			Who: &Person{Name: r.theirs(), Note: p.wish(), Side: r.mySide().Other()},
			Ask: "With your yes it is agreed.",
			Acts: []app.UI{
				Button(Act{Label: c.saying.label(p.willing(), "Saying yes"), Look: Primary, Icon: IconCheck, Busy: c.saying.busy, On: c.sayYes(line), Scope: line.Id + line.Document.Digest}),
				Button(Act{Label: "Not this", On: c.became.ask(p, pact.StepWithdrawn), Scope: p.Id}),
			},
		}))
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

func (c *commitments) sayYes(line gql.CommitmentLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		in := gql.ConfirmCommitmentInput{Commitment: line.Id, Digest: line.Document.Digest, TermsVersion: line.TermsVersion, ClientMutationId: c.saying.mutation()}
		c.saying.send(ctx, func(ctx context.Context) error {
			_, err := gql.ConfirmCommitment(ctx, c.Visit.Client, in)
			return err
		}, func(ctx app.Context) {
			say(ctx, "Agreed. Both sides said yes to the same words.")
			refresh(ctx)
		})
	}
}

// shown switches between what is open and what is done with, once there is something of either.
func (c *commitments) shown() app.UI {
	count := map[pact.CommitmentState]int{}
	for _, line := range c.Lines {
		count[shelf(line)]++
	}
	if count[pact.Kept]+count[pact.Released] == 0 {
		return nil
	}
	var segments []Segment
	for _, s := range []struct {
		state pact.CommitmentState
		label string
	}{{"", "Open"}, {pact.Kept, "Kept"}, {pact.Released, "Released"}} {
		segments = append(segments, Segment{
			Label: s.label + " " + strconv.Itoa(count[s.state]), Pressed: c.shows == s.state, Act: Act{On: c.show(s.state), Scope: s.label},
		})
	}
	return Segments("Show", segments)
}

// shelf is under which of the three a commitment stands.
func shelf(line gql.CommitmentLine) pact.CommitmentState {
	if (promise{CommitmentLine: line}).closed() {
		return line.State
	}
	return ""
}

func (c *commitments) show(state pact.CommitmentState) app.EventHandler {
	return func(app.Context, app.Event) { c.shows = state }
}

func (c *commitments) banks(r relation) app.UI {
	banks := []Bank{
		{Whose: Left, Title: r.bankName(pact.Left) + " will"},
		{Whose: Both, Title: "Both will"},
		{Whose: Right, Title: r.bankName(pact.Right) + " will"},
	}
	for i := range banks {
		for _, line := range c.Lines {
			p := promise{line, r}
			if p.by() == banks[i].Whose && shelf(line) == c.shows && !p.wanted() {
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
