package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"midspan/ent/rule"
)

// Stream counts the events of one journal stream. Its id is the id of whom it tells:
// a relationship (shared), a side, or a user.
type Stream struct{ ent.Schema }

// Fields of Stream.
func (Stream) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").Immutable().MaxLen(36),
		field.Int64("seq").Default(0),
	}
}

// Policy of Stream: only the journal itself counts.
func (Stream) Policy() ent.Policy { return rule.For("stream") }

// Annotations of Stream: not part of the graph.
func (Stream) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}
