package main

import (
	"fmt"
	"testing"

	"midspan/api/store"
	"midspan/app/ytext"
	"midspan/ent"
	"midspan/ent/documentlog"
	"midspan/ent/section"
	"midspan/ent/viewer"
)

// replayed is a document made of nothing but its log.
type replayed struct {
	doc     *ytext.Doc
	columns map[string]string // the texts, as they are stored beside it
	history map[rune][]string // what became of each character
}

// replayLog plays a document's log from the first update on, each of which has to be there.
func replayLog(t testing.TB, url, document string) *replayed {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ctx := viewer.System(t.Context(), "test")
	r := &replayed{doc: ytext.New(0), columns: map[string]string{}, history: map[rune][]string{}}
	for _, s := range db.Client.Section.Query().Where(section.DocumentID(document)).AllX(ctx) {
		r.columns[s.Key] = s.Text
	}
	var row *ent.DocumentLog
	r.doc.Observe(func(c ytext.Change) {
		for _, s := range c.Splices {
			r.note(row, s, c.Splices)
		}
	})
	for i, next := range db.Client.DocumentLog.Query().Where(documentlog.DocumentID(document)).Order(ent.Asc(documentlog.FieldSeq)).AllX(ctx) {
		row = next
		if added, err := r.doc.Admit(row.Bytes, nil); err != nil || added == nil || row.Seq != int64(i)+1 {
			t.Errorf("update %d of the log is no. %d: %v, %d bytes new", row.Seq, i+1, err, len(added))
		}
	}
	return r
}

func (r *replayed) note(row *ent.DocumentLog, s ytext.Splice, all []ytext.Splice) {
	for _, c := range s.Insert {
		r.history[c] = append(r.history[c], fmt.Sprintf("written by %s as no. %d, which did %+v", row.AuthorID, row.Seq, all))
	}
}

func (r *replayed) summary(t testing.TB) string {
	t.Helper()
	state, err := r.doc.Diff(nil)
	if err != nil {
		t.Fatal(err)
	}
	return summaryOf(t, state)
}

// summaryOf tells which units a state holds and which of them are deleted.
func summaryOf(t testing.TB, state []byte) string {
	t.Helper()
	s, err := ytext.Inspect(state)
	if err != nil {
		t.Error(err)
	}
	return fmt.Sprintf("%v less %v", s.Structs, s.Deletes)
}
