package room

import "testing"

func TestWhatWaitsForSlowReadersIsCounted(t *testing.T) {
	h := &Hub{peers: map[*Peer]struct{}{}}
	if all, longest := h.Waiting(); all != 0 || longest != 0 {
		t.Errorf("%d wait where nobody is", all)
	}
	stuck := make(chan struct{})
	for _, frames := range []int{3, 5, 0} {
		p := &Peer{}
		h.peers[p] = struct{}{}
		for range frames {
			p.out.put([]byte("frame"), 10, 1000, func() { <-stuck })
		}
	}
	if all, longest := h.Waiting(); all != 8 || longest != 5 {
		t.Errorf("%d frames wait, %d for the slowest", all, longest)
	}
	close(stuck)
}
