package schema

import (
	"time"

	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"midspan/app/pact"
)

// Participant is a user in a relationship: on a side, or an adviser of both without one.
type Participant struct{ ent.Schema }

// Mixin of Participant.
func (Participant) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.ParticipantID, Rule: "participant"}}
}

// Fields of Participant. removed_at ends the access, what the person wrote stays; a hub
// holds the whole of its side. An adviser has a facet, and may have a last day, until.
func (Participant) Fields() []ent.Field {
	return []ent.Field{
		field.String("relationship_id").Immutable(),
		field.String("side_id").Optional().Nillable().Immutable(),
		field.String("user_id").Immutable(),
		field.Enum("role").GoType(pact.Role("")),
		field.Time("joined_at").Immutable().Default(func() time.Time { return time.Now().UTC() }),
		field.Time("removed_at").Optional().Nillable(),
		field.Bool("hub").Default(false),
		field.String("facet").Optional().MaxLen(4 * pact.MaxTitle),
		field.String("until").Optional().Nillable().GoType(pact.Date("")).SchemaType(date()),
	}
}

// Edges of Participant.
func (Participant) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("participants").Field("relationship_id").Unique().Required().Immutable(),
		edge.From("side", Side.Type).Ref("participants").Field("side_id").Unique().Immutable(),
		edge.From("user", User.Type).Ref("participants").Field("user_id").Unique().Required().Immutable(),
		edge.From("commitments", Commitment.Type).Ref("owners"),
		edge.From("wins", Win.Type).Ref("people"),
		edge.From("rounds", Round.Type).Ref("asked"),
		edge.From("agreements", Agreement.Type).Ref("signers"),
	}
}

// Indexes of Participant.
func (Participant) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("relationship_id", "user_id").Unique(),
		index.Fields("user_id", "relationship_id", "side_id"),
		index.Fields("side_id"),
	}
}

// Annotations of Participant.
func (Participant) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
