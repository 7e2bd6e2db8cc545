package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"midspan/app/pact"
)

// Organization is one of the two houses a bridge stands between.
type Organization struct{ ent.Schema }

// Mixin of Organization.
func (Organization) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.OrganizationID, Rule: "organization"}}
}

// Fields of Organization.
func (Organization) Fields() []ent.Field {
	return []ent.Field{field.String("name").MaxLen(4 * pact.MaxName)}
}

// Edges of Organization.
func (Organization) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("memberships", Membership.Type),
		edge.To("sides", Side.Type),
	}
}

// Annotations of Organization.
func (Organization) Annotations() []schema.Annotation { return []schema.Annotation{plain()} }
