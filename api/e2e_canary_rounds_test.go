package main

import (
	"slices"
	"strings"

	"midspan/app/pact"
)

// asked has both sides asked in every way, and plants a text in each answer: in rounds that wait, that
// are all in, that were opened, with names and without, and that were taken back.
func (a *aviary) asked() {
	a.t.Helper()
	rel, left, right := a.b.rel, a.people["left owner"], a.people["right owner"]
	for _, kind := range []string{"FIRST_QUESTIONS", "LATER_QUESTIONS"} {
		a.opened(kind, string(pact.Questions(pact.RoundKind(kind), false)[0].Key))
	}
	waiting := left.asks(rel, "EXPECTATIONS", vars{"title": a.bird("title of what waits", everybody...), "due": "2031-01-02"})
	left.answers(waiting, "ours", a.bird("left waits", leftSide...))
	right.answers(waiting, "ours", a.bird("right waits", rightSide...))
	right.handsIn(waiting)

	talk := left.asks(rel, "CANDID")
	for _, who := range []string{"left owner", "left member", "right owner", "right member"} {
		a.people[who].answers(talk, "need", a.bird("a talk "+who, who))
	}
	a.people["left member"].handsIn(talk)
	dropped := left.asks(rel, "CANDID")
	a.people["right member"].answers(dropped, "need", a.bird("a talk taken back", "right member"))
	a.people["right member"].handsIn(dropped)
	left.must(`mutation($r: ID!) { withdrawRound(input: {round: $r}) { round { id } } }`, vars{"r": dropped}, "")

	a.pooled()
	a.worth(pact.ChoiceYes, pact.ChoiceNo, everybody, everybody)
	a.worth(pact.ChoiceNotNow, pact.ChoiceNotNow, leftSide, rightSide)
	for _, proposal := range []struct{ act, input string }{
		{"proposePause", `until: "2999-01-01"`}, {"proposeLightReset", ""},
	} {
		act := left.must(`mutation($r: ID!) { `+proposal.act+`(input: {relationship: $r `+proposal.input+`}) { jointAct { id digest } } }`, vars{"r": rel}, proposal.act+".jointAct")
		a.turns(right, act)
	}
}

// turns turns the second key.
func (a *aviary) turns(v *visitor, act any) {
	a.t.Helper()
	v.must(`mutation($a: ID!, $d: String!) { turnKey(input: {jointAct: $a, digest: $d}) { jointAct { state } } }`, vars{"a": dig(act, "id"), "d": dig(act, "digest")}, "")
}

// opened is a round that each side answers as one, opened, marked, and written on afterwards.
func (a *aviary) opened(kind, key string) {
	a.t.Helper()
	left, right := a.people["left owner"], a.people["right owner"]
	r := left.asks(a.b.rel, kind)
	for side, v := range map[string]*visitor{"left": left, "right": right} {
		v.answers(r, key, a.bird(side+" "+kind, everybody...))
		v.handsIn(r)
	}
	left.reveals(r)
	left.answers(r, key, a.bird("left after "+kind, leftSide...))
	spans := []vars{{"source": left.answerIn(r)["id"], "from": 0, "to": 3}, {"source": right.answerIn(r)["id"], "from": 0, "to": 3}}
	right.must(`mutation($in: CreateMarkInput!) { createMark(input: $in) { mark { id } } }`,
		vars{"in": vars{"round": r, "key": key, "kind": "ALIKE", "name": a.bird("mark in "+kind, everybody...), "spans": spans}}, "")
	right.must(`mutation($r: ID!) { startTimer(input: {round: $r, minutes: 10}) { round { id } } }`, vars{"r": r}, "")
	doc := left.mustText(`query($r: ID!) { node(id: $r) { ... on Round { document { id } } } }`, vars{"r": r}, "node.document.id")
	p := right.open(doc)
	p.write(key, a.bird("conclusion of "+kind, everybody...))
	eventually(a.t, "the conclusion is saved", func() bool { return p.unsent() == 0 })
}

