//go:build !bootstrap

package rule

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"

	"midspan/app/pact"
	gen "midspan/ent"
	"midspan/ent/document"
	"midspan/ent/section"
	"midspan/ent/viewer"
)

// inDocument holds for the rows that hang on a document for which p holds.
func inDocument(p predicate) predicate {
	return func(me string, s *sql.Selector) *sql.Predicate {
		t := sql.Table(document.Table).As("held")
		in := sql.Select(t.C(document.FieldID)).From(t)
		return sql.In(s.C(section.FieldDocumentID), in.Where(p(me, in)))
	}
}

// createInDocument lets those who may write a document hang a row on it.
func createInDocument(ctx context.Context, v viewer.Viewer, c *gen.Client, m ent.Mutation) error {
	ok, err := c.Document.Query().Where(document.ID(text(m, section.FieldDocumentID)), func(s *sql.Selector) {
		s.Where(phrased(all(writable, unsealed), s).about(v.User))
	}).Exist(ctx)
	if err == nil && !ok {
		err = pact.Unseen()
	}
	return err
}

// open holds for the documents that the viewer may write in: nobody writes in what was closed.
func open(me string, s *sql.Selector) *sql.Predicate {
	return sql.And(sql.IsNull(s.C(document.FieldClosedAt)), writable(me, s))
}

// ownNotes holds for the notes that the viewer wrote.
func ownNotes(me string, s *sql.Selector) *sql.Predicate {
	return sql.And(
		sql.EQ(s.C(document.FieldKind), string(pact.NotesDocument)),
		own(author)(me, s),
		room(me, s),
	)
}
