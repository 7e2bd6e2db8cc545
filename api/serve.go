package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	libraries "log"
	"log/slog"
	"net"
	"os"

	"midspan/api/store"
)

// serve serves until it is told to stop.
func (p *program) serve(ctx context.Context, args []string) error {
	c, err := readConfig("serve", args, p.getenv)
	if err != nil {
		return err
	}
	log := newLog(p.log, c.logLevel)
	slog.SetDefault(log)
	libraries.SetOutput(io.Discard) // some tell there what people sent
	var listen net.ListenConfig
	l, err := listen.Listen(ctx, "tcp", c.addr)
	if err != nil {
		return err
	}
	s, err := newServer(ctx, c, log, l.Addr())
	if err != nil {
		return errors.Join(err, l.Close())
	}
	for _, name := range unknownSettings(os.Environ()) {
		log.Warn("a setting of the environment is not known and does nothing", "name", name)
	}
	if !loopback(c.addr) && c.publicURL == "" {
		log.Warn("people cannot sign in from elsewhere: set -public-url to the https address they use")
	}
	log.Info("serving", "version", versionName(), "addr", l.Addr().String(), "url", s.publicURL, "database", s.db.Dialect, "demo", c.demo)
	fmt.Fprintf(p.out, "Midspan serves %s\n", s.publicURL)
	return s.run(ctx, l)
}

// migrate brings the database up to date and makes what is missing in the data directory.
func (p *program) migrate(ctx context.Context, args []string) error {
	c, err := readConfig("migrate", args, p.getenv)
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, c.databaseURL)
	if err != nil {
		return err
	}
	if err := db.Migrate(ctx); err != nil {
		return errors.Join(err, db.Close())
	}
	if _, err := loadSecrets(c.dataDir, true); err != nil {
		return errors.Join(err, db.Close())
	}
	fmt.Fprintln(p.out, "The database is up to date.")
	return db.Close()
}
