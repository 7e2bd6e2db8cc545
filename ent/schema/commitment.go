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

// Commitment is what a side, or both, promise. Its wording is a document of one section.
type Commitment struct{ ent.Schema }

// Mixin of Commitment.
func (Commitment) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.CommitmentID, Rule: "commitment"}, Room{}}
}

// Fields of Commitment. promiser promises when it is INDIVIDUAL; due is a calendar date, rhythm
// says how often instead; digest is the wording that both sides agreed to, and terms_version counts the
// changes of what stands beside it. from_side wrote it;
// reported_… say who reports that it is done, until the other side answers.
func (Commitment) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(pact.CommitmentKind("")).Immutable(),
		field.Enum("nature").GoType(pact.CommitmentNature("")),
		field.Enum("state").GoType(pact.CommitmentState("")).Default(string(pact.Draft)),
		field.String("promiser_id").Optional().Nillable().Immutable(),
		field.String("due").Optional().Nillable().GoType(pact.Date("")).SchemaType(date()).Annotations(entgql.OrderField("DUE")),
		field.String("rhythm").Optional().MaxLen(4 * pact.MaxUnit),
		field.String("digest").Optional().MaxLen(64),
		field.Int("terms_version").Default(0),
		field.String("document_id").Immutable(),
		field.String("outcome_id").Optional().Nillable(),
		field.String("from_side_id").Optional().Nillable().Immutable(),
		field.Time("reported_at").Optional().Nillable(),
		field.String("reported_by_id").Optional().Nillable(),
		field.String("reported_side_id").Optional().Nillable(),
	}
}

// Edges of Commitment.
func (Commitment) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("commitments").Field("relationship_id").Unique().Required().Immutable(),
		edge.From("document", Document.Type).Ref("commitment").Field("document_id").Unique().Required().Immutable(),
		edge.From("outcome", Outcome.Type).Ref("commitments").Field("outcome_id").Unique(),
		edge.To("promiser", Side.Type).Field("promiser_id").Unique().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("owners", Participant.Type),
		edge.To("confirmations", Confirmation.Type).Annotations(entgql.RelayConnection()),
		edge.To("from_side", Side.Type).Field("from_side_id").Unique().Immutable(),
		edge.To("reported_by", User.Type).Field("reported_by_id").Unique(),
		edge.To("reported_side", Side.Type).Field("reported_side_id").Unique(),
		edge.To("steps", CommitmentStep.Type).Annotations(entgql.RelayConnection()),
		edge.To("conversations", Conversation.Type).Annotations(entgql.RelayConnection()),
	}
}

// Indexes of Commitment.
func (Commitment) Indexes() []ent.Index {
	return []ent.Index{index.Fields("relationship_id", "state"), index.Fields("outcome_id")}
}

// Annotations of Commitment.
func (Commitment) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}
