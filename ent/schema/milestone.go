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

// Milestone is a point on the way to an outcome, with the day that was agreed and the one that is expected.
type Milestone struct{ ent.Schema }

// Mixin of Milestone.
func (Milestone) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.MilestoneID, Rule: "milestone"}, Room{}, Turning{}}
}

// Fields of Milestone. of_side is whose it is, the side of its owner. reason is why it was moved, let
// go or taken up again last; slip_seen is the day on which it was first expected later than agreed.
func (Milestone) Fields() []ent.Field {
	return []ent.Field{
		field.String("title").MaxLen(4 * pact.MaxTitle),
		field.String("due").Immutable().GoType(pact.Date("")).SchemaType(date()).Annotations(entgql.OrderField("DUE")),
		field.String("expected").GoType(pact.Date("")).SchemaType(date()),
		field.String("slip_seen").Optional().Nillable().GoType(pact.Date("")).SchemaType(date()),
		field.String("reason").Optional().MaxLen(4 * pact.MaxReason),
		field.String("of_side_id").Immutable(),
		field.String("owner_id"),
		field.String("outcome_id").Immutable(),
	}
}

// Edges of Milestone.
func (Milestone) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("milestones").Field("relationship_id").Unique().Required().Immutable(),
		edge.From("outcome", Outcome.Type).Ref("milestones").Field("outcome_id").Unique().Required().Immutable(),
		edge.To("of_side", Side.Type).Field("of_side_id").Unique().Required().Immutable(),
		edge.To("owner", Participant.Type).Field("owner_id").Unique().Required(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("confirmations", Confirmation.Type).Annotations(entgql.RelayConnection()),
	}
}

// Indexes of Milestone.
func (Milestone) Indexes() []ent.Index {
	return []ent.Index{index.Fields("relationship_id", "due", "id"), index.Fields("outcome_id", "due")}
}

// Annotations of Milestone.
func (Milestone) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}
