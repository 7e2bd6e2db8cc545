package ytext

import "encoding/json"

// Anchor is a place in a text that stays with its neighbour while others write:
// Yjs's relative position. With assoc >= 0 it holds to the unit behind it, else
// to the unit before it; at the end (or start) it holds to the text itself.
// Anchors can be compared with ==; the zero Anchor is nowhere.
type Anchor struct {
	root  string
	named bool
	item  ref
	typ   ref // of a type within a type, which is never found here
	assoc int
}

// Anchor marks an offset, held to the text.
func (d *Doc) Anchor(root string, at, assoc int) Anchor {
	d.mu.RLock()
	defer d.mu.RUnlock()
	a := Anchor{root: root, named: true, assoc: assoc}
	r := d.roots[root]
	if r == nil {
		return a
	}
	at = min(max(at, 0), r.units)
	if assoc < 0 {
		if at == 0 {
			return a
		}
		at--
	}
	if it, offset := r.find(at); it != nil {
		a.item = to(it.client, it.clock+uint64(offset))
	}
	return a
}

// Offset is where an anchor is now. Of a deleted unit it is the place where the
// unit was. It is not ok if the document does not know the anchor's unit.
func (d *Doc) Offset(a Anchor) (root string, at int, ok bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if !a.item.some {
		r := d.roots[a.root]
		if r != nil && a.assoc >= 0 {
			at = r.units
		}
		return a.root, at, a.named
	}
	if a.item.clock >= d.state(a.item.client) {
		return "", 0, false
	}
	it := d.at(a.item.id())
	if it.kind == collected {
		return "", 0, false
	}
	at = it.root.offset(it)
	if it.kind == text {
		at += int(a.item.clock - it.clock)
		if a.assoc < 0 {
			at++
		}
	}
	return it.root.name, at, true
}

type jsonID struct {
	Client uint32 `json:"client"`
	Clock  uint64 `json:"clock"`
}

type jsonAnchor struct {
	Type  *jsonID `json:"type"`
	Tname *string `json:"tname"`
	Item  *jsonID `json:"item"`
	Assoc int     `json:"assoc"`
}

// MarshalJSON writes the anchor as JSON.stringify writes a Yjs relative position.
func (a Anchor) MarshalJSON() ([]byte, error) {
	j := jsonAnchor{Type: a.typ.json(), Item: a.item.json(), Assoc: a.assoc}
	if a.named {
		j.Tname = &a.root
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON or Yjs wrote.
func (a *Anchor) UnmarshalJSON(b []byte) error {
	var j jsonAnchor
	if err := json.Unmarshal(b, &j); err != nil {
		return fail(Malformed, "an anchor: %v", err)
	}
	*a = Anchor{typ: j.Type.ref(), item: j.Item.ref(), assoc: j.Assoc}
	if j.Tname != nil {
		a.root, a.named = *j.Tname, true
	}
	return nil
}

func (r ref) json() *jsonID {
	if !r.some {
		return nil
	}
	return &jsonID{r.client, r.clock}
}

func (j *jsonID) ref() ref {
	if j == nil {
		return ref{}
	}
	return to(j.Client, j.Clock)
}
