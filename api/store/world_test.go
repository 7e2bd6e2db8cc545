package store_test

import (
	"context"
	"testing"

	"midspan/api/room"
	"midspan/api/store"
	"midspan/app/pact"
	"midspan/app/ytext"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/viewer"
)

// world is a relationship of two sides with a person each, an observer and an adviser, and somebody
// outside; and documents in it.
type world struct {
	db    *store.DB
	rooms *store.Rooms
	feed  *journal.Feed
	rel   *ent.Relationship
	sides map[string]*ent.Side
	users map[string]*ent.User
}

func newWorld(t testing.TB, db *store.DB) *world {
	t.Helper()
	ctx := viewer.System(t.Context(), "test")
	c := db.Client
	w := &world{db: db, feed: journal.NewFeed(), sides: map[string]*ent.Side{}, users: map[string]*ent.User{}}
	w.rooms = store.NewRooms(db, journal.New(c, w.feed))
	w.rel = c.Relationship.Create().SetName("Alder – Quay").SaveX(ctx)
	for _, s := range []struct {
		name string
		bank pact.Bank
	}{{"alder", pact.Left}, {"quay", pact.Right}} {
		org := c.Organization.Create().SetName(s.name).SaveX(ctx)
		w.sides[s.name] = c.Side.Create().SetRelationshipID(w.rel.ID).SetOrganizationID(org.ID).SetBank(s.bank).SetName(s.name).SaveX(ctx)
	}
	for _, p := range []struct {
		name, side string
		role       pact.Role
	}{{"hanna", "alder", pact.Owner}, {"tomas", "quay", pact.Owner}, {"olga", "quay", pact.Observer}, {"ada", "", pact.Adviser}, {"ivo", "", ""}} {
		u := c.User.Create().SetEmail(p.name + "@example.org").SetName(p.name).SetPasswordHash("x").SaveX(ctx)
		w.users[p.name] = u
		if p.role == "" {
			continue
		}
		make := c.Participant.Create().SetRelationshipID(w.rel.ID).SetUserID(u.ID).SetRole(p.role)
		if p.side != "" {
			make.SetSideID(w.sides[p.side].ID)
		}
		make.SaveX(ctx)
	}
	return w
}

// document makes an empty one in a room, by hanna of alder.
func (w *world) document(t testing.TB, kind pact.DocumentKind, audience pact.Audience) string {
	t.Helper()
	ctx := viewer.System(t.Context(), "test")
	make := w.db.Client.Document.Create().SetRelationshipID(w.rel.ID).SetKind(kind).SetTitle("t").
		SetAudience(audience).SetAuthorID(w.users["hanna"].ID)
	if audience == pact.OurSide {
		make.SetSideID(w.sides["alder"].ID)
	}
	doc := make.SaveX(ctx)
	for i, p := range pact.Prompts(kind) {
		w.db.Client.Section.Create().SetDocumentID(doc.ID).SetKey(p.Key).SetPrompt(p.Text).SetPosition(i).SaveX(ctx)
	}
	return doc.ID
}

// as is the context of somebody.
func (w *world) as(t testing.TB, name string) context.Context {
	t.Helper()
	u := w.users[name]
	if u == nil {
		return t.Context()
	}
	return viewer.New(t.Context(), viewer.Viewer{User: u.ID})
}

// pen writes into a copy of a document under a client id.
type pen struct {
	doc    *ytext.Doc
	client uint32
}

func newPen(client uint32) *pen { return &pen{ytext.New(client), client} }

// write gives the update that inserts text at the end of a section.
func (p *pen) write(t testing.TB, key, text string, base int64) room.Update {
	t.Helper()
	bytes, err := p.doc.Edit(nil, ytext.Edit{Root: key, At: p.doc.Len(key), Insert: text})
	if err != nil {
		t.Fatal(err)
	}
	return room.Update{
		Bytes: bytes, Base: base, Clients: []uint32{p.client}, Fresh: []uint32{p.client},
		Texts: map[string]string{key: p.doc.Text(key)}, Burst: true,
	}
}
