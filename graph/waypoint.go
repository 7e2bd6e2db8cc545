package graph

import (
	"context"
	"strings"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/coursecorrection"
	"midspan/ent/journal"
	"midspan/ent/waypoint"
	"midspan/graph/model"
)

func checkCourse(title, reason *string) error {
	for _, s := range []*string{title, reason} {
		if s != nil {
			*s = strings.TrimSpace(*s)
		}
	}
	if title != nil {
		if err := pact.Within("title", "The waypoint", *title, true, pact.MaxTitle); err != nil {
			return err
		}
	}
	return within("reason", "The reason", reason, pact.MaxReason)
}

// waypointOf loads a waypoint through the viewer's eyes.
func waypointOf(ctx context.Context, c *ent.Client, id string) (*ent.Waypoint, error) {
	w, err := c.Waypoint.Query().Where(waypoint.ID(id)).Only(ctx)
	return w, found(err)
}

func createWaypoint(ctx context.Context, tx *ent.Client, in model.CreateWaypointInput) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayWrite(p.Role, pact.Shared); err != nil {
		return "", nil, err
	}
	there, err := tx.Waypoint.Query().Where(waypoint.RelationshipID(in.Relationship)).Count(ctx)
	if err := first(err, pact.Room("waypoints", there, pact.MaxWaypoints)); err != nil {
		return "", nil, err
	}
	w, err := tx.Waypoint.Create().SetAudience(pact.Shared).SetRelationshipID(in.Relationship).SetAuthorID(p.UserID).
		SetTitle(in.Title).SetDue(in.Due).Save(ctx)
	if err != nil {
		return "", nil, err
	}
	return w.ID, []journal.Entry{tellShared(p, "waypoint.set", w.ID)}, advance(ctx, tx, in.Relationship, pact.Envision)
}

// correctCourse moves, renames, reaches or drops a waypoint. What is a correction is logged with its
// reason in the same transaction; saying what is so already changes nothing.
func correctCourse(ctx context.Context, tx *ent.Client, in model.CorrectCourseInput) (string, []journal.Entry, error) {
	w, p, err := takeWaypoint(ctx, tx, in.Waypoint)
	if err != nil {
		return "", nil, err
	}
	from := pact.Course{Title: w.Title, Due: w.Due, State: w.State}
	to := corrected(from, in)
	if err := pact.MayCorrect(p.Role, from, to, deref(in.Reason)); err != nil || from == to {
		return w.ID, nil, err
	}
	var told []journal.Entry
	if pact.NeedsReason(from, to) {
		if err := logCorrection(ctx, tx, p, w.ID, *in.Reason, from, to); err != nil {
			return "", nil, err
		}
		told = append(told, tellShared(p, "course.corrected", w.ID))
	}
	if to.State == pact.WaypointReached && from.State != to.State {
		told = append(told, tellShared(p, "waypoint.reached", w.ID))
	}
	return w.ID, told, found(w.Update().SetTitle(to.Title).SetDue(to.Due).SetState(to.State).Exec(ctx))
}

// takeWaypoint loads a waypoint that the viewer may write, and takes its row: what it was before is
// what is logged.
func takeWaypoint(ctx context.Context, tx *ent.Client, id string) (*ent.Waypoint, *ent.Participant, error) {
	w, err := waypointOf(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	p, err := me(ctx, tx, w.RelationshipID)
	if err != nil {
		return nil, nil, err
	}
	if err := pact.MayWrite(p.Role, w.Audience); err != nil {
		return nil, nil, err
	}
	if err := one(tx.Waypoint.Update().Where(waypoint.ID(id)).Modify(asItIs(waypoint.FieldTitle)).Save(ctx)); err != nil {
		return nil, nil, err
	}
	w, err = waypointOf(ctx, tx, id)
	return w, p, err
}

// corrected is the course as an input has it; what is left out stays.
func corrected(c pact.Course, in model.CorrectCourseInput) pact.Course {
	if in.Title != nil {
		c.Title = *in.Title
	}
	if in.Due != nil {
		c.Due = *in.Due
	}
	if in.State != nil {
		c.State = *in.State
	}
	return c
}

func logCorrection(ctx context.Context, tx *ent.Client, p *ent.Participant, waypoint, reason string, from, to pact.Course) error {
	there, err := tx.CourseCorrection.Query().Where(coursecorrection.WaypointID(waypoint)).Count(ctx)
	if err := first(err, pact.Room("corrections of this waypoint", there, pact.MaxCorrections)); err != nil {
		return err
	}
	return tx.CourseCorrection.Create().SetAudience(pact.Shared).SetRelationshipID(p.RelationshipID).SetAuthorID(p.UserID).
		SetWaypointID(waypoint).SetReason(reason).SetFrom(from).SetTo(to).Exec(ctx)
}
