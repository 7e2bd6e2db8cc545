package graph

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"

	"midspan/app/pact"
	"midspan/app/ytext"
	"midspan/ent"
	"midspan/ent/document"
	"midspan/ent/documentlog"
	"midspan/ent/journal"
	"midspan/ent/section"
	"midspan/graph/model"
)

// newDocument is a document about to be made. Texts, by section key, are its first words.
type newDocument struct {
	Relationship string
	Kind         pact.DocumentKind
	Audience     pact.Audience
	Side         *string
	Title        string
	Author       string
	Texts        map[string]string
	Prompts      []pact.Prompt // of its sections; those of its kind when nil
	Epoch        *int          // of what a restart seals
}

func (n newDocument) prompts() []pact.Prompt {
	if n.Prompts != nil {
		return n.Prompts
	}
	return pact.Prompts(n.Kind)
}

// create writes the document, its sections and, when it begins with words, the first entry of its
// log: a fresh Yjs history under a fresh client id, so that nothing of an older one comes along.
func (n newDocument) create(ctx context.Context, tx *ent.Client) (*ent.Document, error) {
	client, update, err := firstWords(n.prompts(), n.Texts)
	if err != nil {
		return nil, err
	}
	make := tx.Document.Create().SetRelationshipID(n.Relationship).SetKind(n.Kind).SetAudience(n.Audience).
		SetNillableSideID(n.Side).SetTitle(n.Title).SetAuthorID(n.Author).SetNillableEpoch(n.Epoch)
	if update != nil {
		make.SetSeq(1)
	}
	doc, err := make.Save(ctx)
	if err != nil {
		return nil, err
	}
	var sections []*ent.SectionCreate
	for i, p := range n.prompts() {
		s := tx.Section.Create().SetDocumentID(doc.ID).SetKey(p.Key).SetPrompt(p.Text).SetPosition(i).SetText(n.Texts[p.Key])
		if n.Texts[p.Key] != "" {
			s.SetSeq(1)
		}
		sections = append(sections, s)
	}
	if err := tx.Section.CreateBulk(sections...).Exec(ctx); err != nil || update == nil {
		return doc, err
	}
	if err := tx.DocumentLog.Create().SetDocumentID(doc.ID).SetSeq(1).SetAuthorID(n.Author).SetBytes(update).Exec(ctx); err != nil {
		return nil, err
	}
	return doc, tx.ClientBinding.Create().SetDocumentID(doc.ID).SetClient(client).SetUserID(n.Author).Exec(ctx)
}

// firstWords gives a Yjs update that inserts texts into an empty document; nil when there are none.
func firstWords(prompts []pact.Prompt, texts map[string]string) (client uint32, update []byte, err error) {
	var edits []ytext.Edit
	for _, p := range prompts {
		if t := texts[p.Key]; t != "" {
			edits = append(edits, ytext.Edit{Root: p.Key, Insert: t})
		}
	}
	if edits == nil {
		return 0, nil, nil
	}
	var fresh [4]byte
	_, _ = rand.Read(fresh[:]) // never fails
	client = binary.LittleEndian.Uint32(fresh[:]) | 1
	update, err = ytext.New(client).Edit(nil, edits...)
	return client, update, err
}

// textsOf gives the sections of a document as a digest covers them, in order.
func textsOf(ctx context.Context, c *ent.Client, doc string) ([]pact.SectionText, error) {
	rows, err := c.Section.Query().Where(section.DocumentID(doc)).Order(ent.Asc(section.FieldPosition)).All(ctx)
	return sectionTexts(rows), err
}

func sectionTexts(rows []*ent.Section) []pact.SectionText {
	texts := make([]pact.SectionText, len(rows))
	for i, s := range rows {
		texts[i] = pact.SectionText{Document: s.DocumentID, Key: s.Key, Prompt: s.Prompt, Text: s.Text}
	}
	return texts
}

