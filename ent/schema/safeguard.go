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

// Safeguard is a cause of an earlier failure, and what both agree keeps it from happening again.
type Safeguard struct{ ent.Schema }

// Mixin of Safeguard.
func (Safeguard) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.SafeguardID, Rule: "safeguard"}, Room{}}
}

// Fields of Safeguard. text is empty while a cause has none yet; a commitment may carry it.
func (Safeguard) Fields() []ent.Field {
	return []ent.Field{
		field.String("lookback_id").Immutable(),
		field.String("cause").MaxLen(4 * pact.MaxSafeguard),
		field.String("text").MaxLen(4 * pact.MaxSafeguard),
		field.String("commitment_id").Optional().Nillable(),
	}
}

// Edges of Safeguard.
func (Safeguard) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("lookback", Lookback.Type).Ref("safeguards").Field("lookback_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("commitment", Commitment.Type).Field("commitment_id").Unique(),
		edge.To("confirmations", Confirmation.Type).Annotations(cascade(), entgql.RelayConnection()),
	}
}

// Indexes of Safeguard.
func (Safeguard) Indexes() []ent.Index {
	return []ent.Index{index.Fields("lookback_id"), index.Fields("commitment_id")}
}

// Annotations of Safeguard.
func (Safeguard) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
