package journal

import "sync"

// Feed wakes those who wait for streams to grow. It carries no events: whoever wakes reads the
// journal, so nothing is lost when several wake-ups fall together.
type Feed struct {
	// Relay, when set before first use, carries the names of grown streams to other replicas.
	Relay func(streams []string)

	mu      sync.Mutex
	waiting map[string]map[chan struct{}]bool
}

// NewFeed makes a feed within this process.
func NewFeed() *Feed { return &Feed{waiting: map[string]map[chan struct{}]bool{}} }

// Publish wakes the listeners of streams, here and through Relay.
func (f *Feed) Publish(streams ...string) {
	f.Wake(streams...)
	if f.Relay != nil && len(streams) > 0 {
		f.Relay(streams)
	}
}

// Wake wakes the listeners of streams in this process. With none named it wakes everybody,
// as after a connection that may have missed something.
func (f *Feed) Wake(streams ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(streams) == 0 {
		for _, chans := range f.waiting {
			ring(chans)
		}
	}
	for _, s := range streams {
		ring(f.waiting[s])
	}
}

func ring(chans map[chan struct{}]bool) {
	for c := range chans {
		select {
		case c <- struct{}{}:
		default: // already told
		}
	}
}

// Listen gives a channel that rings after any of the streams grew. Listen first, then read.
func (f *Feed) Listen(streams ...string) (bell <-chan struct{}, stop func()) {
	c := make(chan struct{}, 1)
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range streams {
		if f.waiting[s] == nil {
			f.waiting[s] = map[chan struct{}]bool{}
		}
		f.waiting[s][c] = true
	}
	return c, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		for _, s := range streams {
			delete(f.waiting[s], c)
			if len(f.waiting[s]) == 0 {
				delete(f.waiting, s)
			}
		}
	}
}
