package main

import (
	"context"
	"log/slog"
	"time"

	"midspan/api/room"
	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/document"
	"midspan/ent/event"
	"midspan/ent/participant"
	"midspan/ent/viewer"
)

// watch looks after those whose part in a relationship has changed, here or on another server:
// their sockets end, or come back with the rights they have now.
type watch struct {
	client *ent.Client
	hub    *room.Hub
	log    *slog.Logger
	grown  chan []string
}

func newWatch(client *ent.Client, hub *room.Hub, log *slog.Logger) *watch {
	return &watch{client: client, hub: hub, log: log, grown: make(chan []string, 256)}
}

// grew hears which streams grew. It does not wait: with too much to hear, every socket is looked at.
func (w *watch) grew(streams []string) {
	select {
	case w.grown <- streams:
	default:
		select {
		case w.grown <- nil:
		default: // then whoever reads has more than enough to find out
		}
	}
}

// run acts on what grew until ctx ends.
func (w *watch) run(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			w.lookAtAdvisers(ctx)
		case streams := <-w.grown:
			w.look(ctx, streams)
		}
	}
}

// fresh is how old an event may be to be news: it has just been told of.
const fresh = time.Minute

// lookEvery is how often somebody is looked for whose last day is over, which nothing tells of.
const lookEvery = 10 * time.Second

// lookAtAdvisers ends the sockets of advisers whose last day was yesterday.
func (w *watch) lookAtAdvisers(ctx context.Context) {
	if w.hub.Load().Sockets == 0 {
		return
	}
	yesterday := pact.Today(time.Now().AddDate(0, 0, -1))
	users, err := w.client.Participant.Query().Where(participant.UntilEQ(yesterday), participant.RemovedAtIsNil()).
		Select(participant.FieldUserID).Strings(viewer.System(ctx, "sockets of people whose part changed"))
	if err != nil {
		w.log.WarnContext(ctx, "cannot see whose last day is over", "error", err)
		return
	}
	for _, u := range users {
		w.hub.Recheck(u)
	}
}

func (w *watch) look(ctx context.Context, streams []string) {
	if streams == nil {
		w.hub.Recheck("")
		return
	}
	var shared []string
	for _, s := range streams {
		if pact.RelationshipID.Is(s) {
			shared = append(shared, s)
		}
	}
	if len(shared) == 0 || w.hub.Load().Sockets == 0 {
		return
	}
	users, err := w.changed(viewer.System(ctx, "sockets of people whose part changed"), shared)
	if err != nil {
		w.log.WarnContext(ctx, "cannot see whose part changed, looking at every socket", "error", err)
		w.hub.Recheck("")
		return
	}
	for _, u := range users {
		w.hub.Recheck(u)
	}
	if closed, err := w.closed(viewer.System(ctx, "sockets of people whose part changed"), shared); err != nil || len(closed) > 0 {
		w.hub.Recheck("", closed...)
	}
}

// closed gives the documents of some relationships that were just closed, who has them open reads on,
// and those that a restart may just have sealed.
func (w *watch) closed(ctx context.Context, streams []string) ([]string, error) {
	since := time.Now().UTC().Add(-fresh)
	closed, err := w.client.Document.Query().Where(document.RelationshipIDIn(streams...), document.ClosedAtGT(since)).IDs(ctx)
	if err != nil {
		return nil, err
	}
	anew, err := w.client.Event.Query().Where(event.StreamIn(streams...), event.WhatIn("restart.agreed", "seal.agreed"), event.CreatedAtGT(since)).
		Select(event.FieldStream).Strings(ctx)
	if err != nil || len(anew) == 0 {
		return closed, err
	}
	sealed, err := w.client.Document.Query().Where(document.RelationshipIDIn(anew...), document.EpochNotNil()).IDs(ctx)
	return append(closed, sealed...), err
}

// changed gives the people whose part in some relationships has just changed.
func (w *watch) changed(ctx context.Context, streams []string) ([]string, error) {
	events, err := w.client.Event.Query().Where(
		event.StreamIn(streams...), event.WhatIn("participant.removed", "participant.changed"),
		event.CreatedAtGT(time.Now().UTC().Add(-fresh)),
	).Select(event.FieldSubjectID).Strings(ctx)
	if err != nil || len(events) == 0 {
		return nil, err
	}
	return w.client.Participant.Query().Where(participant.IDIn(events...)).Select(participant.FieldUserID).Strings(ctx)
}
