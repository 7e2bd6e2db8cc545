// Command graphqlbench measures our GraphQL beside PostGraphile: the same questions about the same
// rows of one PostgreSQL, by turns, from the same client. It prints a table.
//
// Ours answers as in production, to somebody signed in, with every rule of privacy. PostGraphile
// answers as the owner of the database, without any.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/signal"
	"strconv"
	"time"
)

// plan is how much is measured; BENCH_ and the name of a field, in capitals, changes it.
type plan struct {
	Relationships, Outcomes, Commitments int
	Own, Each                            int // relationships of the person who asks, and commitments in each
	Clients, Rounds, Seconds             int
}

func main() {
	log.SetFlags(0)
	p := plan{10_000, 50_000, 500_000, 50, 400, 16, 5, 5}
	for name, n := range map[string]*int{
		"RELATIONSHIPS": &p.Relationships, "OUTCOMES": &p.Outcomes, "COMMITMENTS": &p.Commitments, "OWN": &p.Own, "EACH": &p.Each,
		"CLIENTS": &p.Clients, "ROUNDS": &p.Rounds, "SECONDS": &p.Seconds,
	} {
		if v, err := strconv.Atoi(os.Getenv("BENCH_" + name)); err == nil {
			*n = v
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := p.run(ctx, os.Args[1:]); err != nil {
		stop()
		log.Fatal(err)
	}
}

// run measures the programs in args: our server, Node, and what Node runs.
func (p plan) run(ctx context.Context, args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("usage: graphqlbench <midspan> <node> <peer.mjs>")
	}
	w, err := p.open(ctx, args[0], args[1], args[2])
	if err != nil {
		return err
	}
	defer w.close()
	asked := p.questions()
	for _, q := range asked {
		if err := w.agree(ctx, q); err != nil {
			return err
		}
	}
	fmt.Println("| case | ours: requests/s | p50 | p95 | memory | PostGraphile: requests/s | p50 | p95 | memory | requests, ratio | memory, ratio |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|---|")
	for _, q := range asked {
		ours, theirs, err := p.measure(ctx, w, q)
		if err != nil {
			return err
		}
		fmt.Printf("| %s | %s | %s | %.2f | %.2f |\n", q.name, ours, theirs, ours.rate/theirs.rate, float64(ours.memory)/float64(theirs.memory))
	}
	return nil
}

// measure asks one question of both by turns and gives the middle of the rounds.
func (p plan) measure(ctx context.Context, w *world, q question) (ours, theirs figures, err error) {
	var mine, peers []figures
	for range p.Rounds {
		for _, turn := range []struct {
			s   *server
			ask func(int) []byte
			all *[]figures
		}{{w.ours, q.ours, &mine}, {w.peer, q.peer, &peers}} {
			if _, err := turn.s.load(ctx, turn.ask, p.Clients, time.Second); err != nil { // warm
				return ours, theirs, err
			}
			f, err := turn.s.load(ctx, turn.ask, p.Clients, time.Duration(p.Seconds)*time.Second)
			if err != nil {
				return ours, theirs, err
			}
			*turn.all = append(*turn.all, f)
		}
	}
	return middle(mine), middle(peers), nil
}