// pooled is a round that people answer without their names.
func (a *aviary) pooled() {
	a.t.Helper()
	r := a.people["right member"].asks(a.b.rel, "PRE_MORTEM", vars{"naming": "POOLED"})
	for _, who := range []string{"left owner", "left member", "right owner", "right member"} {
		v := a.people[who]
		v.answers(r, "tools", a.bird("pooled "+who, everybody...))
		v.handsIn(r)
	}
	a.people["right member"].reveals(r)
	a.people["left member"].answers(r, "tools", a.bird("after pooling", "left member"))
	said := a.people["left member"].mustText(`query($r: ID!) { node(id: $r) { ... on Round { pooledAnswers(first: 1) { edges { node { id } } } } } }`, vars{"r": r}, "node.pooledAnswers.edges.0.node.id")
	const name = `mutation($r: ID!, $t: String!, $p: [PhraseInput!]) { nameRisk(input: {round: $r, text: $t, kind: TOOLS, phrases: $p}) { risk { id } } }`
	named := a.people["left member"].mustText(name, vars{"r": r, "t": a.bird("a risk on the table", everybody...), "p": []vars{{"source": said, "key": "tools", "from": 1, "to": 5}}}, "nameRisk.risk.id")
	promised := a.people["right owner"].mustText(name, vars{"r": r, "t": a.bird("a risk and its promise", everybody...)}, "nameRisk.risk.id")
	a.people["left owner"].must(`mutation($k: ID!, $w: String) { treatRisk(input: {risk: $k, wording: $w}) { risk { id } } }`, vars{"k": promised, "w": a.bird("a promise against a risk", everybody...)}, "")
	a.people["right member"].must(`mutation($k: ID!) { voteRisk(input: {risk: $k}) { risk { id } } }`, vars{"k": named}, "")
	a.people["right member"].must(`mutation($k: ID!, $o: String) { treatRisk(input: {risk: $k, opportunity: $o}) { risk { id } } }`, vars{"k": named, "o": a.bird("what a risk opens", everybody...)}, "")
}

// worth asks whether it is worth it; it is opened where both may read both.
func (a *aviary) worth(ours, theirs pact.Choice, leftReaders, rightReaders []string) {
	a.t.Helper()
	left, right := a.people["left owner"], a.people["right owner"]
	r := right.asks(a.b.rel, "WORTH_IT")
	for _, one := range []struct {
		v       *visitor
		choice  pact.Choice
		readers []string
	}{{left, ours, leftReaders}, {right, theirs, rightReaders}} {
		one.v.answers(r, "stake", a.bird("stake", one.readers...))
		one.v.picks(r, pact.WorthKey, one.choice)
		one.v.handsIn(r)
	}
	if slices.Equal(leftReaders, rightReaders) {
		right.reveals(r)
	}
}

