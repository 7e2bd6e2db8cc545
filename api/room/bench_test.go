package room

import (
	"testing"

	"github.com/coder/websocket"

	"midspan/app/coedit"
	"midspan/app/ytext"
)

// BenchmarkKeystroke is the way of one key press over a real socket and back: judged,
// stored in memory, acknowledged, and relayed to one other.
func BenchmarkKeystroke(b *testing.B) {
	store := newShelf()
	store.put(vision, []string{words}, "owner+", "sponsor")
	h := open(b, store, func(l *Limits) { l.Rate, l.Rush = 1e9, 1e9 })
	other := h.join(vision, "sponsor")
	conn := h.dial(vision, "owner")
	r := raw{b, conn}
	r.send(coedit.Encode(coedit.Hello{Version: 1}))
	doc := ytext.New(7)
	_, _ = doc.Edit(nil, ytext.Edit{Root: words, Insert: string(make([]byte, 10_000))})
	whole, _ := doc.Diff(nil)
	r.send(coedit.Encode(coedit.Step2{Update: whole}))
	r.until(is[coedit.Stored])
	bytes := 0
	for b.Loop() {
		update, err := doc.Edit(nil, ytext.Edit{Root: words, At: doc.Len(words) / 2, Insert: "x"})
		if err != nil {
			b.Fatal(err)
		}
		frame := coedit.Encode(coedit.Update{Update: update})
		bytes += len(frame)
		r.send(frame)
		r.until(is[coedit.Stored])
	}
	b.ReportMetric(float64(bytes)/float64(b.N), "B/frame")
	_ = conn.Close(websocket.StatusNormalClosure, "")
	other.waitText(doc.Text(words))
}
