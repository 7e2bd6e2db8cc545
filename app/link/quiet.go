package link

import (
	"time"

	"midspan/app/coedit"
)

// quiet finds out about a line that is dead without a word: what is owed an answer
// gets none.
type quiet struct {
	timer   *time.Timer
	heard   time.Time
	asked   bool // whether it lives
	patient int  // doubles the time for each line that was given up, until all is stored
}

// silent is how long a line that owes an answer may be silent.
const silent = 6 * time.Second

func (q *quiet) limit() time.Duration { return silent << min(q.patient, 4) }

func (q *quiet) stop() {
	if q.timer != nil {
		q.timer.Stop()
	}
	q.timer, q.asked = nil, false
}

// hear notes that something came.
func (d *Document) hear() {
	d.quiet.heard, d.quiet.asked = time.Now(), false
}

// probe asks the line whether it lives.
func (d *Document) probe() {
	if d.open {
		d.quiet.asked = true
		d.send([][]byte{coedit.Encode(coedit.Query{})})
	}
}

// listen watches a line that owes an answer, until it has given it.
func (d *Document) listen() {
	if d.quiet.timer != nil || !d.owed() {
		return
	}
	since := time.Now()
	d.quiet.timer = d.loop.after(d.quiet.limit(), func() {
		d.quiet.timer = nil
		switch {
		case !d.open || !d.owed():
		case d.quiet.heard.After(since):
			d.listen()
		default:
			d.quiet.patient++
			d.again()
		}
	})
}

func (d *Document) owed() bool {
	return d.quiet.asked || d.session.Unsent() > 0 && d.session.State() != coedit.Refused
}
