package link

import (
	"errors"
	"time"

	"midspan/app/coedit"
	"midspan/app/ytext"
)

// Document is a shared document as this tab has it. But for Do and Close, its
// methods belong inside of Do, or of what a Watcher is told.
type Document struct {
	loop    *loop
	session *coedit.Session
	shelf   shelf
	dial    dial
	path    string

	wire     wire
	open     bool
	patience patience
	retry    *time.Timer
	beat     *time.Timer
	clocked  time.Time
	edited   time.Time
	saving   *time.Timer
	writing  int  // writes to the shelf that are under way
	loaded   bool // what was kept is back
	volatile bool // something unsent is not kept on this device
	asking   bool // whether the line may be opened
	beats    int
	quiet    quiet

	ended   *Ended
	refused *coedit.Refusal
	held    [][]byte // frames that wait while somebody composes
	holding bool
	leaving bool
	watcher Watcher
	gone    func() // told once, when all is over
}

// Watcher is told of what happens to a document.
type Watcher struct {
	// Before others' changes are taken in: hand in what was typed and not yet.
	Before func()
	// After something happened.
	After func(News)
	// Tells says that the reader is told of what they wrote and may not send any more: this
	// device need not keep it then.
	Tells bool
}

// News is what happened.
type News struct {
	Changes []ytext.Splice // by others, to the visible texts, in order
	Forked  bool           // anchors taken before are void
}

// Ended says why a document is not live any more.
type Ended struct {
	Code   coedit.CloseCode
	Reason string
}

// Status is how it stands with a document.
type Status struct {
	Save     coedit.SaveState
	Known    bool // the text is there
	Writable bool // as far as the server has told
	CanUndo  bool
	CanRedo  bool
	Volatile bool            // this device keeps nothing: what is unsent goes with the tab
	Refused  *coedit.Refusal // while Save is Refused, if the server gave a reason
	Ended    *Ended
}

func newDocument(path string, session *coedit.Session, shelf shelf, dial dial) *Document {
	d := &Document{
		loop: newLoop(), session: session, shelf: shelf, dial: dial, path: path,
		watcher: Watcher{Before: func() {}, After: func(News) {}}, gone: func() {},
	}
	d.load(d.restore)
	return d
}

// stuck is how long the browser's database may take for anything.
const stuck = 5 * time.Second

var errStuck = errors.New("link: this browser's database does not answer")

// within starts something and goes on, once, when it is done or took too long.
func within[T any](d *Document, start func(done func(T, error)), then func(T, error)) {
	over := false
	finish := func(got T, err error) {
		if !over {
			over = true
			then(got, err)
		}
	}
	late := d.loop.after(stuck, func() { finish(*new(T), errStuck) })
	start(func(got T, err error) {
		late.Stop()
		d.loop.do(func() { finish(got, err) })
	})
}

// load reads the shelf.
func (d *Document) load(then func(kept, error)) {
	own := d.session.Doc().Client()
	within(d, func(done func(kept, error)) { d.shelf.Load(own, done) }, then)
}

// Do has f run on the document's own goroutine, after what it was given before.
func (d *Document) Do(f func()) { d.loop.do(f) }

// Session is the document's state; it is changed through Document alone.
func (d *Document) Session() *coedit.Session { return d.session }

// Status tells how things are.
func (d *Document) Status() Status {
	s := Status{
		Save: d.session.State(), Known: d.session.Known(), Writable: d.session.Writable(),
		CanUndo: d.session.CanUndo(), CanRedo: d.session.CanRedo(),
		Volatile: d.volatile, Ended: d.ended,
	}
	switch {
	case s.Save == coedit.Refused:
		s.Refused = d.refused
	case s.Save == coedit.Offline && (d.writing > 0 || time.Since(d.edited) < onItsWay):
		s.Save = coedit.Saving // to this device
	}
	return s
}

// onItsWay is how long at least a change is said to be on its way, so that the word does
// not come and go with each key.
const onItsWay = 500 * time.Millisecond

// Watch has w told from now on, instead of the one before.
func (d *Document) Watch(w Watcher) {
	d.watcher = w
	if d.loaded {
		w.After(News{})
	}
}

// Edit changes the text. It is sent as soon as this device has it.
func (d *Document) Edit(edits ...ytext.Edit) error {
	pending, err := d.session.Edit(edits...)
	d.note(pending)
	return err
}

// Checkpoint ends an undo step: the next Edit begins another.
func (d *Document) Checkpoint() { d.session.Checkpoint() }

// Undo takes back the last step of what was typed here, and tells what that did to the
// visible texts, in order: nothing, if there was nothing to take back.
func (d *Document) Undo() ([]ytext.Splice, error) { return d.turn(d.session.Undo()) }

