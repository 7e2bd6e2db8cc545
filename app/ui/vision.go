package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// vision is the page where both sides write what the relationship is to become.
type vision struct {
	app.Compo
	Visit Visit
	Data  *gql.VisionNodeRelationship
}

func newVision(v Visit) Screen { return &vision{Visit: v} }

func (p *vision) Load(ctx context.Context, c gql.Client) error {
	answer, err := gql.Vision(ctx, c, p.Visit.Arg("rel"))
	if err != nil {
		return err
	}
	p.Data, err = gql.Seen[*gql.VisionNodeRelationship](answer.Node)
	return err
}

func (p *vision) Title() string                         { return "Vision" }
func (p *vision) Follows() (relationship, after string) { return p.relation().follows() }

// Concerns leaves out what people write: that comes live.
func (p *vision) Concerns(what string) bool {
	return !strings.HasPrefix(what, "document.") && !strings.HasPrefix(what, "commitment.")
}

func (p *vision) relation() relation { return p.Visit.relation(p.Data.RelationshipHead) }

func (p *vision) Render() app.UI {
	r := p.relation()
	var main []app.UI
	if len(p.Data.Documents.Edges) == 0 {
		main = append(main, Empty("There is no vision here yet.", "It begins when "+r.theirs()+" has joined.",
			Button(Act{Label: "People", Look: Primary, Href: r.path(peoplePlace)})))
	} else {
		main = append(main, p.writing(r, p.Data.Documents.Edges[0].Node))
	}
	return Page{
		Frame: r.frame(visionPlace, ""),
		Head:  PageHead(Head{Title: "Vision", Lead: "What this is to become, in words both sides would say aloud."}),
		Main:  append(main, r.alongside()),
	}.Draw()
}

func (p *vision) writing(r relation, d gql.DocumentBody) app.UI {
	var people []gql.ParticipantLine
	for _, e := range p.Data.Participants.Edges {
		people = append(people, e.Node)
	}
	return &Writing{
		Visit: p.Visit, Document: d, Mine: r.mySide(), People: people,
		Banner: Room{Whose: Both, Readers: r.sharedReaders(), Sticky: true},
		Still:  r.still(pact.Shared), Begin: "Nobody has written here yet. Begin with half a sentence.",
	}
}

// sharedReaders says who reads and writes in the shared room.
func (r relation) sharedReaders() string {
	left, right := r.bankName(pact.Left), r.bankName(pact.Right)
	if !r.joined() {
		return r.ours() + " reads and writes here, " + r.theirs() + " too once they have joined"
	}
	return left + " and " + right + " read and write here"
}

// still is why the reader may not write in a room, "" if they may.
func (r relation) still(room pact.Audience) string {
	if err := pact.MayWrite(r.role(), room); err != nil {
		return gql.Words(err)
	}
	return ""
}
