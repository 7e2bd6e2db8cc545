package room

import (
	"context"
	"errors"
)

// open gives the room of a document, loaded and caught up with the store. The caller
// releases it.
func (h *Hub) open(ctx context.Context, document string) (*Room, error) {
	for {
		r, err := h.hold(document)
		if err != nil {
			return nil, err
		}
		if err = r.ready(ctx); err == nil {
			return r, nil
		}
		h.release(r)
		if !errors.Is(err, errBroken) || ctx.Err() != nil {
			return nil, err
		}
	}
}

// hold finds or makes the room of a document and keeps it from being unloaded. Of
// several who ask at once the first loads it, under the room's lock.
func (h *Hub) hold(document string) (*Room, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closing {
		return nil, errClosing
	}
	r := h.rooms[document]
	if r == nil {
		r = newRoom(h, document)
		h.rooms[document] = r
	}
	if r.place != nil {
		h.idle.Remove(r.place)
		r.place = nil
	}
	r.users++
	return r, nil
}

// release gives back what open gave.
func (h *Hub) release(r *Room) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r.users--; r.users > 0 || h.rooms[r.document] != r {
		return
	}
	r.place = h.idle.PushFront(r)
	h.trim()
}

// drop forgets a room, so that the next to open the document loads it anew.
func (h *Hub) drop(r *Room) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.forget(r)
}

// weigh notes how many bytes a room takes whose document has an encoded size. Typed text, in short
// runs, takes six times that in memory; a room without any takes something too.
func (h *Hub) weigh(r *Room, size int) {
	weight := int64(4<<10 + 6*size)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.rooms[r.document] != r {
		return
	}
	h.memory += weight - r.weight
	r.weight = weight
	h.trim()
}

// trim unloads the rooms that were left longest ago while there is too much in memory.
func (h *Hub) trim() {
	for h.memory > h.limits.Memory && h.idle.Len() > 0 {
		h.forget(h.idle.Back().Value.(*Room))
	}
}

func (h *Hub) forget(r *Room) {
	if h.rooms[r.document] != r {
		return
	}
	delete(h.rooms, r.document)
	if r.place != nil {
		h.idle.Remove(r.place)
		r.place = nil
	}
	h.memory -= r.weight
}