// paths plants what both write about where they want to go.
func (a *aviary) paths(side []string) {
	a.t.Helper()
	rel, name := a.b.rel, side[0][:strings.Index(side[0], " ")]
	owner, other := a.people[side[0]], a.people[map[string]string{"left": "right owner", "right": "left owner"}[name]]
	mine := owner.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { me { side { id } } } } }`, vars{"r": rel}, "node.me.side.id")
	outcome := owner.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { outcomes { edges { node { id } } } } } }`, vars{"r": rel}, "node.outcomes.edges.0.node.id")
	commitment := owner.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { commitments { edges { node { id } } } } } }`, vars{"r": rel}, "node.commitments.edges.0.node.id")
	need := other.mustText(`mutation($r: ID!, $s: ID!, $t: String!) { createNeed(input: {relationship: $r, ofSide: $s, kind: SOON, text: $t}) { need { id } } }`,
		vars{"r": rel, "s": mine, "t": a.bird("a guess about the "+name, everybody...)}, "createNeed.need.id")
	owner.must(`mutation($n: ID!, $t: String) { confirmNeed(input: {need: $n, text: $t}) { need { id } } }`, vars{"n": need, "t": a.bird("a need of the "+name, everybody...)}, "")
	owner.must(`mutation($n: ID!, $c: ID, $o: ID) { linkNeed(input: {need: $n, commitment: $c, outcome: $o}) { need { id } } }`, vars{"n": need, "c": commitment, "o": outcome}, "")
	waypoint := owner.mustText(`mutation($r: ID!, $t: String!) { createWaypoint(input: {relationship: $r, title: $t, due: "2031-02-03"}) { waypoint { id } } }`,
		vars{"r": rel, "t": a.bird("a waypoint of the "+name, everybody...)}, "createWaypoint.waypoint.id")
	owner.must(`mutation($w: ID!, $t: String, $y: String) { correctCourse(input: {waypoint: $w, title: $t, reason: $y}) { waypoint { id } } }`,
		vars{"w": waypoint, "t": a.bird("a new course of the "+name, everybody...), "y": a.bird("a reason of the "+name, everybody...)}, "")
	a.comes(side, outcome, mine)
	owner.must(`mutation($r: ID!, $t: String!) { createRisk(input: {relationship: $r, text: $t}) { risk { id } } }`, vars{"r": rel, "t": a.bird("a doubt of the "+name, side[0])}, "")
	a.focused(name, owner)
	digest := owner.mustText(`query($o: ID!) { node(id: $o) { ... on Outcome { digest } } }`, vars{"o": outcome}, "node.digest")
	owner.must(`mutation($o: ID!, $d: String!) { confirmOutcome(input: {outcome: $o, digest: $d}) { outcome { id } } }`, vars{"o": outcome, "d": digest}, "")
}

// comes plants what both say about what comes of it, and what somebody keeps to themselves.
func (a *aviary) comes(side []string, outcome, mine string) {
	a.t.Helper()
	rel, name := a.b.rel, side[0][:strings.Index(side[0], " ")]
	owner := a.people[side[0]]
	seat := owner.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { me { id } } } }`, vars{"r": rel}, "node.me.id")
	win := owner.mustText(`mutation($in: CreateWinInput!) { createWin(input: $in) { win { id } } }`,
		vars{"in": vars{"relationship": rel, "text": a.bird("a win of the "+name, everybody...), "due": "2031-02-03", "outcome": outcome, "ofSide": mine, "people": []string{seat}}}, "createWin.win.id")
	owner.must(`mutation($w: ID!, $t: String) { sayWin(input: {win: $w, learning: $t}) { win { id } } }`, vars{"w": win, "t": a.bird("learned by the "+name, everybody...)}, "")
	mil := owner.mustText(`mutation($o: ID!, $p: ID!, $t: String!) { createMilestone(input: {outcome: $o, title: $t, due: "2031-02-03", owner: $p}) { milestone { id } } }`,
		vars{"o": outcome, "p": seat, "t": a.bird("a milestone of the "+name, everybody...)}, "createMilestone.milestone.id")
	owner.must(`mutation($m: ID!, $y: String) { updateMilestone(input: {milestone: $m, expected: "2031-03-04", reason: $y}) { milestone { id } } }`,
		vars{"m": mil, "y": a.bird("a slip of the "+name, everybody...)}, "")
	reached := owner.mustText(`mutation($o: ID!, $p: ID!, $t: String!) { createMilestone(input: {outcome: $o, title: $t, due: "2031-02-03", owner: $p}) { milestone { id } } }`,
		vars{"o": outcome, "p": seat, "t": a.bird("reached by the "+name, everybody...)}, "createMilestone.milestone.id")
	owner.must(`mutation($m: ID!) { sayMilestone(input: {milestone: $m}) { milestone { id } } }`, vars{"m": reached}, "")
	owner.must(`mutation($in: CreateBenefitInput!) { createBenefit(input: $in) { benefit { id } } }`, vars{"in": vars{
		"relationship": rel, "ofSide": mine, "kind": "FIGURE", "label": a.bird("money of the "+name, everybody...), "currency": "EUR", "before": 200, "hoped": 100,
	}}, "")
	for _, one := range []struct {
		kind, text string
		kept       bool
		readers    []string
	}{{"FIGURE", "a figure of the ", false, everybody}, {"PERSONAL", "a gain of the ", false, everybody}, {"PERSONAL", "kept by the ", true, side[:1]}} {
		in := vars{"relationship": rel, "ofSide": mine, "kind": one.kind, "label": a.bird(one.text+name, one.readers...), "kept": one.kept}
		if one.kind == "FIGURE" {
			in["unit"] = a.bird("a unit of the "+name, everybody...)
		}
		ben := owner.mustText(`mutation($in: CreateBenefitInput!) { createBenefit(input: $in) { benefit { id } } }`, vars{"in": in}, "createBenefit.benefit.id")
		say := vars{"benefit": ben, "came": a.bird("what came of "+one.text+name, one.readers...)}
		if one.kind == "FIGURE" {
			say["after"] = 1
		}
		owner.must(`mutation($in: SayBenefitInput!) { sayBenefit(input: $in) { benefit { id } } }`, vars{"in": say}, "")
	}
}

// parts has both part well; nothing is asked afterwards.
func (a *aviary) parts() {
	a.t.Helper()
	doc := a.b.left.mustText(`mutation($r: ID!) { createDocument(input: {relationship: $r, kind: PARTING}) { document { id } } }`, vars{"r": a.b.rel}, "createDocument.document.id")
	p := a.b.right.open(doc)
	p.write("thanks", a.bird("words of parting", everybody...))
	eventually(a.t, "the words are saved", func() bool { return p.unsent() == 0 })
	digest := a.b.left.mustText(`query($d: ID!) { node(id: $d) { ... on Document { digest } } }`, vars{"d": doc}, "node.digest")
	act := a.b.right.must(`mutation($d: ID!, $x: String!) { proposeParting(input: {document: $d, digest: $x}) { jointAct { id digest } } }`, vars{"d": doc, "x": digest}, "proposeParting.jointAct")
	a.turns(a.b.left, act)
}
