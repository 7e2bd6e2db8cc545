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

// Signature is one person's word, for their side, on the exact text of an agreement.
type Signature struct{ ent.Schema }

// Mixin of Signature.
func (Signature) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.SignatureID, Rule: "signature"}, Room{}}
}

// Fields of Signature. record is a JWS over the digest, the name and the time; it keeps the name when
// the account is deleted.
func (Signature) Fields() []ent.Field {
	return []ent.Field{
		field.String("agreement_id").Immutable(),
		field.String("participant_id").Immutable(),
		field.String("from_side_id").Immutable(),
		field.String("digest").Immutable().MaxLen(64),
		field.String("record").Immutable().MaxLen(4096),
	}
}

// Edges of Signature.
func (Signature) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("agreement", Agreement.Type).Ref("signatures").Field("agreement_id").Unique().Required().Immutable(),
		edge.To("participant", Participant.Type).Field("participant_id").Unique().Required().Immutable(),
		edge.To("from_side", Side.Type).Field("from_side_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
	}
}

// Indexes of Signature: one a person.
func (Signature) Indexes() []ent.Index {
	return []ent.Index{index.Fields("agreement_id", "participant_id").Unique()}
}

// Annotations of Signature.
func (Signature) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
