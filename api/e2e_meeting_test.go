package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"midspan/app/coedit"
	"midspan/app/pact"
)

// TestTwoOrganisationsMeetAndMakeACommitment is the first line through everything, by the API alone.
func TestTwoOrganisationsMeetAndMakeACommitment(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		b := &bridge{running: s, left: s.signUp("owner@left.example", "Left House")}
		b.rel = b.left.begin("Right House")
		b.answersTheLetter(t)
		b.writeTheVision(t)
		b.agreeOnACommitment(t)
		b.keepNotes(t)
		b.nameIt(t)
	})
}

// answersTheLetter reads it without an account, answers in every way, and signs up by it.
func (b *bridge) answersTheLetter(t *testing.T) {
	link := "/i/" + b.left.invite(b.rel)
	reader := b.visitor()
	first := reader.get(link)
	if first.status != http.StatusOK || strings.Contains(first.body, "<script") || strings.Contains(first.body, "It worries me.") {
		t.Fatalf("the letter: %d %s", first.status, first.body)
	}
	for _, says := range []string{"I was late, and said nothing.", "Left House", "yours as much as ours"} {
		if !strings.Contains(first.body, says) {
			t.Errorf("the letter does not say %q", says)
		}
	}
	if words(reader.get(link)) != words(first) {
		t.Error("reading changed the letter")
	}
	later := url.Values{"answer": {"later"}, "date": {time.Now().AddDate(0, 2, 0).Format(time.DateOnly)}}
	for _, form := range []url.Values{later, answer("no"), answer("yes")} {
		if got := reader.send(link, form, "same-origin"); got.status != http.StatusSeeOther {
			t.Errorf("%v: %d", form, got.status)
		}
	}
	if got := b.left.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { invitations { edges { node { answer } } } } } }`, vars{"r": b.rel}, "node.invitations.edges.0.node.answer"); got != "YES" {
		t.Errorf("the writer reads %q", got)
	}
	b.right = b.join("owner@right.example", "Right House", strings.TrimPrefix(link, "/i/"))
	if gone := reader.get(link); gone.status != http.StatusGone {
		t.Errorf("an accepted letter: %d", gone.status)
	}
	for name, v := range map[string]*visitor{"left": b.left, "right": b.right} {
		got := v.must(`query($r: ID!) { node(id: $r) { ... on Relationship { joinedAt sides { name organization { name } } participants { totalCount } } } }`, vars{"r": b.rel}, "node")
		if dig(got, "joinedAt") == nil || dig(got, "sides.1.organization.name") != "Right House" || dig(got, "participants.totalCount") != 2.0 {
			t.Errorf("%s sees %v", name, got)
		}
	}
}

const editSection = `mutation($d: ID!, $s: String!, $b: Int!, $e: [SectionEdit!]!) {
	editSection(input: {document: $d, section: $s, baseSeq: $b, edits: $e}) { document { seq } section { text } } }`

// writeTheVision has both type into one section, and a program without Yjs beside them.
func (b *bridge) writeTheVision(t *testing.T) {
	b.vision = b.right.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { documents(where: {kind: VISION}) { edges { node { id } } } } } }`, vars{"r": b.rel}, "node.documents.edges.0.node.id")
	left, right := b.left.open(b.vision), b.right.open(b.vision)
	left.write("care", "Nights off 🌙, ")
	eventually(t, "the right sees it", func() bool { return strings.Contains(right.text("care"), "🌙") })
	right.write("care", "and a line we answer: שלום.")
	eventually(t, "both are saved", func() bool { return left.state() == coedit.Saved && right.state() == coedit.Saved })
	seq := int(b.left.must(`query($d: ID!) { node(id: $d) { ... on Document { seq } } }`, vars{"d": b.vision}, "node.seq").(float64))
	right.write("care", " More.")
	got := b.left.must(editSection, vars{"d": b.vision, "s": "care", "b": seq, "e": []vars{{"at": 0, "delete": 6, "insert": "Evenings"}}}, "editSection")
	const want = "Evenings off 🌙, and a line we answer: שלום. More."
	eventually(t, "all three agree", func() bool { return left.text("care") == want && right.text("care") == want })
	if text := dig(got, "section.text").(string); !strings.HasPrefix(text, "Evenings off") {
		t.Errorf("editSection gives %q", text)
	}
	for _, v := range []*visitor{b.left, b.right} {
		sections := v.must(`query($d: ID!) { node(id: $d) { ... on Document { sections { key text } } } }`, vars{"d": b.vision}, "node.sections").([]any)
		for _, s := range sections {
			if dig(s, "key") == "care" && dig(s, "text") != want {
				t.Errorf("the graph gives %q", dig(s, "text"))
			}
		}
	}
}

