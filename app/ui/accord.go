package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// accord is the page of what both sign: what is still missing, the whole text, and the hand that signs.
// The statement for both organisations is signed the same way.
type accord struct {
	app.Compo
	Visit Visit
	Data  *gql.AccordNodeRelationship

	Signs   pact.AgreementKind
	jointly jointly
	writing bool // on the statement
	opening bool // the sheet that asks before it is published

	naming  bool // the sheet that asks who signs
	signing signing
	form    form
}

func newAccord(v Visit) Screen { return &accord{Visit: v, Signs: pact.AccordAgreement} }

func (a *accord) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Accord(ctx, c, a.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	a.Data, err = gql.Seen[*gql.AccordNodeRelationship](answer.Node)
	return err
}

func (a *accord) Title() string {
	if a.states() {
		return "Joint statement"
	}
	return "Accord"
}

// states says whether this is the statement for both organisations.
func (a *accord) states() bool { return a.Signs == pact.StatementAgreement }

// now is what both would sign now, and how far that is.
func (a *accord) now() *gql.AccordBody {
	if a.states() {
		return &a.Data.Statement
	}
	return &a.Data.Accord
}

func (a *accord) Follows() (relationship, after string) { return a.relation().follows() }
func (a *accord) Concerns(string) bool                  { return true }

func (a *accord) relation() relation { return a.Visit.relation(a.Data.RelationshipHead) }

// out is what is out for signature, and standing what both signed last; nil if there is none.
func (a *accord) out() *gql.AgreementLine {
	if p := a.now().Proposed; p != nil {
		return &p.AgreementLine
	}
	return nil
}

func (a *accord) standing() *gql.AgreementLine {
	if p := a.now().InForce; p != nil {
		return &p.AgreementLine
	}
	return nil
}

// texts are the words on the page: what is out for signature, what is in force, or what would be put
// out now.
func (a *accord) texts() []gql.SectionWords {
	switch d := a.now(); {
	case d.Proposed != nil:
		return d.Proposed.Texts
	case d.InForce != nil && !d.Changed:
		return d.InForce.Texts
	default:
		return d.Texts
	}
}

func (a *accord) Render() app.UI {
	r := a.relation()
	if a.states() {
		return a.statement(r)
	}
	main := []app.UI{a.form.notice(), a.says(r), a.missing(r)}
	if in := a.now().InForce; in != nil {
		main = append(main, a.difference(r, in.Texts, a.texts()))
	}
	main = append(main, a.whole(r), a.history(r), a.sheet(r))
	var aside []app.UI
	if hand := a.hand(r); hand != nil {
		aside = []app.UI{hand}
	}
	return Page{
		Wide:  true,
		Frame: r.frame(accordPlace, ""),
		Back:  &Act{Label: "More", Href: r.path(morePlace)},
		Head:  PageHead(Head{Title: "Accord between " + r.bankName(pact.Left) + " and " + r.bankName(pact.Right), Lead: a.lead(r)}),
		Main:  main,
		Aside: aside,
	}.Draw()
}

// lead says by whom it is to be signed, and what it amends.
func (a *accord) lead(r relation) string {
	out := a.out()
	if out == nil {
		return "What both sides wrote, in one text that both sign."
	}
	lead := "To be signed by " + r.signersOf(out, pact.Left) + " for " + r.bankName(pact.Left) + ", and by " + r.signersOf(out, pact.Right) + " for " + r.bankName(pact.Right) + "."
	if in := a.standing(); in != nil {
		lead += " It amends the accord of " + a.Visit.day(dateOf(in.InForceAt)) + "."
	}
	return lead
}

func (r relation) signersOf(l *gql.AgreementLine, b pact.Bank) string {
	var names []string
	for _, s := range l.Signers {
		if s.Side != nil && s.Side.Bank == b {
			names = append(names, FirstName(s.User.Name))
		}
	}
	return listed(names)
}

// listed puts names in a sentence.
func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// says tells how it stands in one sentence.
func (a *accord) says(r relation) app.UI {
	in := a.standing()
	switch {
	case a.out() != nil || in == nil:
		return nil
	case a.now().Changed:
		return Notice(Plain, "You wrote on since both signed.", "What was signed stays in force until both sign the new words.")
	}
	return Notice(Good, "In force since "+a.Visit.day(dateOf(in.InForceAt))+".", "Nobody can change these words. Whatever you write from now on is an amendment, and counts when both sign it.")
}

// missing lists what comes before signing, each with the place where it is mended.
func (a *accord) missing(r relation) app.UI {
	if a.out() != nil || a.standing() != nil && !a.now().Changed {
		return nil
	}
	if len(a.now().Unmet) == 0 {
		return nil
	}
	var rows []app.UI
	for _, m := range a.now().Unmet {
		rows = append(rows, tagLi("", app.A().Href(at(r.path(m.Path))).Text(m.Why)))
	}
	return Sub("Before you sign", Card(tagUl("light", rows...)))
}

