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

// Round asks both sides the same questions unseen, and opens the answers of both at once.
type Round struct{ ent.Schema }

// Mixin of Round.
func (Round) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.RoundID, Rule: "round"}, Room{}, Sealable{}}
}

// Fields of Round. optional lets somebody be ready without a word; document is where both write
// what they take from it, made when the answers are opened.
func (Round) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(pact.RoundKind("")).Immutable(),
		field.Enum("state").GoType(pact.RoundState("")).Default(string(pact.RoundOpen)),
		field.Enum("answering").GoType(pact.Answering("")).Immutable(),
		field.Enum("naming").GoType(pact.Naming("")).Immutable(),
		field.String("title").Immutable().MaxLen(4 * pact.MaxTitle),
		field.JSON("questions", []pact.Question{}).Immutable(),
		field.Bool("optional").Immutable(),
		field.Bool("shows_ready").Immutable(),
		field.String("due").Optional().Nillable().GoType(pact.Date("")).SchemaType(date()),
		field.Time("closed_at").Optional().Nillable(),
		field.Time("revealed_at").Optional().Nillable(),
		field.Int("timer_minutes").Default(0),
		field.Time("timer_started_at").Optional().Nillable(),
		field.String("document_id").Optional().Nillable(),
	}
}

// Edges of Round.
func (Round) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("rounds").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("asked", Participant.Type),
		edge.To("answers", Answer.Type).Annotations(entgql.RelayConnection()),
		edge.To("pooled_answers", PooledAnswer.Type).Annotations(entgql.RelayConnection()),
		edge.To("marks", Mark.Type).Annotations(entgql.RelayConnection()),
		edge.To("risks", Risk.Type).Annotations(entgql.RelayConnection()),
		edge.From("document", Document.Type).Ref("round").Field("document_id").Unique(),
	}
}

// Indexes of Round.
func (Round) Indexes() []ent.Index {
	return []ent.Index{index.Fields("relationship_id", "kind", "state")}
}

// Annotations of Round.
func (Round) Annotations() []schema.Annotation { return []schema.Annotation{entgql.RelayConnection()} }
