package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"midspan/app/pact"
)

// DocumentLog is one entry of a document's append-only log: a Yjs v1 update that added something.
// Its table is document_update; the Go name is another because ent calls the builder that changes a
// Document DocumentUpdate.
type DocumentLog struct{ ent.Schema }

// Mixin of DocumentLog.
func (DocumentLog) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.DocumentUpdateID, Rule: "documentlog"}}
}

// Fields of DocumentLog.
func (DocumentLog) Fields() []ent.Field {
	return []ent.Field{
		field.String("document_id").Immutable(),
		field.Int64("seq").Immutable(),
		field.String("author_id").Immutable(),
		field.Bytes("bytes").Immutable(),
	}
}

// Edges of DocumentLog.
func (DocumentLog) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("document", Document.Type).Ref("updates").Field("document_id").Unique().Required().Immutable(),
	}
}

// Indexes of DocumentLog.
func (DocumentLog) Indexes() []ent.Index {
	return []ent.Index{index.Fields("document_id", "seq").Unique()}
}

// Annotations of DocumentLog: not part of the graph.
func (DocumentLog) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll), entsql.Annotation{Table: "document_update"}}
}
