package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	_ "github.com/lib/pq" // the driver "postgres"
)

// Server is a PostgreSQL of our own on a socket in a folder of its own. It ends with this process,
// however that ends.
type Server struct {
	dir      string
	programs string
	as       []string  // who runs it
	life     io.Closer // the server lives as long as this pipe
	done     chan error
}

// ErrNoPostgres tells that PostgreSQL is not installed.
var ErrNoPostgres = errors.New("PostgreSQL is not installed here (on Debian: apt-get install postgresql)")

// keep runs a server in the folder $2 with the programs of $1 until its input ends.
const keep = `"$1/postgres" -D "$2/data" >"$2/log" 2>&1 &
cat >/dev/null
"$1/pg_ctl" -D "$2/data" -m immediate stop >/dev/null 2>&1
wait
rm -rf "$2"`

// settings: a socket in the folder and no network; what is written need not survive the machine.
const settings = `
unix_socket_directories = '%s'
listen_addresses = ''
fsync = off
max_connections = 400
`

// Start starts a server and waits until it answers.
func Start(ctx context.Context) (*Server, error) {
	programs, err := programs()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "midspan-postgres-")
	if err != nil {
		return nil, err
	}
	as, err := own(dir)
	if err != nil {
		return nil, err
	}
	initdb := append(slices.Clone(as), filepath.Join(programs, "initdb"), "-D", filepath.Join(dir, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	if out, err := command(dir, initdb).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	if err := configure(dir); err != nil {
		return nil, err
	}
	run := command(dir, append(slices.Clone(as), "sh", "-c", keep, "sh", programs, dir))
	life, err := run.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := run.Start(); err != nil {
		return nil, err
	}
	s := &Server{dir: dir, programs: programs, as: as, life: life, done: make(chan error, 1)}
	go func() { s.done <- run.Wait() }()
	return s, s.answers(ctx)
}

func configure(dir string) error {
	f, err := os.OpenFile(filepath.Join(dir, "data", "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, settings, dir)
	return errors.Join(err, f.Close())
}

// Crash ends the server as a fault would: connections are cut, nothing is tidied up.
func (s *Server) Crash() error { return s.control("-m", "immediate", "stop") }

// Resume starts a server that crashed.
func (s *Server) Resume() error { return s.control("-l", filepath.Join(s.dir, "log"), "-w", "start") }

func (s *Server) control(args ...string) error {
	full := append(slices.Clone(s.as), filepath.Join(s.programs, "pg_ctl"), "-D", filepath.Join(s.dir, "data"))
	if err := command(s.dir, append(full, args...)).Run(); err != nil {
		return fmt.Errorf("pg_ctl %s: %w", args, err)
	}
	return nil
}

// Stop ends the server and removes its folder.
func (s *Server) Stop() error {
	return errors.Join(s.life.Close(), <-s.done)
}

// URL is the address of a database on the server.
func (s *Server) URL(database string) string {
	return "postgres:///" + database + "?host=" + s.dir + "&user=postgres&sslmode=disable"
}

// Exec runs a statement on the server's own database.
func (s *Server) Exec(ctx context.Context, statement string) error {
	db, err := sql.Open("postgres", s.URL("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, statement)
	return err
}

func (s *Server) answers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		err := s.Exec(ctx, "SELECT 1")
		if err == nil {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			return fmt.Errorf("PostgreSQL does not answer: %w: %s", err, log)
		}
	}
}

// programs finds the folder of the newest PostgreSQL.
func programs() (string, error) {
	if found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres"); len(found) > 0 {
		return filepath.Dir(slices.Max(found)), nil
	}
	if found, err := exec.LookPath("postgres"); err == nil {
		return filepath.Dir(found), nil
	}
	return "", ErrNoPostgres
}

// own gives dir to who runs the server, and says how to become them: PostgreSQL refuses root.
func own(dir string) (as []string, err error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		return nil, ErrNoPostgres
	}
	uid, err := strconv.Atoi(who.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(who.Gid)
	if err != nil {
		return nil, err
	}
	return []string{"setpriv", "--reuid", who.Uid, "--regid", who.Gid, "--clear-groups"}, os.Chown(dir, uid, gid)
}

func command(dir string, args []string) *exec.Cmd {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C", "TZ=UTC")
	return cmd
}