// agreeOnACommitment has both word a commitment and confirm what was on their screens.
func (b *bridge) agreeOnACommitment(t *testing.T) {
	mine, _ := b.left.me(b.rel)
	theirs, _ := b.right.me(b.rel)
	outcome := b.left.mustText(`mutation($r: ID!) { createOutcome(input: {relationship: $r, title: "Answered within a day", unit: "%", baseline: 40, target: 95, due: "2031-05-01"}) { outcome { id } } }`, vars{"r": b.rel}, "createOutcome.outcome.id")
	made := b.left.must(`mutation($r: ID!, $o: [ID!], $out: ID!) { createCommitment(input: {relationship: $r, kind: MUTUAL, nature: BEHAVIOUR, wording: "We call", owners: $o, outcome: $out, due: "2031-02-03"}) { commitment { id document { id } } } }`,
		vars{"r": b.rel, "o": []string{mine, theirs}, "out": outcome}, "createCommitment.commitment")
	id, wording := dig(made, "id").(string), dig(made, "document.id").(string)
	left, right := b.left.open(wording), b.right.open(wording)
	right.write("wording", " before we write.")
	eventually(t, "the wording is on both screens", func() bool { return left.text("wording") == "We call before we write." && right.unsent() == 0 })
	const digest, confirm = `query($d: ID!) { node(id: $d) { ... on Document { digest } } }`, `mutation($c: ID!, $d: String!) { confirmCommitment(input: {commitment: $c, digest: $d}) { commitment { state digest owners { id } outcome { id } due } } }`
	seen := b.left.mustText(digest, vars{"d": wording}, "node.digest")
	if got := b.left.mustText(confirm, vars{"c": id, "d": seen}, "confirmCommitment.commitment.state"); got != "DRAFT" {
		t.Errorf("one side's word makes it %s", got)
	}
	left.write("wording", " Always.")
	eventually(t, "the change is saved", func() bool { return left.unsent() == 0 })
	if got := b.right.refused(pact.Conflict, confirm, vars{"c": id, "d": seen}); got.errors[0].Extensions.State == "" {
		t.Errorf("the conflict does not tell how it stands: %s", got.raw)
	}
	seen = b.right.mustText(digest, vars{"d": wording}, "node.digest")
	b.right.must(confirm, vars{"c": id, "d": seen}, "")
	agreed := b.left.must(confirm, vars{"c": id, "d": seen}, "confirmCommitment.commitment")
	if dig(agreed, "state") != "AGREED" || dig(agreed, "digest") != seen || len(dig(agreed, "owners").([]any)) != 2 || dig(agreed, "outcome.id") != outcome || dig(agreed, "due") != "2031-02-03" {
		t.Errorf("agreed: %v", agreed)
	}
}

const everyDocument = `query($r: ID!) { node(id: $r) { ... on Relationship { documents(first: 100) { totalCount edges { node { id title audience sections { text } } } } events(first: 100) { edges { node { what subject { id } } } } } } }`

// keepNotes has each side keep one for itself; one of them is shared, as a copy.
func (b *bridge) keepNotes(t *testing.T) {
	notes := map[string]string{}
	for name, v := range map[string]*visitor{"left": b.left, "right": b.right} {
		for _, room := range []string{"AUTHOR", "SIDE"} {
			notes[name+room] = v.note(b.rel, room, "canary-"+name+"-"+room)
		}
	}
	for us, v := range map[string]*visitor{"left": b.left, "right": b.right} {
		them := map[string]string{"left": "right", "right": "left"}[us]
		seen := v.query(everyDocument, vars{"r": b.rel}).raw
		if !strings.Contains(seen, "canary-"+us+"-SIDE") || strings.Contains(seen, "canary-"+them) {
			t.Errorf("%s reads %s", us, seen)
		}
		for _, room := range []string{"AUTHOR", "SIDE"} {
			theirs := notes[them+room]
			if strings.Contains(seen, theirs) {
				t.Errorf("%s can see that %s is there", us, theirs)
			}
			v.refused(pact.NotFound, `query($d: ID!) { node(id: $d) { id } }`, vars{"d": theirs})
			v.refused(pact.NotFound, `mutation($d: ID!) { shareNote(input: {document: $d, audience: SHARED}) { document { id } } }`, vars{"d": theirs})
			v.refused(pact.NotFound, editSection, vars{"d": theirs, "s": "text", "b": 0, "e": []vars{{"at": 0, "insert": "x"}}})
			if code := v.fate("/sync/"+theirs, fromPage(b.url)); code != 4404 {
				t.Errorf("%s opens a socket into %s: %d", us, theirs, code)
			}
		}
	}
	copied := b.left.mustText(`mutation($d: ID!) { shareNote(input: {document: $d, audience: SHARED}) { document { id } } }`, vars{"d": notes["leftAUTHOR"]}, "shareNote.document.id")
	if got := b.right.open(copied).text("text"); got != "canary-left-AUTHOR" {
		t.Errorf("the shared note says %q", got)
	}
	b.right.refused(pact.NotFound, `query($d: ID!) { node(id: $d) { id } }`, vars{"d": notes["leftAUTHOR"]})
}

