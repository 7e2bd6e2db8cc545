package main

import (
	"maps"
	"slices"
	"testing"

	"midspan/app/coedit"
	"midspan/app/pact"
)

// TestWhoWasRemovedWhileOfflineKeepsACopy has somebody write without network, while an owner of
// their side ends their part or their right to write. Nothing of it reaches the document, also from
// a page loaded anew; they are told, and their words can still be copied.
func TestWhoWasRemovedWhileOfflineKeepsACopy(t *testing.T) {
	t.Parallel()
	const before, theirs = "Known to all. ", "Read by nobody. "
	want := map[string][]string{"boldest": {theirs}, "care": {"Nor this."}}
	for name, c := range map[string]struct {
		end  string
		told func(*ours) bool
	}{
		"removed": {
			`mutation($p: ID!) { removeParticipant(input: {participant: $p}) { participant { id } } }`,
			func(d *ours) bool { return d.away == coedit.CloseForbidden || d.away == coedit.CloseNotFound },
		},
		"an observer now": {
			`mutation($p: ID!) { updateParticipant(input: {participant: $p, role: OBSERVER}) { participant { id } } }`,
			func(d *ours) bool {
				return d.refused != nil && d.refused.Code == pact.Forbidden && d.session.State() == coedit.Refused
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			url, dir := home(t)
			migrateFirst(t, url, dir)
			s := serveEmpty(t, url, dir)
			b := meet(t, s)
			colleague := b.left.colleague(s, b.rel, "colleague@left.example", "MEMBER")
			seat, _ := colleague.me(b.rel)
			d := newOurs(t, "the colleague", colleague, b.vision, newBook(), newPen(0, 1))
			d.road().lead(s.url[len("http://"):])
			eventually(t, "the text is there", d.settled)
			d.write("boldest", before)
			eventually(t, "it is saved", d.settled)

			d.part(true)
			d.write("boldest", theirs)
			d.write("care", "Nor this.")
			eventually(t, "it is on their device", func() bool { return d.is(func() bool { return len(d.shelf.unsent) == 2 }) })
			b.left.must(c.end, vars{"p": seat}, "")
			b.right.note(b.rel, "SHARED", "life goes on")
			for _, page := range []string{"the page that was open", "a page loaded anew"} {
				d.part(false)
				eventually(t, "they are told, in "+page, func() bool { return d.is(func() bool { return c.told(d) }) })
				d.is(func() bool {
					if got := d.session.UnsentText(); !maps.EqualFunc(got, want, slices.Equal) {
						t.Errorf("of %s can be copied %q", page, got)
					}
					return true
				})
				d.part(true)
				d.reload()
				d.is(func() bool { d.away, d.refused = 0, nil; return true })
			}
			log := replayLog(t, url, b.vision)
			if log.doc.Text("boldest") != before || log.doc.Text("care") != "" || log.columns["boldest"] != before || log.columns["care"] != "" {
				t.Errorf("the document has %q and %q", log.doc.Text("boldest"), log.doc.Text("care"))
			}
		})
	}
}
