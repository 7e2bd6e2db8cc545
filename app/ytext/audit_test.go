package ytext

// audit holds a document against what must always be true of its insides.
func audit(t tester, d *Doc) {
	t.Helper()
	placed := map[*item]bool{}
	for name, r := range d.roots {
		if r.name != name || r.first == nil {
			t.Fatalf("root %q is empty or misnamed", name)
		}
		auditRoot(t, r, placed)
	}
	structs, bytes := 0, 0
	for client, s := range d.strands {
		clock := uint64(0)
		var left *item
		for _, b := range s.blocks {
			if len(b) == 0 || len(b) >= 2*blockItems {
				t.Fatalf("a block of %d items", len(b))
			}
		}
		for it := range s.from(0) {
			if it.client != client || it.clock != clock || it.len == 0 {
				t.Fatalf("client %d has clock %d where %d belongs", it.client, it.clock, clock)
			}
			if it.kind == text && units(it.text) != int(it.len) {
				t.Fatalf("%q counts as %d units", it.text, it.len)
			}
			if (it.kind == collected) == placed[it] {
				t.Fatalf("clock %d of %d has a place and is collected, or neither", clock, client)
			}
			if left != nil && left.continues(it) && (it.kind == collected || left.right == it) {
				t.Fatalf("clock %d of %d could be one with its neighbour", clock, client)
			}
			clock, left = it.end(), it
			structs++
			bytes += len(it.text)
		}
	}
	if structs != d.structs || bytes != d.bytes {
		t.Fatalf("%d structs and %d bytes, counted as %d and %d", structs, bytes, d.structs, d.bytes)
	}
}

func auditRoot(t tester, r *root, placed map[*item]bool) {
	t.Helper()
	units, chunks := 0, 0
	it := r.first
	var left *item
	for c := r.head; c != nil; c = c.next {
		if c.first != it || c.items == 0 || c.items > r.limit()+chunkItems {
			t.Fatalf("a chunk of %q begins at the wrong item or holds %d", r.name, c.items)
		}
		n, u := 0, 0
		for ; it != nil && it.chunk == c; left, it = it, it.right {
			if it.left != left || it.root != r {
				t.Fatalf("an item of %q is not linked both ways", r.name)
			}
			placed[it] = true
			n++
			u += it.visible()
		}
		if n != c.items || u != c.units || c.next == nil && r.tail != c {
			t.Fatalf("a chunk of %q holds %d items and %d units, counted as %d and %d", r.name, n, u, c.items, c.units)
		}
		units += u
		chunks++
	}
	if it != nil || r.last != left || units != r.units || chunks != r.chunks {
		t.Fatalf("root %q has %d units in %d chunks, counted as %d in %d", r.name, units, chunks, r.units, r.chunks)
	}
}
