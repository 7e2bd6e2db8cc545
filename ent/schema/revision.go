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

// Revision is the text of a document as it was when somebody put their name to it.
type Revision struct{ ent.Schema }

// Mixin of Revision.
func (Revision) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.RevisionID, Rule: "revision"}}
}

// Fields of Revision. digest is pact.Digest of the canonical JSON of what texts holds.
func (Revision) Fields() []ent.Field {
	return []ent.Field{
		field.String("document_id").Immutable(),
		field.Int64("seq").Immutable(),
		field.String("digest").Immutable().MaxLen(64),
		field.JSON("texts", []pact.SectionText{}).Immutable(),
		field.String("author_id").Immutable(),
	}
}

// Edges of Revision.
func (Revision) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("document", Document.Type).Ref("revisions").Field("document_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
	}
}

// Indexes of Revision.
func (Revision) Indexes() []ent.Index {
	return []ent.Index{index.Fields("document_id", "digest").Unique()}
}

// Annotations of Revision.
func (Revision) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
