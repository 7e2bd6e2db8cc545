package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"midspan/api/storetest"
	"midspan/app/pact"
)

// inputField is one field of what a mutation takes.
type inputField struct {
	name, kind string
	list       bool
}

// mutations gives what each mutation of the schema takes, as the server itself tells it.
func (v *visitor) mutations() map[string][]inputField {
	v.t.Helper()
	schema := v.must(`{ __schema { mutationType { fields { name args { type { ...T } } } } types { name inputFields { name type { ...T } } } } }
		fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { name } } } }`, nil, "__schema")
	types := map[string][]any{}
	for _, one := range dig(schema, "types").([]any) {
		if fields, ok := dig(one, "inputFields").([]any); ok {
			types[dig(one, "name").(string)] = fields
		}
	}
	all := map[string][]inputField{}
	for _, m := range dig(schema, "mutationType.fields").([]any) {
		name := dig(m, "name").(string)
		all[name] = nil
		if len(dig(m, "args").([]any)) == 0 {
			continue
		}
		kind, _ := named(dig(m, "args.0.type"))
		for _, f := range types[kind] {
			of, list := named(dig(f, "type"))
			all[name] = append(all[name], inputField{dig(f, "name").(string), of, list})
		}
	}
	return all
}

// named looks through lists and what may not be null.
func named(of any) (name string, list bool) {
	for dig(of, "ofType") != nil {
		list = list || dig(of, "kind") == "LIST"
		of = dig(of, "ofType")
	}
	return dig(of, "name").(string), list
}

// deeds gives a sound input for every mutation but those of accounts, on things of a bridge that one
// of its owners made; a key is turned for what the other proposed.
func (v *visitor) deeds(rel, vision string, other *visitor) map[string]vars {
	v.t.Helper()
	seat, _ := v.me(rel)
	make1 := func(query, path string) string { return v.mustText(query, vars{"r": rel}, path) }
	outcome := v.outcome(rel, "an outcome")
	made := v.must(`mutation($r: ID!) { createCommitment(input: {relationship: $r, kind: MUTUAL, nature: SUPPORT, wording: "words"}) { commitment { id document { digest } } } }`, vars{"r": rel}, "createCommitment.commitment")
	act := other.must(`mutation($r: ID!) { proposeName(input: {relationship: $r, name: "A name"}) { jointAct { id digest } } }`, vars{"r": rel}, "proposeName.jointAct")
	commitment, note := dig(made, "id"), v.note(rel, "AUTHOR", "words")
	letter := make1(`mutation($r: ID!) { inviteColleague(input: {relationship: $r, recipient: "C", owning: "o", role: MEMBER}) { invitation { id } } }`, "inviteColleague.invitation.id")
	all := v.accords(rel, other)
	for _, more := range []map[string]vars{
		v.talks(rel, other), v.focus(rel, seat, outcome, other), v.paths(rel, v.outcome(rel, "another outcome"), commitment), v.trusts(rel, other, commitment),
	} {
		maps.Copy(all, more)
	}
	for name, input := range map[string]vars{
		"createRelationship": {"counterpart": "Them", "kind": "PARTNER", "why": "w"},
		"updateSideProfile":  {"relationship": rel, "kind": "SUPPLIER", "title": "t", "why": "w"},
		"inviteCounterpart":  {"relationship": rel, "recipient": "r", "owning": "o", "asking": "a"},
		"inviteColleague":    {"relationship": rel, "recipient": "r", "owning": "o", "role": "MEMBER"},
		"inviteAdviser":      {"relationship": rel, "recipient": "r", "owning": "o", "facet": "f"},
		"revokeInvitation":   {"invitation": letter},
		"answerInvitation":   {"token": "none", "answer": "YES"},
		"acceptInvitation":   {"token": "none"},
		"updateParticipant":  {"participant": seat, "role": "OWNER"},
		"removeParticipant":  {"participant": seat},
		"createDocument":     {"relationship": rel, "kind": "NOTES", "title": "t", "audience": "SIDE"},
		"updateDocument":     {"document": note, "title": "t"},
		"editSection":        {"document": vision, "section": "care", "baseSeq": 0, "edits": []vars{{"at": 0, "insert": "x"}}},
		"shareNote":          {"document": note, "audience": "SHARED"},
		"createOutcome":      {"relationship": rel, "title": "t", "measure": "m", "unit": "u"},
		"updateOutcome":      {"outcome": outcome, "title": "t", "measure": "m", "unit": "u"},
		"createCommitment":   {"relationship": rel, "kind": "MUTUAL", "nature": "SUPPORT", "wording": "w", "owners": []string{seat}, "outcome": outcome, "rhythm": "r"},
		"updateCommitment":   {"commitment": commitment, "owners": []string{seat}, "outcome": outcome, "rhythm": "r"},
		"confirmCommitment":  {"commitment": commitment, "digest": dig(made, "document.digest")},
		"proposeName":        {"relationship": rel, "name": "n"},
		"turnKey":            {"jointAct": dig(act, "id"), "digest": dig(act, "digest")},
		"withdrawJointAct":   {"jointAct": dig(act, "id")},
		"deleteNote":         {"document": note},
		"createApiToken":     {"name": "n", "scope": "READ", "days": 30},
		"revokeApiToken":     {"apiToken": v.apiToken("READ")["id"]},
	} {
		all[name] = input
	}
	return all
}

