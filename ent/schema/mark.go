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

// Mark is what people of both sides found when they read the answers side by side: words that say
// the same, or differ, and a name for it.
type Mark struct{ ent.Schema }

// Mixin of Mark.
func (Mark) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.MarkID, Rule: "mark"}, Room{}}
}

// Fields of Mark. key names the question.
func (Mark) Fields() []ent.Field {
	return []ent.Field{
		field.String("round_id").Immutable(),
		field.String("key").Immutable().MaxLen(64),
		field.Enum("kind").GoType(pact.MarkKind("")).Immutable(),
		field.String("name").Immutable().MaxLen(4 * pact.MaxTitle),
		field.JSON("spans", []pact.Span{}).Immutable(),
	}
}

// Edges of Mark.
func (Mark) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("round", Round.Type).Ref("marks").Field("round_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
	}
}

// Indexes of Mark.
func (Mark) Indexes() []ent.Index { return []ent.Index{index.Fields("round_id", "id")} }

// Annotations of Mark.
func (Mark) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