// tellOf is the journal's line about a row in a room.
func tellOf(doc *ent.Document, actor, what string) journal.Entry {
	return journal.Entry{
		Stream:       journal.StreamOf(doc.Audience, doc.RelationshipID, doc.SideID, doc.AuthorID),
		Relationship: doc.RelationshipID, Actor: actor, What: what, Subject: doc.ID,
	}
}

// roomSide gives the side column of a row that somebody puts into a room.
func roomSide(room pact.Audience, p *ent.Participant) (*string, error) {
	if room != pact.OurSide {
		return nil, nil
	}
	if p.SideID == nil {
		return nil, pact.Invalid("audience", "You are on no side here, so there is no room of a side for you. Choose mine or shared.")
	}
	return p.SideID, nil
}

// documentOf loads a document through the viewer's eyes.
func documentOf(ctx context.Context, c *ent.Client, id string) (*ent.Document, error) {
	doc, err := c.Document.Query().Where(document.ID(id)).Only(ctx)
	return doc, found(err)
}

// writableDocument loads a document that the viewer may write, and as whom.
func writableDocument(ctx context.Context, tx *ent.Client, id string) (*ent.Document, *ent.Participant, error) {
	doc, err := documentOf(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	p, err := me(ctx, tx, doc.RelationshipID)
	if err != nil {
		return nil, nil, err
	}
	return doc, p, first(pact.MayWrite(p.Role, doc.Audience), pact.StillOpen(doc.ClosedAt != nil))
}

// createDocument starts a note, or gives the vision that the relationship has, its one charter and its
// one parting.
func createDocument(ctx context.Context, tx *ent.Client, in model.CreateDocumentInput) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	if in.Kind == pact.VisionDocument {
		id, err := tx.Document.Query().Where(document.RelationshipID(in.Relationship), document.KindEQ(in.Kind)).FirstID(ctx)
		return id, nil, found(err)
	}
	room := pact.Author
	if in.Kind == pact.PartingDocument || in.Kind == pact.CharterDocument || in.Kind == pact.StatementDocument {
		room = pact.Shared
		if err := pact.MayWrite(p.Role, room); err != nil {
			return "", nil, err
		}
		if _, err := takeRelationship(ctx, tx, in.Relationship); err != nil { // two at once begin one text
			return "", nil, err
		}
		id, err := tx.Document.Query().Where(document.RelationshipID(in.Relationship), document.KindEQ(in.Kind)).FirstID(ctx)
		if !ent.IsNotFound(err) {
			return id, nil, err
		}
		if err := mayBegin(ctx, tx, in.Kind, in.Relationship); err != nil {
			return "", nil, err
		}
	}
	if in.Audience != nil {
		room = *in.Audience
	}
	if err := first(pact.MayCreate(in.Kind, room), pact.MayWrite(p.Role, room)); err != nil {
		return "", nil, err
	}
	there, err := tx.Document.Query().Where(document.RelationshipID(in.Relationship)).Count(ctx)
	if err := first(err, pact.Room("texts here", there, pact.MaxNotes)); err != nil {
		return "", nil, err
	}
	side, err := roomSide(room, p)
	if err != nil {
		return "", nil, err
	}
	note := newDocument{Relationship: in.Relationship, Kind: in.Kind, Audience: room, Side: side, Title: trimmed(in.Title), Author: p.UserID}
	if in.Kind == pact.StatementDocument {
		if note.Texts, err = statementDraft(ctx, tx, in.Relationship); err != nil {
			return "", nil, err
		}
	}
	doc, err := note.create(ctx, tx)
	if err != nil {
		return "", nil, err
	}
	if in.Kind == pact.CharterDocument { // what is out for signature ends with its first word
		err = first(outNow(ctx, tx, doc), advance(ctx, tx, in.Relationship, pact.Trust))
	}
	return doc.ID, []journal.Entry{tellOf(doc, p.UserID, "document.created")}, err
}

// mayBegin says whether the one text of a kind may be begun now.
func mayBegin(ctx context.Context, tx *ent.Client, kind pact.DocumentKind, relationship string) error {
	d, err := dealingsOf(ctx, tx, relationship)
	if err != nil || kind != pact.PartingDocument {
		return first(err, pact.StillTogether(d.parted))
	}
	return pact.MayWriteParting(d.worth)
}

