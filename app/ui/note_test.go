package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

func aRelation(role pact.Role, bank pact.Bank) gql.RelationshipHead {
	h := gql.RelationshipHead{Id: "rel_1", Name: "Alder and Quay", JoinedAt: time.Unix(1, 0)}
	for _, s := range []gql.SideLine{{Id: "sid_1", Bank: pact.Left, Name: "Alder Foods"}, {Id: "sid_2", Bank: pact.Right, Name: "Quay Logistics"}} {
		h.Sides = append(h.Sides, gql.RelationshipHeadSidesSide{SideLine: s})
		if s.Bank == bank {
			h.Me = &gql.RelationshipHeadMeParticipant{Role: role, Side: &s}
		}
	}
	if h.Me == nil {
		h.Me = &gql.RelationshipHeadMeParticipant{Role: role}
	}
	return h
}

func TestNotesStandInTheirRooms(t *testing.T) {
	for _, c := range []struct {
		name    string
		role    pact.Role
		bank    pact.Bank
		has, no []string
	}{
		{"owner", pact.Owner, pact.Right, []string{"New note for me", "New note for our side", "New note for both", "Only Quay Logistics reads this."}, nil},
		{"observer", pact.Observer, pact.Left, []string{"New note for me", "New note for our side"}, []string{"New note for both"}},
		{"adviser", pact.Adviser, "", []string{"New note for me", "Shared"}, []string{"Our side", "New note for both"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &notes{
				Visit: Visit{Viewer: &Viewer{ID: "usr_1", Name: "Hanna Lund"}, Now: time.Unix(1e9, 0)},
				Data:  &gql.NotesNodeRelationship{RelationshipHead: aRelation(c.role, c.bank)},
			}
			html := app.HTMLString(p)
			for _, want := range c.has {
				if !strings.Contains(html, want) {
					t.Errorf("%q is missing", want)
				}
			}
			for _, not := range c.no {
				if strings.Contains(html, not) {
					t.Errorf("%q is there", not)
				}
			}
		})
	}
}

func aNote(room pact.Audience, author string) *note {
	n := &note{
		Visit: Visit{Viewer: &Viewer{ID: "usr_1", Name: "Hanna Lund"}, Now: time.Unix(1e9, 0)},
		Data: &gql.NoteNodeDocument{DocumentBody: gql.DocumentBody{
			Id: "doc_1", Kind: pact.NotesDocument, Audience: room,
			Author:   gql.DocumentBodyAuthorUser{Id: author, Name: "Jonas Friis"},
			Sections: []gql.DocumentBodySectionsSection{{Id: "sec_1", Key: "text", Prompt: "In your own words", Text: "As the server read it"}},
		}},
	}
	n.Data.Relationship.RelationshipHead = aRelation(pact.Owner, pact.Left)
	for i, user := range []string{"usr_1", "usr_2", "usr_3"} {
		side := n.Data.Relationship.Sides[i/2].SideLine
		p := gql.ParticipantLine{Side: &side, User: gql.ParticipantLineUser{Id: user, Name: []string{"Hanna Lund", "Jonas Friis", "Tomás Reis"}[i]}}
		n.Data.Relationship.Participants.Edges = append(n.Data.Relationship.Participants.Edges,
			gql.NoteNodeDocumentRelationshipParticipantsParticipantConnectionEdgesParticipantEdge{Node: p})
	}
	return n
}

func TestSharingShowsTheWordsAndWhoReadsThem(t *testing.T) {
	sheet := func(to pact.Audience, w Written) string {
		n := aNote(pact.Author, "usr_1")
		n.share, n.written = sharing{open: true, to: to}, w
		html := app.HTMLString(n)
		return html[strings.Index(html, "Share this note"):]
	}
	if html := sheet("", Written{}); !strings.Contains(html, "still being saved") || strings.Contains(html, "<blockquote") {
		t.Error("words are shown that the server may not have")
	}
	stored := Written{Digest: "d", Texts: map[string]string{"text": "As it stands on the screen"}}
	html := sheet("", stored)
	if !strings.Contains(html, "As it stands on the screen") || !strings.Contains(html, "Share with our side") {
		t.Error("it does not say what goes where")
	}
	if !strings.Contains(html, "Jonas") || strings.Contains(html, "Tomás") {
		t.Error("our side's readers are not those of our side")
	}
	if html := sheet(pact.Shared, stored); !strings.Contains(html, "Tomás") || !strings.Contains(html, "Share with both sides") {
		t.Error("the other side is not named as readers")
	}
}

func TestOnlyItsAuthorDeletesANoteAndTheWidestRoomSharesNoFurther(t *testing.T) {
	if html := app.HTMLString(aNote(pact.Shared, "usr_2")); strings.Contains(html, "Delete it") || strings.Contains(html, "Share it") {
		t.Error("more is offered than is possible")
	}
	if html := app.HTMLString(aNote(pact.OurSide, "usr_1")); !strings.Contains(html, "Delete it") || !strings.Contains(html, "Share it") {
		t.Error("less is offered than is possible")
	}
}
