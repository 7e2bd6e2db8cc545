package graph_test

import (
	"strings"
	"testing"
)

func TestWhatAsksForTooMuchIsRefusedBeforeAnyWork(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, _ string) {
		deep := strings.Repeat("relationship { commitments { edges { node { ", 4) + "id" + strings.Repeat(" } } } }", 4)
		wide := "commitments(first: 100) { edges { node { relationship { commitments(first: 100) { edges { node { relationship { commitments(first: 100) { edges { node { id } } } } } } } } } } }"
		for name, query := range map[string]string{
			"too deep":        `query($rel: ID!) { node(id: $rel) { ... on Relationship { commitments { edges { node { ` + deep + ` } } } } } }`,
			"too much":        `query($rel: ID!) { node(id: $rel) { ... on Relationship { ` + wide + ` } } }`,
			"by fragments":    `query($rel: ID!) { node(id: $rel) { ...a } } fragment a on Relationship { ...b } fragment b on Relationship { ` + wide + ` }`,
			"page too large":  `query($rel: ID!) { node(id: $rel) { ... on Relationship { commitments(last: 101) { totalCount } } } }`,
			"negative page":   `query($rel: ID!) { node(id: $rel) { ... on Relationship { commitments(first: -1) { totalCount } } } }`,
			"no such field":   `query($rel: ID!) { node(id: $rel) { ... on Relationship { secrets } } }`,
			"no syntax":       `query($rel: ID!) { node(id: $rel`,
			"a foreign place": `query($rel: ID!) { node(id: $rel) { ... on Relationship { events(after: "nonsense") { edges { cursor } } } } }`,
			"a hostile place": `query($rel: ID!) { node(id: $rel) { ... on Relationship { documents(after: "kw==") { totalCount } } } }`,
			"two followed":    `subscription($rel: ID!) { a: events(relationship: $rel) { what } b: events(relationship: $rel) { what } }`,
			"NUL in the text": `mutation($rel: ID!) { proposeName(input: {relationship: $rel, name: "a\u0000b"}) { jointAct { id } } }`,
		} {
			before := w.statements.Load()
			a := w.refused(us+" owner", "BAD_USER_INPUT", query, vars{"rel": w.rel})
			if n := w.statements.Load() - before; n > 2 {
				t.Errorf("%s took %d statements: %s", name, n, a.raw)
			}
		}
		w.refused(us+" owner", "BAD_USER_INPUT", `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, vars{"ids": []string{"doc_\x00"}})
		w.refused(us+" owner", "BAD_USER_INPUT", `query($rel: ID!, $n: Int!) { node(id: $rel) { ... on Relationship { commitments(first: $n) { totalCount } } } }`, vars{"rel": w.rel, "n": 1e12})
	})
}

func TestAPageWithoutASizeIsSizedHoweverItIsAsked(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, _ string) {
		for range 30 {
			w.must(us+" owner", `mutation($rel: ID!) { createOutcome(input: {relationship: $rel, title: "o"}) { outcome { id } } }`, vars{"rel": w.rel})
		}
		for _, q := range []string{
			`query($rel: ID!) { node(id: $rel) { ... on Relationship { outcomes { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } } } }`,
			`query($rel: ID!, $n: Int) { node(id: $rel) { ... on Relationship { outcomes(first: $n) { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } } } }`,
			`query($rel: ID!) { node(id: $rel) { ...r } } fragment r on Relationship { outcomes(first: null) { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }`,
		} {
			page := w.must(us+" owner", q, vars{"rel": w.rel})
			if n := len(dig(page, "node.outcomes.edges").([]any)); n != 25 || dig(page, "node.outcomes.pageInfo.hasNextPage") != true || dig(page, "node.outcomes.totalCount") != 30.0 {
				t.Fatalf("%d: %v", n, page)
			}
			rest := w.must(us+" owner", `query($rel: ID!, $at: Cursor) { node(id: $rel) { ... on Relationship { outcomes(after: $at) { edges { node { id } } } } } }`,
				vars{"rel": w.rel, "at": dig(page, "node.outcomes.pageInfo.endCursor")})
			if n := len(dig(rest, "node.outcomes.edges").([]any)); n != 5 {
				t.Fatalf("%d on the second page", n)
			}
		}
	})
}
