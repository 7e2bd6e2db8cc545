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

// Reading is somebody's word that they read what was published. Only their own organisation knows.
type Reading struct{ ent.Schema }

// Mixin of Reading.
func (Reading) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.ReadingID, Rule: "reading"}}
}

// Fields of Reading.
func (Reading) Fields() []ent.Field {
	return []ent.Field{
		field.String("publication_id").Immutable(),
		field.String("organization_id").Immutable().Annotations(entgql.Skip(entgql.SkipAll)),
		field.String("user_id").Immutable(),
	}
}

// Edges of Reading.
func (Reading) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("publication", Publication.Type).Ref("readings").Field("publication_id").Unique().Required().Immutable(),
		edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable(),
	}
}

// Indexes of Reading.
func (Reading) Indexes() []ent.Index {
	return []ent.Index{index.Fields("publication_id", "organization_id", "user_id").Unique()}
}

// Annotations of Reading.
func (Reading) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
