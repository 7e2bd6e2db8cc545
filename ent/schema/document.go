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

// Document is co-edited text in sections.
type Document struct{ ent.Schema }

// Mixin of Document.
func (Document) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.DocumentID, Rule: "document"}, Room{}, Sealable{}}
}

// Fields of Document. seq counts the updates of its log; proposal_id is the last agreement that its
// text was put out for signature with, and nobody writes after closed_at.
func (Document) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(pact.DocumentKind("")).Immutable(),
		field.String("title").MaxLen(4 * pact.MaxTitle).Annotations(entgql.OrderField("TITLE")),
		field.Int64("seq").Default(0).NonNegative(),
		field.Time("edited_at").Optional().Nillable(),
		field.String("proposal_id").Optional().Nillable(),
		field.Time("closed_at").Optional().Nillable(),
	}
}

// Edges of Document.
func (Document) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("documents").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("sections", Section.Type).Annotations(cascade()),
		edge.To("updates", DocumentLog.Type).Annotations(cascade(), entgql.Skip(entgql.SkipAll)),
		edge.To("snapshots", DocumentSnapshot.Type).Annotations(cascade(), entgql.Skip(entgql.SkipAll)),
		edge.To("revisions", Revision.Type).Annotations(cascade(), entgql.RelayConnection()),
		edge.To("bindings", ClientBinding.Type).Annotations(cascade(), entgql.Skip(entgql.SkipAll)),
		edge.To("commitment", Commitment.Type).Unique(),
		edge.To("conversation", Conversation.Type).Unique(),
		edge.To("round", Round.Type).Unique(),
		edge.To("answer", Answer.Type).Unique(),
		edge.To("proposal", Agreement.Type).Field("proposal_id").Unique(),
		edge.To("lookback", Lookback.Type).Unique(),
	}
}

// Indexes of Document.
func (Document) Indexes() []ent.Index { return []ent.Index{index.Fields("relationship_id", "kind")} }

// Annotations of Document.
func (Document) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}
