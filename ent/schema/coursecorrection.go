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

// CourseCorrection is a change of the path, with its reason.
type CourseCorrection struct{ ent.Schema }

// Mixin of CourseCorrection.
func (CourseCorrection) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.CorrectionID, Rule: "coursecorrection"}, Room{}}
}

// Fields of CourseCorrection. from and to are the waypoint before and after.
func (CourseCorrection) Fields() []ent.Field {
	return []ent.Field{
		field.String("waypoint_id").Immutable(),
		field.String("reason").Immutable().MaxLen(4 * pact.MaxReason),
		field.JSON("from", pact.Course{}).Immutable(),
		field.JSON("to", pact.Course{}).Immutable(),
	}
}

// Edges of CourseCorrection.
func (CourseCorrection) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("waypoint", Waypoint.Type).Ref("corrections").Field("waypoint_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
	}
}

// Indexes of CourseCorrection.
func (CourseCorrection) Indexes() []ent.Index { return []ent.Index{index.Fields("waypoint_id", "id")} }

// Annotations of CourseCorrection.
func (CourseCorrection) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
