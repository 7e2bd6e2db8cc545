package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"entgo.io/ent/dialect"

	"midspan/api/auth"
	"midspan/api/demo"
	"midspan/api/room"
	"midspan/api/store"
	"midspan/app/gql"
	"midspan/ent/journal"
	"midspan/graph"
)

// server is everything that runs.
type server struct {
	config    *config
	publicURL string
	log       *slog.Logger
	db        *store.DB
	news      *store.News
	hub       *room.Hub
	auth      *auth.Auth
	proofs    *proofs
	open      tally
	watch     *watch
	metrics   *metrics
	handler   http.Handler

	draining atomic.Bool        // about to stop: nothing new
	stopping context.Context    // ends when what lasts has to end
	endAll   context.CancelFunc // ends it
	lasting  sync.WaitGroup     // sockets and streams
}

// newServer opens and migrates the database and wires everything over it. at is where the server
// listens.
func newServer(ctx context.Context, c *config, log *slog.Logger, at net.Addr) (*server, error) {
	db, err := store.Open(ctx, c.databaseURL)
	if err != nil {
		return nil, err
	}
	s := &server{config: c, log: log, db: db, publicURL: c.publicURL}
	if s.publicURL == "" {
		s.publicURL = ownURL(at)
	}
	s.stopping, s.endAll = context.WithCancel(context.WithoutCancel(ctx))
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

func (s *server) prepare(ctx context.Context) error {
	if err := s.db.Migrate(ctx); err != nil {
		return err
	}
	// Servers that share a database share keys: one that made its own would refuse the others' tokens.
	kept, err := loadSecrets(s.config.dataDir, s.db.Dialect == dialect.SQLite)
	if err != nil {
		return err
	}
	if s.config.demo {
		if err := demo.Load(ctx, s.db.Client, time.Now()); err != nil {
			return fmt.Errorf("load the demo: %w", err)
		}
	}
	return s.wire(ctx, kept)
}

// wire makes the parts and ties them together.
func (s *server) wire(ctx context.Context, kept secrets) (err error) {
	feed := journal.NewFeed()
	told := journal.New(s.db.Client, feed)
	s.metrics = newMetrics(s.db)
	s.hub = room.NewHub(store.NewRooms(s.db, told), room.DefaultLimits(), s.log)
	s.watch = newWatch(s.db.Client, s.hub, s.log)
	s.news = store.NewNews(s.db, s.log)
	s.news.Document = s.hub.Notify
	s.news.Streams = func(names ...string) { feed.Wake(names...); s.watch.grew(names); s.proofs.heard(names) }
	feed.Relay = func(streams []string) { s.news.Send(streams); s.watch.grew(streams) }

	contract := &graph.Resolver{
		Client: s.db.Client, Journal: told, Feed: feed, Rooms: rooms{s.hub},
		Secret: kept.link, PublicURL: s.publicURL, Now: time.Now,
	}
	s.auth, err = auth.New(ctx, auth.Options{
		Client: s.db.Client, Keys: kept.keys, PublicURL: s.publicURL, Log: s.log, Proxies: s.config.proxies,
		Limits: auth.DefaultLimits.Operations(s.config.operations),
		Join:   joining(contract), Invited: invited(contract), Send: newMailer(s.config),
		Ended: func(_, proof string) { s.proofs.ended(proof); s.news.Send([]string{proof}) },
	})
	if err != nil {
		return err
	}
	s.proofs = newProofs(s.auth.Check, s.auth.Until, recheck)
	contract.Accounts, contract.Check, contract.Records = accounts{s.auth}, s.auth.Check, s.auth
	s.metrics.watch(s.hub)
	ask := s.newGraphQL(contract)
	pages, err := newPortal(inProcess(ask), s.log)
	if err != nil {
		return err
	}
	s.handler = s.routes(contract, ask, pages)
	return nil
}

// ownURL is where the server itself is, for who sits at it.
func ownURL(at net.Addr) string {
	host, port, err := net.SplitHostPort(at.String())
	if err != nil {
		return "http://" + at.String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// inProcess carries out GraphQL for pages of the server, without a network in between.
func inProcess(ask http.Handler) gql.Send {
	return func(ctx context.Context, request []byte) ([]byte, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, "/graphql", bytes.NewReader(request))
		if err != nil {
			return nil, err
		}
		r.Header.Set("Content-Type", "application/json")
		w := &answerInMemory{header: http.Header{}}
		ask.ServeHTTP(w, r)
		return w.Bytes(), nil
	}
}

type answerInMemory struct {
	bytes.Buffer
	header http.Header
}

func (w *answerInMemory) Header() http.Header { return w.header }
func (w *answerInMemory) WriteHeader(int)     {}

// How long an ordinary request may take to arrive and to be answered, a file to be loaded, and the
// server to stop.
const (
	headerTime = 5 * time.Second
	bodyTime   = 30 * time.Second
	answerTime = 60 * time.Second
	fileTime   = 10 * time.Minute
	idleTime   = 2 * time.Minute
	stopTime   = 9 * time.Second
)

// run serves until ctx ends, then stops in good order.
func (s *server) run(ctx context.Context, l net.Listener) error {
	web := &http.Server{
		Handler: s.handler, ReadHeaderTimeout: headerTime, ReadTimeout: bodyTime, WriteTimeout: answerTime, IdleTimeout: idleTime,
		MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	var beside sync.WaitGroup
	side, endSide := context.WithCancel(context.WithoutCancel(ctx))
	beside.Go(func() { s.watch.run(side) })
	beside.Go(func() { s.auth.Run(side) })
	broken := make(chan error, 2)
	beside.Go(func() {
		if err := s.news.Run(side); err != nil {
			broken <- err
		}
	})
	go func() { broken <- web.Serve(l) }()
	var err error
	select {
	case err = <-broken:
	case <-ctx.Done():
	}
	s.stop(web)
	endSide()
	beside.Wait()
	return errors.Join(err, s.db.Close())
}

// stop ends things in the order that loses nothing: no new work, live documents, streams, then
// requests under way; within stopTime.
func (s *server) stop(web *http.Server) {
	s.log.Info("stopping")
	s.draining.Store(true)
	ctx, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	if err := s.hub.Close(ctx); err != nil {
		s.log.Warn("documents were still being written", "error", err)
	}
	s.endAll()
	if err := web.Shutdown(ctx); err != nil {
		s.log.Warn("requests were still under way", "error", err)
	}
	ended := make(chan struct{})
	go func() { s.lasting.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-ctx.Done():
		s.log.Warn("streams were still open")
	}
	s.log.Info("stopped")
}

// overTLS says whether people reach the server by https.
func (s *server) overTLS() bool { return strings.HasPrefix(s.publicURL, "https:") }
