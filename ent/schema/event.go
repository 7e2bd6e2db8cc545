package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"midspan/app/pact"
)

// Event is one line of the journal, in exactly one stream: who did what to which thing.
// It never carries text that people wrote.
type Event struct{ ent.Schema }

// Mixin of Event.
func (Event) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.EventID, Rule: "event"}}
}

// Fields of Event. stream is a relationship, side or user id; seq is gapless in it.
func (Event) Fields() []ent.Field {
	return []ent.Field{
		field.String("stream").Immutable().MaxLen(36),
		field.Int64("seq").Immutable(),
		field.String("relationship_id").Optional().Nillable().Immutable(),
		field.String("actor_id").Optional().Nillable().Immutable(),
		field.String("what").Immutable().MaxLen(64),
		field.String("subject_id").Optional().Nillable().Immutable(),
	}
}

// Indexes of Event.
func (Event) Indexes() []ent.Index {
	return []ent.Index{index.Fields("stream", "seq").Unique()}
}

// Annotations of Event: the graph reads it through the journal.
func (Event) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}
