package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"midspan/app/pact"
)

// Relationship is the bridge between exactly two sides.
type Relationship struct{ ent.Schema }

// Mixin of Relationship.
func (Relationship) Mixin() []ent.Mixin {
	return []ent.Mixin{Base{Prefix: pact.RelationshipID, Rule: "relationship"}}
}

// Fields of Relationship. name follows the two sides' names until both agree on another;
// agreed says whether they did. fresh is a start with someone new; paused_until, parted_at,
// reset_at and restarted_at are what both sides decided with two keys. epoch counts the restarts;
// while sealed, things of earlier epochs and shared events up to restart_seq are nobody's to see.
func (Relationship) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").MaxLen(4 * pact.MaxTitle).Annotations(entgql.OrderField("NAME")),
		field.Bool("agreed").Default(false),
		field.Enum("stage").GoType(pact.Stage("")).Default(string(pact.Prepare)),
		field.Time("joined_at").Optional().Nillable(),
		field.Bool("fresh").Default(false).Immutable(),
		field.String("paused_until").Optional().Nillable().GoType(pact.Date("")).SchemaType(date()),
		field.Time("parted_at").Optional().Nillable(),
		field.Time("reset_at").Optional().Nillable(),
		field.Time("restarted_at").Optional().Nillable(),
		field.Int("epoch").Default(0),
		field.Bool("sealed").Default(false),
		field.Int64("restart_seq").Default(0).Annotations(entgql.Skip(entgql.SkipAll)),
		field.Int("meeting_budget").Default(pact.MeetingBudget),
		field.Int("agenda_budget").Default(pact.AgendaBudget),
	}
}

// Edges of Relationship.
func (Relationship) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("sides", Side.Type),
		edge.To("profiles", SideProfile.Type).Annotations(entgql.MapsTo("profile")),
		edge.To("participants", Participant.Type).Annotations(entgql.RelayConnection()),
		edge.To("invitations", Invitation.Type).Annotations(entgql.RelayConnection()),
		edge.To("documents", Document.Type).Annotations(entgql.RelayConnection()),
		edge.To("outcomes", Outcome.Type).Annotations(entgql.RelayConnection()),
		edge.To("commitments", Commitment.Type).Annotations(entgql.RelayConnection()),
		edge.To("conversations", Conversation.Type).Annotations(entgql.RelayConnection()),
		edge.To("joint_acts", JointAct.Type).Annotations(entgql.RelayConnection()),
		edge.To("rounds", Round.Type).Annotations(entgql.RelayConnection()),
		edge.To("needs", Need.Type).Annotations(entgql.RelayConnection()),
		edge.To("waypoints", Waypoint.Type).Annotations(entgql.RelayConnection()),
		edge.To("risks", Risk.Type).Annotations(entgql.RelayConnection()),
		edge.To("agreements", Agreement.Type).Annotations(entgql.RelayConnection()),
		edge.To("trust_behaviours", TrustBehaviour.Type).Annotations(entgql.RelayConnection()),
		edge.To("lookbacks", Lookback.Type).Annotations(entgql.RelayConnection()),
		edge.To("stances", Stance.Type),
		edge.To("topics", Topic.Type).Annotations(entgql.RelayConnection()),
		edge.To("pairings", Pairing.Type).Annotations(entgql.RelayConnection()),
		edge.To("focus_items", FocusItem.Type).Annotations(entgql.RelayConnection()),
		edge.To("wins", Win.Type).Annotations(entgql.RelayConnection()),
		edge.To("milestones", Milestone.Type).Annotations(entgql.RelayConnection()),
		edge.To("benefits", Benefit.Type).Annotations(entgql.RelayConnection()),
		edge.To("publications", Publication.Type).Annotations(entgql.RelayConnection()),
	}
}

// Annotations of Relationship.
func (Relationship) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection()}
}
