package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/link"
	"midspan/app/pact"
)

// Writing is a document that people write together: its room's banner with who is
// here and whether what is written is saved, and an editor for each section. It
// begins with the text that the server has read and goes live from there. On a page
// it stands for one document: for another one, draw another page.
type Writing struct {
	app.Compo

	Visit     Visit // of a page of the relationship; what is unsent is kept apart for each viewer
	Document  gql.DocumentBody
	Mine      Whose // the reader's side
	People    []gql.ParticipantLine
	Banner    Room   // People and Save are filled in
	Still     string // why the reader may not write; may, if empty
	Begin     string // what an empty section says
	After     []app.UI
	OnWritten func(app.Context, Written)

	anyway string // what is out for signature, and the reader writes nevertheless

	began map[string]string // the texts it began with: the page's text areas are uncontrolled
	view  deskView
	desk  *desk
	heard SaveState // what the reader was told of it last

	keeping map[string]*keeping // by section
}

// Written is how it stands with the text on the screen.
type Written struct {
	Save SaveState
	// Digest names the text on the screen, for confirming it; empty while the server
	// has not stored all of it.
	Digest string
	// Texts are the sections' texts on the screen; nil while Digest is empty.
	Texts map[string]string
	// Typed says whether anything was typed here.
	Typed bool
}

func (w *Writing) OnMount(ctx app.Context) {
	d := &desk{
		live: link.Open(w.Visit.Viewer.ID, w.Document.Id), document: w.Document.Id, me: w.Visit.Viewer.ID,
		alone: w.Document.Audience == pact.Author, prompts: map[string]string{},
		helps: helps(w.Document.Kind, w.Document.Audience), brief: w.Document.Kind == pact.VisionDocument,
		tell: func(v deskView) {
			ctx.Dispatch(func(ctx app.Context) { w.see(ctx, v) })
		},
	}
	d.pen = &pen{live: d.live}
	var ids []string
	for _, s := range w.Document.Sections {
		ids = append(ids, s.Id)
	}
	d.surface = openSurface(ids, !d.alone, d.hear)
	for i, s := range w.Document.Sections {
		d.prompts[s.Key] = s.Prompt
		h := &hand{live: d.live, pen: d.pen, section: s.Key, base: w.began[s.Key], area: d.surface.section(i)}
		h.shown = h.area.value()
		d.hands = append(d.hands, h)
	}
	w.desk = d
	d.live.Do(d.begin)
}

func (w *Writing) OnDismount() {
	if w.desk == nil {
		return
	}
	w.desk.surface.close()
	w.desk.leave()
}

func (w *Writing) see(ctx app.Context, v deskView) {
	was := w.view
	w.view = v
	w.hear(was, v)
	w.hearThought(was, v)
	if w.OnWritten != nil {
		w.OnWritten(ctx, Written{Save: v.Save, Digest: v.Digest, Texts: v.Texts, Typed: v.Typed})
	}
}

func areaID(section string) string    { return "text-" + section }
func overID(section string) string    { return "over-" + section }
func caretsID(section string) string  { return "carets-" + section }
func sectionID(section string) string { return "sec-" + section }
func titleID(section string) string   { return "prompt-" + section }

func (w *Writing) Render() app.UI {
	if w.began == nil {
		w.began = map[string]string{}
		for _, s := range w.Document.Sections {
			w.began[s.Key] = s.Text
		}
	}
	banner := w.Banner
	if w.still() == "" || w.view.Save != Saved {
		banner.Save = w.view.Save // who only reads has nothing to be saved
	}
	banner.Tools = w.undoButtons()
	if w.Document.Audience != pact.Author {
		banner.People = w.present()
	}
	body := []app.UI{w.trouble()}
	for _, s := range w.Document.Sections {
		body = append(body, w.section(s))
	}
	return Sheetwise(RoomBanner(banner), append(body, w.After...)...)
}