// shareNote copies the visible text of a note into a wider room. History never widens.
func shareNote(ctx context.Context, tx *ent.Client, in model.ShareNoteInput) (string, []journal.Entry, error) {
	old, err := documentOf(ctx, tx, in.Document)
	if err != nil {
		return "", nil, err
	}
	p, err := me(ctx, tx, old.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if old.Kind != pact.NotesDocument {
		return "", nil, pact.Invalid("document", "Only a note is shared by copying. Nothing was changed.")
	}
	if err := first(pact.MayWiden(old.Audience, in.Audience), pact.MayWrite(p.Role, in.Audience)); err != nil {
		return "", nil, err
	}
	side, err := roomSide(in.Audience, p)
	if err != nil {
		return "", nil, err
	}
	texts, err := textsOf(ctx, tx, old.ID)
	if err != nil {
		return "", nil, err
	}
	copied := newDocument{
		Relationship: old.RelationshipID, Kind: old.Kind, Audience: in.Audience, Side: side,
		Title: old.Title, Author: p.UserID, Texts: map[string]string{},
	}
	for _, t := range texts {
		copied.Texts[t.Key] = t.Text
	}
	doc, err := copied.create(ctx, tx)
	if err != nil {
		return "", nil, err
	}
	return doc.ID, []journal.Entry{tellOf(doc, p.UserID, "document.shared")}, nil
}

// deleteNote removes a note by the hand that wrote it.
func deleteNote(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	doc, p, err := writableDocument(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	others, err := tx.DocumentLog.Query().Where(documentlog.DocumentID(id), documentlog.AuthorIDNEQ(p.UserID)).Exist(ctx)
	if err := first(err, pact.MayDelete(doc.Kind, doc.AuthorID == p.UserID, others)); err != nil {
		return "", nil, err
	}
	if err := tx.Document.DeleteOneID(id).Exec(ctx); err != nil {
		return "", nil, found(err)
	}
	return id, []journal.Entry{tellOf(doc, p.UserID, "document.deleted")}, nil
}

// editSection does an edit of a simple client. A client mutation id and what it was sent with name
// the CRDT client, so a retry makes the same update, which a document takes once, even when the
// key could not be written after it.
func (r *Resolver) editSection(ctx context.Context, in model.EditSectionInput) error {
	v, err := asker(ctx)
	if err != nil {
		return err
	}
	if len(in.Edits) == 0 || len(in.Edits) > pact.MaxPage {
		return pact.Invalid("edits", "Send between one and %d edits at a time. Nothing was changed.", pact.MaxPage)
	}
	if _, err := documentOf(ctx, r.Client, in.Document); err != nil {
		return err
	}
	var client uint32
	id, sum := trimmed(in.ClientMutationID), ""
	if id != "" {
		if err := pact.Within("clientMutationId", "The client mutation id", id, true, pact.MaxMutationID); err != nil {
			return err
		}
		if sum, err = inputDigest(in); err != nil {
			return err
		}
		if _, done, err := r.done(ctx, v.User, id, sum); done || err != nil {
			return err
		}
		mark := sha256.Sum256([]byte(v.User + " " + sum))
		client = binary.LittleEndian.Uint32(mark[:]) | 1
	}
	edits := make([]model.SectionEdit, len(in.Edits))
	for i, e := range in.Edits {
		edits[i] = *e
	}
	defer forget(ctx)
	if err := r.Rooms.Edit(ctx, in.Document, in.Section, int64(in.BaseSeq), edits, client); err != nil || id == "" {
		return err
	}
	err = r.Client.IdempotencyKey.Create().SetUserID(v.User).SetKey(id).SetDigest(sum).SetResult(in.Document).Exec(ctx)
	if _, done, again := r.done(ctx, v.User, id, sum); done || again != nil {
		return again // this try's key, or that of one as quick
	}
	return err
}
