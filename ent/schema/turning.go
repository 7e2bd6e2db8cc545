package schema

import (
	"time"

	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"

	"midspan/app/pact"
)

// Turning gives a thing that counts by its receiver's word its state, who said that it happened and
// for which side, and when it changed last.
type Turning struct{ mixin.Schema }

// Fields of a thing that counts by its receiver's word.
func (Turning) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("state").GoType(pact.DoneState("")).Default(string(pact.DoneAhead)),
		field.String("said_by_id").Optional().Nillable(),
		field.String("said_side_id").Optional().Nillable(),
		field.Time("changed_at").Default(func() time.Time { return time.Now().UTC() }).Annotations(entgql.OrderField("CHANGED")),
	}
}

// Edges of a thing that counts by its receiver's word.
func (Turning) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("said_by", User.Type).Field("said_by_id").Unique(),
		edge.To("said_side", Side.Type).Field("said_side_id").Unique(),
	}
}
