package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"midspan/app/pact"
)

// Waypoint is a point on the path to the vision.
type Waypoint struct{ ent.Schema }

// Mixin of Waypoint.
func (Waypoint) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.WaypointID, Rule: "waypoint"}, Room{}}
}

// Fields of Waypoint. due is a calendar date.
func (Waypoint) Fields() []ent.Field {
	return []ent.Field{
		field.String("title").MaxLen(4 * pact.MaxTitle),
		field.String("due").GoType(pact.Date("")).SchemaType(date()).Annotations(entgql.OrderField("DUE")),
		field.Enum("state").GoType(pact.WaypointState("")).Default(string(pact.WaypointAhead)),
	}
}

// Edges of Waypoint.
func (Waypoint) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("waypoints").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("corrections", CourseCorrection.Type).Annotations(entgql.RelayConnection()),
	}
}

// Annotations of Waypoint.
func (Waypoint) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
