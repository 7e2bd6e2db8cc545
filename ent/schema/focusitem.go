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

// FocusItem is something that takes both sides' time: a meeting, a point of the agenda, a piece of work.
type FocusItem struct{ ent.Schema }

// Mixin of FocusItem.
func (FocusItem) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.FocusItemID, Rule: "focusitem"}, Room{}}
}

// Fields of FocusItem. to_whom says where work went that was handed out; decided is the last word on it.
func (FocusItem) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(pact.FocusKind("")).Immutable(),
		field.String("text").Immutable().MaxLen(4 * pact.MaxTitle),
		field.String("rhythm").Optional().Immutable().MaxLen(4 * pact.MaxUnit),
		field.Enum("fate").GoType(pact.FocusFate("")),
		field.String("to_whom").Optional().MaxLen(4 * pact.MaxName),
		field.String("outcome_id").Optional().Nillable(),
		field.String("decided_by_id").Optional().Nillable(),
		field.Time("decided_at").Optional().Nillable(),
	}
}

// Edges of FocusItem.
func (FocusItem) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("focus_items").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("decided_by", User.Type).Field("decided_by_id").Unique(),
		edge.To("outcome", Outcome.Type).Field("outcome_id").Unique(),
		edge.To("learnings", Learning.Type).Annotations(entgql.RelayConnection()),
	}
}

// Indexes of FocusItem.
func (FocusItem) Indexes() []ent.Index {
	return []ent.Index{index.Fields("relationship_id", "kind", "fate"), index.Fields("outcome_id")}
}

// Annotations of FocusItem.
func (FocusItem) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}
