package main

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"midspan/app/pact"
)

// hand is an owner with a replica of the vision, and a screen that is as old as their last look at it.
type hand struct {
	*visitor
	bridge  *bridge
	signers []string
	replica *typist
	away    bool // without a network: what is written waits on the device
	screen  onScreen
	told    string // what the server answered last
}

type onScreen struct {
	Digest   string // of the accord as it would be signed
	Proposed signed
	Act      struct{ ID, Digest string }
}

// signed is an agreement as anybody sees it.
type signed struct {
	ID, State, Digest string
	Texts             []pact.SectionText
	Signatures        []struct{ Digest, Bank string }
}

// whole is how all of it stands.
type whole struct {
	Epoch      int
	Sealed     bool
	Digest     string
	Agreements []signed
	Effective  map[string]string // kinds of joint acts that took effect, by id
	Acts       []struct{ ID, Digest string }
}

func (v *visitor) whole(rel string) (w whole) {
	v.t.Helper()
	got := v.must(`query($r: ID!) { node(id: $r) { ... on Relationship { epoch sealed accord { digest }
		agreements(first: 100) { edges { node { id state digest texts { document key prompt text } signatures(first: 8) { edges { node { digest fromSide { bank } } } } } } }
		jointActs(last: 100) { edges { node { id kind state digest } } } } } }`, vars{"r": rel}, "node")
	w = whole{Epoch: int(dig(got, "epoch").(float64)), Sealed: dig(got, "sealed").(bool), Digest: dig(got, "accord.digest").(string), Effective: map[string]string{}}
	for _, e := range dig(got, "agreements.edges").([]any) {
		n := dig(e, "node")
		a := signed{ID: dig(n, "id").(string), State: dig(n, "state").(string), Digest: dig(n, "digest").(string)}
		for _, t := range dig(n, "texts").([]any) {
			a.Texts = append(a.Texts, pact.SectionText{Document: dig(t, "document").(string), Key: dig(t, "key").(string), Prompt: dig(t, "prompt").(string), Text: dig(t, "text").(string)})
		}
		for _, s := range dig(n, "signatures.edges").([]any) {
			a.Signatures = append(a.Signatures, struct{ Digest, Bank string }{dig(s, "node.digest").(string), dig(s, "node.fromSide.bank").(string)})
		}
		w.Agreements = append(w.Agreements, a)
	}
	for _, e := range dig(got, "jointActs.edges").([]any) {
		switch dig(e, "node.state") {
		case "EFFECTIVE":
			w.Effective[dig(e, "node.id").(string)] = dig(e, "node.kind").(string)
		case "PROPOSED":
			w.Acts = append(w.Acts, struct{ ID, Digest string }{dig(e, "node.id").(string), dig(e, "node.digest").(string)})
		}
	}
	return w
}

// looks brings the screen up to date.
func (h *hand) looks() {
	h.t.Helper()
	w := h.whole(h.bridge.rel)
	h.screen = onScreen{Digest: w.Digest}
	for _, a := range w.Agreements {
		if a.State == "PROPOSED" {
			h.screen.Proposed = a
		}
	}
	if n := len(w.Acts); n > 0 {
		h.screen.Act = w.Acts[n-1]
	}
}

// writes adds to the vision, or to what waits on the device.
func (h *hand) writes(text string) {
	h.replica.write("boldest", text)
	h.arrives()
}

func (h *hand) arrives() {
	if !h.away {
		eventually(h.t, "it is saved", func() bool { return h.replica.unsent() == 0 })
	}
}

func (h *hand) leaves() {
	if !h.away {
		h.away = true
		_ = h.replica.conn.CloseNow()
		h.replica.ended()
	}
}

func (h *hand) returns() {
	if !h.away {
		return
	}
	conn, _, err := h.socket("/sync/"+h.bridge.vision, fromPage(h.url))
	if err != nil {
		h.t.Fatal(err)
	}
	conn.SetReadLimit(16 << 20)
	h.t.Cleanup(func() { _ = conn.CloseNow() })
	p := h.replica
	p.mu.Lock()
	p.conn, p.closed, h.away = conn, false, false
	p.send(p.session.Open())
	p.mu.Unlock()
	go p.read()
	h.arrives()
}

// tries sends a change that may be refused, for a reason that is told.
func (h *hand) tries(mutation string, v vars) bool {
	h.t.Helper()
	got := h.query(mutation, v)
	if c := got.code(); c == pact.Internal || c == "" && got.data == nil {
		h.t.Fatalf("%s\n%v\n%s", mutation, v, got.raw)
	}
	h.told = got.raw
	return got.code() == ""
}

