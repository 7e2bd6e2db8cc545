package ytext

import (
	"slices"
	"strconv"
	"sync"
	"testing"
)

func TestAnObserverIsToldWhatChangedAndByWhom(t *testing.T) {
	d, other := New(1), New(2)
	var told []Change
	cancel := d.Observe(func(c Change) { told = append(told, c) })
	u, _ := d.Edit("me", Edit{"a", 0, 0, "hello"}, Edit{"a", 5, 0, " you"})
	apply(t, other, u)
	edit(t, other, "a", 6, 3, "world")
	if _, err := d.Apply(diff(t, other, nil), "them"); err != nil {
		t.Fatal(err)
	}
	cancel()
	edit(t, d, "a", 0, 5, "")
	if len(told) != 2 || told[0].Origin != "me" || told[1].Origin != "them" {
		t.Fatalf("told %+v", told)
	}
	wantBytes(t, told[0].Update, u, "the update told")
	if want := []Splice{{"a", 0, 0, "hello you"}}; !slices.Equal(told[0].Splices, want) {
		t.Errorf("%+v, want %+v", told[0].Splices, want)
	}
	if want := []Splice{{"a", 9, 0, "world"}, {"a", 6, 3, ""}}; !slices.Equal(told[1].Splices, want) {
		t.Errorf("%+v, want %+v", told[1].Splices, want)
	}
}

func TestAnObserverMayEditAndIsToldInOrder(t *testing.T) {
	d := New(1)
	var texts []string
	d.Observe(func(c Change) {
		texts = append(texts, c.Splices[0].Insert)
		if n := len(texts); n < 4 {
			edit(t, d, "a", 0, 0, strconv.Itoa(n))
		}
	})
	edit(t, d, "a", 0, 0, "0")
	if want := []string{"0", "1", "2", "3"}; !slices.Equal(texts, want) {
		t.Errorf("told %q, want %q", texts, want)
	}
}

func TestNothingNewIsToldToNobody(t *testing.T) {
	d := New(1)
	edit(t, d, "a", 0, 0, "x")
	d.Observe(func(c Change) { t.Errorf("told %+v", c) })
	if added := apply(t, d, diff(t, d, nil)); added != nil {
		t.Errorf("added %x", added)
	}
	if u := edit(t, d, "a", 1, 0, ""); u != nil {
		t.Errorf("updated %x", u)
	}
}

func TestManyHandsAtOnceOnOneDocument(t *testing.T) {
	d, follower := New(1), New(0)
	d.Observe(func(c Change) { apply(t, follower, c.Update) })
	var hands sync.WaitGroup
	for i := range 4 {
		hands.Go(func() {
			other := New(uint32(10 + i))
			for range 50 {
				apply(t, other, diff(t, d, other.StateVector()))
				u := edit(t, other, "a", other.Len("a")/2, 0, "é"+strconv.Itoa(i))
				apply(t, d, u)
				d.Edit(nil, Edit{"a", 0, 0, "😀"})
				a := d.Anchor("a", 3, 0)
				d.Offset(a)
				d.Text("a")
				d.Size()
				d.Roots()
			}
		})
	}
	hands.Wait()
	audit(t, d)
	apply(t, d, diff(t, follower, nil))
	wantBytes(t, diff(t, follower, nil), diff(t, d, nil), "what the follower holds")
}
