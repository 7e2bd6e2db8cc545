package main

import (
	"context"

	"midspan/api/room"
	"midspan/app/coedit"
	"midspan/graph/model"
)

// rooms gives the graph what api/room can do.
type rooms struct{ hub *room.Hub }

func (r rooms) Edit(ctx context.Context, document, section string, baseSeq int64, edits []model.SectionEdit, client uint32) error {
	texts := make([]coedit.TextEdit, len(edits))
	for i, e := range edits {
		texts[i] = coedit.TextEdit{At: e.At, Delete: e.Delete, Insert: e.Insert}
	}
	_, err := r.hub.Edit(ctx, document, section, baseSeq, texts, client)
	return err
}

// Expel has the store asked again what a user may do in the documents they have open.
func (r rooms) Expel(user, _ string) { r.hub.Recheck(user) }

// Close has the store asked again about a document that is gone.
func (r rooms) Close(document string) { r.hub.Recheck("", document) }
