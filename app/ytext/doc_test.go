package ytext

import "testing"

func TestTwoPeopleTypeAtOnceAndSeeTheSame(t *testing.T) {
	left, right := New(1), New(2)
	exchange := func() {
		t.Helper()
		for _, pair := range [][2]*Doc{{left, right}, {right, left}} {
			b, err := pair[0].Diff(pair[1].StateVector())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := pair[1].Apply(b, nil); err != nil {
				t.Fatal(err)
			}
		}
		if l, r := left.Text("vision"), right.Text("vision"); l != r {
			t.Fatalf("%q on one side, %q on the other", l, r)
		}
	}
	edit(t, left, "vision", 0, 0, "We ship on time.")
	exchange()
	edit(t, left, "vision", 3, 4, "deliver")
	edit(t, right, "vision", 15, 1, ", and say so when not.")
	exchange()
	if got, want := left.Text("vision"), "We deliver on time, and say so when not."; got != want {
		t.Fatalf("%q, want %q", got, want)
	}
}

func TestAnEditOutsideTheTextChangesNothing(t *testing.T) {
	d := New(1)
	edit(t, d, "a", 0, 0, "four")
	for _, e := range []Edit{{"a", 7, 0, "x"}, {"a", -1, 0, "x"}, {"a", 4, 3, ""}, {"a", 0, -1, ""}, {"b", 1, 0, "x"}} {
		_, err := d.Edit(nil, Edit{"a", 0, 0, "ok"}, e)
		wantCode(t, err, OutOfRange)
		if d.Text("a") != "four" {
			t.Fatalf("%+v left %q", e, d.Text("a"))
		}
	}
}
