package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"midspan/app/pact"
)

// JointAct is something only both sides together can do: it takes effect once, when an owner of
// the other side turns the second key.
type JointAct struct{ ent.Schema }

// Mixin of JointAct.
func (JointAct) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.JointActID, Rule: "jointact"}, Room{}}
}

// Fields of JointAct. digest covers kind, target and text, so that the second key fits only what
// was on screen. The first key is the author's, of from_side.
func (JointAct) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(pact.JointActKind("")).Immutable(),
		field.Enum("state").GoType(pact.JointActState("")).Default(string(pact.Proposed)).Annotations(entgql.Skip(entgql.SkipType)), // what is told hangs on expires_at too
		field.String("target").Immutable().MaxLen(36),
		field.String("text").Optional().Immutable().MaxLen(4 * pact.MaxTitle),
		field.String("digest").Immutable().MaxLen(64),
		field.String("from_side_id").Immutable(),
		field.Time("expires_at").Immutable(),
		field.String("turned_by_id").Optional().Nillable(),
		field.Time("turned_at").Optional().Nillable(),
	}
}

// Edges of JointAct.
func (JointAct) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("joint_acts").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("from_side", Side.Type).Field("from_side_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("turned_by", User.Type).Field("turned_by_id").Unique(),
	}
}

// Annotations of JointAct.
func (JointAct) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
