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

// Win is a small win: planned, said to have happened with what was learned from it, and confirmed by
// the side that did not say so.
type Win struct{ ent.Schema }

// Mixin of Win.
func (Win) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.WinID, Rule: "win"}, Room{}, Turning{}}
}

// Fields of Win. of_side is whose win it is, nobody's when it is both's.
func (Win) Fields() []ent.Field {
	return []ent.Field{
		field.String("text").Immutable().MaxLen(4 * pact.MaxNeed),
		field.String("due").Immutable().GoType(pact.Date("")).SchemaType(date()),
		field.String("learning").Optional().MaxLen(4 * pact.MaxNeed),
		field.String("of_side_id").Optional().Nillable().Immutable(),
		field.String("outcome_id").Optional().Nillable().Immutable(),
	}
}

// Edges of Win.
func (Win) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("wins").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("of_side", Side.Type).Field("of_side_id").Unique().Immutable(),
		edge.To("outcome", Outcome.Type).Field("outcome_id").Unique().Immutable(),
		edge.To("people", Participant.Type),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("confirmations", Confirmation.Type).Annotations(entgql.RelayConnection()),
	}
}

// Indexes of Win.
func (Win) Indexes() []ent.Index {
	return []ent.Index{index.Fields("relationship_id", "changed_at", "id"), index.Fields("outcome_id")}
}

// Annotations of Win.
func (Win) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}
