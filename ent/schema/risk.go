package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"midspan/app/pact"
)

// Risk is something that may go wrong. A doubt begins with whoever has it, in their own room, until
// the pre-mortem asks for it.
type Risk struct{ ent.Schema }

// Mixin of Risk.
func (Risk) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.RiskID, Rule: "risk"}, Room{}}
}

// Fields of Risk.
func (Risk) Fields() []ent.Field {
	return []ent.Field{
		field.String("text").MaxLen(4 * pact.MaxNeed),
	}
}

// Edges of Risk.
func (Risk) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("risks").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
	}
}

// Annotations of Risk.
func (Risk) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
