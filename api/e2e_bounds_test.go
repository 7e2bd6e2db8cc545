package main

import (
	"context"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

// bareSocket is a socket into a document that says what it is told to.
type bareSocket struct {
	t    testing.TB
	conn *websocket.Conn
}

func (v *visitor) bare(document string) bareSocket {
	v.t.Helper()
	conn, _, err := v.socket("/sync/"+document, fromPage(v.url))
	if err != nil {
		v.t.Fatal(err)
	}
	conn.SetReadLimit(16 << 20)
	v.t.Cleanup(func() { _ = conn.CloseNow() })
	return bareSocket{v.t, conn}
}

func (w bareSocket) say(messages ...coedit.Message) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	for _, m := range messages {
		if err := w.conn.Write(ctx, websocket.MessageBinary, coedit.Encode(m)); err != nil {
			w.t.Error(err)
		}
	}
}

// hears waits for a kind of message; the code tells if the socket is closed instead.
func hears[M coedit.Message](w bareSocket) (said M, code coedit.CloseCode) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	for {
		_, frame, err := w.conn.Read(ctx)
		if err != nil {
			return said, coedit.CloseCode(websocket.CloseStatus(err))
		}
		m, err := coedit.Decode(frame)
		if err != nil {
			w.t.Fatal(err)
		}
		if said, ok := m.(M); ok {
			return said, 0
		}
	}
}

// stores sends an update and waits until it is stored.
func (w bareSocket) stores(update []byte) {
	w.t.Helper()
	w.say(coedit.Hello{Version: coedit.Version}, coedit.Update{Update: update})
	for {
		said, code := hears[coedit.Message](w)
		switch said.(type) {
		case coedit.Stored:
			return
		case coedit.Refusal, nil:
			w.t.Fatalf("it is not stored: %+v, closed with %d", said, code)
		}
	}
}

// ends waits until the socket is closed and gives the code.
func (w bareSocket) ends() coedit.CloseCode {
	w.t.Helper()
	_, code := hears[coedit.Unknown](w)
	return code
}

// inserts is an update that puts a text at the beginning of a section.
func inserts(t testing.TB, client uint32, section, text string) []byte {
	t.Helper()
	update, err := ytext.New(client).Edit(nil, ytext.Edit{Root: section, Insert: text})
	if err != nil {
		t.Fatal(err)
	}
	return update
}

// byMany is an update of as many clients, a letter each.
func byMany(t testing.TB, section string, first uint32, n int) []byte {
	t.Helper()
	parts := make([][]byte, n)
	for i := range parts {
		parts[i] = inserts(t, first+uint32(i), section, "x")
	}
	update, err := ytext.Merge(parts...)
	if err != nil {
		t.Fatal(err)
	}
	return update
}

// fill writes a document full: 4 MB of letters that were typed one by one, each before the last.
func (v *visitor) fill(document string, sections ...string) {
	v.t.Helper()
	w, doc := v.bare(document), ytext.New(4_000_000)
	const each = 10_000
	for i := range 30 {
		letters := make([]ytext.Edit, each)
		for n := range letters {
			letters[n] = ytext.Edit{Root: sections[i%len(sections)], Insert: "x"}
		}
		update, err := doc.Edit(nil, letters...)
		if err != nil {
			v.t.Fatal(err)
		}
		if doc.Size() > coedit.MaxState {
			return
		}
		w.stores(update)
	}
}

