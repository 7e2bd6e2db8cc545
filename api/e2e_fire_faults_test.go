package main

import "math/rand/v2"

// fireFault is a way in which things break: for one typist, or for all.
type fireFault struct {
	name   string
	weight int
	one    func(*victim, *rand.Rand)
	all    func(*fire)
}

// fireFaults are all that happen: a deck of 48 has each as often as its weight.
var fireFaults = []fireFault{
	{"the connection is cut", 3, func(v *victim, _ *rand.Rand) { v.road().cut() }, nil},
	{"cut in the middle of a frame to the server", 3, func(v *victim, dice *rand.Rand) {
		v.road().cutUpAfter(dice.IntN(200))
		v.types(1 + dice.IntN(5))
	}, nil},
	{"cut in the middle of a frame from the server", 3, func(v *victim, dice *rand.Rand) {
		v.road().cutDownAfter(dice.IntN(400))
		v.types(1 + dice.IntN(5))
	}, nil},
	{"acknowledgements are lost", 5, func(v *victim, dice *rand.Rand) {
		v.road().deafen()
		v.types(1 + dice.IntN(10))
		v.road().cut()
	}, nil},
	{"silence, and the line is given up", 3, func(v *victim, dice *rand.Rand) {
		v.road().silence()
		v.types(1 + dice.IntN(10))
		v.waits()
	}, nil},
	{"silence, and then a cut", 3, func(v *victim, dice *rand.Rand) {
		v.road().silence()
		v.types(1 + dice.IntN(10))
		v.road().cut()
	}, nil},
	{"everything is late", 3, func(v *victim, dice *rand.Rand) {
		release := v.road().hold()
		v.types(1 + dice.IntN(15))
		release()
	}, nil},
	{"everything is late, then cut", 3, func(v *victim, dice *rand.Rand) {
		release := v.road().hold()
		v.types(1 + dice.IntN(15))
		v.road().cut()
		release()
	}, nil},
	{"no network for a while", 3, func(v *victim, dice *rand.Rand) {
		v.part(true)
		v.types(1 + dice.IntN(30))
		v.part(false)
	}, nil},
	{"the page is loaded anew", 3, func(v *victim, _ *rand.Rand) { v.reload() }, nil},
	{"the tab is killed", 5, func(v *victim, _ *rand.Rand) { v.kill() }, nil},
	{"the tab is killed without network", 3, func(v *victim, dice *rand.Rand) {
		v.part(true)
		v.types(1 + dice.IntN(10))
		v.kill()
		v.types(dice.IntN(10))
		v.part(false)
	}, nil},
	{"the tab is killed while acknowledgements are lost", 3, func(v *victim, dice *rand.Rand) {
		v.road().deafen()
		v.types(1 + dice.IntN(5))
		v.kill()
	}, nil},
	{"kill -9", 4, nil, func(f *fire) {
		f.lead(nil)
		f.process.kill()
		f.anew()
	}},
	{"SIGTERM", 1, nil, func(f *fire) {
		f.lead(nil)
		if code, _ := f.process.terminate(); code != 0 {
			f.t.Errorf("the server ended with %d", code)
		}
		f.anew()
	}},
}
