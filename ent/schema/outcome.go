package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"midspan/app/pact"
)

// Outcome is what a relationship is for: a measure that moves from a baseline to a target by a date.
type Outcome struct{ ent.Schema }

// Mixin of Outcome.
func (Outcome) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.OutcomeID, Rule: "outcome"}, Room{}}
}

// Fields of Outcome. due is a calendar date; reading is the latest figure.
func (Outcome) Fields() []ent.Field {
	return []ent.Field{
		field.String("title").MaxLen(4 * pact.MaxTitle),
		field.String("measure").Optional().MaxLen(4 * pact.MaxTitle),
		field.String("unit").Optional().MaxLen(4 * pact.MaxUnit),
		field.Float("baseline").Optional().Nillable(),
		field.Float("target").Optional().Nillable(),
		field.Float("reading").Optional().Nillable(),
		field.String("due").Optional().Nillable().GoType(pact.Date("")).SchemaType(date()).Annotations(entgql.OrderField("DUE")),
	}
}

// Edges of Outcome.
func (Outcome) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("outcomes").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("commitments", Commitment.Type).Annotations(entgql.RelayConnection()),
		edge.To("milestones", Milestone.Type).Annotations(entgql.RelayConnection()),
		edge.To("confirmations", Confirmation.Type).Annotations(entgql.RelayConnection()),
	}
}

// Annotations of Outcome.
func (Outcome) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
