package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"midspan/app/pact"
)

// Invitation asks one person to a side of a relationship. It belongs to the side that sent it and
// carries only its own letter; the link is known by its hash alone.
type Invitation struct{ ent.Schema }

// Mixin of Invitation.
func (Invitation) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.InvitationID, Rule: "invitation"}, Room{}}
}

// Fields of Invitation. to_side is the side one is asked to; a colleague is asked to one's own, and so is
// an adviser, who joins neither: facet is what they are asked for, and until when; act is where
// both say that they want them.
func (Invitation) Fields() []ent.Field {
	return []ent.Field{
		field.String("to_side_id").Immutable(),
		field.Enum("role").GoType(pact.Role("")).Immutable(),
		field.Bytes("token_hash").Unique().Immutable().Sensitive(),
		field.String("recipient").MaxLen(4 * pact.MaxName).Immutable(),
		field.Text("owning").MaxLen(4 * pact.MaxLetter).Immutable(),
		field.Text("asking").Optional().MaxLen(4 * pact.MaxLetter).Immutable(),
		field.String("facet").Optional().MaxLen(4 * pact.MaxTitle).Immutable(),
		field.String("until").Optional().Nillable().GoType(pact.Date("")).SchemaType(date()).Immutable(),
		field.String("act_id").Optional().Nillable().Immutable(),
		field.Time("expires_at").Immutable(),
		field.Time("revoked_at").Optional().Nillable(),
		field.Enum("answer").GoType(pact.InvitationAnswer("")).Optional().Nillable(),
		field.String("not_before").Optional().Nillable().GoType(pact.Date("")).SchemaType(date()),
		field.Time("answered_at").Optional().Nillable(),
		field.Time("accepted_at").Optional().Nillable(),
		field.String("accepted_by_id").Optional().Nillable(),
	}
}

// Edges of Invitation.
func (Invitation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("invitations").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("to_side", Side.Type).Field("to_side_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
	}
}

// Annotations of Invitation.
func (Invitation) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}

// date stores a calendar date as its ISO 8601 text in either database.
func date() map[string]string {
	return map[string]string{dialect.Postgres: "varchar(10)", dialect.SQLite: "varchar(10)"}
}
