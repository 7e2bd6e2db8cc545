package ui

import (
	"strings"
	"testing"
)

const headOf = `"__typename":"Relationship","id":"` + relID + `","name":"Alder and Quay","agreed":true,"stage":"ENVISION","joinedAt":"2026-11-01T00:00:00Z",
	"sides":[{"id":"sid_1","bank":"LEFT","name":"Alder"},{"id":"sid_2","bank":"RIGHT","name":"Quay"}],
	"me":{"id":"par_1","role":"MEMBER","side":{"id":"sid_1","bank":"LEFT","name":"Alder"}},"outcomes":{"edges":[]},"latest":{"edges":[]}`

func TestDoubtsAreListedNewestFirstForTheReaderAlone(t *testing.T) {
	doubts := `{"data":{"node":{` + headOf + `,"risks":{"totalCount":2,"pageInfo":{"hasPreviousPage":true,"startCursor":"c"},"edges":[
		{"node":{"id":"rsk_1","text":"The \"road\" <closes>.","createdAt":"2026-11-20T12:00:00Z"}},
		{"node":{"id":"rsk_2","text":"Two people leave.","createdAt":"2026-11-21T11:00:00Z"}}]}}}}`
	out := page(open(t, "/r/"+relID+"/doubts", map[string]string{"Account": hanna, "Doubts": doubts}))
	holds(t, out, "Only you read this. For everyone else it does not exist.", "Mine", "What may go wrong?", "Older ones", "&lt;closes&gt;")
	if strings.Index(out, "Two people leave.") > strings.Index(out, "&lt;closes&gt;") {
		t.Error("the oldest comes first")
	}
	if strings.Count(out, "btn--primary") != 1 {
		t.Error("there is one primary act a page")
	}
}

func TestNoDoubtsYet(t *testing.T) {
	none := `{"data":{"node":{` + headOf + `,"risks":{"totalCount":0,"pageInfo":{},"edges":[]}}}}`
	holds(t, page(open(t, "/r/"+relID+"/doubts", map[string]string{"Account": hanna, "Doubts": none})), "Nothing yet.", "Keep it")
}
