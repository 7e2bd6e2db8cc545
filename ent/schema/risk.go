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

// Risk is something that may go wrong. A doubt begins with whoever has it, in their own room, until
// the pre-mortem asks for it. One on the table is a row of its own, shared, of an opened pre-mortem.
type Risk struct{ ent.Schema }

// Mixin of Risk.
func (Risk) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.RiskID, Rule: "risk"}, Room{}}
}

// Fields of Risk. All but the text is of those on the table; votes is how many ballots it has.
func (Risk) Fields() []ent.Field {
	return []ent.Field{
		field.String("text").MaxLen(4 * pact.MaxNeed),
		field.String("round_id").Optional().Nillable().Immutable(),
		field.Enum("kind").GoType(pact.RiskKind("")).Optional().Nillable(),
		field.JSON("phrases", []pact.Phrase{}).Optional(),
		field.Int("votes").Default(0),
		field.Enum("treatment").GoType(pact.RiskTreatment("")).Optional().Nillable(),
		field.String("commitment_id").Optional().Nillable(),
		field.String("opportunity").Optional().MaxLen(4 * pact.MaxReason),
	}
}

// Edges of Risk.
func (Risk) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("risks").Field("relationship_id").Unique().Required().Immutable(),
		edge.From("round", Round.Type).Ref("risks").Field("round_id").Unique().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("commitment", Commitment.Type).Field("commitment_id").Unique(),
		edge.To("ballots", RiskVote.Type),
		edge.To("confirmations", Confirmation.Type).Annotations(entgql.RelayConnection()),
	}
}

// Indexes of Risk.
func (Risk) Indexes() []ent.Index { return []ent.Index{index.Fields("round_id", "id")} }

// Annotations of Risk.
func (Risk) Annotations() []schema.Annotation { return []schema.Annotation{entgql.RelayConnection()} }
