package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"midspan/app/pact"
)

// Publication is a statement in force, copied for everybody in both organisations.
type Publication struct{ ent.Schema }

// Mixin of Publication.
func (Publication) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.PublicationID, Rule: "publication"}, Room{}}
}

// Fields of Publication. It stands by itself: its readers see nothing else of the relationship.
func (Publication) Fields() []ent.Field {
	return []ent.Field{
		field.String("agreement_id").Immutable().Unique().MaxLen(36).Annotations(entgql.Skip(entgql.SkipAll)),
		field.String("digest").Immutable().MaxLen(64),
		field.JSON("texts", []pact.SectionText{}).Immutable(),
		field.JSON("signers", []pact.Signer{}).Immutable(),
		field.String("left_name").Immutable().MaxLen(4 * pact.MaxTitle),
		field.String("right_name").Immutable().MaxLen(4 * pact.MaxTitle),
	}
}

// Edges of Publication.
func (Publication) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("publications").Field("relationship_id").Unique().Required().Immutable().Annotations(entgql.Skip(entgql.SkipAll)),
		edge.To("readings", Reading.Type).Annotations(entgql.RelayConnection()),
	}
}

// Annotations of Publication.
func (Publication) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
