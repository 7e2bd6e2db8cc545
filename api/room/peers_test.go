package room

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"midspan/app/coedit"
	"midspan/app/ytext"
)

const peersFolder = "../../.ci/peers/sync"

// stock is a yjs + y-websocket client in a Node process.
type stock struct {
	t   testing.TB
	in  io.WriteCloser
	out *bufio.Scanner
	cmd *exec.Cmd
}

func (h *house) stock(document, user string) *stock {
	h.t.Helper()
	needNode(h.t)
	cmd := exec.CommandContext(h.t.Context(), "node", "peer.mjs", strings.TrimSuffix(h.url("", ""), "?user="), document, user)
	cmd.Dir, cmd.Stderr = peersFolder, os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	s := &stock{h.t, in, bufio.NewScanner(out), cmd}
	s.out.Buffer(nil, 16<<20)
	h.t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Wait()
	})
	return s
}

// needNode installs what the stock clients need. Without Node the test is skipped,
// unless MIDSPAN_PEERS asks for it.
func needNode(t testing.TB) {
	t.Helper()
	miss := t.Skipf
	if os.Getenv("MIDSPAN_PEERS") != "" || os.Getenv("CI") != "" {
		miss = t.Fatalf
	}
	if _, err := exec.LookPath("node"); err != nil {
		miss("stock Yjs clients need Node: %v", err)
	}
	if _, err := os.Stat(peersFolder + "/node_modules/yjs"); err == nil {
		return
	}
	install := exec.CommandContext(t.Context(), "npm", "ci")
	install.Dir = peersFolder
	if out, err := install.CombinedOutput(); err != nil {
		miss("stock Yjs clients cannot be installed: %v\n%s", err, out)
	}
}

type order map[string]any

// do has the client do something and reads its answer into one value.
func (s *stock) do(name string, with order, answer any) {
	s.t.Helper()
	line := order{"do": name}
	for k, v := range with {
		line[k] = v
	}
	b, err := json.Marshal(line)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.in.Write(append(b, '\n')); err != nil || !s.out.Scan() {
		s.t.Fatalf("the stock client is gone: %v %v", err, s.out.Err())
	}
	var got struct {
		OK    json.RawMessage
		Error string
	}
	if err := json.Unmarshal(s.out.Bytes(), &got); err != nil || got.Error != "" {
		s.t.Fatalf("%s: %v %s", name, err, got.Error)
	}
	if answer != nil {
		if err := json.Unmarshal(got.OK, answer); err != nil {
			s.t.Fatalf("%s: %v in %s", name, err, got.OK)
		}
	}
}

// signal has the client's process stopped, as a device that sleeps is, or going on.
func (s *stock) signal(what os.Signal) {
	s.t.Helper()
	if err := s.cmd.Process.Signal(what); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stock) text() (text string) {
	s.t.Helper()
	s.do("text", nil, &text)
	return text
}

type status struct {
	Synced, Connected bool
	Closed            *int
	Drops, Received   int
}

func (s *stock) status() (now status) {
	s.t.Helper()
	s.do("status", nil, &now)
	return now
}

func (s *stock) waitSynced() {
	s.t.Helper()
	eventually(s.t, "the stock client is in sync", func() bool { return s.status().Synced })
}

type seenPerson struct {
	Client       uint32
	User         Person
	Anchor, Head *int
}

func (s *stock) others() (all []seenPerson) {
	s.t.Helper()
	s.do("others", nil, &all)
	return all
}

func TestStockClientsWriteWithOurs(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+", "member+")
	h := open(t, store)
	ours := []*tab{h.join(vision, "owner"), h.join(vision, "sponsor")}
	theirs := []*stock{h.stock(vision, "owner"), h.stock(vision, "member")}
	for _, s := range theirs {
		s.waitSynced()
	}
	dice := rand.New(rand.NewPCG(1, 2))
	some := []string{"a", "bc ", "Grüße ", "夜", "🚚🚚", "\u0301", "שלום ", "\n"}
	for step := range 300 {
		at, insert := dice.IntN(40), some[dice.IntN(len(some))]
		switch i := dice.IntN(4); {
		case i < 2:
			ours[i].scribble(dice, insert)
		case step%5 == 0:
			theirs[i-2].do("delete", order{"at": at, "delete": dice.IntN(6)}, nil)
		default:
			theirs[i-2].do("insert", order{"at": at, "insert": insert}, nil)
		}
		switch step {
		case 100:
			theirs[0].do("disconnect", nil, nil)
			ours[0].hangUp()
		case 200:
			theirs[0].do("connect", nil, nil)
			ours[0].connect()
		}
	}
	for _, c := range ours {
		c.waitSaved()
	}
	eventually(t, "all have one text", func() bool {
		want := store.text(vision, words)
		return ours[0].text() == want && ours[1].text() == want && theirs[0].text() == want && theirs[1].text() == want
	})
	ours[0].seen()
	ours[1].seen()
	late := h.stock(vision, "member")
	eventually(t, "one who comes later has it as well", func() bool { return late.text() == store.text(vision, words) })
}

