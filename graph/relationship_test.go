package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestBothSidesSeeTheBridgeAndOnlyTheirOwnThoughts(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		w.must(us+" owner", `mutation($rel: ID!) { updateSideProfile(input: {relationship: $rel, kind: CARRIER, title: "canary-title", why: "canary-why"}) { relationship { profile { why } } } }`, vars{"rel": w.rel})
		const all = `query($rel: ID!) { node(id: $rel) { ... on Relationship {
			id name stage joinedAt agreed sides { id bank name organization { id name } } profile { id title why kind } me { role }
			nextStep { sentence path mine label } participants { totalCount edges { node { role user { id name } side { bank } } } }
			documents { totalCount edges { node { id kind title sections { key text } } } } invitations { totalCount edges { node { owning } } }
			events { edges { node { what audience actor { name } subject { id } } } } } } }`
		ours := w.ask(us+" member", all, vars{"rel": w.rel})
		if ours.code != "" || !strings.Contains(ours.raw, "canary-why") {
			t.Fatalf("our own side does not see what it thinks: %s", ours.raw)
		}
		for _, who := range []string{them + " owner", them + " member", them + " observer", "adviser"} {
			theirs := w.ask(who, all, vars{"rel": w.rel})
			if theirs.code != "" || strings.Contains(theirs.raw, "canary-why") || strings.Contains(theirs.raw, "canary-title") {
				t.Fatalf("%s: %s", who, theirs.raw)
			}
			if strings.Contains(theirs.raw, "side.profile.changed") {
				t.Fatalf("%s hears of our side's stream: %s", who, theirs.raw)
			}
		}
		for _, who := range []string{"outsider", "nobody"} {
			a := w.ask(who, all, vars{"rel": w.rel})
			if a.data["node"] != nil || a.code == "" {
				t.Fatalf("%s: %s", who, a.raw)
			}
			if strings.Contains(a.raw, w.rel) {
				t.Fatalf("the refusal repeats the id: %s", a.raw)
			}
		}
	})
}

func TestWhatIsUnseenBehavesLikeWhatDoesNotExist(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		made := w.must(us+" owner", `mutation($rel: ID!) { createDocument(input: {relationship: $rel, kind: NOTES, title: "canary", audience: SIDE}) { document { id sections { id } } } }`, vars{"rel": w.rel})
		private := dig(made, "createDocument.document.id").(string)
		section := dig(made, "createDocument.document.sections.0.id").(string)
		invented := "doc_" + strings.Repeat("0", 32)
		for _, who := range []string{them + " owner", "adviser", "outsider"} {
			for _, id := range []string{private, section} {
				real, none := w.ask(who, `query($id: ID!) { nodes(ids: [$id, $id]) { id } }`, vars{"id": id}),
					w.ask(who, `query($id: ID!) { nodes(ids: [$id, $id]) { id } }`, vars{"id": invented})
				if one := w.ask(who, `query($id: ID!) { node(id: $id) { id } }`, vars{"id": id}); one.code != "NOT_FOUND" || one.data["node"] != nil {
					t.Fatalf("%s: %s", who, one.raw)
				}
				if real.raw != none.raw {
					t.Fatalf("%s can tell:\n%s\n%s", who, real.raw, none.raw)
				}
			}
			for _, mutation := range []string{
				`mutation($id: ID!) { updateDocument(input: {document: $id, title: "x"}) { document { id } } }`,
				`mutation($id: ID!) { shareNote(input: {document: $id, audience: SHARED}) { document { id } } }`,
				`mutation($id: ID!) { deleteNote(input: {document: $id}) { deleted } }`,
				`mutation($id: ID!) { editSection(input: {document: $id, section: "text", baseSeq: 0, edits: [{at: 0, insert: "x"}]}) { document { id } } }`,
			} {
				real, none := w.ask(who, mutation, vars{"id": private}), w.ask(who, mutation, vars{"id": invented})
				if real.raw != none.raw || real.code != "NOT_FOUND" {
					t.Fatalf("%s can tell:\n%s\n%s", who, real.raw, none.raw)
				}
			}
		}
	})
}

func TestListsKeepTheirOrder(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, _ string) {
		got := w.must(us+" owner", `query($rel: ID!) { node(id: $rel) { ... on Relationship { sides { bank } documents { edges { node { sections { key } } } } participants { totalCount edges { node { id } } } } } }`, vars{"rel": w.rel})
		var keys []string
		for _, s := range dig(got, "node.documents.edges.0.node.sections").([]any) {
			keys = append(keys, dig(s, "key").(string))
		}
		if fmt.Sprint(keys) != "[boldest care bring deliver need only]" || dig(got, "node.sides.0.bank") != "LEFT" {
			t.Fatalf("%v", got)
		}
	})
}

func TestStatementsDoNotGrowWithThePage(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, _ string) {
		out := w.must(us+" owner", `mutation($rel: ID!) { createOutcome(input: {relationship: $rel, title: "full shelves"}) { outcome { id } } }`, vars{"rel": w.rel})
		people := w.must(us+" owner", `query($rel: ID!) { node(id: $rel) { ... on Relationship { participants { edges { node { id side { bank } } } } } } }`, vars{"rel": w.rel})
		var owners []string
		for _, e := range dig(people, "node.participants.edges").([]any) {
			if dig(e, "node.side") != nil {
				owners = append(owners, dig(e, "node.id").(string))
			}
		}
		for i := range 50 {
			w.must(us+" owner", `mutation($rel: ID!, $out: ID!, $owners: [ID!], $w: String) { createCommitment(input: {relationship: $rel, kind: MUTUAL, nature: DELIVERABLE, outcome: $out, owners: $owners, wording: $w}) { commitment { id } } }`,
				vars{"rel": w.rel, "out": dig(out, "createOutcome.outcome.id"), "owners": owners, "w": fmt.Sprint("we will ", i)})
		}
		const q = `query($rel: ID!, $n: Int) { node(id: $rel) { ... on Relationship { commitments(first: $n) { totalCount edges { node { id kind
			owners { id role } outcome { id title } relationship { id name } document { id digest sections { text } } confirmations { edges { node { id } } } } } } } } }`
		count := func(n int) int64 {
			before := w.statements.Load()
			got := w.must(us+" owner", q, vars{"rel": w.rel, "n": n})
			if k := len(dig(got, "node.commitments.edges").([]any)); k != n {
				t.Fatalf("%d commitments, not %d", k, n)
			}
			return w.statements.Load() - before
		}
		if five, fifty := count(5), count(50); five != fifty {
			t.Fatalf("5 commitments take %d statements, 50 take %d", five, fifty)
		}
		const lean = `query($rel: ID!, $n: Int) { node(id: $rel) { ... on Relationship { commitments(first: $n) { edges { node { id owners { id } outcome { id } relationship { id } } } } } } }`
		before := w.statements.Load()
		w.must(us+" owner", lean, vars{"rel": w.rel, "n": 50})
		n := w.statements.Load() - before
		t.Logf("50 commitments with owners, outcome and relationship take %d statements", n)
		if n > 8 {
			t.Fatal("too many")
		}
		if none := w.must(us+" owner", q, vars{"rel": w.rel, "n": nil}); len(dig(none, "node.commitments.edges").([]any)) != 25 {
			t.Fatal("a page without a size is not the default one")
		}
		w.refused(us+" owner", "BAD_USER_INPUT", q, vars{"rel": w.rel, "n": 101})
	})
}
