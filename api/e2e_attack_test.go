package main

import (
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"

	"midspan/app/pact"
)

// siege is a talk that waits for the right side, and a round of sides in which the left has handed in.
type siege struct {
	*bridge
	t            *testing.T
	members      map[string]*visitor
	talk, asked  string
	notThere     string // an id of an answer's document that nobody has
	answer, mine map[string]string
}

const theirWords = "canarythatonlytheleftmayread"

func besiege(t *testing.T, r *running) *siege {
	t.Helper()
	b := meet(t, r)
	s := &siege{bridge: b, t: t, members: map[string]*visitor{"right owner": b.right, "outsider": b.outsider, "nobody": b.visitor()}}
	s.members["right member"] = b.right.colleague(b.running, b.rel, "member@right.example", "MEMBER")
	s.members["right observer"] = b.right.colleague(b.running, b.rel, "observer@right.example", "OBSERVER")
	s.members["a program of the right"] = b.program(b.right.apiToken("READ")["token"])
	s.members["a writing program of the right"] = b.program(b.right.apiToken("WRITE")["token"])
	s.talk, s.asked = b.left.asks(b.rel, "CANDID"), b.left.asks(b.rel, "FIRST_QUESTIONS")
	b.left.answers(s.talk, "need", theirWords)
	b.left.answers(s.asked, "origin", theirWords)
	b.left.handsIn(s.talk)
	b.left.handsIn(s.asked)
	s.answer, s.mine = b.left.answerIn(s.talk), b.left.answerIn(s.asked)
	s.notThere = s.answer["document"][:len(s.answer["document"])-4] + "0000"
	return s
}

// knocks are what an attacker asks with an id that is somebody else's: of an answer, or its document.
func knocks(id string) map[string]vars {
	return map[string]vars{
		`query($i: ID!) { node(id: $i) { id __typename } }`:                                                                                        {"i": id},
		`query($i: ID!) { nodes(ids: [$i, $i]) { id } }`:                                                                                           {"i": id},
		`query($i: ID!) { b: node(id: $i) { ... on Answer { texts { text } } ... on Document { sections { text } } } }`:                            {"i": id},
		`mutation($i: ID!) { updateDocument(input: {document: $i, title: "x"}) { document { id } } }`:                                              {"i": id},
		`mutation($i: ID!) { shareNote(input: {document: $i, audience: SHARED}) { document { id } } }`:                                             {"i": id},
		`mutation($i: ID!) { deleteNote(input: {document: $i}) { deleted } }`:                                                                      {"i": id},
		`mutation($i: ID!) { proposeParting(input: {document: $i, digest: "x"}) { jointAct { id } } }`:                                             {"i": id},
		`mutation($i: ID!) { editSection(input: {document: $i, section: "need", baseSeq: 0, edits: [{at: 0, insert: "x"}]}) { document { id } } }`: {"i": id},
		`mutation($i: ID!) { submitAnswer(input: {answer: $i, digest: "x"}) { answer { id } } }`:                                                   {"i": id},
		`mutation($i: ID!) { takeBackAnswer(input: {answer: $i, clientMutationId: "one"}) { answer { id } } }`:                                     {"i": id},
		`mutation($i: ID!) { pickChoice(input: {answer: $i, key: "worth", choice: YES}) { answer { id } } }`:                                       {"i": id},
		`mutation($i: ID!) { revealRound(input: {round: $i}) { round { id } } }`:                                                                   {"i": id},
	}
}

func TestTheOtherSidesAnswerIsAsIfItWereNotThere(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, r *running) {
		s := besiege(t, r)
		s.left.must(`mutation($a: ID!) { takeBackAnswer(input: {answer: $a, clientMutationId: "one"}) { answer { id } } }`, vars{"a": s.mine["id"]}, "")
		s.left.handsIn(s.asked)
		for name, v := range s.members {
			for _, id := range []string{s.answer["id"], s.answer["document"], s.mine["id"], s.mine["document"]} {
				absent := id[:len(id)-4] + "0000"
				there, not := knocks(id), knocks(absent)
				for query := range there {
					was, want := v.query(query, there[query]), v.query(query, not[query])
					if unnumbered(was.raw) != unnumbered(want.raw) || was.code() == "" {
						t.Errorf("%s tells what is there from what is not:\n%s\n%s\n%s", name, query, was.raw, want.raw)
					}
				}
				if strings.HasPrefix(id, string(pact.DocumentID)) && name != "nobody" {
					s.shut(name, v, id)
				}
			}
			s.readsNothing(name, v)
		}
		if got := s.left.section(s.answer["document"], "need"); got != theirWords {
			t.Fatalf("somebody wrote into it: %q", got)
		}
	})
}

var anyNumber = regexp.MustCompile(`[a-z]{3}_[0-9a-f]{32}|\d+ms`)

// unnumbered is an answer without the ids that were asked for.
func unnumbered(raw string) string { return anyNumber.ReplaceAllString(raw, "") }