// TestSigningKeysAndSealsHoldHoweverTheyInterleave drives both owners at random: they write, with a
// network or without, look at their screens now and then, and press what stood there last. From
// wherever that leads, both can still sign, begin anew, open what is sealed and seal it again.
func TestSigningKeysAndSealsHoldHoweverTheyInterleave(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		seed := uint64(time.Now().UnixNano())
		t.Logf("seed %d", seed)
		dice := rand.New(rand.NewPCG(seed, 0))
		b := meet(t, s)
		b.left.ripe(b.rel, b.right, "We call first.")
		b.left.failed(b.rel, b.right)
		talk := b.left.asks(b.rel, "FIRST_QUESTIONS")
		for _, v := range []*visitor{b.left, b.right} {
			v.answers(talk, "origin", "what was")
			v.handsIn(talk)
		}
		b.left.reveals(talk)
		left, _ := b.left.me(b.rel)
		right, _ := b.right.me(b.rel)
		hands := []*hand{
			{visitor: b.left, bridge: b, signers: []string{left, right}, replica: b.left.open(b.vision)},
			{visitor: b.right, bridge: b, signers: []string{left, right}, replica: b.right.open(b.vision)},
		}
		first, digest := b.left.puts(b.rel, b.right)
		b.left.signs(first, digest)
		b.right.signs(first, digest)
		rules := &standingRules{t: t, b: b, talk: talk, final: map[string]string{}, seen: map[string]int{}}
		for range 240 {
			h := hands[dice.IntN(2)]
			h.does(dice.IntN(100), fmt.Sprint(dice.IntN(10)))
			rules.hold()
		}
		for _, h := range hands { // what was written without a network arrives after all, once
			h.returns()
		}
		rules.hold()
		a, z := hands[0], hands[1]
		eventually(t, "both read the same", func() bool { return a.replica.text("boldest") == z.replica.text("boldest") })
		t.Logf("by chance: %v", rules.seen)
		rules.both(a, z, "IN_FORCE", func() { a.writes("!"); a.looks(); a.puts() }, (*hand).signs)
		rules.both(z, a, "RESTART", z.restart, (*hand).turns)
		rules.both(a, z, "UNSEAL", a.unseal, (*hand).turns)
		rules.both(z, a, "SEAL_AGAIN", z.seal, (*hand).turns)
	})
}

// does one thing out of a hundred.
func (h *hand) does(n int, text string) {
	h.t.Helper()
	switch {
	case n < 15:
		h.looks()
	case n < 22:
		h.writes(text)
	case n < 28:
		h.leaves()
	case n < 40:
		h.returns()
	case n < 52:
		h.puts()
	case n < 66:
		h.signs()
	case n < 68:
		h.tries(`mutation($a: ID!) { withdrawAgreement(input: {agreement: $a}) { agreement { state } } }`, vars{"a": h.screen.Proposed.ID})
	case n < 72:
		h.restart()
	case n < 78:
		h.unseal()
	case n < 82:
		h.seal()
	case n < 96:
		h.turns()
	default:
		h.drops()
	}
}

func (h *hand) puts() {
	h.t.Helper()
	h.tries(`mutation($r: ID!, $d: String!, $s: [ID!]!) { proposeAgreement(input: {relationship: $r, digest: $d, signers: $s}) { agreement { id } } }`,
		vars{"r": h.bridge.rel, "d": h.screen.Digest, "s": h.signers})
}

// signs what stood on the screen last: those very words, or none.
func (h *hand) signs() {
	h.t.Helper()
	if what := h.screen.Proposed; what.ID != "" {
		h.tries(`mutation($a: ID!, $d: String!) { signAgreement(input: {agreement: $a, digest: $d}) { agreement { state } } }`, vars{"a": what.ID, "d": what.Digest})
	}
}

func (h *hand) restart() {
	h.t.Helper()
	h.tries(`mutation($r: ID!, $on: Date!) { proposeRestart(input: {relationship: $r, on: $on}) { jointAct { id } } }`,
		vars{"r": h.bridge.rel, "on": time.Now().UTC().Format(time.DateOnly)})
}

func (h *hand) unseal() {
	h.t.Helper()
	h.tries(`mutation($r: ID!) { proposeUnseal(input: {relationship: $r}) { jointAct { id } } }`, vars{"r": h.bridge.rel})
}