// Redo does again what was taken back last.
func (d *Document) Redo() ([]ytext.Splice, error) { return d.turn(d.session.Redo()) }

func (d *Document) turn(pending []coedit.Pending, changes []ytext.Splice, err error) ([]ytext.Splice, error) {
	d.note(pending)
	return changes, err
}

// note sees to what was written here.
func (d *Document) note(pending []coedit.Pending) {
	d.edited = time.Now()
	if !d.open {
		d.loop.after(onItsWay, func() { d.watcher.After(News{}) })
	}
	d.keep(pending, nil)
	d.save()
}

// Point tells the others where this reader is.
func (d *Document) Point(p coedit.Presence) { d.send(d.session.SetPresence(p)) }

// Hold has others' changes wait, or come in again: an input method composes on
// the text as it is. What is written here goes on being sent.
func (d *Document) Hold(on bool) {
	d.holding = on
	held := d.held
	if on || len(held) == 0 {
		return
	}
	d.held = nil
	for _, frame := range held {
		d.take(frame)
	}
}

func (d *Document) restore(k kept, err error) {
	d.volatile = err != nil
	if err := d.session.Restore(k.state, k.pending); err != nil {
		_ = d.session.Restore(nil, k.pending) // the state comes from the server again
	}
	d.loaded = true
	d.watcher.After(News{})
	d.tick()
	d.connect()
	d.perhapsLeave()
}

// keep writes to the shelf and sends what is on it.
func (d *Document) keep(pending []coedit.Pending, drop []coedit.Key) {
	if len(pending) == 0 && len(drop) == 0 {
		return
	}
	d.writing++
	within(d, func(done func(bool, error)) {
		d.shelf.Write(pending, drop, func(err error) { done(err == nil, err) })
	}, func(_ bool, err error) { d.kept(pending, err) })
}

func (d *Document) kept(pending []coedit.Pending, err error) {
	d.writing--
	d.volatile = d.volatile || err != nil
	keys := make([]coedit.Key, len(pending))
	for i, p := range pending {
		keys[i] = p.Key
	}
	d.send(d.session.Kept(keys...))
	d.watcher.After(News{})
	d.perhapsLeave()
}

// settle is how long the text must rest before it is saved as a whole.
const settle = 2 * time.Second

// save keeps the whole text on the shelf, soon, for a reload without network.
func (d *Document) save() {
	if d.saving != nil || d.leaving || d.ended != nil {
		return
	}
	d.saving = d.loop.after(settle, d.saveNow)
}

// saveNow does not wait: what is written from now on may build on all that is there,
// and nobody knows whether the tab stays.
func (d *Document) saveNow() {
	if d.saving == nil {
		return
	}
	d.saving.Stop()
	d.saving = nil
	if d.ended != nil {
		return // and what this device held may have been wiped
	}
	if state, err := d.session.Doc().Diff(nil); err == nil && d.session.Known() {
		d.shelf.Save(state, d.session.State() != coedit.Offline && d.session.State() != coedit.Merging)
	}
}

// Close leaves the document. Nobody is told anything any more, but what is unsent
// still goes out, for as long as that takes, within limits.
func (d *Document) Close() {
	d.loop.do(func() {
		d.watcher = Watcher{Before: func() {}, After: func(News) {}}
		d.Point(coedit.Presence{})
		d.Hold(false)
		d.saveNow()
		d.leaving = true
		d.loop.after(lingering, func() {
			if d.leaving {
				d.end()
			}
		})
		d.perhapsLeave()
	})
}

// deliver sends what is unsent and closes. What may not be sent any more is returned, once.
func (d *Document) deliver(returned func(unsent map[string][]string)) {
	d.Close()
	d.Do(func() {
		d.watcher = Watcher{Before: func() {}, Tells: true, After: func(News) {
			if d.ended == nil || !d.ended.Code.SentAway() {
				return
			}
			d.watcher.After = func(News) {}
			if unsent := d.session.UnsentText(); len(unsent) > 0 {
				returned(unsent)
			}
		}}
	})
}

const lingering = 20 * time.Second

func (d *Document) perhapsLeave() {
	if d.leaving && d.loaded && d.writing == 0 && (d.session.Unsent() == 0 || d.ended != nil) {
		d.end()
	}
}

func (d *Document) end() {
	d.hangUp()
	for _, t := range []*time.Timer{d.retry, d.beat, d.quiet.timer} {
		if t != nil {
			t.Stop()
		}
	}
	d.shelf.Close()
	d.gone()
	d.loop.end()
}
