package journal

import (
	"context"
	"fmt"
	"slices"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/event"
	"midspan/ent/predicate"
	"midspan/ent/stream"
	"midspan/ent/viewer"
)

// Reader is one person's view of the journal of a relationship: the shared stream, the one of
// their side ("" for an adviser) and their own.
type Reader struct {
	Client       *ent.Client
	Relationship string
	Side         string
	User         string
}

// Place says how much of each stream was read.
type Place struct{ Shared, Side, Own int64 }

// String writes a place so that ParsePlace reads it.
func (p Place) String() string { return fmt.Sprintf("%d.%d.%d", p.Shared, p.Side, p.Own) }

// ParsePlace reads what String wrote.
func ParsePlace(s string) (p Place, err error) {
	if _, err = fmt.Sscanf(s, "%d.%d.%d", &p.Shared, &p.Side, &p.Own); err != nil || p.String() != s || min(p.Shared, p.Side, p.Own) < 0 {
		return Place{}, pact.Invalid("after", "This place in the journal cannot be read. Leave it out to begin anew.")
	}
	return p, nil
}

// Line is an event and the place one has reached after reading it.
type Line struct {
	*ent.Event
	Place    Place
	Audience pact.Audience
}

type source struct {
	id       string
	audience pact.Audience
	at       func(*Place) *int64
}

func (r Reader) sources() []source {
	all := []source{
		{r.Relationship, pact.Shared, func(p *Place) *int64 { return &p.Shared }},
		{r.Side, pact.OurSide, func(p *Place) *int64 { return &p.Side }},
		{r.User, pact.Author, func(p *Place) *int64 { return &p.Own }},
	}
	return slices.DeleteFunc(all, func(s source) bool { return s.id == "" })
}

// After gives up to limit lines that follow a place: each stream in its own order, all of them
// merged by the time of writing. The rules narrow it to what the viewer in ctx may read.
func (r Reader) After(ctx context.Context, p Place, limit int) ([]Line, error) {
	heads, err := r.load(ctx, limit, ent.Asc(event.FieldSeq), func(s source) predicate.Event { return event.SeqGT(*s.at(&p)) })
	if err != nil {
		return nil, err
	}
	var lines []Line
	for len(lines) < limit {
		next := pick(heads, func(a, b string) bool { return a < b })
		if next < 0 {
			break
		}
		e := heads[next].events[0]
		heads[next].events = heads[next].events[1:]
		*heads[next].at(&p) = e.Seq
		lines = append(lines, Line{e, p, heads[next].audience})
	}
	return lines, nil
}

// Before gives up to limit lines that lie before a place, which counts as not yet read, in order.
func (r Reader) Before(ctx context.Context, p Place, limit int) ([]Line, error) {
	tails, err := r.load(ctx, limit+1, ent.Desc(event.FieldSeq), func(s source) predicate.Event { return event.SeqLTE(*s.at(&p)) })
	if err != nil {
		return nil, err
	}
	var lines []Line
	for len(lines) < limit {
		next := pick(tails, func(a, b string) bool { return a > b })
		if next < 0 {
			break
		}
		t := &tails[next]
		lines = append(lines, Line{t.events[0], p, t.audience})
		*t.at(&p) = t.events[0].Seq - 1
		t.events = t.events[1:]
	}
	slices.Reverse(lines)
	return lines, nil
}

// Now gives the place of somebody who has read everything.
func (r Reader) Now(ctx context.Context) (p Place, err error) {
	ctx = viewer.System(ctx, "journal")
	for _, s := range r.sources() {
		row, err := r.Client.Stream.Query().Where(stream.ID(s.id)).Only(ctx)
		switch {
		case ent.IsNotFound(err):
		case err != nil:
			return p, err
		default:
			*s.at(&p) = row.Seq
		}
	}
	return p, nil
}

type loaded struct {
	source
	events []*ent.Event
}

func (r Reader) load(ctx context.Context, limit int, order event.OrderOption, from func(source) predicate.Event) ([]loaded, error) {
	var all []loaded
	for _, s := range r.sources() {
		events, err := r.Client.Event.Query().
			Where(event.Stream(s.id), event.RelationshipID(r.Relationship), from(s)).
			Order(order).Limit(limit).All(ctx)
		if err != nil {
			return nil, fmt.Errorf("read journal: %w", err)
		}
		all = append(all, loaded{s, events})
	}
	return all, nil
}

// pick gives the stream whose first event comes first, -1 when all are read.
func pick(all []loaded, first func(a, b string) bool) int {
	best := -1
	for i, s := range all {
		if len(s.events) > 0 && (best < 0 || first(s.events[0].ID, all[best].events[0].ID)) {
			best = i
		}
	}
	return best
}

// Streams lists what the reader has to listen to.
func (r Reader) Streams() []string {
	var ids []string
	for _, s := range r.sources() {
		ids = append(ids, s.id)
	}
	return ids
}

// Previous gives the place just before the line that a place was given with: reading backward
// from a line leaves that line out.
func (r Reader) Previous(ctx context.Context, p Place) (Place, error) {
	last, err := r.Before(ctx, p, 1)
	if err != nil || len(last) == 0 {
		return p, err
	}
	for _, s := range r.sources() {
		if s.audience == last[0].Audience {
			*s.at(&p) = last[0].Seq - 1
		}
	}
	return p, nil
}
