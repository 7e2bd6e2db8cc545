package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"midspan/app/pact"
)

// Topic is something the relationship carries: a product line, a subject.
type Topic struct{ ent.Schema }

// Mixin of Topic.
func (Topic) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.TopicID, Rule: "topic"}, Room{}}
}

// Fields of Topic.
func (Topic) Fields() []ent.Field {
	return []ent.Field{field.String("name").Immutable().MaxLen(4 * pact.MaxUnit)}
}

// Edges of Topic.
func (Topic) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("topics").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.From("pairings", Pairing.Type).Ref("topics"),
	}
}

// Annotations of Topic.
func (Topic) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
