package link

import (
	"time"

	"midspan/app/ytext"
)

// looks is after how many heartbeats the shelf is looked at for what another tab left
// behind when it died.
const looks = 2

// gather makes what no other tab is sending any more this one's to send.
func (d *Document) gather() {
	if d.loaded && d.ended == nil && !d.leaving && !d.holding {
		d.load(func(k kept, err error) {
			if err == nil && len(k.pending) > 0 {
				d.adopt(k)
			}
		})
	}
}

// adopt takes in what was found, once nobody composes on the text as it is.
func (d *Document) adopt(k kept) {
	if d.holding {
		d.loop.after(time.Second, func() { d.adopt(k) })
		return
	}
	d.watcher.Before()
	var changes []ytext.Splice
	cancel := d.session.Doc().Observe(func(c ytext.Change) { changes = append(changes, c.Splices...) })
	err := d.session.Restore(nil, k.pending)
	cancel()
	if err != nil {
		return // it stays on the shelf
	}
	d.send(d.session.Kept())
	d.watcher.After(News{Changes: changes})
	d.save()
}
