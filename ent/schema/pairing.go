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

// Pairing is two people, one of each side, who carry topics together.
type Pairing struct{ ent.Schema }

// Mixin of Pairing.
func (Pairing) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.PairingID, Rule: "pairing"}, Room{}}
}

// Fields of Pairing.
func (Pairing) Fields() []ent.Field {
	return []ent.Field{
		field.String("left_id").Immutable(),
		field.String("right_id").Immutable(),
	}
}

// Edges of Pairing.
func (Pairing) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("pairings").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("left", Participant.Type).Field("left_id").Unique().Required().Immutable(),
		edge.To("right", Participant.Type).Field("right_id").Unique().Required().Immutable(),
		edge.To("topics", Topic.Type),
	}
}

// Indexes of Pairing: two people are paired once.
func (Pairing) Indexes() []ent.Index {
	return []ent.Index{index.Fields("left_id", "right_id").Unique(), index.Fields("right_id")}
}

// Annotations of Pairing.
func (Pairing) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
