package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"midspan/app/pact"
)

// SigningKey is the public half of a key by which a server signs access tokens. Servers that share
// a database know each other's tokens by it. The private half never comes here.
type SigningKey struct{ ent.Schema }

// Mixin of SigningKey.
func (SigningKey) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.SigningKeyID, Rule: "signingkey"}}
}

// Fields of SigningKey. kid is its RFC 7638 thumbprint. After retired_at nothing it signed is good.
func (SigningKey) Fields() []ent.Field {
	return []ent.Field{
		field.String("kid").Unique().Immutable().MaxLen(43),
		field.Bytes("public").Immutable().MaxLen(32),
		field.Time("retired_at").Optional().Nillable(),
	}
}

// Annotations of SigningKey: not part of the graph.
func (SigningKey) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}
