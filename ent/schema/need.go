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

// Need is what a side needs, guessed by the other side or named by itself, in its own words once it
// said so.
type Need struct{ ent.Schema }

// Mixin of Need.
func (Need) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.NeedID, Rule: "need"}, Room{}}
}

// Fields of Need. guess is what the other side wrote first, empty when nobody guessed.
func (Need) Fields() []ent.Field {
	return []ent.Field{
		field.String("of_side_id").Immutable(),
		field.Enum("kind").GoType(pact.NeedKind("")),
		field.Enum("state").GoType(pact.NeedState("")),
		field.String("text").MaxLen(4 * pact.MaxNeed),
		field.String("guess").Optional().Immutable().MaxLen(4 * pact.MaxNeed),
		field.String("commitment_id").Optional().Nillable(),
		field.String("outcome_id").Optional().Nillable(),
	}
}

// Edges of Need.
func (Need) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("needs").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("of_side", Side.Type).Field("of_side_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("commitment", Commitment.Type).Field("commitment_id").Unique(),
		edge.To("outcome", Outcome.Type).Field("outcome_id").Unique(),
	}
}

// Indexes of Need.
func (Need) Indexes() []ent.Index {
	return []ent.Index{index.Fields("of_side_id"), index.Fields("commitment_id"), index.Fields("outcome_id")}
}

// Annotations of Need.
func (Need) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
