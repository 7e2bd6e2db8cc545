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

// Answer is what a side, or a person, says in a round. It is made with the round, so that nothing
// tells when it was begun; until the round is revealed it is there for nobody else.
type Answer struct{ ent.Schema }

// Mixin of Answer.
func (Answer) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.AnswerID, Rule: "answer"}, Room{}}
}

// Fields of Answer. whose is the side or the user that answers, and person
// the user where people do; texts are what was handed in, and
// digest is pact.AnswerDigest of them; choices are picked before.
func (Answer) Fields() []ent.Field {
	return []ent.Field{
		field.String("round_id").Immutable(),
		field.String("from_side_id").Immutable(),
		field.String("whose").Immutable().MaxLen(36),
		field.String("person_id").Optional().Nillable().Immutable(),
		field.String("document_id").Optional().Nillable().Immutable(),
		field.JSON("choices", map[string]pact.Choice{}).Optional(),
		field.JSON("texts", []pact.AnswerText{}).Optional(),
		field.String("salt").Optional().Nillable().MaxLen(64),
		field.String("digest").Optional().Nillable().MaxLen(64),
		field.Time("submitted_at").Optional().Nillable(),
		field.String("submitted_by_id").Optional().Nillable(),
	}
}

// Edges of Answer.
func (Answer) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("round", Round.Type).Ref("answers").Field("round_id").Unique().Required().Immutable(),
		edge.To("from_side", Side.Type).Field("from_side_id").Unique().Required().Immutable().Annotations(entgql.MapsTo("side")),
		edge.To("person", User.Type).Field("person_id").Unique().Immutable().Annotations(entgql.MapsTo("author")),
		edge.From("document", Document.Type).Ref("answer").Field("document_id").Unique().Immutable(),
	}
}

// Indexes of Answer: one from each who is asked.
func (Answer) Indexes() []ent.Index {
	return []ent.Index{index.Fields("round_id", "whose").Unique()}
}

// Annotations of Answer.
func (Answer) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