// talks are sound inputs about what both are asked unseen: one round is open, one is revealed, and one
// led to a parting.
func (v *visitor) talks(rel string, other *visitor) map[string]vars {
	v.t.Helper()
	seat, _ := v.me(rel)
	if v == other || v.query(`query($r: ID!) { node(id: $r) { ... on Relationship { joinedAt } } }`, vars{"r": rel}).raw == `{"data":{"node":{"joinedAt":null}}}` {
		return map[string]vars{} // alone, nothing is asked
	}
	for _, kind := range []string{"WORTH_IT", "CANDID", "EXPECTATIONS", "PRE_MORTEM"} { // those of an earlier call
		for _, id := range v.openRounds(rel, kind) {
			v.must(`mutation($r: ID!) { withdrawRound(input: {round: $r}) { round { id } } }`, vars{"r": id}, "")
		}
	}
	open, worth, done := v.asks(rel, "CANDID"), v.asks(rel, "WORTH_IT"), v.asks(rel, "EXPECTATIONS")
	for _, one := range []*visitor{v, other} {
		one.answers(done, "ours", "Both call.")
		one.handsIn(done)
	}
	v.must(`mutation($r: ID!) { revealRound(input: {round: $r}) { round { id } } }`, vars{"r": done}, "")
	own, text := v.answerIn(open), v.answerIn(done)
	span := []vars{{"source": text["id"], "from": 0, "to": 4}}
	mark := v.mustText(`mutation($in: CreateMarkInput!) { createMark(input: $in) { mark { id } } }`,
		vars{"in": vars{"round": done, "key": "ours", "kind": "DIFFERS", "name": "n", "spans": span}}, "createMark.mark.id")
	all := v.lives(rel, other)
	maps.Copy(all, v.risks(rel, other))
	maps.Copy(all, map[string]vars{
		"startRound":             {"relationship": rel, "kind": "PRE_MORTEM", "title": "t", "showsReady": true},
		"pickChoice":             {"answer": v.answerIn(worth)["id"], "key": "worth", "choice": "NO"},
		"submitAnswer":           {"answer": own["id"], "digest": own["digest"]},
		"takeBackAnswer":         {"answer": own["id"]},
		"revealRound":            {"round": open},
		"withdrawRound":          {"round": open},
		"excuseParticipant":      {"round": open, "participant": seat},
		"startTimer":             {"round": done, "minutes": 10},
		"createMark":             {"round": done, "key": "ours", "kind": "DIFFERS", "name": "n", "spans": span},
		"deleteMark":             {"mark": mark},
		"proposePause":           {"relationship": rel, "until": "2999-01-01"},
		"proposeParting":         {"document": v.vision(rel), "digest": "none"},
		"proposeLightReset":      {"relationship": rel},
		"proposeRestart":         {"relationship": rel, "on": "2026-01-01"},
		"proposeUnseal":          {"relationship": rel},
		"proposeSeal":            {"relationship": rel},
		"takeStance":             {"relationship": rel, "stand": "WITH_IT"},
		"proposePublication":     {"agreement": "agr_00000000000000000000000000000000"},
		"acknowledgePublication": {"publication": "pub_00000000000000000000000000000000"},
	})
	return all
}

