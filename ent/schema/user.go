package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"midspan/app/pact"
)

// User is a person with an account.
type User struct{ ent.Schema }

// Mixin of User.
func (User) Mixin() []ent.Mixin { return []ent.Mixin{Base{Prefix: pact.UserID, Rule: "user"}} }

// Fields of User. zone is an IANA name; due dates are calendar dates there.
func (User) Fields() []ent.Field {
	return []ent.Field{
		field.String("email").Unique().MaxLen(pact.MaxEmail),
		field.String("name").MaxLen(4 * pact.MaxName),
		field.String("password_hash").Sensitive(),
		field.String("zone").Default("UTC").MaxLen(64),
	}
}

// Edges of User.
func (User) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("memberships", Membership.Type),
		edge.To("sessions", Session.Type),
		edge.To("api_tokens", APIToken.Type).Annotations(entgql.Skip(entgql.SkipAll)),
		edge.To("password_resets", PasswordReset.Type).Annotations(entgql.Skip(entgql.SkipAll)),
		edge.To("participants", Participant.Type),
	}
}

// Annotations of User.
func (User) Annotations() []schema.Annotation { return []schema.Annotation{plain()} }