// TestEveryBoundOfADocumentIsTold goes past each with the server's own limits: our client hears
// which of its changes was not taken and why, and its socket stays; a stock client is told and
// closed with a code it does not come back from. Nothing of it is in the text.
func TestEveryBoundOfADocumentIsTold(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		full, long, plain := b.vision, b.left.note(b.rel, "SHARED", ""), b.left.note(b.rel, "SHARED", "as it was")
		b.left.fill(full, "care", "boldest")
		longer := b.left.open(long)
		for range 4 {
			longer.write("text", strings.Repeat("y", 50_000))
		}
		eventually(t, "200,000 letters are saved", func() bool { return longer.unsent() == 0 })
		b.left.bare(plain).stores(inserts(t, 1_000_002, "text", "hers: "))
		b.right.bare(plain).stores(byMany(t, "text", 2_000_000, 1900))

		for name, c := range map[string]struct {
			who      *visitor
			document string
			update   []byte
			code     pact.Code
			close    coedit.CloseCode
		}{
			"an update of more than 256 KB":    {b.left, plain, inserts(t, 3, "text", strings.Repeat("x", 256<<10)), pact.Limited, coedit.CloseTooLarge},
			"a section of more than 200,000":   {b.left, long, inserts(t, 4, "text", "z"), pact.Limited, coedit.CloseTooLarge},
			"a document of more than 4 MB":     {b.left, full, inserts(t, 5, "only", strings.Repeat("x", 190_000)), pact.Limited, coedit.CloseTooLarge},
			"more than 2,000 client ids a day": {b.right, plain, byMany(t, "text", 3_000_000, 200), pact.Limited, coedit.CloseTooMany},
			"the client id of somebody else":   {b.right, plain, inserts(t, 1_000_002, "text", "hers as well, he says: "), pact.Conflict, coedit.CloseConflict},
			"a section that is not there":      {b.left, plain, inserts(t, 6, "chapter", "x"), pact.BadInput, coedit.CloseUnsupported},
			"what a database cannot hold":      {b.left, plain, inserts(t, 7, "text", "\x00"), pact.BadInput, coedit.CloseUnsupported},
			"what is no update":                {b.left, plain, []byte{1, 2, 3}, pact.BadInput, coedit.CloseUnsupported},
		} {
			before := c.who.sections(c.document)
			ours := c.who.bare(c.document)
			ours.say(coedit.Hello{Version: coedit.Version}, coedit.Update{Update: c.update})
			refusal, code := hears[coedit.Refusal](ours)
			if refusal.Code != c.code || refusal.Number != 1 || !strings.HasSuffix(refusal.Reason, ".") {
				t.Errorf("%s: our client is told %+v, or closed with %d", name, refusal, code)
			}
			ours.say(coedit.Hello{Version: coedit.Version})
			if _, code := hears[coedit.Welcome](ours); code != 0 {
				t.Errorf("%s: our client is closed with %d", name, code)
			}
			stock := c.who.bare(c.document)
			stock.say(coedit.Update{Update: c.update})
			if denied, code := hears[coedit.Denied](stock); denied.Reason == "" {
				t.Errorf("%s: a stock client is told nothing, and closed with %d", name, code)
			}
			if code := stock.ends(); code != c.close || !code.Final() {
				t.Errorf("%s: a stock client is closed with %d, want %d", name, code, c.close)
			}
			if after := c.who.sections(c.document); after != before {
				t.Errorf("%s: something of it is in the text", name)
			}
		}
		shortened := b.right.open(full)
		shortened.cut("care", 100_000)
		eventually(t, "a full document can be shortened", func() bool { return shortened.unsent() == 0 && shortened.refusal() == "" })
	})
}

// cut takes as many letters from the beginning of a section.
func (p *typist) cut(section string, n int) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	pending, err := p.session.Edit(ytext.Edit{Root: section, Delete: n})
	if err != nil {
		p.t.Fatal(err)
	}
	for _, k := range pending {
		p.send(p.session.Kept(k.Key))
	}
}

// sections is all the text of a document, as the graph tells it.
func (v *visitor) sections(document string) string {
	v.t.Helper()
	return v.query(`query($d: ID!) { node(id: $d) { ... on Document { sections { key text } } } }`, vars{"d": document}).raw
}

func TestNobodyHasMoreThan64SocketsAndOthersHaveTheirs(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		for range 64 {
			if _, code := hears[coedit.Step1](b.left.bare(b.vision)); code != 0 {
				t.Fatalf("closed with %d", code)
			}
		}
		if code := b.left.bare(b.vision).ends(); code != coedit.CloseTooMany {
			t.Errorf("the 65th is closed with %d", code)
		}
		b.right.open(b.vision).write("care", "and here I am")
	})
}

const editOnce = `mutation($in: EditSectionInput!) { editSection(input: $in) { document { seq } section { text } } }`

