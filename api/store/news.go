package store

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"entgo.io/ent/dialect"
	"github.com/lib/pq"
	"golang.org/x/sync/errgroup"

	"midspan/ent"
	"midspan/ent/document"
)

// channel carries news: "doc_… 12" says that a document has reached sequence 12, "rel_… sid_…" that
// these streams grew. Ids and numbers only; what happened is read from the database.
const channel = "midspan"

// tell sends, with the commit, word to other servers that a document grew. SQLite has none.
func (r *Rooms) tell(ctx context.Context, tx *ent.Client, id string, seq int64) error {
	if r.db.Dialect != dialect.Postgres {
		return nil
	}
	if _, err := tx.ExecContext(ctx, "SELECT pg_notify($1, $2)", channel, id+" "+strconv.FormatInt(seq, 10)); err != nil {
		return fmt.Errorf("news: %w", err)
	}
	return nil
}

// News brings word between servers that share a PostgreSQL. With SQLite, Run and Send do nothing.
type News struct {
	DB       *DB
	Streams  func(streams ...string)                                     // streams grew; with none named, any may have
	Document func(ctx context.Context, document string, seq int64) error // a document reached a sequence
	Log      *slog.Logger

	mu      sync.Mutex
	waiting []string
	bell    chan struct{}
}

// NewNews makes News whose functions are still to be set.
func NewNews(db *DB, log *slog.Logger) *News {
	return &News{DB: db, Log: log, bell: make(chan struct{}, 1)}
}

// Send tells the other servers that streams grew. It does not wait; while the database is away it
// keeps them.
func (n *News) Send(streams []string) {
	if n.DB.Dialect != dialect.Postgres {
		return
	}
	n.mu.Lock()
	for _, s := range streams {
		if !slices.Contains(n.waiting, s) {
			n.waiting = append(n.waiting, s)
		}
	}
	n.mu.Unlock()
	select {
	case n.bell <- struct{}{}:
	default: // rings already
	}
}

// Waiting is how many streams the other servers are still to be told of.
func (n *News) Waiting() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.waiting)
}

// Run sends and hears until ctx ends.
func (n *News) Run(ctx context.Context) error {
	if n.DB.Dialect != dialect.Postgres {
		<-ctx.Done()
		return nil
	}
	both, ctx := errgroup.WithContext(ctx)
	both.Go(func() error { return n.send(ctx) })
	both.Go(func() error { return n.hear(ctx) })
	return both.Wait()
}

const (
	retry  = 250 * time.Millisecond
	bundle = 100 // streams in one notice, which PostgreSQL bounds at 8000 bytes
	pulse  = 20 * time.Second
)

func (n *News) send(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-n.bell:
		}
		for ctx.Err() == nil && !n.sendOne(ctx) {
		}
	}
}

// sendOne sends the oldest that waits, and says whether nothing more does.
func (n *News) sendOne(ctx context.Context) (done bool) {
	n.mu.Lock()
	some := slices.Clone(n.waiting[:min(bundle, len(n.waiting))])
	n.mu.Unlock()
	if len(some) == 0 {
		return true
	}
	if _, err := n.DB.SQL.ExecContext(ctx, "SELECT pg_notify($1, $2)", channel, strings.Join(some, " ")); err != nil {
		n.Log.Warn("news cannot be sent yet", "error", err)
		rest(ctx, retry)
		return false
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.waiting = n.waiting[len(some):]
	return len(n.waiting) == 0
}

// hear listens. Whenever the line was cut, anything may have been missed.
func (n *News) hear(ctx context.Context) error {
	source, err := withSettings(n.DB.URL)
	if err != nil {
		return err
	}
	listener := pq.NewListener(source, retry, 2*time.Second, func(_ pq.ListenerEventType, err error) {
		if err != nil && ctx.Err() == nil {
			n.Log.Warn("news cannot be heard", "error", err)
		}
	})
	stop := context.AfterFunc(ctx, func() { _ = listener.Close() })
	defer stop()
	alive := time.Now()
	if err := listener.Listen(channel); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return fmt.Errorf("listen for news: %w", err)
	}
	n.missed(ctx, alive)
	return n.attend(ctx, listener, alive)
}

// attend hears notices until ctx ends. alive is when the line was last known to be there.
func (n *News) attend(ctx context.Context, listener *pq.Listener, alive time.Time) error {
	var work errgroup.Group
	work.SetLimit(16)
	defer func() { _ = work.Wait() }() // of those that fail, each has told
	tick := time.NewTicker(pulse)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if listener.Ping() == nil { // finds a line that died silently
				alive = time.Now()
			}
		case notice, open := <-listener.Notify:
			switch {
			case !open:
				return nil
			case notice == nil: // the line is back
				since := alive
				work.Go(func() error { n.missed(ctx, since); return nil })
			default:
				work.Go(func() error { n.heard(ctx, notice.Extra); return nil })
			}
			alive = time.Now()
		}
	}
}

// heard acts on one notice.
func (n *News) heard(ctx context.Context, notice string) {
	words := strings.Fields(notice)
	if len(words) != 2 {
		n.Streams(words...)
		return
	}
	seq, err := strconv.ParseInt(words[1], 10, 64)
	if err != nil {
		n.Streams(words...)
		return
	}
	n.document(ctx, words[0], seq)
}

func (n *News) document(ctx context.Context, id string, seq int64) {
	if err := n.Document(ctx, id, seq); err != nil && ctx.Err() == nil {
		n.Log.Warn("document could not catch up", "document", id, "error", err)
	}
}

// missed wakes everybody and looks at the documents that were written in since, give or take the
// clocks of others.
func (n *News) missed(ctx context.Context, since time.Time) {
	n.Streams()
	docs, err := n.DB.Client.Document.Query().Where(document.EditedAtGT(since.Add(-time.Minute).UTC())).
		Select(document.FieldID, document.FieldSeq).All(system(ctx))
	if err != nil {
		n.Log.Warn("news were missed", "error", err)
		return
	}
	for _, d := range docs {
		n.document(ctx, d.ID, d.Seq)
	}
}

// rest waits, or for ctx to end.
func rest(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
