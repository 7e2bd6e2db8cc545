package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// holdFor is how long one presses to sign.
const holdFor = 1200 * time.Millisecond

// signing is the hand of whoever signs.
type signing struct {
	held  int                    // counts the presses; what a press began ends with it
	down  bool                   //
	asked bool                   // the sheet for those who sign without holding
	what  gql.SignAgreementInput // what was on the screen when the hand came down
	form  form
}

// hand is the card beside the text: who signed, and what the reader can do.
func (a *accord) hand(r relation) app.UI {
	out := a.out()
	if out == nil {
		return a.begin(r)
	}
	mine := r.signerOf(out)
	card := []app.UI{
		textH2("sign__h", a.signsFor(r, mine)),
		drawIf(!a.states(), func() app.UI { return tagUl("sign__covers", covers(a.texts())...) }),
		Keys(r.signedKey(out, pact.Left), r.signedKey(out, pact.Right)),
		a.signing.form.notice(),
	}
	switch {
	case mine == "":
	case signedBy(out, mine) != nil:
		card = append(card, tagP("seal",
			textSpan(classes("seal__n", string(r.mySide())), a.Visit.Viewer.Name),
			textSpan("", "You signed "+a.Visit.ago(*signedBy(out, mine))+"."),
		))
	default:
		card = append(card, a.signing.draw(a, r))
	}
	change := Act{Label: "Not yet, I want to change something", Look: SoftLook, Href: r.path(visionPlace)}
	if a.states() {
		change.Href, change.On = "", a.write
	}
	card = append(card,
		textP("small muted", "When all have signed, this text is in force. It is evidence of mutual consent to these exact words; not a qualified electronic signature. Names stay in signed records."),
		tagDetails("small", textSummary("", "Fingerprint of this text"), textCode("print", grouped(out.Digest))))
	return tagDiv("stack",
		steady([]app.UI{
			tagDiv(classes("sign", string(r.mySide())), steady(card)...),
			drawIf(pact.MayWrite(r.role(), pact.Shared) == nil, func() app.UI {
				return Row(Button(change))
			}),
			drawIf(pact.MayTakeBackAgreement(pact.AgreementProposed, r.role(), out.Author.Id == a.Visit.Viewer.ID) == nil, func() app.UI {
				return Row(Button(Act{Label: a.form.label("Take it back", "Taking it back"), Look: SoftLook, Busy: a.form.busy, On: a.takeBack}))
			}),
			a.signing.sheet(a, r),
		})...,
	)
}

func (a *accord) signsFor(r relation, mine string) string {
	if mine == "" {
		return "Out for signature"
	}
	return "You sign for " + r.ours()
}

// signerOf is the reader's place among those who sign, "" if they do not.
func (r relation) signerOf(l *gql.AgreementLine) string {
	for _, s := range l.Signers {
		if r.Me != nil && s.Id == r.Me.Id {
			return s.Id
		}
	}
	return ""
}

// signedKey is how far a side has signed.
func (r relation) signedKey(l *gql.AgreementLine, b pact.Bank) Key {
	all, done := 0, 0
	for _, s := range l.Signers {
		if s.Side != nil && s.Side.Bank == b {
			all++
			if signedBy(l, s.Id) != nil {
				done++
			}
		}
	}
	k := Key{Text: r.bankName(b) + ": not yet", Turned: all > 0 && done == all}
	switch {
	case k.Turned:
		k.Text = r.bankName(b) + ": signed"
	case done > 0:
		k.Text = r.bankName(b) + ": " + strconv.Itoa(done) + " of " + strconv.Itoa(all)
	}
	return k
}

func signedBy(l *gql.AgreementLine, participant string) *time.Time {
	for _, e := range l.Signatures.Edges {
		if e.Node.Participant.Id == participant {
			return &e.Node.CreatedAt
		}
	}
	return nil
}

