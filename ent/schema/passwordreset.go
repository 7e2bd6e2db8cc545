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

// PasswordReset is one link by which somebody who forgot their password chooses another. Using it
// deletes it; a newer one replaces it. Only the hash of its token is kept.
type PasswordReset struct{ ent.Schema }

// Mixin of PasswordReset.
func (PasswordReset) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.PasswordResetID, Rule: "passwordreset"}}
}

// Fields of PasswordReset.
func (PasswordReset) Fields() []ent.Field {
	return []ent.Field{
		field.String("user_id").Immutable(),
		field.Bytes("token_hash").Unique().Immutable().Sensitive(),
		field.Time("expires_at").Immutable(),
	}
}

// Edges of PasswordReset.
func (PasswordReset) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("user", User.Type).Ref("password_resets").Field("user_id").Unique().Required().Immutable(),
	}
}

// Indexes of PasswordReset.
func (PasswordReset) Indexes() []ent.Index { return []ent.Index{index.Fields("user_id")} }

// Annotations of PasswordReset: not part of the graph.
func (PasswordReset) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}
