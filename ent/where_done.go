package ent

import (
	"midspan/app/pact"
	"midspan/ent/milestone"
	"midspan/ent/win"
)

// WinWhereInput is the filter of wins.
type WinWhereInput struct{ States []pact.DoneState }

// Filter narrows a query; a nil input keeps everything the viewer may see.
func (w *WinWhereInput) Filter(q *WinQuery) (*WinQuery, error) {
	if w != nil && w.States != nil {
		q = q.Where(win.StateIn(w.States...))
	}
	return q, nil
}

// MilestoneWhereInput is the filter of milestones.
type MilestoneWhereInput struct{ States []pact.DoneState }

// Filter narrows a query; a nil input keeps everything the viewer may see.
func (w *MilestoneWhereInput) Filter(q *MilestoneQuery) (*MilestoneQuery, error) {
	if w != nil && w.States != nil {
		q = q.Where(milestone.StateIn(w.States...))
	}
	return q, nil
}
