package ui

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

const (
	relID = "rel_0193a0000000700080000000000000a1"
	comID = "com_0193a0000000700080000000000000c1"
	docID = "doc_0193a0000000700080000000000000d1"
)

// answers is a server that knows what to say to each operation, data or errors.
func answers(t *testing.T, known map[string]string) gql.Client {
	t.Helper()
	return gql.New(func(_ context.Context, request []byte) ([]byte, error) {
		var asked struct{ OperationName string }
		if err := json.Unmarshal(request, &asked); err != nil {
			t.Fatal(err)
		}
		answer, ok := known[asked.OperationName]
		if !ok {
			t.Errorf("the page asks for %s", asked.OperationName)
		}
		return []byte(answer), nil
	})
}

const (
	nobody       = `{"data":{"viewer":null}}`
	hanna        = `{"data":{"viewer":{"user":{"id":"usr_1","name":"Hanna Lind"},"email":"hanna@alder.example","organizations":[{"id":"org_1","name":"Alder Foods"}]}}}`
	unseenAnswer = `{"data":null,"errors":[{"message":"There is nothing here, or it is not yours to see.","extensions":{"code":"NOT_FOUND"}}]}`
)

func open(t *testing.T, at string, known map[string]string) Opened {
	t.Helper()
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	return Open(t.Context(), answers(t, known), u, nil, noon)
}

func page(o Opened) string { return app.HTMLString(NewPortal(o)) }

func TestAnAddressLeadsToItsScreen(t *testing.T) {
	for path, want := range map[string]string{
		"/":                                     "*ui.portfolio",
		"/new":                                  "*ui.newRelationship",
		"/account":                              "*ui.yourAccount",
		"/join/abc":                             "*ui.join",
		"/r/" + relID:                           "*ui.overview",
		"/r/" + relID + "/vision":               "*ui.vision",
		"/r/" + relID + "/commitments":          "*ui.commitments",
		"/r/" + relID + "/commitments/" + comID: "*ui.commitment",
		"/r/" + relID + "/notes/" + docID:       "*ui.note",
		"/r/" + relID + "/people":               "*ui.people",
		"/r/" + relID + "/invite":               "*ui.invite",
		"/r/" + relID + "/outcome":              "*ui.outcomePage",
		"/r/" + relID + "/activity":             "*ui.activity",
		"/r/" + comID:                           "",
		"/r/rel_short":                          "",
		"/r/" + relID + "/":                     "",
		"/r/" + relID + "/commitments/" + docID: "",
		"/join/":                                "",
		"/nowhere":                              "",
		"/r/" + strings.ToUpper(relID) + "/vision":    "",
		"/r/" + relID + "/commitments/" + comID + "/": "",
	} {
		v := Visit{Path: path, Viewer: &Viewer{}}
		r, ok := find(&v)
		got := ""
		if ok {
			got = fmt.Sprintf("%T", r.open(v))
		}
		if got != want {
			t.Errorf("%s leads to %q, want %q", path, got, want)
		}
	}
}

func TestWhoIsNotSignedInIsLedToSignInAndBack(t *testing.T) {
	o := open(t, "/r/"+relID+"/vision?x=1", map[string]string{"Account": nobody})
	if want := "/sign-in?next=%2Fr%2F" + relID + "%2Fvision%3Fx%3D1"; o.Redirect != want {
		t.Fatalf("led to %q, want %q", o.Redirect, want)
	}
	back := open(t, o.Redirect, map[string]string{"Account": hanna})
	if want := "/r/" + relID + "/vision?x=1"; back.Redirect != want {
		t.Errorf("once signed in led to %q, want %q", back.Redirect, want)
	}
	if door := open(t, "/", map[string]string{"Account": nobody}); !strings.Contains(page(door), "belongs to neither bank") {
		t.Error("the front door does not say what this is")
	}
}

func TestNobodyIsLedOutOfThePortal(t *testing.T) {
	for _, next := range []string{"//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "", "r", "/\t/evil.example"} {
		if got := Local(next); got != "/" {
			t.Errorf("next=%q leads to %q", next, got)
		}
	}
	if got := Local("/r/" + relID + "?a=b#c"); got != "/r/"+relID+"?a=b#c" {
		t.Errorf("an address of ours leads to %q", got)
	}
}

func TestWhatIsNotThereLooksLikeWhatIsNotMine(t *testing.T) {
	mistyped := open(t, "/r/"+comID, map[string]string{"Account": hanna})
	foreign := open(t, "/r/"+relID, map[string]string{"Account": hanna, "Overview": unseenAnswer})
	if mistyped.Status != 404 || foreign.Status != 404 {
		t.Fatalf("status %d and %d, want 404", mistyped.Status, foreign.Status)
	}
	if a, b := mainOf(page(mistyped)), mainOf(page(foreign)); a != b {
		t.Errorf("they differ:\n%s\n%s", a, b)
	}
}

// mainOf is the main part of a page without attributes: go-app writes these in no
// order.
func mainOf(page string) string {
	var b strings.Builder
	tag := false
	for _, r := range page[strings.Index(page, "<main"):] {
		switch {
		case r == '<':
			tag = true
		case r == '>':
			tag = false
		case !tag:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func TestAPageThatCannotBeReadSaysSo(t *testing.T) {
	c := gql.New(func(context.Context, []byte) ([]byte, error) { return nil, gql.ErrOffline })
	o := Open(t.Context(), c, &url.URL{Path: "/"}, &Viewer{Name: "Hanna"}, noon)
	if drawn := page(o); o.Status != 503 || !strings.Contains(drawn, "The server cannot be reached") || !strings.Contains(drawn, "Try again") {
		t.Errorf("status %d: %s", o.Status, drawn)
	}
}
