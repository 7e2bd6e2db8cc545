package main

import (
	"strings"
	"time"
)

// beginsAnew has both begin anew, and open what was sealed.
func (a *aviary) beginsAnew() {
	a.t.Helper()
	left, right := a.people["left owner"], a.people["right owner"]
	left.bindsWith(right, "proposeRestart", vars{"relationship": a.b.rel, "on": time.Now().UTC().Format(time.DateOnly)})
	right.bindsWith(left, "proposeUnseal", vars{"relationship": a.b.rel})
}

// bindsWith turns the first key of something, and has another turn the second.
func (v *visitor) bindsWith(other *visitor, mutation string, input vars) {
	v.t.Helper()
	kind := strings.ToUpper(mutation[:1]) + mutation[1:] + "Input"
	act := v.must("mutation($in: "+kind+"!) { "+mutation+"(input: $in) { jointAct { id digest } } }", vars{"in": input}, mutation+".jointAct")
	other.must(`mutation($a: ID!, $d: String!) { turnKey(input: {jointAct: $a, digest: $d}) { jointAct { state } } }`,
		vars{"a": dig(act, "id"), "d": dig(act, "digest")}, "")
}
