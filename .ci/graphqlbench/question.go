package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// question is asked of both, each in its own words. A number chooses what about.
type question struct {
	name       string
	ours, peer func(n int) []byte
}

func (p plan) questions() []question {
	commitment := func(n int) string { return fmt.Sprintf("com_%032x", n%(p.Own*p.Each)+1) }
	document := func(n int) string { return fmt.Sprintf("doc_%032x", n%(p.Own*p.Each)+1) }
	relationship := func(n int) string { return fmt.Sprintf("rel_%032x", n%p.Own+1) }
	about := func(id func(int) string) func(int) vars { return func(n int) vars { return vars{"id": id(n)} } }
	renamed := func(n int) vars { return vars{"id": document(n), "title": "Title " + strconv.Itoa(n%1000)} }
	return []question{
		ask("object by id", about(commitment),
			`query($id: ID!) { node(id: $id) { ... on Commitment { id kind nature state due rhythm } } }`,
			`query($id: String!) { commitmentByRowId(rowId: $id) { rowId kind nature state due rhythm } }`),
		ask("page of 50, owners and relationship", about(relationship),
			`query($id: ID!) { node(id: $id) { ... on Relationship { commitments(first: 50) { edges { node {
				id nature state due owners { id role user { name } } relationship { id name stage } } } pageInfo { hasNextPage } } } } }`,
			`query($id: String!) { relationshipByRowId(rowId: $id) { commitmentsByRelationshipId(first: 50) { edges { node {
				rowId nature state due relationshipByRelationshipId { rowId name stage }
				commitmentOwnersByCommitmentId { nodes { participantByParticipantId { rowId role userByUserId { name } } } } } } pageInfo { hasNextPage } } } }`),
		ask("filtered page of 50 with its count", about(relationship),
			`query($id: ID!) { node(id: $id) { ... on Relationship { commitments(first: 50, where: {state: AGREED}) { totalCount edges { node { id state due } } } } } }`,
			`query($id: String!) { relationshipByRowId(rowId: $id) { commitmentsByRelationshipId(first: 50, condition: {state: "AGREED"}) { totalCount edges { node { rowId state due } } } } }`),
		ask("mutation: rename a document", renamed,
			`mutation($id: ID!, $title: String!) { updateDocument(input: {document: $id, title: $title}) { document { id title } } }`,
			`mutation($id: String!, $title: String!) { updateDocumentByRowId(input: {rowId: $id, documentPatch: {title: $title}}) { document { rowId title } } }`),
	}
}

type vars map[string]string

func ask(name string, given func(int) vars, ours, peer string) question {
	return question{
		name,
		func(n int) []byte { return request(ours, given(n)) },
		func(n int) []byte { return request(peer, given(n)) },
	}
}

func request(query string, given vars) []byte {
	b, _ := json.Marshal(map[string]any{"query": query, "variables": given}) // texts do not fail
	return b
}

// agree demands that both give the same values to a question, whatever they call them.
func (w *world) agree(ctx context.Context, q question) error {
	for n := range 20 {
		var both [2][]string
		for i, s := range []*server{w.ours, w.peer} {
			var answer bytes.Buffer
			if err := s.ask(ctx, []func(int) []byte{q.ours, q.peer}[i](n), &answer); err != nil {
				return fmt.Errorf("%s: %w", q.name, err)
			}
			var data any
			if err := json.Unmarshal(answer.Bytes(), &data); err != nil {
				return err
			}
			both[i] = values(data)
			slices.Sort(both[i])
		}
		if len(both[0]) < 2 || !slices.Equal(both[0], both[1]) {
			return fmt.Errorf("%s: the answers differ:\nours %.2000q\nPostGraphile %.2000q", q.name, both[0], both[1])
		}
	}
	return nil
}

// values gives what stands at the ends of an answer.
func values(v any) (all []string) {
	switch v := v.(type) {
	case map[string]any:
		for _, one := range v {
			all = append(all, values(one)...)
		}
	case []any:
		for _, one := range v {
			all = append(all, values(one)...)
		}
	default:
		all = append(all, fmt.Sprint(v))
	}
	return all
}
