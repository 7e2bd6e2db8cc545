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

// Confirmation is a side's word on a commitment: that the wording of this digest is ours too, or
// that it was kept; or on an outcome: that it is our success too; or on a conversation: that this is how we leave it. from_side says whose word; the row itself is shared.
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
		index.Fields("conversation_id", "digest", "from_side_id").Unique(),
	}
}

// Annotations of Confirmation.
func (Confirmation) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
