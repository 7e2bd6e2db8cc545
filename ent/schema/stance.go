package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"midspan/app/pact"
)

// Stance is how somebody stands to the restart. It blocks nothing, and only their own side knows it.
type Stance struct{ ent.Schema }

// Mixin of Stance.
func (Stance) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.StanceID, Rule: "stance"}, Room{}}
}

// Fields of Stance.
func (Stance) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("stand").GoType(pact.Stand("")),
		field.Time("said_at").Default(func() time.Time { return time.Now().UTC() }),
	}
}

// Edges of Stance.
func (Stance) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("stances").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
	}
}

// Indexes of Stance: one for each person.
func (Stance) Indexes() []ent.Index {
	return []ent.Index{index.Fields("relationship_id", "author_id").Unique()}
}

// Annotations of Stance.
func (Stance) Annotations() []schema.Annotation { return []schema.Annotation{plain()} }