// risks are sound inputs about what a pre-mortem found.
func (v *visitor) risks(rel string, other *visitor) map[string]vars {
	v.t.Helper()
	r := v.asks(rel, "PRE_MORTEM")
	for _, one := range []*visitor{v, other} {
		one.answers(r, "tools", "Two calendars.")
		one.handsIn(r)
	}
	v.reveals(r)
	name := func(text string) (id, digest string) {
		k := v.must(`mutation($r: ID!, $t: String!) { nameRisk(input: {round: $r, text: $t, kind: TOOLS}) { risk { id digest } } }`, vars{"r": r, "t": text}, "nameRisk.risk")
		return dig(k, "id").(string), dig(k, "digest").(string)
	}
	worded, _ := name("worded")
	gone, _ := name("gone")
	empty, _ := name("empty")
	borne, digest := name("borne")
	return map[string]vars{
		"nameRisk":    {"round": r, "text": "n", "kind": "TOOLS", "phrases": []vars{{"source": v.answerIn(r)["id"], "key": "tools", "from": 0, "to": 3}}},
		"changeRisk":  {"risk": worded, "text": "c"},
		"mergeRisks":  {"risk": gone, "into": worded},
		"dropRisk":    {"risk": empty},
		"voteRisk":    {"risk": worded},
		"unvoteRisk":  {"risk": worded},
		"treatRisk":   {"risk": worded, "opportunity": "o"},
		"untreatRisk": {"risk": worded},
		"acceptRisk":  {"risk": borne, "digest": digest},
	}
}

// paths are sound inputs about where both want to go.
func (v *visitor) paths(rel, outcome string, commitment any) map[string]vars {
	v.t.Helper()
	make1 := func(query, path string) string { return v.mustText(query, vars{"r": rel}, path) }
	side := make1(`query($r: ID!) { node(id: $r) { ... on Relationship { me { side { id } } } } }`, "node.me.side.id")
	need := v.mustText(`mutation($r: ID!, $s: ID!) { createNeed(input: {relationship: $r, ofSide: $s, kind: TODAY, text: "n"}) { need { id } } }`, vars{"r": rel, "s": side}, "createNeed.need.id")
	waypoint := make1(`mutation($r: ID!) { createWaypoint(input: {relationship: $r, title: "w", due: "2999-01-01"}) { waypoint { id } } }`, "createWaypoint.waypoint.id")
	risk := make1(`mutation($r: ID!) { createRisk(input: {relationship: $r, text: "d"}) { risk { id } } }`, "createRisk.risk.id")
	digest := v.mustText(`query($o: ID!) { node(id: $o) { ... on Outcome { digest } } }`, vars{"o": outcome}, "node.digest")
	all := v.comes(rel, outcome, side)
	maps.Copy(all, map[string]vars{
		"createNeed":     {"relationship": rel, "ofSide": side, "kind": "SOON", "text": "n"},
		"confirmNeed":    {"need": need, "text": "n"},
		"dropNeed":       {"need": need},
		"linkNeed":       {"need": need, "commitment": commitment, "outcome": outcome},
		"createWaypoint": {"relationship": rel, "title": "w", "due": "2999-01-01"},
		"correctCourse":  {"waypoint": waypoint, "title": "another", "reason": "because"},
		"createRisk":     {"relationship": rel, "text": "d"},
		"deleteRisk":     {"risk": risk},
		"confirmOutcome": {"outcome": outcome, "digest": digest},
	})
	return all
}

// comes are sound inputs about what counts once its receiver says so.
func (v *visitor) comes(rel, outcome, side string) map[string]vars {
	v.t.Helper()
	seat, _ := v.me(rel)
	win := v.mustText(`mutation($r: ID!, $o: ID) { createWin(input: {relationship: $r, text: "w", due: "2999-01-01", outcome: $o}) { win { id } } }`, vars{"r": rel, "o": outcome}, "createWin.win.id")
	mil := v.mustText(`mutation($o: ID!, $p: ID!) { createMilestone(input: {outcome: $o, title: "m", due: "2999-01-01", owner: $p}) { milestone { id } } }`, vars{"o": outcome, "p": seat}, "createMilestone.milestone.id")
	gain := func(kind string, kept bool) string {
		return v.mustText(`mutation($r: ID!, $s: ID!, $k: BenefitKind!, $m: Boolean) { createBenefit(input: {relationship: $r, ofSide: $s, kind: $k, label: "l", kept: $m}) { benefit { id } } }`,
			vars{"r": rel, "s": side, "k": kind, "m": kept}, "createBenefit.benefit.id")
	}
	figure, own := gain("FIGURE", false), gain("PERSONAL", true)
	return map[string]vars{
		"createWin":        {"relationship": rel, "text": "w", "due": "2999-01-01", "outcome": outcome, "ofSide": side, "people": []string{seat}},
		"sayWin":           {"win": win, "learning": "l"},
		"confirmWin":       {"win": win, "digest": "none"},
		"reopenWin":        {"win": win},
		"dropWin":          {"win": win},
		"createMilestone":  {"outcome": outcome, "title": "m", "due": "2999-01-01", "owner": seat},
		"updateMilestone":  {"milestone": mil, "title": "another", "owner": seat, "expected": "2999-02-02", "reason": "because"},
		"sayMilestone":     {"milestone": mil},
		"confirmMilestone": {"milestone": mil, "digest": "none"},
		"reopenMilestone":  {"milestone": mil, "reason": "because"},
		"dropMilestone":    {"milestone": mil, "reason": "because"},
		"createBenefit":    {"relationship": rel, "ofSide": side, "kind": "FIGURE", "label": "l", "unit": "u"},
		"sayBenefit":       {"benefit": figure, "after": 1, "came": "c"},
		"confirmBenefit":   {"benefit": figure, "digest": "none"},
		"reopenBenefit":    {"benefit": figure},
		"dropBenefit":      {"benefit": own},
		"shareBenefit":     {"benefit": own},
	}
}

