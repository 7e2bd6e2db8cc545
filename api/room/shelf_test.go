package room

import (
	"context"
	"slices"
	"sync"
	"time"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// shelf is a Store in memory that keeps the promises of the real one: permission and
// sequence in one step, client ids bound to people, nothing kept of what was refused.
type shelf struct {
	mu      sync.Mutex
	files   map[string]*file
	broken  error                 // every call fails with it
	stored  func(document string) // told after an update was stored
	delay   func()                // runs before Append takes the lock
	asked   func()                // told of every call, under the lock
	mostIDs int                   // new client ids of one person
}

type file struct {
	sections []string
	log      []kept
	snapshot []byte
	snapSeq  int64
	texts    map[string]string
	bound    map[uint32]string
	people   map[string]Access
}

type kept struct {
	author string
	Update
}

func newShelf() *shelf {
	return &shelf{files: map[string]*file{}, mostIDs: 1000}
}

// put makes a document with sections; people may read, those with a trailing + write.
func (s *shelf) put(document string, sections []string, people ...string) *file {
	f := &file{sections: sections, texts: map[string]string{}, bound: map[uint32]string{}, people: map[string]Access{}}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[document] = f
	for _, p := range people {
		f.admit(p)
	}
	return f
}

func (f *file) admit(p string) {
	name, write := p, false
	if p[len(p)-1] == '+' {
		name, write = p[:len(p)-1], true
	}
	f.people[name] = Access{Write: write, Person: Person{ID: name, Name: "The real " + name, Side: "LEFT", Color: "#336699"}}
}

type viewerKey struct{}

func as(ctx context.Context, user string) context.Context {
	return context.WithValue(ctx, viewerKey{}, user)
}

func viewer(ctx context.Context) string {
	user, _ := ctx.Value(viewerKey{}).(string)
	return user
}

// look finds a document for work under the lock.
func (s *shelf) look(document string, work func(f *file) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.asked != nil {
		s.asked()
	}
	if s.broken != nil {
		return s.broken
	}
	f := s.files[document]
	if f == nil {
		return pact.Unseen()
	}
	return work(f)
}

func (s *shelf) May(ctx context.Context, document string) (a Access, err error) {
	err = s.look(document, func(f *file) error {
		var there bool
		if a, there = f.people[viewer(ctx)]; !there {
			return pact.Unseen()
		}
		return nil
	})
	return a, err
}

func (s *shelf) Load(_ context.Context, document string) (l Loaded, err error) {
	err = s.look(document, func(f *file) error {
		since := f.log[f.snapSeq:]
		updates := [][]byte{}
		if f.snapshot != nil {
			updates = append(updates, f.snapshot)
		}
		for _, u := range since {
			updates = append(updates, u.Bytes)
			l.Bytes += len(u.Bytes)
		}
		l.Seq, l.Sections, l.Updates = int64(len(f.log)), f.sections, len(since)
		if len(updates) > 0 {
			l.State, err = ytext.Merge(updates...)
		}
		return err
	})
	return l, err
}

func (s *shelf) Since(_ context.Context, document string, seq int64) (updates [][]byte, last int64, err error) {
	err = s.look(document, func(f *file) error {
		for _, u := range f.log[seq:] {
			updates = append(updates, u.Bytes)
		}
		last = int64(len(f.log))
		return nil
	})
	return updates, last, err
}

func (s *shelf) StateAt(_ context.Context, document string, seq int64) (state []byte, err error) {
	err = s.look(document, func(f *file) error {
		var updates [][]byte
		for _, u := range f.log[:seq] {
			updates = append(updates, u.Bytes)
		}
		state, err = ytext.Merge(updates...)
		return err
	})
	return state, err
}

func (s *shelf) Append(ctx context.Context, document string, u Update) (seq int64, err error) {
	if s.delay != nil {
		s.delay()
	}
	err = s.look(document, func(f *file) error {
		user := viewer(ctx)
		access, there := f.people[user]
		switch {
		case !there:
			return pact.Unseen()
		case !access.Write:
			return pact.Refuse(pact.Forbidden, "You can only read this.")
		case u.Base != int64(len(f.log)):
			return ErrBehind
		}
		if err := f.bind(user, u.Fresh, s.mostIDs); err != nil {
			return err
		}
		f.log = append(f.log, kept{user, u})
		for section, text := range u.Texts {
			f.texts[section] = text
		}
		seq = int64(len(f.log))
		return nil
	})
	if err == nil && s.stored != nil {
		s.stored(document)
	}
	return seq, err
}

func (f *file) bind(user string, clients []uint32, most int) error {
	count := 0
	for _, owner := range f.bound {
		if owner == user {
			count++
		}
	}
	for _, c := range clients {
		if owner, taken := f.bound[c]; taken && owner != user {
			return pact.Refuse(pact.Conflict, "This client id is somebody else's.")
		} else if !taken {
			count++
		}
	}
	if count > most {
		return &pact.Error{Code: pact.Limited, Message: "Too many client ids.", RetryAfter: time.Hour}
	}
	for _, c := range clients {
		f.bound[c] = user
	}
	return nil
}

func (s *shelf) Compact(_ context.Context, document string, seq int64, state []byte) error {
	return s.look(document, func(f *file) error {
		f.snapshot, f.snapSeq = state, seq
		return nil
	})
}

// What the tests read and change.

func (s *shelf) text(document, section string) (text string) {
	_ = s.look(document, func(f *file) error { text = f.texts[section]; return nil })
	return text
}

func (s *shelf) entries(document string) (log []kept) {
	_ = s.look(document, func(f *file) error { log = slices.Clone(f.log); return nil })
	return log
}

func (s *shelf) change(document string, work func(f *file)) {
	_ = s.look(document, func(f *file) error { work(f); return nil })
}

// listen has f told of every call.
func (s *shelf) listen(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = f
}

func (s *shelf) breakDown(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken = err
}
