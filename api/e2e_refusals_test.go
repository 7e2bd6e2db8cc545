package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/golang-jwt/jwt/v5"

	"midspan/api/storetest"
	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

// forged is an update that some client of the test's own writes.
func forged(t *testing.T, client uint32, edits ...ytext.Edit) []byte {
	t.Helper()
	update, err := ytext.New(client).Edit(nil, edits...)
	if err != nil {
		t.Fatal(err)
	}
	return update
}

// TestWhatIsNoHonestUpdateIsRefusedAndChangesNothing sends what no client of ours would, while
// somebody else is at work in the same text.
func TestWhatIsNoHonestUpdateIsRefusedAndChangesNothing(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		left := b.left.open(b.vision)
		left.write("care", "What we have.")
		left.send([][]byte{coedit.Encode(coedit.Update{Update: forged(t, 4242, ytext.Edit{Root: "care", Insert: "Mine. "})})})
		const have = 1 // "Mine. " of 4242
		eventually(t, "all of it is there", func() bool {
			return strings.Count(b.right.section(b.vision, "care"), "Mine. ") == have && left.unsent() == 0
		})
		before := b.seenBy([]*visitor{b.left, b.right})
		good := forged(t, 77, ytext.Edit{Root: "care", Insert: "x"})
		for name, c := range map[string]struct {
			update []byte
			want   pact.Code
		}{
			"noise":                {[]byte{0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3}, pact.BadInput},
			"cut short":            {good[:len(good)-2], pact.BadInput},
			"more than it says":    {append(good[:len(good):len(good)], 1, 2, 3), pact.BadInput},
			"an unknown section":   {forged(t, 78, ytext.Edit{Root: "secrets", Insert: "x"}), pact.BadInput},
			"no section":           {forged(t, 79, ytext.Edit{Root: "", Insert: "x"}), pact.BadInput},
			"the mark of another":  {forged(t, 4242, ytext.Edit{Root: "care", Insert: "Yours, and more"}), pact.Conflict},
			"more than an update":  {forged(t, 80, ytext.Edit{Root: "care", Insert: strings.Repeat("x", coedit.MaxUpdate)}), pact.Limited},
			"more than a section":  {forged(t, 81, ytext.Edit{Root: "care", Insert: strings.Repeat("x", coedit.MaxSection+1)}), pact.Limited},
			"what is no character": {forged(t, 82, ytext.Edit{Root: "care", Insert: "a\x00b"}), pact.BadInput},
		} {
			right := b.right.open(b.vision)
			right.send([][]byte{coedit.Encode(coedit.Update{Update: c.update})})
			eventually(t, name+" is refused", func() bool { return right.refusal() != "" || right.isClosed() })
			if got := right.refusal(); got != c.want && right.code != websocket.StatusCode(coedit.CloseTooLarge) {
				t.Errorf("%s: %q, closed with %d", name, got, right.code)
			}
			_ = right.conn.CloseNow()
		}
		if after := b.seenBy([]*visitor{b.left, b.right}); after[0] != before[0] || after[1] != before[1] {
			t.Errorf("something changed:\n%s\n%s", before, after)
		}
		right := b.right.open(b.vision)
		left.write("care", " And on.")
		eventually(t, "the others go on", func() bool { return strings.HasSuffix(right.text("care"), " And on.") && left.unsent() == 0 })
		if left.refusal() != "" {
			t.Errorf("somebody else was refused: %s", left.refusal())
		}
	})
}

// TestAStockClientIsToldByTheCloseCode speaks as y-websocket does, without our hello.
func TestAStockClientIsToldByTheCloseCode(t *testing.T) {
	t.Parallel()
	b := meet(t, anyServer(t))
	left := b.left.open(b.vision)
	left.send([][]byte{coedit.Encode(coedit.Update{Update: forged(t, 4242, ytext.Edit{Root: "care", Insert: "Mine."})})})
	eventually(t, "it is there", func() bool { return b.right.section(b.vision, "care") == "Mine." })
	update := func(client uint32, root, text string) []byte {
		return coedit.Encode(coedit.Update{Update: forged(t, client, ytext.Edit{Root: root, Insert: text})})
	}
	for name, c := range map[string]struct {
		kind  websocket.MessageType
		frame []byte
		want  int
	}{
		"text":                {websocket.MessageText, []byte(`{"hello": true}`), 4400},
		"noise":               {websocket.MessageBinary, []byte{0, 9, 9}, 4400},
		"an unknown section":  {websocket.MessageBinary, update(90, "secrets", "x"), 4415},
		"the mark of another": {websocket.MessageBinary, update(4242, "care", "Yours!"), 4409},
		"a huge frame":        {websocket.MessageBinary, make([]byte, 2<<20), 4413},
		"a large update":      {websocket.MessageBinary, update(91, "care", strings.Repeat("x", coedit.MaxUpdate)), 4413},
	} {
		if got := b.right.endOf(b.vision, c.kind, c.frame); got != c.want {
			t.Errorf("%s: closed with %d, want %d", name, got, c.want)
		}
	}
	if got := b.right.section(b.vision, "care"); got != "Mine." {
		t.Errorf("the text is %q", got)
	}
}

// endOf sends one frame into a document and gives the code with which the socket ends.
func (v *visitor) endOf(document string, kind websocket.MessageType, frame []byte) int {
	v.t.Helper()
	conn, _, err := v.socket("/sync/"+document, fromPage(v.url))
	if err != nil {
		v.t.Fatal(err)
	}
	defer conn.CloseNow() //nolint:errcheck // the end either way
	_ = conn.Write(v.t.Context(), kind, frame)
	for {
		if _, _, err := conn.Read(v.t.Context()); err != nil {
			return int(websocket.CloseStatus(err))
		}
	}
}

func TestAStaleTokenOpensNoDocument(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	b := meet(t, serveEmpty(t, storetest.SQLite(t), dir))
	v := b.visitor()
	good := v.mustText(signIn, vars{"e": "owner@left.example", "p": password}, "signIn.accessToken")
	header, claims := parts(t, good)
	expired := mint(t, dir, claims["sub"].(string), claims["sid"].(string), func(c jwt.MapClaims, h map[string]any) {
		c["iss"], h["kid"], c["exp"] = claims["iss"], header["kid"], time.Now().Add(-time.Minute).Unix()
	})
	nobody, path := b.visitor(), "/sync/"+b.vision
	if got := nobody.fate(path+"?token="+good, nil); got != 0 {
		t.Fatalf("a good token: %d", got)
	}
	if got := nobody.fate(path+"?token="+expired, nil); got != 4401 {
		t.Errorf("an expired token: %d", got)
	}
	v.must("mutation { signOut }", nil, "")
	if got := nobody.fate(path+"?token="+good, nil); got != 4401 {
		t.Errorf("a token whose session has ended: %d", got)
	}
	if got := nobody.fate(path, http.Header{"Authorization": {"Bearer " + good}}); got != http.StatusUnauthorized {
		t.Errorf("the same as a bearer: %d", got)
	}
}