// covers counts what is signed.
func covers(texts []gql.SectionWords) []app.UI {
	var answers, behaviours, promises int
	for i, t := range texts {
		switch {
		case t.Key == pact.TermsKey, t.Key == pact.SeenKey:
		case i+1 < len(texts) && texts[i+1].Key == pact.TermsKey:
			promises++
		case isVision(t.Key):
			answers++
		default:
			behaviours++
		}
	}
	var rows []app.UI
	for _, one := range []struct {
		icon IconName
		name string
		n    int
	}{{IconText, "Vision", answers}, {IconShared, "Charter", behaviours}, {IconList, "Commitments", promises}} {
		if one.n > 0 {
			rows = append(rows, tagLi("", Icon(one.icon), textSpan("", one.name+", "+strconv.Itoa(one.n))))
		}
	}
	return rows
}

// grouped sets a digest in groups that one can compare by eye.
func grouped(digest string) string {
	var groups []string
	for g := range slices.Chunk([]byte(digest), 4) {
		groups = append(groups, string(g))
	}
	return strings.Join(groups, " ")
}

// draw is the button that one presses and holds.
func (s *signing) draw(a *accord, r relation) app.UI {
	label := "Press and hold to sign"
	if s.form.busy {
		label = "Signing"
	}
	return tagDiv("stack",
		app.Button().Type("button").Class("hold", string(r.mySide()), when(s.down || s.form.busy, "held")).
			On("pointerdown", s.press(a)).On("pointerup", s.let).On("pointerleave", s.let).On("pointercancel", s.let).
			On("keydown", s.key(a)).On("keyup", s.let).On("blur", s.let).
			Body(textSpan("", label), textSmall("", "as "+a.Visit.Viewer.Name+", on "+a.Visit.day(dateOf(a.Visit.Now)))),
		Row(Button(Act{Label: "Sign without holding", Look: SoftLook, On: s.ask(a)})),
	)
}

func (s *signing) press(a *accord) app.EventHandler {
	return func(ctx app.Context, _ app.Event) { s.begin(ctx, a) }
}

// key lets the space bar and Enter hold too.
func (s *signing) key(a *accord) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		if k := e.Get("key").String(); (k == " " || k == "Enter") && !e.Get("repeat").Bool() {
			s.begin(ctx, a)
		}
	}
}

func (s *signing) begin(ctx app.Context, a *accord) {
	if s.down || s.form.busy {
		return
	}
	s.held++
	s.down = true
	s.see(a)
	press := s.held
	ctx.After(holdFor, func(ctx app.Context) {
		if s.down && s.held == press {
			s.down = false
			s.send(ctx, a)
		}
	})
}

// let runs back what was not held to the end.
func (s *signing) let(app.Context, app.Event) { s.down = false }

// see keeps what is on the screen: that is signed, whatever comes meanwhile.
func (s *signing) see(a *accord) {
	if out := a.out(); out != nil {
		s.what = gql.SignAgreementInput{Agreement: out.Id, Digest: out.Digest}
	}
}

func (s *signing) ask(a *accord) app.EventHandler {
	return func(app.Context, app.Event) {
		s.see(a)
		s.asked = true
	}
}

func (s *signing) close(app.Context) { s.asked = false }

func (s *signing) sheet(a *accord, r relation) app.UI {
	if !s.asked {
		return nil
	}
	return &Sheet{ID: "sign", Title: "Sign this text?", OnClose: s.close, Body: []app.UI{
		s.form.notice(),
		textP("", "You sign for "+r.ours()+" the words on this page, as they stand. "+r.theirs()+" sees at once that you did, and nobody can take your signature out of a record in force."),
		Row(Button(Act{Label: s.form.label("Sign it", "Signing"), Look: Primary, Busy: s.form.busy, On: func(ctx app.Context, _ app.Event) { s.send(ctx, a) }})),
	}}
}

// send signs the digest that is on the screen.
func (s *signing) send(ctx app.Context, a *accord) {
	in := s.what
	in.ClientMutationId = s.form.mutation()
	inForce := false
	s.form.send(ctx, func(ctx context.Context) error {
		got, err := gql.SignAgreement(ctx, a.Visit.Client, in)
		if err == nil {
			inForce = got.SignAgreement.Agreement.State == pact.AgreementInForce
		}
		return err
	}, func(ctx app.Context) {
		s.asked = false
		if inForce {
			say(ctx, "Signed. All have, and the text is in force.")
		} else {
			say(ctx, "Signed. It is in force when all have.")
		}
		refresh(ctx)
	})
}
