package pact

import "testing"

func TestAStageNeverGoesBack(t *testing.T) {
	for _, c := range []struct{ from, to, want Stage }{
		{Prepare, Envision, Envision},
		{ReachOut, Envision, Envision},
		{Envision, Envision, Envision},
		{Commit, Envision, Commit},
		{Sustain, Prepare, Sustain},
	} {
		if got := Advance(c.from, c.to); got != c.want {
			t.Errorf("from %s, once %s has begun: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}
