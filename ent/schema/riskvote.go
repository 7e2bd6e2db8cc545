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

// RiskVote is one of the three votes that a person of the two sides has in a pre-mortem. The row is
// in its author's own room: everybody reads how many votes a risk has, and nobody whose they are.
type RiskVote struct{ ent.Schema }

// Mixin of RiskVote.
func (RiskVote) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.RiskVoteID, Rule: "riskvote"}, Room{}}
}

// Fields of RiskVote.
func (RiskVote) Fields() []ent.Field {
	return []ent.Field{
		field.String("risk_id").Immutable(),
		field.String("round_id").Immutable(),
	}
}

// Edges of RiskVote.
func (RiskVote) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("risk", Risk.Type).Ref("ballots").Field("risk_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
	}
}

// Indexes of RiskVote: one for a risk from each person.
func (RiskVote) Indexes() []ent.Index {
	return []ent.Index{index.Fields("risk_id", "author_id").Unique(), index.Fields("round_id", "author_id")}
}

// Annotations of RiskVote: not part of the graph.
func (RiskVote) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}
