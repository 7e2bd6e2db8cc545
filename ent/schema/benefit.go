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

// Benefit is what a side, or a person of it, gains: how it was before, what is hoped for, what came of it.
type Benefit struct{ ent.Schema }

// Mixin of Benefit.
func (Benefit) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.BenefitID, Rule: "benefit"}, Room{}, Turning{}}
}

// Fields of Benefit. Figures are whole numbers of unit, or minor units of currency. A personal one has
// none: its label is what its author hopes to gain, and came what they say they gained.
func (Benefit) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(pact.BenefitKind("")).Immutable(),
		field.String("of_side_id").Immutable(),
		field.String("label").Immutable().MaxLen(4 * pact.MaxNeed),
		field.String("unit").Optional().Immutable().MaxLen(4 * pact.MaxUnit),
		field.String("currency").Optional().Immutable().MaxLen(3),
		field.Int("before").Optional().Nillable().Immutable(),
		field.Int("hoped").Optional().Nillable().Immutable(),
		field.Int("after").Optional().Nillable(),
		field.String("came").Optional().MaxLen(4 * pact.MaxNeed),
	}
}

// Edges of Benefit.
func (Benefit) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("benefits").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("of_side", Side.Type).Field("of_side_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("confirmations", Confirmation.Type).Annotations(entgql.RelayConnection()),
	}
}

// Indexes of Benefit.
func (Benefit) Indexes() []ent.Index { return []ent.Index{index.Fields("of_side_id")} }

// Annotations of Benefit.
func (Benefit) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