func (h *hand) seal() {
	h.t.Helper()
	h.tries(`mutation($r: ID!) { proposeSeal(input: {relationship: $r}) { jointAct { id } } }`, vars{"r": h.bridge.rel})
}

// turns the key of what was proposed last, when the screen was looked at.
func (h *hand) turns() {
	h.t.Helper()
	if act := h.screen.Act; act.ID != "" {
		h.tries(`mutation($a: ID!, $d: String!) { turnKey(input: {jointAct: $a, digest: $d}) { jointAct { state } } }`, vars{"a": act.ID, "d": act.Digest})
	}
}

func (h *hand) drops() {
	h.t.Helper()
	if act := h.screen.Act; act.ID != "" {
		h.tries(`mutation($a: ID!) { withdrawJointAct(input: {jointAct: $a}) { jointAct { state } } }`, vars{"a": act.ID})
	}
}

// standingRules are those of domain.md about what is signed, what two keys open, and what is sealed.
type standingRules struct {
	t     *testing.T
	b     *bridge
	talk  string
	last  whole
	final map[string]string // what came in force, or was taken back, by id
	seen  map[string]int    // how often each thing happened
}

// both has two people who look do something together, whatever waits already; a sees to it that it is
// proposed.
func (r *standingRules) both(a, z *hand, what string, propose func(), agrees func(*hand)) {
	r.t.Helper()
	for a.looks(); a.screen.Act.ID != ""; a.looks() {
		a.drops()
		r.hold()
	}
	before := r.seen[what]
	propose()
	for _, h := range []*hand{a, z} {
		h.looks()
		agrees(h)
		r.hold()
	}
	if r.seen[what] != before+1 {
		r.t.Fatalf("both wanted %s, and it did not come: %v\n%s\n%s", what, r.seen, a.told, z.told)
	}
}

func (r *standingRules) hold() {
	r.t.Helper()
	now := r.b.left.whole(r.b.rel)
	r.signing(now)
	r.keys(now)
	for _, v := range []*visitor{r.b.left, r.b.right} {
		if found := v.query(`query($id: ID!) { node(id: $id) { id } }`, vars{"id": r.talk}).code() == ""; found == now.Sealed {
			r.t.Fatalf("sealed: %t, and the talk is found: %t", now.Sealed, found)
		}
	}
	r.last = now
}

// signing: at most one text is out, and it reads as both would sign it; what is in force was signed by both
// sides, word for word, and nothing that ended comes back.
func (r *standingRules) signing(now whole) {
	r.t.Helper()
	out := 0
	for _, a := range now.Agreements {
		if pact.Digest(a.Texts) != a.Digest {
			r.t.Fatalf("%s is not of its words", a.ID)
		}
		if was, ended := r.final[a.ID]; ended && was != a.State+a.Digest {
			r.t.Fatalf("%s was %s and is %s", a.ID, was, a.State)
		}
		sides := map[string]bool{}
		for _, s := range a.Signatures {
			sides[s.Bank] = true
			if s.Digest != a.Digest {
				r.t.Fatalf("%s was signed with other words", a.ID)
			}
		}
		switch a.State {
		case "PROPOSED":
			out++
			if a.Digest != now.Digest {
				r.t.Fatalf("%s is out with words that changed", a.ID)
			}
		case "IN_FORCE":
			if !sides["LEFT"] || !sides["RIGHT"] {
				r.t.Fatalf("%s is in force by one side", a.ID)
			}
		}
		if a.State != "PROPOSED" {
			if r.final[a.ID] == "" {
				r.seen[a.State]++
			}
			r.final[a.ID] = a.State + a.Digest
		}
	}
	if out > 1 {
		r.t.Fatalf("%d texts are out", out)
	}
}

// keys: each act takes effect once, and what is sealed follows from it alone.
func (r *standingRules) keys(now whole) {
	r.t.Helper()
	epoch, sealed, fresh := r.last.Epoch, r.last.Sealed, 0
	for id, kind := range now.Effective {
		if r.last.Effective[id] != "" {
			continue
		}
		fresh++
		r.seen[kind]++
		switch kind {
		case "RESTART":
			epoch, sealed = epoch+1, true
		case "UNSEAL":
			sealed = false
		case "SEAL_AGAIN":
			sealed = true
		}
	}
	if fresh > 1 || now.Epoch != epoch || now.Sealed != sealed {
		r.t.Fatalf("after %d acts it is %d %t, and was %d %t", fresh, now.Epoch, now.Sealed, r.last.Epoch, r.last.Sealed)
	}
}
