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

// CommitmentStep is a step of a commitment's life, with what was said to it. Steps are added only.
type CommitmentStep struct{ ent.Schema }

// Mixin of CommitmentStep.
func (CommitmentStep) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.CommitmentStepID, Rule: "commitmentstep"}, Room{}}
}

// Fields of CommitmentStep. from_side says whose step it is.
func (CommitmentStep) Fields() []ent.Field {
	return []ent.Field{
		field.String("commitment_id").Immutable(),
		field.Enum("kind").GoType(pact.CommitmentStepKind("")).Immutable(),
		field.String("from_side_id").Immutable(),
		field.String("note").Optional().Immutable().MaxLen(4 * pact.MaxReason),
	}
}

// Edges of CommitmentStep.
func (CommitmentStep) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("commitment", Commitment.Type).Ref("steps").Field("commitment_id").Unique().Required().Immutable(),
		edge.To("from_side", Side.Type).Field("from_side_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
	}
}

// Indexes of CommitmentStep.
func (CommitmentStep) Indexes() []ent.Index { return []ent.Index{index.Fields("commitment_id", "id")} }

// Annotations of CommitmentStep.
func (CommitmentStep) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