// TestAProgramWithoutYjsEditsWhatItRead is editSection, from reading to every refusal.
func TestAProgramWithoutYjsEditsWhatItRead(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		hand := b.right.open(b.vision)
		hand.write("care", "Trucks 🚚 leave full.")
		eventually(t, "it is saved", func() bool { return hand.unsent() == 0 })
		read := b.left.must(`query($d: ID!) { node(id: $d) { ... on Document { seq sections { key text } } } }`, vars{"d": b.vision}, "node")
		seq := int(dig(read, "seq").(float64))
		edit := func(more vars, edits ...vars) vars {
			in := vars{"document": b.vision, "section": "care", "baseSeq": seq, "edits": append([]vars{}, edits...)}
			for k, v := range more {
				in[k] = v
			}
			return vars{"in": in}
		}

		hand.write("care", " Always.")
		hand.cut("care", 6)
		eventually(t, "the person goes on", func() bool { return hand.unsent() == 0 })
		mine := edit(vars{"clientMutationId": "first"}, vars{"at": 0, "delete": 6, "insert": "Vans"}, vars{"at": 7, "delete": 2}, vars{"at": 20, "insert": " 🌙"})
		const want = "Vans  leave full 🌙. Always."
		first := b.left.must(editOnce, mine, "editSection")
		if got := dig(first, "section.text"); got != want {
			t.Errorf("the text is %q", got)
		}
		eventually(t, "the person sees it", func() bool { return hand.text("care") == want })
		if again := b.left.must(editOnce, mine, "editSection"); dig(again, "section.text") != want || dig(again, "document.seq") != dig(first, "document.seq") {
			t.Errorf("a retry made it %v", again)
		}
		b.left.refused(pact.Conflict, editOnce, edit(vars{"clientMutationId": "first"}, vars{"at": 0, "insert": "other"}))

		seq = int(dig(first, "document.seq").(float64))
		for name, c := range map[string]struct {
			code pact.Code
			in   vars
		}{
			"past the end":            {pact.BadInput, edit(nil, vars{"at": 1000, "insert": "x"})},
			"more than is there":      {pact.BadInput, edit(nil, vars{"at": 1, "delete": 1000})},
			"before the beginning":    {pact.BadInput, edit(nil, vars{"at": -1, "insert": "x"})},
			"less than nothing":       {pact.BadInput, edit(nil, vars{"at": 1, "delete": -1})},
			"descending":              {pact.BadInput, edit(nil, vars{"at": 5, "insert": "x"}, vars{"at": 1, "insert": "y"})},
			"overlapping":             {pact.BadInput, edit(nil, vars{"at": 1, "delete": 4}, vars{"at": 4, "insert": "y"})},
			"within a character":      {pact.BadInput, edit(nil, vars{"at": 18, "insert": "x"})},
			"half a character":        {pact.BadInput, edit(nil, vars{"at": 17, "delete": 1})},
			"a sequence to come":      {pact.BadInput, edit(vars{"baseSeq": seq + 1}, vars{"at": 0, "insert": "x"})},
			"a sequence before all":   {pact.BadInput, edit(vars{"baseSeq": -1}, vars{"at": 0, "insert": "x"})},
			"no edit at all":          {pact.BadInput, edit(nil)},
			"a section not there":     {pact.BadInput, edit(vars{"section": "chapter"}, vars{"at": 0, "insert": "x"})},
			"more than a section has": {pact.Limited, edit(nil, vars{"at": 0, "insert": strings.Repeat("x", 200_000)})},
		} {
			if got := b.left.refused(c.code, editOnce, c.in); c.code == pact.BadInput && name != "a section not there" && got.field() != "edits" && got.field() != "baseSeq" {
				t.Errorf("%s: blames %q", name, got.field())
			}
		}
		b.outsider.refused(pact.NotFound, editOnce, edit(nil, vars{"at": 0, "insert": "x"}))
		if got := b.left.section(b.vision, "care"); got != want {
			t.Errorf("a refused edit made it %q", got)
		}
	})
}

// TestWhoFallsSilentIsNotSeenWithinSeconds has a device vanish without a word.
func TestWhoFallsSilentIsNotSeenWithinSeconds(t *testing.T) {
	t.Parallel()
	b := meet(t, serveEmpty(t, "sqlite://"+t.TempDir()+"/midspan.db", t.TempDir()))
	hand := b.right.open(b.vision)
	gone := b.left.bare(b.vision) // reads nothing from now on, so it answers no ping
	gone.say(coedit.Awareness{Entries: []coedit.Entry{{Client: 7, Clock: 1, State: []byte(`{"cursor":null}`)}}})
	eventually(t, "she is seen", func() bool { return hand.sees() == 1 })
	eventually(t, "she is not seen any more", func() bool { return hand.sees() == 0 })
}

// sees is how many others are there.
func (p *typist) sees() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.session.Peers())
}
