package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"midspan/app/pact"
)

// DocumentSnapshot is the whole state of a document at a sequence, so that loading reads few updates.
type DocumentSnapshot struct{ ent.Schema }

// Mixin of DocumentSnapshot.
func (DocumentSnapshot) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.SnapshotID, Rule: "documentsnapshot"}}
}

// Fields of DocumentSnapshot. state is a Yjs v1 update.
func (DocumentSnapshot) Fields() []ent.Field {
	return []ent.Field{
		field.String("document_id").Immutable(),
		field.Int64("seq").Immutable(),
		field.Bytes("state").Immutable(),
	}
}

// Edges of DocumentSnapshot.
func (DocumentSnapshot) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("document", Document.Type).Ref("snapshots").Field("document_id").Unique().Required().Immutable(),
	}
}

// Indexes of DocumentSnapshot.
func (DocumentSnapshot) Indexes() []ent.Index {
	return []ent.Index{index.Fields("document_id", "seq").Unique()}
}

// Annotations of DocumentSnapshot: not part of the graph.
func (DocumentSnapshot) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}