// accountDeeds are about an account itself; api/auth, e2e_accounts_test.go and e2e_tokens_test.go tell
// of them.
var accountDeeds = []string{"signUp", "signIn", "refreshSession", "signOut", "endSession", "endOtherSessions", "changePassword", "requestPasswordReset", "resetPassword"}

// try carries out a mutation with some fields changed.
func (v *visitor) try(mutation string, sound vars, name string, value any) reply {
	v.t.Helper()
	given := vars{}
	for k, x := range sound {
		given[k] = x
	}
	if name != "" {
		given[name] = value
	}
	kind := strings.ToUpper(mutation[:1]) + mutation[1:] + "Input"
	return v.query("mutation($in: "+kind+"!) { "+mutation+"(input: $in) { clientMutationId } }", vars{"in": given})
}

func TestEveryMutationIsTried(t *testing.T) {
	t.Parallel()
	b := meet(t, anyServer(t))
	deeds := b.left.deeds(b.rel, b.vision, b.right)
	for name := range b.left.mutations() {
		if deeds[name] == nil && !slices.Contains(accountDeeds, name) {
			t.Errorf("%s has no sound input in deeds: nothing tries it with wrong ones", name)
		}
	}
	for _, name := range []string{"createRelationship", "updateSideProfile", "inviteColleague", "revokeInvitation", "updateParticipant", "createDocument", "updateDocument", "editSection", "shareNote", "createOutcome", "updateOutcome", "createCommitment", "updateCommitment", "confirmCommitment", "proposeName", "turnKey", "deleteNote", "startRound", "pickChoice", "submitAnswer", "takeBackAnswer", "withdrawRound", "startTimer", "createMark", "deleteMark", "createNeed", "confirmNeed", "linkNeed", "dropNeed", "createWaypoint", "correctCourse", "createRisk", "deleteRisk", "proposePause", "confirmOutcome", "reportCommitment", "takeBackReport", "keepCommitment", "notYetCommitment", "slipCommitment", "releaseCommitment", "withdrawCommitment", "confirmConversation", "nameRisk", "changeRisk", "mergeRisks", "dropRisk", "voteRisk", "unvoteRisk", "treatRisk", "untreatRisk", "acceptRisk", "createWin", "sayWin", "reopenWin", "dropWin", "createMilestone", "updateMilestone", "sayMilestone", "reopenMilestone", "dropMilestone", "createBenefit", "sayBenefit", "reopenBenefit", "dropBenefit", "createTopic", "deleteTopic", "setPairing", "setHub", "createFocusItem", "decideFocusItem", "linkFocusItem", "setBudget", "noteLearning", "deleteLearning", "takeStance"} {
		if got := b.left.try(name, deeds[name], "", nil); got.code() != "" {
			t.Errorf("%s is not sound: %s", name, got.raw)
		}
	}
}

// meetOnPostgres is for stories of many requests: the race detector slows our SQLite down most.
func meetOnPostgres(t *testing.T) *bridge {
	t.Helper()
	url, dir := storetest.Postgres(t), t.TempDir()
	migrateFirst(t, url, dir)
	return meet(t, serveEmpty(t, url, dir))
}

func (b *bridge) seenBy(people []*visitor) (seen []string) {
	for _, p := range people {
		rel := b.rel
		if p == b.outsider {
			rel = b.elsewhere
		}
		seen = append(seen, p.query(everything, vars{"r": rel}).raw)
	}
	return seen
}

