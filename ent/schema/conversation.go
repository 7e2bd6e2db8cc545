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

// Conversation is a talk that both sides agreed beforehand not to avoid: for now about a commitment
// that slipped. Its words are a document of three sections.
type Conversation struct{ ent.Schema }

// Mixin of Conversation.
func (Conversation) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.ConversationID, Rule: "conversation"}, Room{}, Sealable{}}
}

// Fields of Conversation. ending and due are how a side would leave it; both say so to close it.
func (Conversation) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(pact.ConversationKind("")).Immutable(),
		field.Enum("state").GoType(pact.ConversationState("")).Default(string(pact.ConversationOpen)),
		field.Enum("ending").GoType(pact.ConversationEnding("")).Optional().Nillable(),
		field.String("due").Optional().Nillable().GoType(pact.Date("")).SchemaType(date()),
		field.Time("closed_at").Optional().Nillable(),
		field.String("document_id").Immutable(),
		field.String("commitment_id").Optional().Nillable().Immutable(),
	}
}

// Edges of Conversation.
func (Conversation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("relationship", Relationship.Type).Ref("conversations").Field("relationship_id").Unique().Required().Immutable(),
		edge.From("document", Document.Type).Ref("conversation").Field("document_id").Unique().Required().Immutable(),
		edge.From("commitment", Commitment.Type).Ref("conversations").Field("commitment_id").Unique().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
		edge.To("confirmations", Confirmation.Type).Annotations(entgql.RelayConnection()),
	}
}

// Indexes of Conversation.
func (Conversation) Indexes() []ent.Index {
	return []ent.Index{index.Fields("relationship_id", "state"), index.Fields("commitment_id", "id")}
}

// Annotations of Conversation.
func (Conversation) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), plain()}
}