// nameIt needs a key of each side.
func (b *bridge) nameIt(t *testing.T) {
	act := b.left.must(`mutation($r: ID!) { proposeName(input: {relationship: $r, name: "The short line ☎"}) { jointAct { id digest } } }`, vars{"r": b.rel}, "proposeName.jointAct")
	const turn = `mutation($a: ID!, $d: String!) { turnKey(input: {jointAct: $a, digest: $d}) { jointAct { state relationship { name agreed } } } }`
	key := vars{"a": dig(act, "id"), "d": dig(act, "digest")}
	if got := b.left.query(turn, key); got.code() != pact.Forbidden && got.code() != pact.Conflict {
		t.Errorf("one side turned both keys: %s", got.raw)
	}
	b.right.refused(pact.Conflict, turn, vars{"a": dig(act, "id"), "d": strings.Repeat("0", 64)})
	done := b.right.must(turn, key, "turnKey.jointAct")
	if dig(done, "state") != "EFFECTIVE" || dig(done, "relationship.name") != "The short line ☎" || dig(done, "relationship.agreed") != true {
		t.Errorf("the name: %v", done)
	}
}

// TestNobodyElseSeesAnything has the third organisation, and anybody without a session, ask for
// everything there is; mirrored, the two see nothing of the third.
func TestNobodyElseSeesAnything(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	b := meet(t, s)
	for _, v := range []*visitor{b.left, b.right, b.outsider} {
		rel := b.rel
		if v == b.outsider {
			rel = b.elsewhere
		}
		v.note(rel, "SHARED", "canary")
		v.must(`mutation($r: ID!) { createCommitment(input: {relationship: $r, kind: MUTUAL, nature: SUPPORT, wording: "canary"}) { commitment { id } } }`, vars{"r": rel}, "")
		v.must(`mutation($r: ID!) { createOutcome(input: {relationship: $r, title: "canary"}) { outcome { id } } }`, vars{"r": rel}, "")
		v.must(`mutation($r: ID!) { proposeName(input: {relationship: $r, name: "canary"}) { jointAct { id } } }`, vars{"r": rel}, "")
	}
	ours, theirs := b.left.everyID(b.rel), b.outsider.everyID(b.elsewhere)
	stranger := s.visitor()
	for _, c := range []struct {
		name   string
		who    *visitor
		theirs []string
		code   pact.Code
		socket int
	}{
		{"the third organisation", b.outsider, ours, pact.NotFound, 4404},
		{"the left", b.left, theirs, pact.NotFound, 4404},
		{"the right", b.right, theirs, pact.NotFound, 4404},
		{"nobody", stranger, ours, pact.Unauthenticated, 4401},
	} {
		if len(c.theirs) < 12 {
			t.Fatalf("only %d ids to look for", len(c.theirs))
		}
		all := c.who.query(`query($ids: [ID!]!) { nodes(ids: $ids) { id } relationships { edges { node { id name } } } }`, vars{"ids": c.theirs})
		for _, id := range c.theirs {
			if strings.Contains(all.raw, `"`+id+`"`) {
				t.Errorf("%s gets %s", c.name, id)
			}
			got := c.who.query(`query($id: ID!) { node(id: $id) { __typename id } }`, vars{"id": id})
			if got.code() != c.code || strings.Contains(got.raw, "canary") {
				t.Errorf("%s asks for %s: %s", c.name, id, got.raw)
			}
			if pact.DocumentID.Is(id) {
				if code := c.who.fate("/sync/"+id, fromPage(s.url)); code != c.socket {
					t.Errorf("%s opens a socket into %s: %d", c.name, id, code)
				}
			}
		}
		const any = `query($id: ID!) { node(id: $id) { id } }`
		absent := c.who.query(any, vars{"id": "rel_00000000000000000000000000000000"})
		hidden := c.who.query(any, vars{"id": c.theirs[len(c.theirs)-1]})
		if absent.raw != hidden.raw {
			t.Errorf("%s can tell what is hidden from what is not there:\n%s\n%s", c.name, absent.raw, hidden.raw)
		}
	}
}
