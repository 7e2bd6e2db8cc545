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

// ClientBinding says which user a CRDT client id of a document belongs to, from its first write on.
type ClientBinding struct{ ent.Schema }

// Mixin of ClientBinding.
func (ClientBinding) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.ClientBindingID, Rule: "clientbinding"}}
}

// Fields of ClientBinding.
func (ClientBinding) Fields() []ent.Field {
	return []ent.Field{
		field.String("document_id").Immutable(),
		field.Uint32("client").Immutable(),
		field.String("user_id").Immutable(),
	}
}

// Edges of ClientBinding.
func (ClientBinding) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("document", Document.Type).Ref("bindings").Field("document_id").Unique().Required().Immutable(),
	}
}

// Indexes of ClientBinding.
func (ClientBinding) Indexes() []ent.Index {
	return []ent.Index{index.Fields("document_id", "client").Unique(), index.Fields("user_id", "created_at")}
}

// Annotations of ClientBinding: not part of the graph.
func (ClientBinding) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}