func (v *visitor) vision(rel string) string {
	v.t.Helper()
	return v.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { documents(where: {kind: VISION}) { edges { node { id } } } } } }`, vars{"r": rel}, "node.documents.edges.0.node.id")
}

// TestTooMuchTextAndNoTextAreRefusedByTheirField gives every text of every mutation more than fits,
// and a character that no database holds.
func TestTooMuchTextAndNoTextAreRefusedByTheirField(t *testing.T) {
	t.Parallel()
	b := meetOnPostgres(t)
	deeds := b.left.deeds(b.rel, b.vision, b.right)
	before := b.seenBy([]*visitor{b.left, b.right})
	for name, fields := range b.left.mutations() {
		for _, f := range fields {
			if f.kind != "String" || deeds[name] == nil {
				continue
			}
			for what, value := range map[string]any{"too much": strings.Repeat("x", 210_000), "no text": "a\x00b"} {
				got := b.left.try(name, deeds[name], f.name, value)
				if unknown[f.name] != "" && got.code() == unknown[f.name] {
					continue
				}
				if got.code() != pact.BadInput || got.field() != f.name {
					t.Errorf("%s with %s in %s: %.300s", name, what, f.name, got.raw)
				}
			}
		}
	}
	for what, value := range map[string]string{"too much": strings.Repeat("x", 210_000), "no text": "a\x00b"} {
		got := b.left.try("editSection", deeds["editSection"], "edits", []vars{{"at": 0, "insert": value}})
		if got.code() != pact.BadInput && got.code() != pact.Limited {
			t.Errorf("editSection with %s: %.300s", what, got.raw)
		}
	}
	if after := b.seenBy([]*visitor{b.left, b.right}); !slices.Equal(before, after) {
		t.Errorf("something changed:\n%v\n%v", before, after)
	}
}

// unknown says what is answered where a text names something: no such thing is there.
var unknown = map[string]pact.Code{"token": pact.NotFound, "digest": pact.Conflict}

func TestEveryTextComesBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		const text = "שלום 🌉 e\u0301 👩‍👩‍👧 <b>&amp;\"'\\ \u202eabc\u202c ﷽ 漢字 %s $1 ${x} {{y}}"
		for _, c := range []struct{ query, path string }{
			{`mutation($r: ID!, $t: String!) { updateSideProfile(input: {relationship: $r, title: $t, why: $t}) { relationship { profile { a: title b: why } } } }`, "updateSideProfile.relationship.profile"},
			{`mutation($r: ID!, $t: String!) { inviteColleague(input: {relationship: $r, recipient: $t, owning: $t, role: MEMBER}) { invitation { a: recipient b: owning } } }`, "inviteColleague.invitation"},
			{`mutation($r: ID!, $t: String!) { createDocument(input: {relationship: $r, kind: NOTES, title: $t}) { document { a: title b: title } } }`, "createDocument.document"},
			{`mutation($r: ID!, $t: String!) { createWin(input: {relationship: $r, text: $t, due: "2999-01-01", outcome: null}) { win { a: text b: text } } }`, "createWin.win"},
			{`mutation($r: ID!, $t: String!) { createOutcome(input: {relationship: $r, title: $t, measure: $t, unit: "%"}) { outcome { a: title b: measure } } }`, "createOutcome.outcome"},
			{`mutation($r: ID!, $t: String!) { createCommitment(input: {relationship: $r, kind: MUTUAL, nature: SUPPORT, wording: $t, rhythm: $t}) { commitment { a: rhythm document { sections { text } } } } }`, "createCommitment.commitment"},
			{`mutation($r: ID!, $t: String!) { proposeName(input: {relationship: $r, name: $t}) { jointAct { a: text b: text } } }`, "proposeName.jointAct"},
		} {
			got := b.left.must(c.query, vars{"r": b.rel, "t": text}, c.path)
			second := dig(got, "b")
			if second == nil {
				second = dig(got, "document.sections.0.text")
			}
			if dig(got, "a") != text || second != text {
				t.Errorf("%s: %v", c.path, got)
			}
		}
		left, right := b.left.open(b.vision), b.right.open(b.vision)
		left.write("need", text)
		eventually(t, "it is on the other screen", func() bool { return right.text("need") == text && left.unsent() == 0 })
		if got := b.right.section(b.vision, "need"); got != text {
			t.Errorf("the vision says %q", got)
		}
		found := b.left.must(`query($t: String!) { relationships(where: {nameContains: $t}) { totalCount } }`, vars{"t": "%"}, "relationships.totalCount")
		if fmt.Sprint(found) != "0" {
			t.Errorf("%% is taken for a pattern: %v", found)
		}
	})
}