// scribble inserts or deletes somewhere, never within a character.
func (c *tab) scribble(dice *rand.Rand, insert string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	text := []rune(c.session.Doc().Text(words))
	from := dice.IntN(len(text) + 1)
	e := ytext.Edit{Root: words, At: ytext.UTF16Len(string(text[:from])), Insert: insert}
	if dice.IntN(4) == 0 {
		e.Delete = ytext.UTF16Len(string(text[from:min(from+3, len(text))]))
	}
	if err := c.put(e); err != nil {
		c.t.Error(err)
	}
}

func TestStockClientsAndOursSeeEachOther(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor+")
	h := open(t, store)
	ours, theirs := h.join(vision, "owner"), h.stock(vision, "sponsor")
	theirs.waitSynced()
	ours.write("Hello there")
	eventually(t, "the text is there", func() bool { return theirs.text() == "Hello there" })

	theirs.do("call", order{"name": "Somebody Else"}, nil)
	theirs.do("select", order{"anchor": 6, "head": 11}, nil)
	ours.wait("their selection is seen", func() bool {
		peers := ours.session.Peers()
		if len(peers) != 1 {
			return false
		}
		root, anchor, head, ok := ours.session.Selection(peers[0])
		return ok && root == words && anchor == 6 && head == 11 && peers[0].Person.Name == "The real sponsor"
	})
	ours.mu.Lock()
	doc := ours.session.Doc()
	ours.send(ours.session.SetPresence(coedit.Presence{Cursor: &coedit.Cursor{
		Anchor: doc.Anchor(words, 0, 0), Head: doc.Anchor(words, 5, -1),
	}}))
	ours.mu.Unlock()
	eventually(t, "our selection is seen", func() bool {
		all := theirs.others()
		return len(all) == 1 && all[0].User.Name == "The real owner" && all[0].Anchor != nil && *all[0].Anchor == 0 &&
			all[0].Head != nil && *all[0].Head == 5
	})
	ours.hangUp()
	eventually(t, "we are gone", func() bool { return len(theirs.others()) == 0 })

	before := theirs.status().Received
	theirs.do("select", order{"anchor": 0, "head": 0}, nil)
	eventually(t, "they hear themselves, which keeps them connected", func() bool { return theirs.status().Received > before })
	if s := theirs.status(); s.Drops != 0 || !s.Connected {
		t.Errorf("%+v", s)
	}
}

func TestAStockClientStaysWhenNothingHappens(t *testing.T) {
	if testing.Short() {
		t.Skip("takes most of a minute, of waiting")
	}
	t.Parallel() // beside the others
	store := newShelf()
	store.put(vision, []string{words}, "sponsor+")
	theirs := open(t, store).stock(vision, "sponsor")
	theirs.waitSynced()
	time.Sleep(50 * time.Second)
	if s := theirs.status(); s.Drops != 0 || !s.Connected {
		t.Errorf("%+v", s)
	}
}

func TestARefusedStockClientIsToldForGood(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor")
	store.put("doc_full", []string{words}, "owner+")
	store.put("doc_other", []string{"other"}, "owner+")
	h := open(t, store, func(l *Limits) { l.Section = 100 })
	long := strings.Repeat("x", 101)
	for _, c := range []struct {
		document, user, insert string
		code                   coedit.CloseCode
	}{
		{vision, "sponsor", "may only read", coedit.CloseForbidden},
		{"doc_full", "owner", long, coedit.CloseTooLarge},
		{"doc_other", "owner", "no such section", coedit.CloseUnsupported},
	} {
		t.Run(fmt.Sprint(c.code), func(t *testing.T) {
			s := h.stock(c.document, c.user)
			s.t = t
			s.waitSynced()
			s.do("insert", order{"at": 0, "insert": c.insert}, nil)
			eventually(t, "it is closed for good", func() bool { return s.status().Closed != nil })
			if got := *s.status().Closed; got != int(c.code) {
				t.Errorf("closed with %d", got)
			}
			if s.text() != c.insert {
				t.Error("the text is lost")
			}
		})
	}
	if s := h.stock(vision, "outsider"); true {
		eventually(t, "a stranger is sent away", func() bool { c := s.status().Closed; return c != nil && *c == int(coedit.CloseNotFound) })
	}
}
