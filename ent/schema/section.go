package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"midspan/app/pact"
)

// Section is one text of a document, materialised from its log. key names the Yjs root.
type Section struct{ ent.Schema }

// Mixin of Section.
func (Section) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.SectionID, Rule: "section"}}
}

// Fields of Section. seq is the document's sequence when the text last changed.
func (Section) Fields() []ent.Field {
	return []ent.Field{
		field.String("document_id").Immutable(),
		field.String("key").Immutable().MaxLen(64),
		field.String("prompt").Immutable().MaxLen(4 * pact.MaxTitle),
		field.Int("position").Immutable(),
		field.Text("text").Default(""),
		field.Int64("seq").Default(0),
	}
}

// Edges of Section.
func (Section) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("document", Document.Type).Ref("sections").Field("document_id").Unique().Required().Immutable(),
	}
}

// Indexes of Section.
func (Section) Indexes() []ent.Index { return []ent.Index{index.Fields("document_id", "key").Unique()} }

// Annotations of Section.
func (Section) Annotations() []schema.Annotation { return []schema.Annotation{plain()} }