// shut looks that the live document is closed to somebody, as one that is not there.
func (s *siege) shut(name string, v *visitor, document string) {
	s.t.Helper()
	header := fromPage(s.url)
	if v.token != "" {
		header = http.Header{"Authorization": {"Bearer " + v.token}}
	}
	if is, want := v.fate("/sync/"+document, header), v.fate("/sync/"+s.notThere, header); is != want || is == 0 {
		s.t.Errorf("%s and the live document: %d, and of none: %d", name, is, want)
	}
}

// readsNothing looks through pages, lists and the journal for words and ids of the left's answers.
func (s *siege) readsNothing(name string, v *visitor) {
	s.t.Helper()
	lists := `query($r: ID!) { node(id: $r) { ... on Relationship { documents(last: 100) { totalCount edges { cursor node { id title answer { id texts { text } } round { id } } } }
		rounds(last: 50) { edges { node { id state mine { id } document { id } asked { id }
			a: answers(first: 1) { totalCount pageInfo { endCursor hasNextPage } edges { node { id texts { text } author { name } } } } b: answers(last: 100) { totalCount edges { node { id } } }
			pooledAnswers(first: 10) { totalCount } marks(first: 5) { totalCount } } } }
		participants(first: 10) { edges { node { id user { name } } } }
		events(last: 100) { edges { node { what actor { id } subject { __typename ... on Answer { id } ... on Document { id sections { text } } } } } } } } }`
	read := v.query(lists, vars{"r": s.rel}).raw
	for _, path := range []string{"/r/" + s.rel, "/r/" + s.rel + "/talks", "/r/" + s.rel + "/talks/" + s.talk, "/r/" + s.rel + "/talks/" + s.asked, "/metrics"} {
		read += v.get(path).body
	}
	for _, secret := range []string{theirWords, s.answer["id"], s.answer["document"], s.mine["id"], s.mine["document"], "answer.submitted", "answer.taken_back"} {
		if strings.Contains(read, secret) {
			s.t.Errorf("%s meets %s", name, secret)
		}
	}
}

func TestWhatWasHandedInStaysHoweverItsDocumentMoves(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, r *running) {
		s := besiege(t, r)
		edit := func(text string) {
			seq := s.left.must(`query($d: ID!) { node(id: $d) { ... on Document { seq } } }`, vars{"d": s.mine["document"]}, "node.seq")
			s.left.must(`mutation($d: ID!, $s: Int!, $t: String!) { editSection(input: {document: $d, section: "origin", baseSeq: $s, edits: [{at: 0, insert: $t}]}) { document { id } } }`,
				vars{"d": s.mine["document"], "s": seq, "t": text}, "")
		}
		edit("Afterwards: ")
		s.right.answers(s.asked, "origin", "Ours.")
		var all sync.WaitGroup
		all.Go(func() { s.right.handsIn(s.asked) })
		all.Go(func() { edit("Meanwhile: ") })
		all.Wait()
		s.right.reveals(s.asked)
		edit("Once it was open: ")
		got := s.right.query(`query($r: ID!) { node(id: $r) { ... on Round { answers(first: 5) { edges { node { texts { text } document { id } } } } } } }`, vars{"r": s.asked})
		if !strings.Contains(got.raw, `"text":"`+theirWords) || strings.Contains(got.raw, ": canary") || strings.Contains(got.raw, s.mine["document"]) {
			t.Fatalf("what was handed in moved: %s", got.raw)
		}
		s.shut("right owner", s.right, s.mine["document"])
	})
}

func TestWhoIsRemovedOrOnlyReadsInTheMiddleOfATalkLearnsNothingByIt(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, r *running) {
		s := besiege(t, r)
		member := s.members["right member"]
		seat, _ := member.me(s.rel)
		own := member.answerIn(s.talk)
		member.answers(s.talk, "need", "Mine alone.")
		s.right.must(`mutation($p: ID!) { updateParticipant(input: {participant: $p, role: OBSERVER}) { participant { id } } }`, vars{"p": seat}, "")
		member.refused(pact.Forbidden, `mutation($a: ID!) { submitAnswer(input: {answer: $a, digest: "x"}) { answer { id } } }`, vars{"a": own["id"]})
		s.readsNothing("one who only reads now", member)
		s.right.must(`mutation($p: ID!) { removeParticipant(input: {participant: $p}) { participant { id } } }`, vars{"p": seat}, "")
		member.refused(pact.NotFound, `mutation($a: ID!) { submitAnswer(input: {answer: $a, digest: "x"}) { answer { id } } }`, vars{"a": own["id"]})
		s.readsNothing("one who was removed", member)
		s.shut("one who was removed", member, own["document"])
		s.right.handsIn(s.talk)
		s.right.reveals(s.talk)
		if raw := s.right.query(`query($r: ID!) { node(id: $r) { ... on Round { answers(first: 5) { edges { node { texts { text } } } } } } }`, vars{"r": s.talk}).raw; strings.Contains(raw, "Mine alone") || !strings.Contains(raw, theirWords) {
			t.Fatalf("opened: %s", raw)
		}
		s.readsNothing("one who was removed, after", member)
	})
}
