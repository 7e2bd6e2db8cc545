//go:build !js

package link

func hostShelf(_, _ string) shelf { return newMemory() }

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

func whenBack(_, _, _ func()) (stop func()) { return func() {} }
