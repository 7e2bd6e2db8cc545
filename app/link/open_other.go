//go:build !js

package link

import "midspan/app/coedit"

// Open makes a document live in this tab; outside of a browser it stays alone.
func Open(_, document string) *Document {
	return newDocument("/sync/"+document, coedit.NewSession(coedit.Options{}), newMemory(), hostDial)
}

// Unsent tells how many changes of a person this device holds that the server has
// not stored.
func Unsent(string) int { return 0 }

// Forget wipes what this device holds of a person: they signed out.
func Forget(string) error { return nil }

type noWire struct{}

func hostDial(_, _ string, _ heard) wire { return noWire{} }
func (noWire) Send([]byte)               {}
func (noWire) SendText(string)           {}
func (noWire) Close()                    {}

func whenBack(_, _ func()) (stop func()) { return func() {} }
