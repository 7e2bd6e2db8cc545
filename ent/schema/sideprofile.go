package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"midspan/app/pact"
)

// SideProfile is what one side thinks of a relationship: its own room, absent for the other side.
type SideProfile struct{ ent.Schema }

// Mixin of SideProfile.
func (SideProfile) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.SideProfileID, Rule: "sideprofile"}, Room{}}
}

// Fields of SideProfile. why is what worries this side.
func (SideProfile) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(pact.RelationshipKind("")).Default(string(pact.OtherKind)),
		field.String("title").Optional().MaxLen(4 * pact.MaxTitle),
		field.Text("why").Optional().MaxLen(4 * pact.MaxWhy),
	}
}

// Edges of SideProfile.
func (SideProfile) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("profiles").Field("relationship_id").Unique().Required().Immutable(),
	}
}

// Indexes of SideProfile.
func (SideProfile) Indexes() []ent.Index {
	return []ent.Index{index.Fields("relationship_id", "side_id").Unique()}
}

// Annotations of SideProfile.
func (SideProfile) Annotations() []schema.Annotation { return []schema.Annotation{plain()} }
