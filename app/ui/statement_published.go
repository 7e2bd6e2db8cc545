package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
)

// Published is a statement as everybody in both organisations reads it. It posts read, and needs no script.
type Published struct {
	Asked
	Data *gql.PublishedNodePublication // nil when there is nothing for the reader
}

// Title is the page's title.
func (p Published) Title() string {
	if p.Data == nil {
		return "Nothing here"
	}
	return p.Data.LeftName + " and " + p.Data.RightName
}

// Page draws the whole page.
func (p Published) Page() app.UI {
	d := p.Data
	if d == nil {
		return Enter(p.Title(), "There is nothing here, or it is not yours to read.", Row(Button(Act{Label: "To your relationships", Look: Primary, Href: "/"})))
	}
	var signed []app.UI
	for _, s := range d.Signers {
		of := d.LeftName
		if WhoseSide(string(s.Side)) == Right {
			of = d.RightName
		}
		signed = append(signed, tagLi("", PersonChip(Person{Name: s.Name, Note: of + ", " + s.At.UTC().Format("2 January 2006"), Side: WhoseSide(string(s.Side))})))
	}
	return app.Main().ID("main").Class("page").Body(tagDiv("stack", steady([]app.UI{
		PageHead(Head{Title: p.Title(), Lead: "What both tell everybody in both organisations, since " + d.PublishedAt.UTC().Format("2 January 2006") + "."}),
		p.notice(),
		p.superseded(),
		tagSection("deed", append([]app.UI{
			tagP("deed__banks", textB("left", d.LeftName), Mark(), textB("right", d.RightName)),
		}, deed(d.Texts, true)...)...),
		Sub("Signed by", Stack(tagUl("light", signed...), textP("small muted", "Fingerprint "+grouped(d.Digest)))),
		p.reading(),
	})...))
}

func (p Published) superseded() app.UI {
	later := p.Data.SupersededBy
	if later == nil {
		return nil
	}
	return Notice(Attention, "Superseded.", "Since "+later.PublishedAt.UTC().Format("2 January 2006")+" other words count.",
		Button(Act{Label: "Read what counts now", Look: SoftLook, Href: "/statements/" + later.Id}))
}

// reading is where somebody says that they read it, and who of their own organisation did.
func (p Published) reading() app.UI {
	d := p.Data
	var said app.UI = post(
		app.Input().Type("hidden").Name("read").Value("yes"),
		textP("", "Only your own organisation learns that you read it."),
		Row(Button(Act{Label: "I have read it", Look: Primary, Submit: true})))
	if d.Read {
		said = textP("ink2", "You said that you read it.")
	}
	var names []string
	for _, e := range d.Readings.Edges {
		if who := e.Node.User; who != nil {
			names = append(names, who.Name)
		}
	}
	body := []app.UI{said}
	if n := d.Readings.TotalCount; n > len(names) && len(names) > 0 {
		names = append(names, strconv.Itoa(n-len(names))+" more")
	}
	if len(names) > 0 {
		body = append(body, tagDetails("small", textSummary("", strconv.Itoa(d.Readings.TotalCount)+" of your organisation read it"), textP("", listed(names))))
	}
	return tagDiv("unprinted", body...)
}
