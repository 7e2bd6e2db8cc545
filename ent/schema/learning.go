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

// Learning is one thing that a meeting taught.
type Learning struct{ ent.Schema }

// Mixin of Learning.
func (Learning) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.LearningID, Rule: "learning"}, Room{}}
}

// Fields of Learning.
func (Learning) Fields() []ent.Field {
	return []ent.Field{
		field.String("item_id").Immutable(),
		field.String("text").Immutable().MaxLen(4 * pact.MaxTitle),
	}
}

// Edges of Learning.
func (Learning) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("item", FocusItem.Type).Ref("learnings").Field("item_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
	}
}

// Indexes of Learning.
func (Learning) Indexes() []ent.Index { return []ent.Index{index.Fields("item_id", "id")} }

// Annotations of Learning.
func (Learning) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
