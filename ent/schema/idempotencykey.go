package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"midspan/app/pact"
)

// IdempotencyKey remembers what a client mutation id of a user brought about, so that a retry is
// answered and not applied again.
type IdempotencyKey struct{ ent.Schema }

// Mixin of IdempotencyKey.
func (IdempotencyKey) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.IdempotencyKeyID, Rule: "idempotencykey"}}
}

// Fields of IdempotencyKey. digest is of the mutation and its input; result is the id it made.
func (IdempotencyKey) Fields() []ent.Field {
	return []ent.Field{
		field.String("user_id").Immutable(),
		field.String("key").Immutable().MaxLen(128),
		field.String("digest").Immutable().MaxLen(64),
		field.String("result").Immutable().MaxLen(64),
	}
}

// Indexes of IdempotencyKey.
func (IdempotencyKey) Indexes() []ent.Index {
	return []ent.Index{index.Fields("user_id", "key").Unique()}
}

// Annotations of IdempotencyKey: not part of the graph.
func (IdempotencyKey) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}
