package store

import (
	"context"
	"fmt"
	"time"

	"midspan/api/room"
	"midspan/app/pact"
	"midspan/app/ytext"
	"midspan/ent"
	"midspan/ent/document"
	"midspan/ent/documentlog"
	"midspan/ent/documentsnapshot"
	"midspan/ent/journal"
	"midspan/ent/participant"
	"midspan/ent/section"
	"midspan/ent/viewer"
)

// Rooms keeps live documents for api/room. What somebody may see and write is asked as them;
// the hub's own reads, and the rows that follow from a permitted write, are the product's.
type Rooms struct {
	db      *DB
	journal *journal.Journal
	now     func() time.Time
}

var _ room.Store = (*Rooms)(nil)

// NewRooms makes the store of a hub.
func NewRooms(db *DB, j *journal.Journal) *Rooms {
	return &Rooms{db: db, journal: j, now: time.Now}
}

func system(ctx context.Context) context.Context { return viewer.System(ctx, "live text") }

// May says what the viewer may do with a document now.
func (r *Rooms) May(ctx context.Context, id string) (room.Access, error) {
	v, ok := viewer.From(ctx)
	if !ok || v.User == "" {
		return room.Access{}, pact.Refuse(pact.Unauthenticated, "Sign in first.")
	}
	doc, err := r.db.Client.Document.Query().Where(document.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return room.Access{}, pact.Unseen()
	}
	if err != nil {
		return room.Access{}, fmt.Errorf("document: %w", err)
	}
	p, err := r.db.Client.Participant.Query().
		Where(participant.RelationshipID(doc.RelationshipID), participant.UserID(v.User), participant.RemovedAtIsNil()).
		WithSide().WithUser().Only(ctx)
	if ent.IsNotFound(err) {
		return r.guest(ctx, v.User)
	}
	if err != nil {
		return room.Access{}, fmt.Errorf("participant: %w", err)
	}
	a := room.Access{Write: !v.ReadOnly && doc.ClosedAt == nil && pact.MayWrite(p.Role, doc.Audience) == nil}
	a.Person = room.Person{ID: v.User, Name: p.Edges.User.Name, Color: colours[""]}
	if p.Edges.Side != nil {
		a.Person.Side, a.Person.Color = string(p.Edges.Side.Bank), colours[p.Edges.Side.Bank]
	}
	return a, nil
}

// guest is somebody who reads what was published and has no part in the relationship.
func (r *Rooms) guest(ctx context.Context, user string) (room.Access, error) {
	u, err := r.db.Client.User.Get(ctx, user)
	if err != nil {
		return room.Access{}, fmt.Errorf("user: %w", err)
	}
	return room.Access{Person: room.Person{ID: u.ID, Name: u.Name, Color: colours[""]}}, nil
}

// colours of the carets that stock editors show: as the portal's, of the two banks and of neither.
var colours = map[pact.Bank]string{pact.Left: "#904413", pact.Right: "#116080", "": "#754577"}

// Load gives a document's newest snapshot and what was stored since, as one update.
func (r *Rooms) Load(ctx context.Context, id string) (room.Loaded, error) {
	ctx = system(ctx)
	var l room.Loaded
	keys, err := r.db.Client.Section.Query().Where(section.DocumentID(id)).
		Order(ent.Asc(section.FieldPosition)).Select(section.FieldKey).Strings(ctx)
	if err != nil {
		return l, fmt.Errorf("sections: %w", err)
	}
	if len(keys) == 0 {
		return l, pact.Unseen()
	}
	base, err := r.snapshot(ctx, id, -1)
	if err != nil {
		return l, err
	}
	updates, err := r.log(ctx, id, base.seq, -1)
	if err != nil {
		return l, err
	}
	l.Sections, l.Seq, l.Updates = keys, base.seq+int64(len(updates)), len(updates)
	for _, u := range updates {
		l.Bytes += len(u)
	}
	l.State, err = base.with(updates)
	return l, err
}

// Since gives what was stored after a sequence.
func (r *Rooms) Since(ctx context.Context, id string, seq int64) ([][]byte, int64, error) {
	updates, err := r.log(system(ctx), id, seq, -1)
	return updates, seq + int64(len(updates)), err
}

