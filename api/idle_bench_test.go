package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"midspan/api/storetest"
	"midspan/app/coedit"
	"midspan/app/ytext"
)

// BenchmarkIdleSockets opens many sockets into documents of the real program, lets them rest, and
// tells what each costs: memory of the process, and its processor while nothing happens.
// MIDSPAN_SOCKETS is how many, MIDSPAN_REST how long they rest.
func BenchmarkIdleSockets(b *testing.B) {
	for _, c := range []struct {
		name      string
		documents int
		present   bool // each says who it is and where, and again every 15 seconds, as editors do
	}{
		{"500 documents, nobody seen", 500, false},
		{"500 documents, ten seen in each", 500, true},
		{"one document, nobody seen", 1, false},
	} {
		b.Run(c.name, func(b *testing.B) { rest(b, c.documents, c.present) })
	}
}

// people is how many open the sockets: nobody may open more than 64.
const people = 80

func rest(b *testing.B, documents int, present bool) {
	sockets, pause := 5000, 60*time.Second
	if n, err := strconv.Atoi(os.Getenv("MIDSPAN_SOCKETS")); err == nil {
		sockets = n
	}
	if d, err := time.ParseDuration(os.Getenv("MIDSPAN_REST")); err == nil {
		pause = d
	}
	s := startProcess(b, "-database-url", storetest.SQLite(b), "-data-dir", b.TempDir())
	team := s.team()
	where := team[0].notes(documents)
	team[0].open(where[0]).write("text", "Something to read.")
	before := weigh(b, s.cmd.Process.Pid)
	all := openAll(b, team, where, sockets, present)
	opened := weigh(b, s.cmd.Process.Pid)
	time.Sleep(pause) // it is rest that is measured
	after := weigh(b, s.cmd.Process.Pid)
	if lost := all.lost.Load(); lost > 0 {
		b.Errorf("%d sockets were closed meanwhile", lost)
	}
	b.ReportMetric(float64(after.memory-before.memory)/float64(sockets)/1000, "kB/socket")
	b.ReportMetric(100*(after.busy-opened.busy).Seconds()/pause.Seconds(), "%cpu")
	b.ReportMetric(float64(after.memory)/1e6, "MB")
	b.ReportMetric(0, "ns/op")
}

// team is the people of a bridge, as many on either bank, each in a browser of their own.
func (p *process) team() []*visitor {
	left := p.signUp("owner@left.example", "Left House")
	rel := left.begin("Right House")
	right := p.join("owner@right.example", "Right House", left.invite(rel))
	team := []*visitor{left, right}
	for n := len(team); n < people; n++ {
		team = append(team, []*visitor{left, right}[n%2].colleague(p.running, rel, fmt.Sprintf("p%d@team.example", n), "MEMBER"))
	}
	return team
}

// notes makes documents that all of them can open.
func (v *visitor) notes(n int) []string {
	rel := v.mustText(`{ relationships(first: 1) { edges { node { id } } } }`, nil, "relationships.edges.0.node.id")
	ids := make([]string, n)
	for i := range ids {
		ids[i] = v.mustText(`mutation($r: ID!) { createDocument(input: {relationship: $r, kind: NOTES, title: "A note", audience: SHARED}) { document { id } } }`,
			vars{"r": rel}, "createDocument.document.id")
	}
	return ids
}

// crowd is many sockets.
type crowd struct {
	ctx  context.Context
	lost atomic.Int64
}

func openAll(b *testing.B, team []*visitor, documents []string, n int, present bool) *crowd {
	ctx, end := context.WithCancel(context.Background())
	c := &crowd{ctx: ctx}
	var reading sync.WaitGroup
	b.Cleanup(func() { end(); reading.Wait() })
	jobs := make(chan int)
	var opening sync.WaitGroup
	for range 8 {
		opening.Go(func() {
			for i := range jobs {
				v := team[i%people]
				conn, _, err := v.socket("/sync/"+documents[i%len(documents)], fromPage(v.url))
				if err != nil {
					b.Error(err)
					continue
				}
				reading.Go(func() { c.sit(conn, uint32(i+1), present) })
			}
		})
	}
	for i := range n {
		jobs <- i
	}
	close(jobs)
	opening.Wait()
	return c
}

// sit does what an editor does in which nobody types.
func (c *crowd) sit(conn *websocket.Conn, client uint32, present bool) {
	defer conn.CloseNow() //nolint:errcheck // the end either way
	say := func(m coedit.Message) { _ = conn.Write(c.ctx, websocket.MessageBinary, coedit.Encode(m)) }
	say(coedit.Hello{Version: coedit.Version})
	say(coedit.Step1{StateVector: ytext.New(client).StateVector()})
	if present {
		go func() {
			for clock := uint64(1); c.ctx.Err() == nil; clock++ {
				say(coedit.Awareness{Entries: []coedit.Entry{{Client: client, Clock: clock, State: []byte(`{"cursor":null}`)}}})
				select {
				case <-c.ctx.Done():
				case <-time.After(15 * time.Second):
				}
			}
		}()
	}
	for {
		if _, _, err := conn.Read(c.ctx); err != nil {
			if c.ctx.Err() == nil {
				c.lost.Add(1)
			}
			return
		}
	}
}

// weight is what a process takes.
type weight struct {
	memory int64 // resident, in bytes
	busy   time.Duration
}

func weigh(b *testing.B, pid int) (w weight) {
	b.Helper()
	status, err := os.Open(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	defer status.Close()
	for lines := bufio.NewScanner(status); lines.Scan(); {
		if kb, ok := strings.CutPrefix(lines.Text(), "VmRSS:"); ok {
			n, _ := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(kb, "kB")), 10, 64)
			w.memory = n << 10
		}
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	for _, ticks := range fields[11:13] { // user and system, in hundredths of a second
		n, _ := strconv.ParseInt(ticks, 10, 64)
		w.busy += time.Duration(n) * 10 * time.Millisecond
	}
	return w
}
