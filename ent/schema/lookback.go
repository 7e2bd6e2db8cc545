package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"midspan/app/pact"
)

// Lookback is a talk about an earlier failure, held once and within its time.
type Lookback struct{ ent.Schema }

// Mixin of Lookback.
func (Lookback) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.LookbackID, Rule: "lookback"}, Room{}, Sealable{}}
}

// Fields of Lookback. elsewhere says that it happened with another partner, who is not named; document
// is where both write what happened, closed with it.
func (Lookback) Fields() []ent.Field {
	return []ent.Field{
		field.Bool("elsewhere").Immutable(),
		field.Int("minutes"),
		field.Time("timer_started_at").Optional().Nillable(),
		field.Time("closed_at").Optional().Nillable(),
		field.String("document_id").Immutable(),
	}
}

// Edges of Lookback.
func (Lookback) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("lookbacks").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.From("document", Document.Type).Ref("lookback").Field("document_id").Unique().Required().Immutable(),
		edge.To("safeguards", Safeguard.Type).Annotations(entgql.RelayConnection()),
	}
}

// Annotations of Lookback.
func (Lookback) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
