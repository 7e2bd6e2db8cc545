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

// Confirmation is a side's word: that the wording of a commitment is ours too, or that it was kept; that
// an outcome is our success too; that we will show a behaviour, agree to a safeguard, accept a risk;
// that a win, a milestone or a benefit is so; that this is how we leave a talk. from_side says whose
// word; the row is in the room of what it is about.
type Confirmation struct{ ent.Schema }

// Mixin of Confirmation.
func (Confirmation) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.ConfirmationID, Rule: "confirmation"}, Room{}}
}

// Fields of Confirmation.
func (Confirmation) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(pact.ConfirmationKind("")).Immutable(),
		field.String("commitment_id").Optional().Nillable().Immutable(),
		field.String("outcome_id").Optional().Nillable().Immutable(),
		field.String("trust_behaviour_id").Optional().Nillable().Immutable(),
		field.String("safeguard_id").Optional().Nillable().Immutable(),
		field.String("risk_id").Optional().Nillable().Immutable(),
		field.String("win_id").Optional().Nillable().Immutable(),
		field.String("milestone_id").Optional().Nillable().Immutable(),
		field.String("benefit_id").Optional().Nillable().Immutable(),
		field.String("conversation_id").Optional().Nillable().Immutable(),
		field.String("from_side_id").Immutable(),
		field.String("digest").Immutable().MaxLen(64),
	}
}

// Edges of Confirmation.
func (Confirmation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("commitment", Commitment.Type).Ref("confirmations").Field("commitment_id").Unique().Immutable(),
		edge.From("outcome", Outcome.Type).Ref("confirmations").Field("outcome_id").Unique().Immutable(),
		edge.From("trust_behaviour", TrustBehaviour.Type).Ref("confirmations").Field("trust_behaviour_id").Unique().Immutable(),
		edge.From("safeguard", Safeguard.Type).Ref("confirmations").Field("safeguard_id").Unique().Immutable(),
		edge.From("risk", Risk.Type).Ref("confirmations").Field("risk_id").Unique().Immutable(),
		edge.From("win", Win.Type).Ref("confirmations").Field("win_id").Unique().Immutable(),
		edge.From("milestone", Milestone.Type).Ref("confirmations").Field("milestone_id").Unique().Immutable(),
		edge.From("benefit", Benefit.Type).Ref("confirmations").Field("benefit_id").Unique().Immutable(),
		edge.From("conversation", Conversation.Type).Ref("confirmations").Field("conversation_id").Unique().Immutable(),
		edge.To("from_side", Side.Type).Field("from_side_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
	}
}

// Indexes of Confirmation: one word per side, kind and digest.
func (Confirmation) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("commitment_id", "kind", "digest", "from_side_id").Unique(),
		index.Fields("outcome_id", "digest", "from_side_id").Unique(),
		index.Fields("trust_behaviour_id", "digest", "from_side_id").Unique(),
		index.Fields("safeguard_id", "digest", "from_side_id").Unique(),
		index.Fields("risk_id", "digest", "from_side_id").Unique(),
		index.Fields("win_id", "digest", "from_side_id").Unique(),
		index.Fields("milestone_id", "digest", "from_side_id").Unique(),
		index.Fields("benefit_id", "digest", "from_side_id").Unique(),
		index.Fields("conversation_id", "digest", "from_side_id").Unique(),
	}
}

// Annotations of Confirmation.
func (Confirmation) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
