package ui

import (
	"encoding/json"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/link"
	"midspan/app/ytext"
)

// untaken gives, under their prompts, the reader's own words that the server has not
// taken.
func (d *desk) untaken() string {
	unsent := d.live.Session().UnsentText()
	var parts []string
	for _, h := range d.hands {
		passages := unsent[h.section]
		if h.problem != nil || h.dirty && !h.known {
			if _, _, typed := ytext.Diff16(h.base, h.area.value(), -1); typed != "" {
				passages = append(passages, typed)
			}
		}
		if len(passages) > 0 {
			parts = append(parts, d.prompts[h.section]+"\n"+strings.Join(passages, "\n…\n"))
		}
	}
	return strings.Join(parts, "\n\n")
}

// offer shows the words that were not taken.
func (d *desk) offer(words string) { offerCopy(words, d.untaken()) }

// offerCopy shows text that was not taken, to be copied, whatever page is there.
func offerCopy(words, text string) {
	b, _ := json.Marshal(map[string]string{ // strings only
		"title": "What was not sent", "words": words, "text": text, "label": "Your words",
		"copy": "Copy", "copied": "Copied", "close": "Close",
	})
	app.Window().Get("midspanEditor").Call("offer", string(b))
}

const notTaken = " These words of yours were not taken, and they are kept nowhere else: copy them before you close this."

// offerOnce does so when the reader may not come back to their words.
func (d *desk) offerOnce() {
	e := d.live.Status().Ended
	if d.offered || e == nil || !e.Code.SentAway() || d.untaken() == "" {
		return
	}
	d.offered = true
	d.offer(closedToYou + " " + closedWhy + notTaken)
}

// leave closes the document. That the page has gone may be the first sign of being sent
// away: what does not get through any more is offered even then. What was typed before the
// text was there has nowhere else to go.
func (d *desk) leave() {
	d.live.Do(func() {
		d.takeTyped()
		if d.early() && !d.offered {
			d.offered = true
			d.offer("There was no connection, and these words of yours are kept nowhere: copy them before you close this.")
		}
	})
	d.live.Close()
	d.live.Do(func() {
		d.live.Watch(link.Watcher{Before: func() {}, After: func(link.News) { d.offerOnce() }, Tells: true})
	})
}
