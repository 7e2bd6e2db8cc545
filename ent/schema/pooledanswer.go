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

// PooledAnswer is an answer of a person without the person: made when a pooled round is revealed,
// in an order that says nothing.
type PooledAnswer struct{ ent.Schema }

// Mixin of PooledAnswer.
func (PooledAnswer) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.PooledAnswerID, Rule: "pooledanswer"}}
}

// Fields of PooledAnswer. key names the question.
func (PooledAnswer) Fields() []ent.Field {
	return []ent.Field{
		field.String("relationship_id").Immutable(),
		field.String("round_id").Immutable(),
		field.String("from_side_id").Immutable(),
		field.String("key").Immutable().MaxLen(64),
		field.Text("text").Immutable(),
	}
}

// Edges of PooledAnswer.
func (PooledAnswer) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("round", Round.Type).Ref("pooled_answers").Field("round_id").Unique().Required().Immutable(),
		edge.To("from_side", Side.Type).Field("from_side_id").Unique().Required().Immutable().Annotations(entgql.MapsTo("side")),
	}
}

// Indexes of PooledAnswer.
func (PooledAnswer) Indexes() []ent.Index { return []ent.Index{index.Fields("round_id", "id")} }

// Annotations of PooledAnswer.
func (PooledAnswer) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
