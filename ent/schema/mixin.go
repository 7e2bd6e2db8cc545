package schema

import (
	"strings"
	"time"

	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"entgo.io/ent/schema/mixin"
	"github.com/google/uuid"

	"midspan/app/pact"
	"midspan/ent/rule"
)

// Base gives a thing its typed id and the privacy rule of its noun: whatever has no rule is denied.
type Base struct {
	mixin.Schema
	Prefix pact.Prefix
	Rule   rule.Noun
}

// NewID makes a fresh id of a type; ids of one process rise with time.
func NewID(p pact.Prefix) string {
	return string(p) + strings.ReplaceAll(uuid.Must(uuid.NewV7()).String(), "-", "")
}

// Fields of every thing.
func (b Base) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").Immutable().MaxLen(36).DefaultFunc(func() string { return NewID(b.Prefix) }),
		field.Time("created_at").Immutable().Default(func() time.Time { return time.Now().UTC() }),
	}
}

// Policy of the noun.
func (b Base) Policy() ent.Policy { return rule.For(b.Rule) }

// Room gives a row its audience. The four columns never change: widening copies.
type Room struct{ mixin.Schema }

// Fields of a row in a room. side is set when the audience is SIDE.
func (Room) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("audience").GoType(pact.Audience("")).Immutable(),
		field.String("relationship_id").Immutable(),
		field.String("side_id").Optional().Nillable().Immutable(),
		field.String("author_id").Immutable(),
	}
}

// Indexes by which the rules of rooms look, and by which a page of a relationship's rows is read in
// the order of their ids.
func (Room) Indexes() []ent.Index {
	return []ent.Index{index.Fields("relationship_id", "id"), index.Fields("side_id"), index.Fields("author_id")}
}

// Sealable is what a restart seals: rows that know their epoch. Whatever has none yet, or never gets
// one, stays outside the seal.
type Sealable struct{ mixin.Schema }

// Fields of what a restart seals.
func (Sealable) Fields() []ent.Field {
	return []ent.Field{field.Int("epoch").Optional().Nillable().Annotations(entgql.Skip(entgql.SkipAll))}
}

// plain keeps a type out of generated filters; the few filters are written by hand in ent/where.go.
func plain() schema.Annotation { return entgql.Skip(entgql.SkipWhereInput) }

// cascade deletes a row with the one it hangs on.
func cascade() schema.Annotation { return entsql.OnDelete(entsql.Cascade) }
