package main

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"

	"midspan/api/storetest"
)

//go:embed rows.sql
var rows string

// world is one database and the two servers over it.
type world struct {
	dir        string
	postgres   *storetest.Server
	ours, peer *server
}

// server is a program that answers GraphQL.
type server struct {
	name, url, token string
	cmd              *exec.Cmd
	http             *http.Client
}

func (p plan) open(ctx context.Context, midspan, node, peer string) (_ *world, err error) {
	w := &world{}
	defer func() {
		if err != nil {
			w.close()
		}
	}()
	if w.dir, err = os.MkdirTemp("", "midspan-bench-"); err != nil {
		return nil, err
	}
	if w.postgres, err = storetest.Start(ctx); err != nil {
		return nil, err
	}
	if err := w.postgres.Exec(ctx, "CREATE DATABASE bench"); err != nil {
		return nil, err
	}
	address := w.postgres.URL("bench")
	at := []string{"-data-dir", w.dir, "-database-url", address}
	if out, err := exec.CommandContext(ctx, midspan, append([]string{"migrate"}, at...)...).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("migrate: %w: %s", err, out)
	}
	serve := append([]string{"serve", "-addr", "127.0.0.1:0", "-log-level", "warn"}, at...)
	if help, _ := exec.Command(midspan, "help").CombinedOutput(); bytes.Contains(help, []byte("-operations")) {
		serve = append(serve, "-operations", "0")
	}
	if w.ours, err = start(ctx, "ours", nil, midspan, serve...); err != nil {
		return nil, err
	}
	w.ours.url += "/graphql"
	if err := w.ours.signUp(ctx); err != nil {
		return nil, err
	}
	if err := p.fill(ctx, address); err != nil {
		return nil, err
	}
	w.peer, err = start(ctx, "PostGraphile", []string{"DATABASE_URL=" + address, "NODE_ENV=production", "GRAPHILE_ENV=production"}, node, peer)
	return w, err
}

func (w *world) close() {
	for _, s := range []*server{w.ours, w.peer} {
		if s != nil {
			_ = s.cmd.Process.Kill()
			_ = s.cmd.Wait() // says that it was killed
		}
	}
	if w.postgres != nil {
		_ = w.postgres.Stop()
	}
	_ = os.RemoveAll(w.dir)
}

// start starts a program and waits until it says where it serves.
func start(ctx context.Context, name string, env []string, program string, args ...string) (*server, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env, cmd.Stderr = append(os.Environ(), env...), os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if at := strings.Index(lines.Text(), "http://127.0.0.1:"); at >= 0 {
			each := &http.Transport{MaxIdleConnsPerHost: 1000, DisableCompression: true}
			return &server{name: name, url: strings.TrimSpace(lines.Text()[at:]), cmd: cmd, http: &http.Client{Transport: each}}, nil
		}
	}
	return nil, fmt.Errorf("%s did not start: %w", name, cmd.Wait())
}

// signUp makes the person who asks, and the token they ask with.
func (s *server) signUp(ctx context.Context) error {
	var answer bytes.Buffer
	body := request(`mutation { signUp(input: {name: "Asker", email: "asker@bench.example", password: "a-password-of-their-own", organization: "Bench"}) { accessToken } }`, nil)
	if err := s.ask(ctx, body, &answer); err != nil {
		return err
	}
	var session struct {
		Data struct{ SignUp struct{ AccessToken string } }
	}
	if err := json.Unmarshal(answer.Bytes(), &session); err != nil {
		return err
	}
	s.token = session.Data.SignUp.AccessToken
	if err := s.ask(ctx, request(`mutation { createApiToken(input: {name: "bench", scope: WRITE, days: 1}) { token } }`, nil), &answer); err != nil {
		return err
	}
	var made struct {
		Data struct{ CreateAPIToken struct{ Token string } }
	}
	err := json.Unmarshal(answer.Bytes(), &made)
	s.token = made.Data.CreateAPIToken.Token
	return err
}

// fill writes the rows.
func (p plan) fill(ctx context.Context, address string) error {
	begun := time.Now()
	db, err := sql.Open("postgres", address)
	if err != nil {
		return err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, fmt.Sprintf(rows, p.Relationships, p.Outcomes, p.Commitments, p.Own, p.Each))
	if err == nil {
		_, err = conn.ExecContext(ctx, "VACUUM (ANALYZE)")
	}
	log.Printf("%d relationships, %d outcomes, %d commitments: written in %s", p.Relationships, p.Outcomes, p.Commitments, time.Since(begun).Round(time.Second))
	return errors.Join(err, conn.Close())
}