func (w *Writing) section(s gql.DocumentBodySectionsSection) app.UI {
	return app.Section().Class("sec").ID(sectionID(s.Id)).Body(
		tagDiv("sec__head", app.H2().Class("sec__q").ID(titleID(s.Id)).Text(s.Prompt), w.hereNow(s.Key)),
		tagDiv(classes("editor", string(w.Mine), when(w.still() != "", "editor--still")),
			app.Div().Class("editor__over").ID(overID(s.Id)).Aria("hidden", is(true)).Dir("auto").Body(app.Text(w.began[s.Key])),
			w.area(s),
			app.Div().Class("editor__carets").ID(caretsID(s.Id)).Aria("hidden", is(true)),
		),
		w.foot(s.Key),
		w.hint(s.Key),
	)
}

func (w *Writing) area(s gql.DocumentBodySectionsSection) app.UI {
	area := app.Textarea().ID(areaID(s.Id)).Dir("auto").Rows(3).Aria("labelledby", titleID(s.Id)).
		Attr("autocomplete", "off").Attr("autocapitalize", "sentences")
	if w.Begin != "" {
		area = area.Placeholder(at(w.Begin))
	}
	if w.still() != "" || app.IsServer { // before the client is there nothing typed would be kept
		area = area.ReadOnly(true)
	}
	if text := w.began[s.Key]; text != "" {
		area = area.Body(app.Text(text))
	}
	return area
}

// still is why the reader may not write.
func (w *Writing) still() string {
	switch s := w.view.Status; {
	case w.Still != "":
		return w.Still
	case w.outForSignature():
		return "It is out for signature."
	case s.Ended != nil:
		return "closed"
	case s.Known && !s.Writable:
		return "You can read this here. Writing belongs to the people of the two sides."
	}
	return ""
}

func (w *Writing) foot(section string) app.UI {
	if by, ok := w.view.Writers[section]; ok {
		return tagDiv("sec__foot",
			tagSpan(classes("row", string(WhoseSide(by.Side))),
				app.I().Class("swatch").Aria("hidden", is(true)), tagSpan("", textBdi("", FirstName(by.Name)), app.Text(", just now")),
			),
			drawIf(w.tooLong(section), func() app.UI { return textSpan("", w.length(section)) }),
		)
	}
	return tagDiv("sec__foot", textSpan("", w.length(section)))
}

// outForSignature says whether somebody may be signing these very words, and the reader has not said
// yet that they will change them.
func (w *Writing) outForSignature() bool {
	p := w.Document.Proposal
	return p != nil && p.State == pact.AgreementProposed && p.Id != w.anyway
}

func (w *Writing) changeAnyway(app.Context, app.Event) { w.anyway = w.Document.Proposal.Id }

func words(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 word"
	}
	return fmt.Sprintf("%d words", n)
}

// mostFaces is how many people the banner shows.
const mostFaces = 5

// present is who is here and then who is away, the left bank first, as both sides
// see it.
func (w *Writing) present() []Person {
	here := map[string]bool{w.Visit.Viewer.ID: true}
	for _, p := range w.view.Here {
		here[p.ID] = true
	}
	var faces []Person
	for _, p := range w.People {
		if p.RemovedAt.IsZero() {
			faces = append(faces, Person{Name: FirstName(p.User.Name), Side: whoseOf(p), Away: !here[p.User.Id]})
		}
		delete(here, p.User.Id)
	}
	for _, p := range w.view.Here { // came after the page was read
		if here[p.ID] {
			faces = append(faces, Person{Name: FirstName(p.Name), Side: WhoseSide(p.Side)})
		}
	}
	var sorted []Person
	for _, away := range []bool{false, true} {
		for _, bank := range []Whose{Left, Right, Both} {
			for _, p := range faces {
				if p.Away == away && p.Side == bank {
					sorted = append(sorted, p)
				}
			}
		}
	}
	return sorted[:min(len(sorted), mostFaces)]
}