// What it may take to tell how a document was: so many updates after a snapshot, or after nothing.
// Snapshots, about one for every 200 updates, are kept as far back as twice that.
const (
	mostReplayed  = 1200
	snapshotsKept = 12
)

// StateAt gives the state a document had at an earlier sequence, unless that is too long ago.
func (r *Rooms) StateAt(ctx context.Context, id string, seq int64) ([]byte, error) {
	ctx = system(ctx)
	b, err := r.snapshot(ctx, id, seq)
	if err != nil {
		return nil, err
	}
	if seq-b.seq > mostReplayed {
		return nil, pact.Refuse(pact.Conflict, "The document has changed too often since sequence %d. Nothing was changed; read it again.", seq)
	}
	updates, err := r.log(ctx, id, b.seq, seq)
	if err != nil {
		return nil, err
	}
	if b.seq+int64(len(updates)) != seq {
		return nil, pact.Refuse(pact.Conflict, "The document was never at sequence %d. Nothing was changed; read it again.", seq)
	}
	return b.with(updates)
}

// Compact keeps a snapshot, and some of the older ones: the log has everything.
func (r *Rooms) Compact(ctx context.Context, id string, seq int64, state []byte) error {
	ctx = system(ctx)
	snapshots := r.db.Client.DocumentSnapshot
	err := snapshots.Create().SetDocumentID(id).SetSeq(seq).SetState(state).
		OnConflictColumns(documentsnapshot.FieldDocumentID, documentsnapshot.FieldSeq).Ignore().Exec(ctx)
	if err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	kept, err := snapshots.Query().Where(documentsnapshot.DocumentID(id)).
		Order(ent.Desc(documentsnapshot.FieldSeq)).Limit(snapshotsKept).Select(documentsnapshot.FieldSeq).Ints(ctx)
	if err != nil || len(kept) < snapshotsKept {
		return err
	}
	_, err = snapshots.Delete().Where(documentsnapshot.DocumentID(id), documentsnapshot.SeqLT(int64(kept[snapshotsKept-1]))).Exec(ctx)
	return err
}

// base is a snapshot that updates are added to; empty when there is none.
type base struct {
	state []byte
	seq   int64
}

func (b base) with(updates [][]byte) ([]byte, error) {
	if b.state != nil {
		updates = append([][]byte{b.state}, updates...)
	}
	if len(updates) == 0 {
		return nil, nil
	}
	state, err := ytext.Merge(updates...)
	if err != nil {
		return nil, fmt.Errorf("stored text: %w", err)
	}
	return state, nil
}

// snapshot gives the newest up to a sequence, or of all when that is negative.
func (r *Rooms) snapshot(ctx context.Context, id string, until int64) (b base, err error) {
	q := r.db.Client.DocumentSnapshot.Query().Where(documentsnapshot.DocumentID(id))
	if until >= 0 {
		q.Where(documentsnapshot.SeqLTE(until))
	}
	s, err := q.Order(ent.Desc(documentsnapshot.FieldSeq)).First(ctx)
	if ent.IsNotFound(err) {
		return b, nil
	}
	if err != nil {
		return b, fmt.Errorf("snapshot: %w", err)
	}
	return base{s.State, s.Seq}, nil
}

// log gives the updates after a sequence, until another unless that is negative, and makes sure
// that none is missing.
func (r *Rooms) log(ctx context.Context, id string, after, until int64) ([][]byte, error) {
	q := r.db.Client.DocumentLog.Query().Where(documentlog.DocumentID(id), documentlog.SeqGT(after))
	if until >= 0 {
		q.Where(documentlog.SeqLTE(until))
	}
	rows, err := q.Order(ent.Asc(documentlog.FieldSeq)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("log: %w", err)
	}
	updates := make([][]byte, len(rows))
	for i, row := range rows {
		if row.Seq != after+int64(i)+1 {
			return nil, fmt.Errorf("log of %s: update %d is missing", id, after+int64(i)+1)
		}
		updates[i] = row.Bytes
	}
	return updates, nil
}
