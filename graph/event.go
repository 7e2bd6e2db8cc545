package graph

import (
	"context"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/user"
	"midspan/graph/model"
)

// recheckEvery is how often a silent subscription asks whether its reader still may read.
const recheckEvery = 20 * time.Second

// retryEvery is how soon one that could not read tries again.
const retryEvery = time.Second

// reader is the viewer's own view of the journal of a relationship.
func (r *Resolver) reader(ctx context.Context, relationship string) (journal.Reader, error) {
	p, err := me(ctx, r.Client, relationship)
	if err != nil {
		return journal.Reader{}, err
	}
	return journal.Reader{Client: r.Client, Relationship: relationship, Side: deref(p.SideID), User: p.UserID}, nil
}

// page is what a connection of events was asked for.
type page struct {
	after  *ent.Cursor
	first  *int
	before *ent.Cursor
	last   *int
}

// place reads the cursor of an event of this relationship.
func place(rd journal.Reader, c *ent.Cursor) (journal.Place, error) {
	text, ok := c.Value.(string)
	if !ok || c.ID != rd.Relationship {
		return journal.Place{}, pact.Invalid("after", "This place belongs to another list. Leave it out to begin anew.")
	}
	return journal.ParsePlace(text)
}

func cursorOf(rd journal.Reader, p journal.Place) ent.Cursor {
	return ent.Cursor{ID: rd.Relationship, Value: p.String()}
}

// eventPage reads forward from after, or backward from before (from now on when left out).
func (r *Resolver) eventPage(ctx context.Context, rd journal.Reader, p page) (*model.EventConnection, error) {
	if p.first != nil && p.last != nil || p.after != nil && p.last != nil || p.before != nil && p.first != nil {
		return nil, pact.Invalid("first", "Read forward with first and after, or backward with last and before.")
	}
	n, back, from := pact.DefaultPage, p.last != nil, journal.Place{}
	cursor := p.after
	if p.first != nil {
		n = *p.first
	}
	if back {
		n, cursor = *p.last, p.before
	}
	if n < 0 || n > pact.MaxPage {
		return nil, pact.Invalid("first", "A page holds up to %d events.", pact.MaxPage)
	}
	var err error
	switch {
	case cursor != nil:
		from, err = place(rd, cursor)
	case back:
		from, err = rd.Now(ctx)
	}
	if err != nil {
		return nil, err
	}
	if back && cursor != nil {
		if from, err = rd.Previous(ctx, from); err != nil {
			return nil, err
		}
	}
	read := rd.After
	if back {
		read = rd.Before
	}
	lines, err := read(ctx, from, n+1)
	if err != nil {
		return nil, err
	}
	more := len(lines) > n
	if more && back {
		lines = lines[1:]
	} else if more {
		lines = lines[:n]
	}
	events, err := r.events(ctx, rd, lines)
	if err != nil {
		return nil, err
	}
	conn := &model.EventConnection{Edges: []*model.EventEdge{}, PageInfo: &ent.PageInfo{HasNextPage: more && !back || back && p.before != nil, HasPreviousPage: more && back || !back && p.after != nil}}
	for _, e := range events {
		conn.Edges = append(conn.Edges, &model.EventEdge{Node: e, Cursor: e.Cursor})
	}
	if k := len(events); k > 0 {
		conn.PageInfo.StartCursor, conn.PageInfo.EndCursor = &events[0].Cursor, &events[k-1].Cursor
	}
	return conn, nil
}

// events dresses lines of the journal: their actors in one query, their subjects in one a type.
// A subject that is gone, or not the reader's to see any more, is null.
func (r *Resolver) events(ctx context.Context, rd journal.Reader, lines []journal.Line) ([]*model.Event, error) {
	var actors, subjects []string
	for _, l := range lines {
		if l.ActorID != nil {
			actors = append(actors, *l.ActorID)
		}
		if l.SubjectID != nil {
			subjects = append(subjects, *l.SubjectID)
		}
	}
	people, err := r.Client.User.Query().Where(user.IDIn(actors...)).All(ctx)
	if err != nil {
		return nil, err
	}
	named := map[string]*ent.User{}
	for _, u := range people {
		named[u.ID] = u
	}
	things, err := r.present(ctx, subjects)
	if err != nil {
		return nil, err
	}
	rel, err := relationshipOf(ctx, r.Client, rd.Relationship)
	if err != nil {
		return nil, err
	}
	out := make([]*model.Event, len(lines))
	for i, l := range lines {
		out[i] = &model.Event{
			ID: l.ID, Cursor: cursorOf(rd, l.Place), What: l.What, At: l.CreatedAt, Audience: l.Audience, Relationship: rel,
			Actor: named[deref(l.ActorID)], Subject: things[deref(l.SubjectID)],
		}
	}
	return out, nil
}

// follow gives every event after a place, once and in order, then those that come, until the
// reader leaves or may not read any more. It listens before it reads, so nothing falls between.
func (r *Resolver) follow(ctx context.Context, rd journal.Reader, after *ent.Cursor) (<-chan *model.Event, error) {
	bell, stop := r.Feed.Listen(rd.Streams()...)
	at, err := r.startOf(ctx, rd, after)
	if err != nil {
		stop()
		return nil, err
	}
	out := make(chan *model.Event)
	go func() {
		defer close(out)
		defer stop()
		for {
			if at, err = r.deliver(ctx, rd, at, out); err != nil && pact.CodeOf(err) != pact.Internal {
				leave(ctx, err)
				return
			}
			wait := recheckEvery
			if err != nil {
				wait = retryEvery // the database is away: go on from the same place when it is back
			}
			select {
			case <-bell:
			case <-time.After(wait):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, nil
}

func (r *Resolver) startOf(ctx context.Context, rd journal.Reader, after *ent.Cursor) (journal.Place, error) {
	if after == nil {
		return rd.Now(ctx)
	}
	return place(rd, after)
}

// deliver hands out what there is to read, page by page, as far as the reader still may.
func (r *Resolver) deliver(ctx context.Context, rd journal.Reader, at journal.Place, out chan<- *model.Event) (journal.Place, error) {
	for {
		if err := r.Check(ctx); err != nil {
			return at, err
		}
		if _, err := r.reader(ctx, rd.Relationship); err != nil {
			return at, err
		}
		lines, err := rd.After(ctx, at, pact.MaxPage)
		if err != nil || len(lines) == 0 {
			return at, err
		}
		events, err := r.events(ctx, rd, lines)
		if err != nil {
			return at, err
		}
		for i, e := range events {
			select {
			case out <- e:
				at = lines[i].Place
			case <-ctx.Done():
				return at, ctx.Err()
			}
		}
	}
}
