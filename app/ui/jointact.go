package ui

import (
	"context"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// jointly is what both sides do with two keys: a name, a pause, parting, or to say that this was the
// reset.
type jointly struct {
	form form
}

// jointWords are an act in words.
type jointWords struct {
	title string
	asks  string // after the name of the side that proposes it
	until string // what holds before both turned their key
	no    string
	done  string
}

func (r relation) jointWords(a gql.JointActLine) jointWords {
	w := jointWords{until: "It counts when both sides turned their key.", no: "Not this"}
	switch a.Kind {
	case pact.Rename:
		w.title, w.asks, w.done = "The name", "would call this “"+a.Text+"”.", "It is called “"+a.Text+"” now."
		w.until, w.no = w.until+" Until then it keeps its old name.", "Not this name"
	case pact.Pause:
		day := r.visit.day(pact.Date(a.Text))
		w.title, w.asks, w.done = "A pause", "would leave it until "+day+".", "You leave it until "+day+"."
	case pact.Part:
		w.title, w.asks, w.done = "Parting well", "would part, with the words you wrote for it.", "You parted well."
	case pact.LightReset:
		w.title, w.asks, w.done = "This was the reset", "says that this was the reset: the questions, and what you promised.", "This was the reset."
	case pact.BeginAnew:
		day := r.visit.day(pact.Date(a.Text))
		w.title, w.asks, w.done = "The restart", "would begin anew, from "+day+" on. What was is sealed then, for both.", "You begin anew."
		if dateOf(r.visit.Now) < pact.Date(a.Text) {
			w.until = "The second key can be turned from that day on."
		}
	case pact.Unseal:
		w.title, w.asks, w.done = "What was", "would open what was sealed. Both sides find it again, in every list.", "What was is open again."
	case pact.Publish:
		w.title, w.asks, w.done = "The statement", "would open the statement to everybody in both organisations.", "Everybody in both organisations can read it."
	case pact.Advise:
		who, what := adviserOf(a.Text)
		w.title, w.asks, w.done = "An adviser", "would ask "+who+" to advise both: "+r.adviceUntil(what, a.Text)+".", "The link lets "+who+" in now."
		w.until = w.until + " Until then the link lets nobody in."
	case pact.SealAgain:
		w.title, w.asks, w.done = "What was", "would seal it again, for both.", "What was is sealed again."
	}
	w.done = "Both keys are turned. " + w.done
	return w
}

// adviserOf gives who is to advise both, and on what.
func adviserOf(text string) (who, what string) {
	lines := strings.SplitN(text, "\n", 3)
	return lines[0], strings.Join(lines[1:min(2, len(lines))], "")
}

func (r relation) adviceUntil(what, text string) string {
	if lines := strings.SplitN(text, "\n", 3); len(lines) == 3 && lines[2] != "" {
		return what + ", until " + r.visit.day(pact.Date(lines[2]))
	}
	return what
}

// onTable is the act that was proposed last, of a name or of anything else; nil if there is none.
func (o *overview) onTable(name bool) *gql.JointActLine {
	return proposedAct(o.Data.JointActs, func(k pact.JointActKind) bool { return (k == pact.Rename) == name })
}

func proposedAct(acts gql.JointActLines, of func(pact.JointActKind) bool) *gql.JointActLine {
	for _, e := range slices.Backward(acts.Edges) {
		if a := e.Node; a.State == pact.Proposed && of(a.Kind) {
			return &a
		}
	}
	return nil
}

// waits says whether an act waits for the reader's key.
func (r relation) waits(a *gql.JointActLine) bool {
	return a != nil && r.role() == pact.Owner && WhoseSide(string(a.FromSide.Bank)) != r.mySide()
}

// waiting is the card of an act that waits for the reader's key; nil if it does not.
func (j *jointly) waiting(r relation, a *gql.JointActLine) app.UI {
	if !r.waits(a) {
		return nil
	}
	turn := Button(Act{Label: j.form.label("Turn our key", "Turning it"), Look: Primary, Icon: IconCheck, Busy: j.form.busy, On: j.turn(r, *a), Scope: a.Id})
	if a.Kind == pact.Part { // its words are read before they count
		turn = Button(Act{Label: "Read the words", Look: Primary, Href: r.path(partingPlace)})
	}
	words := r.jointWords(*a)
	return Stack(j.form.notice(), NextCard(Next{
		Label: "Waits for your key",
		Text:  shortName(a.FromSide.Name) + " " + words.asks,
		Who:   &Person{Name: FirstName(a.Author.Name), Note: shortName(a.FromSide.Name), Side: WhoseSide(string(a.FromSide.Bank))},
		Ask:   words.until,
		Acts:  []app.UI{turn, Button(Act{Label: words.no, Busy: j.form.busy, On: j.withdraw(r, *a), Scope: a.Id})},
	}))
}

// draw is an act that the reader does not have to answer.
func (j *jointly) draw(r relation, a *gql.JointActLine) app.UI {
	if a == nil || r.waits(a) {
		return nil
	}
	words := r.jointWords(*a)
	says := shortName(a.FromSide.Name) + " " + words.asks
	if a.Kind == pact.Rename {
		says = "“" + a.Text + "”"
	}
	return Sub(words.title, Card(
		j.form.notice(),
		app.P().Class("serif big").Dir("auto").Text(says),
		Keys(r.turnedKey(*a, pact.Left), r.turnedKey(*a, pact.Right)),
		textP("small muted", "Proposed "+r.visit.ago(a.CreatedAt)+". It lapses on "+r.visit.day(dateOf(a.ExpiresAt.Local()))+"."),
		drawIf(r.role() == pact.Owner, func() app.UI {
			return Row(Button(Act{Label: "Take it back", Look: SoftLook, Busy: j.form.busy, On: j.withdraw(r, *a), Scope: a.Id}))
		})))
}

// turnedKey is how a side's key stands.
func (r relation) turnedKey(a gql.JointActLine, b pact.Bank) Key {
	if a.FromSide.Bank == b {
		return Key{Text: r.bankName(b) + ": " + FirstName(a.Author.Name) + " turned it", Turned: true}
	}
	return Key{Text: r.bankName(b) + ": not yet"}
}

func (j *jointly) turn(r relation, a gql.JointActLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		j.form.turnKey(ctx, r.visit.Client, a, func(ctx app.Context) {
			say(ctx, r.jointWords(a).done)
			refresh(ctx)
		})
	}
}

func (j *jointly) withdraw(r relation, a gql.JointActLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) { j.form.withdrawAct(ctx, r.visit.Client, a) }
}

// turnKey turns the second key of what stands on the screen.
func (f *form) turnKey(ctx app.Context, c gql.Client, a gql.JointActLine, done func(app.Context)) {
	in := gql.TurnKeyInput{JointAct: a.Id, Digest: a.Digest, ClientMutationId: f.mutation()}
	f.send(ctx, func(ctx context.Context) error {
		_, err := gql.TurnKey(ctx, c, in)
		return err
	}, done)
}

func (f *form) withdrawAct(ctx app.Context, c gql.Client, a gql.JointActLine) {
	in := gql.WithdrawJointActInput{JointAct: a.Id, ClientMutationId: f.mutation()}
	f.send(ctx, func(ctx context.Context) error {
		_, err := gql.WithdrawJointAct(ctx, c, in)
		return err
	}, func(ctx app.Context) {
		say(ctx, "The proposal is off the table.")
		refresh(ctx)
	})
}
