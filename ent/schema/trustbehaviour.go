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

// TrustBehaviour is what one side needs to see from the other, in the words of whoever is to receive it.
type TrustBehaviour struct{ ent.Schema }

// Mixin of TrustBehaviour.
func (TrustBehaviour) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.TrustBehaviourID, Rule: "trustbehaviour"}, Room{}}
}

// Fields of TrustBehaviour. seen is how one can tell that it happened.
func (TrustBehaviour) Fields() []ent.Field {
	return []ent.Field{
		field.String("receiver_side_id").Immutable(),
		field.String("text").MaxLen(4 * pact.MaxTrustWords),
		field.String("seen").MaxLen(4 * pact.MaxTrustWords),
	}
}

// Edges of TrustBehaviour.
func (TrustBehaviour) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("trust_behaviours").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("receiver", Side.Type).Field("receiver_side_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("confirmations", Confirmation.Type).Annotations(cascade(), entgql.RelayConnection()),
	}
}

// Indexes of TrustBehaviour.
func (TrustBehaviour) Indexes() []ent.Index {
	return []ent.Index{index.Fields("receiver_side_id")}
}

// Annotations of TrustBehaviour.
func (TrustBehaviour) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
