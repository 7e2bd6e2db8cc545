package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"midspan/app/pact"
)

// Side is one bank of a relationship: an organization, or only a name until the counterpart accepts.
type Side struct{ ent.Schema }

// Mixin of Side.
func (Side) Mixin() []ent.Mixin { return []ent.Mixin{Base{Prefix: pact.SideID, Rule: "side"}} }

// Fields of Side.
func (Side) Fields() []ent.Field {
	return []ent.Field{
		field.String("relationship_id").Immutable(),
		field.String("organization_id").Optional().Nillable(),
		field.Enum("bank").GoType(pact.Bank("")).Immutable(),
		field.String("name").MaxLen(4 * pact.MaxName),
	}
}

// Edges of Side.
func (Side) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("sides").Field("relationship_id").Unique().Required().Immutable(),
		edge.From("organization", Organization.Type).Ref("sides").Field("organization_id").Unique(),
		edge.To("participants", Participant.Type),
	}
}

// Indexes of Side.
func (Side) Indexes() []ent.Index {
	return []ent.Index{index.Fields("relationship_id", "bank").Unique(), index.Fields("organization_id")}
}

// Annotations of Side.
func (Side) Annotations() []schema.Annotation { return []schema.Annotation{plain()} }
