package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"midspan/app/coedit"
)

// book is what everybody typed and took out, as they know it themselves. Each character is typed
// once in its life, so that each can be told from all others.
type book struct {
	mu    sync.Mutex
	marks map[rune]*mark
	deeds int
	fault int // how many faults there were so far
}

// mark is the life of one character.
type mark struct {
	section string
	typed   *deed
	erased  []*deed // by whoever
}

// deed is one edit of somebody.
type deed struct {
	by            string
	typed, erased []rune
	fault         int // during which it was made
	key           coedit.Key
	fate          fate
}

// fate is what may be expected of a deed.
type fate string

const (
	made     fate = "made"     // in a page or process that lives: it will arrive
	kept     fate = "kept"     // on its device: it will arrive
	stored   fate = "stored"   // the server has said so: it is there
	doubtful fate = "doubtful" // its page was killed before anybody had it: it may be gone
	gone     fate = "gone"     // it was doubtful, and is
)

func newBook() *book { return &book{marks: map[rune]*mark{}} }

// note writes a deed down before it is done.
func (b *book) note(by, section, typed, erased string) *deed {
	b.mu.Lock()
	defer b.mu.Unlock()
	d := &deed{by: by, typed: []rune(typed), fault: b.fault, fate: made}
	b.deeds++
	for _, r := range d.typed {
		b.marks[r] = &mark{section: section, typed: d}
	}
	b.erase(d, erased)
	return d
}

func (b *book) erase(d *deed, erased string) {
	for _, r := range erased {
		d.erased = append(d.erased, r)
		b.marks[r].erased = append(b.marks[r].erased, d)
	}
}

// erases adds to a deed what turned out to be taken out by it.
func (b *book) erases(d *deed, erased string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.erase(d, erased)
}

func (b *book) settle(d *deed, f fate) {
	b.mu.Lock()
	defer b.mu.Unlock()
	d.fate = f
}

// turn says how many faults there were.
func (b *book) turn(fault int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fault = fault
}

// resolve looks what became of doubtful deeds, now that everybody is calm: they stay so.
func (b *book) resolve(texts map[string]string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	there := map[rune]bool{}
	for _, text := range texts {
		for _, r := range text {
			there[r] = true
		}
	}
	for r, m := range b.marks {
		m.erased = slices.DeleteFunc(m.erased, func(e *deed) bool { return e.fate == doubtful && there[r] })
		if m.typed.fate == doubtful && there[r] {
			m.typed.fate = stored
		}
	}
	for _, m := range b.marks {
		if m.typed.fate == doubtful && len(m.erased) == 0 {
			m.typed.fate = gone
		}
	}
}

// expected says how often a character may be there, at least and at most.
func (m *mark) expected() (least, most int) {
	least, most = 1, 1
	switch m.typed.fate {
	case doubtful:
		least = 0
	case gone:
		least, most = 0, 0
	}
	for _, e := range m.erased {
		if least = 0; e.fate != doubtful {
			most = 0
		}
	}
	return least, most
}

// promised is expected, by what the server has acknowledged so far alone.
func (m *mark) promised() (least, most int) {
	most = 1
	if m.typed.fate == stored && len(m.erased) == 0 {
		least = 1
	}
	for _, e := range m.erased {
		if e.fate == stored {
			most = 0
		}
	}
	return least, most
}

// complaints compares texts with the book: every character as often as it may be there, in the
// section it was typed in, and none that nobody typed.
func (b *book) complaints(texts map[string]string, may func(*mark) (least, most int)) (out []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	found := map[rune]int{}
	for section, text := range texts {
		for _, r := range text {
			m := b.marks[r]
			if m == nil {
				out = append(out, fmt.Sprintf("%q is in %s and nobody typed it", r, section))
				continue
			}
			if found[r]++; m.section != section {
				out = append(out, fmt.Sprintf("%q was typed in %s and is in %s", r, m.section, section))
			}
		}
	}
	for r, m := range b.marks {
		if least, most := may(m); found[r] < least || found[r] > most {
			out = append(out, fmt.Sprintf("%q is there %d times, not %d to %d: %s", r, found[r], least, most, m))
		}
	}
	slices.Sort(out)
	return out
}

func (m *mark) String() string {
	says := []string{"typed " + m.typed.String()}
	for _, e := range m.erased {
		says = append(says, "erased "+e.String())
	}
	return strings.Join(says, ", ")
}

func (d *deed) String() string {
	return fmt.Sprintf("by %s as %d·%d after fault %d (%s, %d in one go)", d.by, d.key.Client, d.key.Number, d.fault, d.fate, len(d.typed)+len(d.erased))
}

// tally counts the deeds of each fate.
func (b *book) tally() (typed, erased int, fates map[fate]int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	fates = map[fate]int{}
	for _, m := range b.marks {
		typed++
		erased += min(len(m.erased), 1)
		fates[m.typed.fate]++
	}
	return typed, erased, fates
}