// whole is all that a signature covers.
func (a *accord) whole(r relation) app.UI {
	texts := a.texts()
	if len(texts) == 0 {
		return Empty("There is nothing to sign yet.", "A signature covers the vision, and the commitments that both sides said yes to.",
			Button(Act{Label: "Open the vision", Href: r.path(visionPlace)}))
	}
	return app.Section().Class("deed").Aria("label", "The text").Body(append([]app.UI{
		tagP("deed__banks", textB("left", r.bankName(pact.Left)), Mark(), textB("right", r.bankName(pact.Right))),
	}, deed(texts, a.states())...)...)
}

// deed sets the texts as one document: the vision, how both treat each other, and what they will do; or,
// plain, by its prompts alone.
func deed(texts []gql.SectionWords, plain bool) (body []app.UI) {
	heading, prompt, promises := "", "", []app.UI{}
	for i, t := range texts {
		switch {
		case t.Key == pact.TermsKey:
		case t.Key == pact.SeenKey:
			body = append(body, terms(t.Prompt+": "+t.Text))
		case i+1 < len(texts) && texts[i+1].Key == pact.TermsKey:
			promises = append(promises, tagLi("", app.P().Class("read").Dir("auto").Text(t.Text), terms(texts[i+1].Text)))
		default:
			under := "How we treat each other"
			if isVision(t.Key) {
				under = "What this is to become"
			}
			if under != heading && !plain {
				body, heading = append(body, textH2("", under)), under
			}
			if t.Prompt != prompt { // what a side needs to see stands under one prompt
				body, prompt = append(body, textH3("", t.Prompt)), t.Prompt
			}
			body = append(body, app.P().Class("read").Dir("auto").Text(t.Text))
		}
	}
	if len(promises) > 0 {
		body = append(body, textH2("", "What we will do"), tagOl("deed__will", promises...))
	}
	return body
}

func isVision(key string) bool {
	for _, p := range pact.Prompts(pact.VisionDocument) {
		if p.Key == key {
			return true
		}
	}
	return false
}

// terms are who, when and what for, a line each.
func terms(text string) app.UI {
	var lines []app.UI
	for line := range strings.Lines(text) {
		lines = append(lines, app.Span().Dir("auto").Text(strings.TrimSpace(line)))
	}
	return tagP("small muted deed__terms", lines...)
}

// difference is what reads otherwise than what both signed.
func (a *accord) difference(r relation, before, now []gql.SectionWords) app.UI {
	if !a.now().Changed && a.out() == nil {
		return nil
	}
	all := pact.Differences(asTexts(before), asTexts(now))
	if len(all) == 0 {
		return nil
	}
	var rows []app.UI
	for _, d := range all {
		rows = append(rows, differenceLine(d))
	}
	return Sub("What changed since both signed", tagDiv("diff", rows...),
		textP("small muted", "Everything else reads as on "+a.Visit.day(dateOf(a.standing().InForceAt))+"."))
}

func asTexts(words []gql.SectionWords) []pact.SectionText {
	all := make([]pact.SectionText, len(words))
	for i, w := range words {
		all[i] = pact.SectionText{Document: w.Document, Key: w.Key, Prompt: w.Prompt, Text: w.Text}
	}
	return all
}

func differenceLine(d pact.Difference) app.UI {
	came, went, body := false, false, []app.UI{}
	for _, p := range d.Pieces {
		switch p.Sign {
		case 1:
			came = true
			body = append(body, app.Elem("ins").Body(textSpan("sr", " added: "), app.Text(p.Text)))
		case -1:
			went = true
			body = append(body, app.Elem("del").Body(textSpan("sr", " removed: "), app.Text(p.Text)))
		default:
			body = append(body, app.Text(p.Text))
		}
	}
	kind := "mix"
	switch {
	case came && !went && len(d.Pieces) == 1:
		kind = "add"
	case went && !came && len(d.Pieces) == 1:
		kind = "rem"
	}
	return app.P().Class(kind).Dir("auto").Body(body...)
}

// history leads to what was in force before.
func (a *accord) history(r relation) app.UI {
	var rows []app.UI
	for _, e := range a.Data.Agreements.Edges {
		if e.Node.State == pact.AgreementInForce && e.Node.Kind == a.Signs {
			rows = append(rows, tagLi("", app.A().Href(at("/records/"+e.Node.Id)).Attr("download", "").Text("The signed record of "+a.Visit.day(dateOf(e.Node.InForceAt)))))
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return Sub("Signed records", tagUl("light", rows...),
		tagP("small muted",
			app.Text("Each can be verified by anybody who has the file, also without this portal: "),
			app.A().Href("/verify").Text("verify a record"), app.Text("."),
		))
}
