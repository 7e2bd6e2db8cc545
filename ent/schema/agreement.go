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

// Agreement is exact text that both sides sign: out for signature, then in force or taken back.
type Agreement struct{ ent.Schema }

// Mixin of Agreement.
func (Agreement) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.AgreementID, Rule: "agreement"}, Room{}}
}

// Fields of Agreement. texts is all that a signature covers, pinned; digest is pact.Digest of it.
// amends_id is the one in force before it.
func (Agreement) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(pact.AgreementKind("")).Immutable(),
		field.Enum("state").GoType(pact.AgreementState("")).Default(string(pact.AgreementProposed)),
		field.String("digest").Immutable().MaxLen(64),
		field.JSON("texts", []pact.SectionText{}).Immutable(),
		field.String("amends_id").Optional().Nillable().Immutable(),
		field.Time("in_force_at").Optional().Nillable(),
		field.Time("withdrawn_at").Optional().Nillable(),
		field.String("withdrawn_by_id").Optional().Nillable(),
	}
}

// Edges of Agreement.
func (Agreement) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("agreements").Field("relationship_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("withdrawn_by", User.Type).Field("withdrawn_by_id").Unique(),
		edge.To("amendments", Agreement.Type).Annotations(entgql.Skip(entgql.SkipAll)).From("amends").Field("amends_id").Unique().Immutable(),
		edge.To("signers", Participant.Type),
		edge.To("signatures", Signature.Type).Annotations(entgql.RelayConnection()),
	}
}

// Indexes of Agreement.
func (Agreement) Indexes() []ent.Index {
	return []ent.Index{index.Fields("relationship_id", "kind", "state")}
}

// Annotations of Agreement.
func (Agreement) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
