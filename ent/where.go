package ent

import (
	"midspan/app/pact"
	"midspan/ent/commitment"
	"midspan/ent/document"
	"midspan/ent/focusitem"
	"midspan/ent/predicate"
	"midspan/ent/relationship"
	"midspan/ent/risk"
	"midspan/ent/round"
)

// RelationshipWhereInput is the filter of relationships.
type RelationshipWhereInput struct {
	Stage        *pact.Stage
	NameContains *string
}

// Filter narrows a query; a nil input keeps everything the viewer may see.
func (w *RelationshipWhereInput) Filter(q *RelationshipQuery) (*RelationshipQuery, error) {
	if w == nil {
		return q, nil
	}
	var ps []predicate.Relationship
	if w.Stage != nil {
		ps = append(ps, relationship.StageEQ(*w.Stage))
	}
	if w.NameContains != nil {
		ps = append(ps, relationship.NameContainsFold(*w.NameContains))
	}
	return q.Where(ps...), nil
}

// DocumentWhereInput is the filter of documents.
type DocumentWhereInput struct {
	Kind     *pact.DocumentKind
	Audience *pact.Audience
}

// Filter narrows a query; a nil input keeps everything the viewer may see.
func (w *DocumentWhereInput) Filter(q *DocumentQuery) (*DocumentQuery, error) {
	if w == nil {
		return q, nil
	}
	var ps []predicate.Document
	if w.Kind != nil {
		ps = append(ps, document.KindEQ(*w.Kind))
	}
	if w.Audience != nil {
		ps = append(ps, document.AudienceEQ(*w.Audience))
	}
	return q.Where(ps...), nil
}

// CommitmentWhereInput is the filter of commitments. state and states may be given together.
type CommitmentWhereInput struct {
	State   *pact.CommitmentState
	States  []pact.CommitmentState
	Kind    *pact.CommitmentKind
	Nature  *pact.CommitmentNature
	Outcome *string
}

// Filter narrows a query; a nil input keeps everything the viewer may see.
func (w *CommitmentWhereInput) Filter(q *CommitmentQuery) (*CommitmentQuery, error) {
	if w == nil {
		return q, nil
	}
	var ps []predicate.Commitment
	if w.State != nil {
		ps = append(ps, commitment.StateEQ(*w.State))
	}
	if w.States != nil {
		ps = append(ps, commitment.StateIn(w.States...))
	}
	if w.Kind != nil {
		ps = append(ps, commitment.KindEQ(*w.Kind))
	}
	if w.Nature != nil {
		ps = append(ps, commitment.NatureEQ(*w.Nature))
	}
	if w.Outcome != nil {
		ps = append(ps, commitment.OutcomeID(*w.Outcome))
	}
	return q.Where(ps...), nil
}

// RoundWhereInput is the filter of rounds.
type RoundWhereInput struct {
	Kind  *pact.RoundKind
	State *pact.RoundState
}

// Filter narrows a query; a nil input keeps everything the viewer may see.
func (w *RoundWhereInput) Filter(q *RoundQuery) (*RoundQuery, error) {
	if w == nil {
		return q, nil
	}
	var ps []predicate.Round
	if w.Kind != nil {
		ps = append(ps, round.KindEQ(*w.Kind))
	}
	if w.State != nil {
		ps = append(ps, round.StateEQ(*w.State))
	}
	return q.Where(ps...), nil
}

// FocusItemWhereInput is the filter of focus items.
type FocusItemWhereInput struct {
	Kind  *pact.FocusKind
	Fates []pact.FocusFate
}

// Filter narrows a query; a nil input keeps everything the viewer may see.
func (w *FocusItemWhereInput) Filter(q *FocusItemQuery) (*FocusItemQuery, error) {
	if w == nil {
		return q, nil
	}
	var ps []predicate.FocusItem
	if w.Kind != nil {
		ps = append(ps, focusitem.KindEQ(*w.Kind))
	}
	if w.Fates != nil {
		ps = append(ps, focusitem.FateIn(w.Fates...))
	}
	return q.Where(ps...), nil
}

// RiskWhereInput is the filter of risks.
type RiskWhereInput struct{ Audience *pact.Audience }

// Filter narrows a query; a nil input keeps everything the viewer may see.
func (w *RiskWhereInput) Filter(q *RiskQuery) (*RiskQuery, error) {
	if w == nil || w.Audience == nil {
		return q, nil
	}
	return q.Where(risk.AudienceEQ(*w.Audience)), nil
}
