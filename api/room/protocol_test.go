package room

import (
	"context"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

// raw is a socket without manners.
type raw struct {
	t    testing.TB
	conn *websocket.Conn
}

func (r raw) send(frame []byte) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), patient)
	defer cancel()
	if err := r.conn.Write(ctx, websocket.MessageBinary, frame); err != nil {
		r.t.Error(err)
	}
}

// until reads frames up to one that fits, or to the close.
func (r raw) until(fits func(coedit.Message) bool) (coedit.Message, coedit.CloseCode) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), patient)
	defer cancel()
	for {
		_, frame, err := r.conn.Read(ctx)
		if err != nil {
			return nil, coedit.CloseCode(websocket.CloseStatus(err))
		}
		m, err := coedit.Decode(frame)
		if err != nil {
			r.t.Fatal(err)
		}
		if fits(m) {
			return m, 0
		}
	}
}

func is[M coedit.Message](m coedit.Message) bool { _, ok := m.(M); return ok }

func none(coedit.Message) bool { return false }

// typed is an update that inserts a text, by client 9 or another.
func typed(root, text string) []byte {
	update, err := ytext.New(9).Edit(nil, ytext.Edit{Root: root, Insert: text})
	if err != nil {
		panic(err)
	}
	return update
}

func TestWhatIsNotTheProtocolIsToldAndChangesNothing(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+")
	h := open(t, store, func(l *Limits) { l.State = 300_000 })
	floating := ytext.New(5)
	_, _ = floating.Edit(nil, ytext.Edit{Root: words, Insert: "unseen"})
	building, _ := floating.Edit(nil, ytext.Edit{Root: words, At: 6, Insert: "!"})
	cases := []struct {
		what  string
		frame []byte
		close coedit.CloseCode // of a stock client
		code  pact.Code        // told to ours
	}{
		{"not a frame", []byte{0}, coedit.CloseMalformed, ""},
		{"a frame with more", append(coedit.Encode(coedit.Query{}), 1), coedit.CloseMalformed, ""},
		{"a state vector of noise", coedit.Encode(coedit.Step1{StateVector: []byte{200}}), coedit.CloseMalformed, ""},
		{"an update of noise", coedit.Encode(coedit.Update{Update: []byte{1, 2, 3}}), coedit.CloseUnsupported, pact.BadInput},
		{"an empty update", coedit.Encode(coedit.Update{}), coedit.CloseUnsupported, pact.BadInput},
		{"a section that is not there", coedit.Encode(coedit.Update{Update: typed("other", "x")}), coedit.CloseUnsupported, pact.BadInput},
		{"a huge update", coedit.Encode(coedit.Update{Update: typed(words, strings.Repeat("x", coedit.MaxUpdate))}), coedit.CloseTooLarge, pact.Limited},
		{"a monstrous frame", make([]byte, 3*coedit.MaxUpdate), coedit.CloseTooLarge, ""},
		{"a whole that is none", coedit.Encode(coedit.Step2{Update: building}), coedit.CloseUnsupported, pact.BadInput},
	}
	for _, c := range cases {
		t.Run(c.what, func(t *testing.T) {
			stock := raw{t, h.dial(vision, "owner")}
			stock.send(c.frame)
			if _, code := stock.until(none); code != c.close {
				t.Errorf("closed with %d, want %d", code, c.close)
			}
			if c.code == "" {
				return
			}
			ours := raw{t, h.dial(vision, "owner")}
			ours.send(coedit.Encode(coedit.Hello{Version: 1}))
			ours.send(c.frame)
			m, _ := ours.until(is[coedit.Refusal])
			if r, ok := m.(coedit.Refusal); !ok || r.Code != c.code || r.Number != 1 || r.Reason == "" {
				t.Errorf("told %+v", m)
			}
			ours.send(coedit.Encode(coedit.Update{Update: typed(words, "dropped")}))
			ours.send(coedit.Encode(coedit.Query{}))
			ours.send(coedit.Encode(coedit.Hello{Version: 1}))
			if m, _ := ours.until(func(m coedit.Message) bool {
				return is[coedit.Stored](m) || is[coedit.Welcome](m) && m.(coedit.Welcome).Sequence == 0
			}); is[coedit.Stored](m) {
				t.Error("acknowledges after a refusal")
			}
		})
	}
	if len(store.entries(vision)) != 0 {
		t.Error("something was stored")
	}
}

func TestWhatBuildsOnTheUnseenIsAskedForOnce(t *testing.T) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+")
	h := open(t, store)
	doc := ytext.New(5)
	_, _ = doc.Edit(nil, ytext.Edit{Root: words, Insert: "never sent"})
	next, _ := doc.Edit(nil, ytext.Edit{Root: words, At: 10, Insert: " but"})
	more, _ := doc.Edit(nil, ytext.Edit{Root: words, At: 14, Insert: " now"})
	whole, _ := doc.Diff(nil)

	r := raw{t, h.dial(vision, "owner")}
	r.until(is[coedit.Step1])
	r.send(coedit.Encode(coedit.Hello{Version: 1}))
	r.send(coedit.Encode(coedit.Update{Update: next}))
	r.send(coedit.Encode(coedit.Update{Update: more}))
	if m, _ := r.until(func(m coedit.Message) bool { return !is[coedit.Welcome](m) }); !is[coedit.Step1](m) {
		t.Fatalf("asked with %T", m)
	}
	r.send(coedit.Encode(coedit.Step2{Update: whole}))
	m, _ := r.until(func(m coedit.Message) bool { return is[coedit.Stored](m) || is[coedit.Step1](m) })
	if s, ok := m.(coedit.Stored); !ok || s.Number != 3 {
		t.Fatalf("answered with %+v", m)
	}
	if store.text(vision, words) != "never sent but now" {
		t.Error(store.text(vision, words))
	}
}
