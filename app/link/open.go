package link

import "midspan/app/coedit"

// Open makes a document live in this tab, for a person. It begins with what this
// device holds of it. Outside of a browser it stays alone.
func Open(user, document string) *Document {
	d := newDocument("/sync/"+document, coedit.NewSession(coedit.Options{}), hostShelf(user, document), hostDial)
	stop := whenBack(func() { d.Do(d.Hurry) }, func() { d.Do(d.lost) }, func() { d.Do(d.saveNow) })
	deaf := OnAccount(func(Account) { d.Do(d.Hurry) })
	d.Do(func() { d.gone = func() { stop(); deaf() } })
	return d
}
