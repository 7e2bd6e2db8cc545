package main

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/golang-jwt/jwt/v5"

	"midspan/api/storetest"
	"midspan/graph"
)

// TestARecordIsVerifiedByAnybodyWhoHasIt: what both signed is read on another machine with the public
// keys alone, and on the page; what was changed in it is not, whatever was changed.
func TestARecordIsVerifiedByAnybodyWhoHasIt(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := serveEmpty(t, storetest.SQLite(t), dir)
	b := meet(t, s)
	b.left.ripe(b.rel, b.right, "We call first.")
	b.left.failed(b.rel, b.right)
	agreement, digest := b.left.puts(b.rel, b.right)
	b.left.signs(agreement, digest)
	if got := b.left.get("/records/" + agreement); got.status != http.StatusNotFound {
		t.Fatalf("half signed: %d", got.status)
	}
	b.right.signs(agreement, digest)
	if got := b.outsider.get("/records/" + agreement); got.status != http.StatusNotFound {
		t.Fatalf("an outsider gets %d", got.status)
	}
	record := b.right.get("/records/" + agreement).body
	keys := s.visitor().get("/.well-known/jwks.json").body

	away := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(away, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	verify := func(record string, more ...string) (string, error) {
		var out bytes.Buffer
		p := program{getenv: func(string) string { return "" }, out: &out, log: &out}
		err := p.run(t.Context(), append([]string{"verify", "-data-dir", away, write("record.json", record)}, more...))
		return out.String(), err
	}
	set := write("jwks.json", keys)
	said, err := verify(record, set)
	if err != nil || !strings.Contains(said, "Valid: accord") || !strings.Contains(said, digest) || strings.Count(said, "Signed by") != 2 {
		t.Fatalf("%v %s", err, said)
	}
	if _, err := verify(record); err == nil {
		t.Fatal("verified without a key")
	}
	var whole graph.Record
	if err := json.Unmarshal([]byte(record), &whole); err != nil {
		t.Fatal(err)
	}
	forged := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"iat": 1, "digest": digest})
	forged.Header["typ"] = graph.SignatureType
	none, _ := forged.SignedString([]byte(keys))
	for name, change := range map[string]func(*graph.Record){
		"a word":                func(r *graph.Record) { r.Texts[0].Text += " Perhaps." },
		"a prompt":              func(r *graph.Record) { r.Texts[0].Prompt += "?" },
		"the order":             func(r *graph.Record) { r.Texts[0], r.Texts[1] = r.Texts[1], r.Texts[0] },
		"the digest":            func(r *graph.Record) { r.Digest = strings.Repeat("0", 64) },
		"the agreement":         func(r *graph.Record) { r.Agreement = "agr_" + strings.Repeat("0", 32) },
		"the issuer":            func(r *graph.Record) { r.Issuer = "https://elsewhere.example" },
		"one side":              func(r *graph.Record) { r.Signatures = r.Signatures[:1] },
		"one twice":             func(r *graph.Record) { r.Signatures[1] = r.Signatures[0] },
		"too many":              func(r *graph.Record) { r.Signatures = slices.Repeat(r.Signatures, 5) },
		"nobody":                func(r *graph.Record) { r.Signatures = nil },
		"a signature of ours":   func(r *graph.Record) { r.Signatures[0] = none },
		"a token of signing in": func(r *graph.Record) { r.Signatures[0] = b.left.token },
		"the format":            func(r *graph.Record) { r.Format = "midspan-record/2" },
	} {
		other := whole
		other.Texts, other.Signatures = append(other.Texts[:0:0], whole.Texts...), append(other.Signatures[:0:0], whole.Signatures...)
		change(&other)
		text, _ := json.Marshal(other)
		if said, err := verify(string(text), set); err == nil {
			t.Errorf("%s was changed, and it is said to hold: %s", name, said)
		}
	}
	for name, text := range map[string]string{"nothing": "", "no JSON": "{", "a list": "[]", "more behind it": record + "{}", "another field": `{"format":"midspan-record/1","x":1}`} {
		if _, err := verify(text, set); err == nil {
			t.Errorf("%s holds", name)
		}
	}

	elsewhere := serveEmpty(t, storetest.SQLite(t), dir) // the same keys, another database
	if page := post(t, elsewhere, record); strings.Contains(page, "Valid") {
		t.Fatalf("%.2000s", page)
	}
	if page := post(t, s, record); !strings.Contains(page, "Valid.") || !strings.Contains(page, "Left House") {
		t.Fatalf("%.2000s", page)
	}
	vision := b.left.open(b.vision)
	vision.write("care", "That nobody loads twice.")
	eventually(t, "the vision is saved", func() bool { return vision.unsent() == 0 })
	amended, fresh := b.right.puts(b.rel, b.left)
	b.right.signs(amended, fresh)
	b.left.signs(amended, fresh)
	if page := post(t, s, record); !strings.Contains(page, "Valid, and superseded.") {
		t.Fatalf("%.2000s", page)
	}
	if page := post(t, s, strings.Replace(record, "We call first.", "We never call.", 1)); !strings.Contains(page, "This does not hold.") || strings.Contains(page, "Valid") {
		t.Fatalf("%.2000s", page)
	}
}

// post sends a file to the page that verifies.
func post(t *testing.T, s *running, record string) string {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, err := form.CreateFormFile("record", "record.json")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write([]byte(record))
	_ = form.Close()
	answer, err := http.Post(s.url+"/verify", form.FormDataContentType(), &body)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var page bytes.Buffer
	_, _ = page.ReadFrom(answer.Body)
	return page.String()
}

// TestTypingInWhatIsOutForSignatureTakesItBack, live, on both databases; what reads as before does not.
func TestTypingInWhatIsOutForSignatureTakesItBack(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		b.left.ripe(b.rel, b.right, "We call first.")
		b.left.failed(b.rel, b.right)
		id, digest := b.left.puts(b.rel, b.right)
		b.right.signs(id, digest)
		state := func() string {
			return b.left.mustText(`query($a: ID!) { node(id: $a) { ... on Agreement { state } } }`, vars{"a": id}, "node.state")
		}
		note := b.right.note(b.rel, "SHARED", "beside it")
		if note == "" || state() != "PROPOSED" {
			t.Fatal("a note beside it changes nothing")
		}
		vision := b.left.open(b.vision)
		vision.write("bring", "  \n")
		eventually(t, "the air is saved", func() bool { return vision.unsent() == 0 })
		if state() != "PROPOSED" {
			t.Fatal("air is nothing that one reads")
		}
		vision.write("care", "A late word.")
		eventually(t, "the vision is saved", func() bool { return vision.unsent() == 0 })
		if state() != "WITHDRAWN" {
			t.Fatalf("it is %s", state())
		}
		if got := b.left.query(`mutation($a: ID!, $d: String!) { signAgreement(input: {agreement: $a, digest: $d}) { agreement { state } } }`, vars{"a": id, "d": digest}); got.code() != "CONFLICT" {
			t.Fatal(got.raw)
		}
	})
}
