package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// figures is what one server did in one round.
type figures struct {
	rate     float64 // requests a second
	p50, p95 time.Duration
	memory   int64 // resident right after, in bytes
}

func (f figures) String() string {
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	return fmt.Sprintf("%.0f | %.1f ms | %.1f ms | %d MB", f.rate, ms(f.p50), ms(f.p95), f.memory/1_000_000)
}

// middle takes the median of each figure.
func middle(rounds []figures) figures {
	return figures{
		rate:   median(rounds, func(f figures) float64 { return f.rate }),
		p50:    median(rounds, func(f figures) time.Duration { return f.p50 }),
		p95:    median(rounds, func(f figures) time.Duration { return f.p95 }),
		memory: median(rounds, func(f figures) int64 { return f.memory }),
	}
}

func median[T float64 | time.Duration | int64](rounds []figures, of func(figures) T) T {
	all := make([]T, len(rounds))
	for i, f := range rounds {
		all[i] = of(f)
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// load has clients ask one request after the other for some time, each on a connection of its own.
func (s *server) load(ctx context.Context, ask func(int) []byte, clients int, long time.Duration) (figures, error) {
	var all []time.Duration
	var failed error
	var mu sync.Mutex
	var asking sync.WaitGroup
	begun := time.Now()
	for range clients {
		asking.Go(func() {
			took, err := s.client(ctx, ask, begun.Add(long))
			mu.Lock()
			defer mu.Unlock()
			all = append(all, took...)
			if err != nil {
				failed = err
			}
		})
	}
	asking.Wait()
	if failed != nil || len(all) == 0 {
		return figures{}, fmt.Errorf("%s: %w", s.name, failed)
	}
	elapsed := time.Since(begun)
	slices.Sort(all)
	memory, err := s.resident()
	return figures{float64(len(all)) / elapsed.Seconds(), all[len(all)/2], all[len(all)*95/100], memory}, err
}

func (s *server) client(ctx context.Context, ask func(int) []byte, until time.Time) (took []time.Duration, _ error) {
	var answer bytes.Buffer
	for time.Now().Before(until) {
		begun := time.Now()
		if err := s.ask(ctx, ask(rand.Int()), &answer); err != nil {
			return took, err
		}
		took = append(took, time.Since(begun))
	}
	return took, nil
}

// ask asks once and reads the whole answer, which must be one.
func (s *server) ask(ctx context.Context, body []byte, answer *bytes.Buffer) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if s.token != "" {
		r.Header.Set("Authorization", "Bearer "+s.token)
	}
	response, err := s.http.Do(r)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer.Reset()
	if _, err := io.Copy(answer, response.Body); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK || bytes.Contains(answer.Bytes(), []byte(`"errors"`)) {
		return fmt.Errorf("%s answered %d: %.500s", s.name, response.StatusCode, answer)
	}
	return nil
}

// resident is the memory that a server holds.
func (s *server) resident() (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kb, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, err := strconv.ParseInt(kb, 10, 64)
	return n << 10, err
}
