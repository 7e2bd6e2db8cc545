package coedit

import (
	"bytes"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

// framesJSON was made with lib0 and y-protocols; see .ci/peers/sync/frames.mjs.
//
//go:embed testdata/frames.json
var framesJSON []byte

type frames struct {
	t   *testing.T
	hex map[string]string
}

func stock(t *testing.T) frames {
	f := frames{t: t}
	if err := json.Unmarshal(framesJSON, &f.hex); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f frames) get(name string) []byte {
	f.t.Helper()
	b, err := hex.DecodeString(f.hex[name])
	if err != nil || len(b) == 0 {
		f.t.Fatal(name, err)
	}
	return b
}

func TestFramesAreThoseOfStockClients(t *testing.T) {
	f := stock(t)
	here := Entry{Client: 4000000000, Clock: 1, State: []byte(`{"user":{"name":"Owner"},"cursor":null}`)}
	same := map[string]Message{
		"step1":   Step1{f.get("stateVector")},
		"step2":   Step2{f.get("update")},
		"sync":    Update{f.get("update")},
		"here":    Awareness{[]Entry{here}},
		"gone":    Awareness{[]Entry{{Client: here.Client, Clock: 1}}},
		"denied":  Denied{"not yours"},
		"query":   Query{},
		"largest": Unknown{maxSafe},
	}
	for name, want := range same {
		got, err := Decode(f.get(name))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s reads as %+v, %v", name, got, err)
		}
		if !bytes.Equal(Encode(want), f.get(name)) {
			t.Errorf("%s is written as %x", name, Encode(want))
		}
	}
}

func TestOurFramesComeBackAsTheyWere(t *testing.T) {
	for _, m := range []Message{
		Hello{Version},
		Welcome{Version, true, 1 << 40},
		Welcome{Version, false, 0},
		Stored{300, 70000},
		Refusal{2, "LIMITED", "Too long — kürzer, bitte 🙏"},
		Awareness{},
	} {
		if got, err := Decode(Encode(m)); err != nil || !reflect.DeepEqual(got, m) {
			t.Errorf("%+v comes back as %+v, %v", m, got, err)
		}
	}
	if m, err := Decode([]byte{typeAck, 77, 1, 2, 3}); err != nil || m != (Unknown{typeAck}) {
		t.Errorf("a later version's message: %+v, %v", m, err)
	}
}

func TestFramesThatAreNotSound(t *testing.T) {
	long := appendBytes([]byte{typeAwareness}, appendEntries(nil, []Entry{{1, 1, bytes.Repeat([]byte(" "), MaxPresence)}}))
	crowd := Encode(Awareness{make([]Entry, MaxEntries+1)})
	for name, frame := range map[string][]byte{
		"nothing":                      {},
		"half a number":                {0x80},
		"an endless number":            bytes.Repeat([]byte{0x80}, 20),
		"a number past 2^53":           {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f},
		"an unknown sync":              {typeSync, 9, 0},
		"less than it says":            {typeSync, syncUpdate, 5, 1, 2},
		"far less than it says":        {typeSync, syncUpdate, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f},
		"more than it says":            {typeSync, syncUpdate, 1, 1, 2},
		"text that is none":            {typeAuth, authDenied, 1, 0xff},
		"another auth":                 {typeAuth, 1, 0},
		"presence that is no object":   Encode(Awareness{[]Entry{{1, 1, []byte(`[1]`)}}}),
		"presence that is no JSON":     Encode(Awareness{[]Entry{{1, 1, []byte(`{"a":}`)}}}),
		"presence that is nothing":     Encode(Awareness{[]Entry{{1, 1, []byte{}}}}),
		"presence without end":         long,
		"a crowd":                      crowd,
		"a client past 32 bits":        {typeAwareness, 9, 1, 0x80, 0x80, 0x80, 0x80, 0x10, 1, 2, '{', '}'},
		"presence with something more": {typeAwareness, 2, 0, 0},
	} {
		if m, err := Decode(frame); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %+v, %v", name, m, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	var stock map[string]string
	_ = json.Unmarshal(framesJSON, &stock)
	for _, h := range stock {
		b, _ := hex.DecodeString(h)
		f.Add(b)
	}
	for _, m := range []Message{Hello{1}, Welcome{1, true, 2}, Stored{3, 4}, Refusal{1, "CONFLICT", "taken"}} {
		f.Add(Encode(m))
	}
	f.Fuzz(func(t *testing.T, frame []byte) {
		m, err := Decode(frame)
		if err != nil {
			return
		}
		again, err := Decode(Encode(m))
		if _, unknown := m.(Unknown); !unknown && (err != nil || !reflect.DeepEqual(normal(m), normal(again))) {
			t.Fatalf("%#v comes back as %#v, %v", m, again, err)
		}
	})
}

// normal makes nil and empty the same.
func normal(m Message) string { return string(Encode(m)) }
