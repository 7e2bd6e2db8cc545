package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// slim takes out of a linked client what only a printed stack trace would read: files,
// lines, arguments, and the names of functions. The Go runtime finds zeroes there, which
// it takes for "not known", and which pack to nothing. The layout is that of
// runtime/symtab.go and runtime/runtime2.go; of another layout than Go 1.20 to 1.26 have,
// it is an error.
func slim(wasm []byte) ([]byte, error) {
	sections, err := sectionsOf(wasm)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(bytes.Clone(wasm[:8]))
	for _, s := range sections {
		if s.id == dataSection {
			m, err := memoryOf(s.body)
			if err != nil {
				return nil, err
			}
			t, err := tableOf(m)
			if err != nil {
				return nil, err
			}
			if err := t.forget(); err != nil {
				return nil, err
			}
			s.body = m.section()
		}
		out.WriteByte(s.id)
		out.Write(binary.AppendUvarint(nil, uint64(len(s.body))))
		out.Write(s.body)
	}
	return out.Bytes(), nil
}

// table is the runtime's pclntab: a header, then five parts that it gives the offsets of.
type table struct {
	names, units, files, steps, funcs []byte
	count                             int
	kept                              []span // of steps
}

type span struct{ from, to int }

const (
	headerSize = 72 // magic, pads, quantum, pointer size; then eight words
	funcSize   = 44 // of runtime._func without what follows it
	nowhere    = 1<<32 - 1
)

// Offsets in runtime._func, and what is at them.
const (
	atName, atSteps, atFile, atLine = 4, 16, 20, 24
	atCount, atUnit, atStart, atID  = 28, 32, 36, 40
	atMore                          = 43
	unsafePoint, argLive            = 0, 3 // of its pcdata
	argInfo                         = 5    // of its funcdata
	wrapper                         = 23   // a function's ID: its name is read at a nil receiver
	reflected                       = "reflect."
)

var header = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

var errLayout = errors.New("slim: this is not the table of functions that Go 1.26 writes; see runtime/symtab.go")

// tableOf finds the table in the memory of a client.
func tableOf(memory []byte) (*table, error) {
	for from := 0; ; from++ {
		at := bytes.Index(memory[from:], header)
		if at < 0 {
			return nil, errLayout
		}
		from += at
		if t := tableAt(memory[from:]); t != nil {
			return t, nil
		}
	}
}

func tableAt(b []byte) *table {
	if len(b) < headerSize {
		return nil
	}
	word := func(i int) int { return int(binary.LittleEndian.Uint64(b[8+8*i:])) }
	count, names, units, files, steps, funcs := word(0), word(3), word(4), word(5), word(6), word(7)
	if count < 1 || names < headerSize || units <= names || files <= units || steps <= files || funcs <= steps ||
		funcs > len(b) || 8*count > len(b)-funcs {
		return nil
	}
	return &table{
		names: b[names:units], units: b[units:files], files: b[files:steps],
		steps: b[steps:funcs], funcs: b[funcs:], count: count,
	}
}

// forget clears what nothing but a stack trace reads.
func (t *table) forget() error {
	named := make([]bool, len(t.names))
	for i := range t.count {
		at := int(binary.LittleEndian.Uint32(t.funcs[8*i+4:]))
		if at < 8*t.count || at+funcSize > len(t.funcs) {
			return errLayout
		}
		if err := t.strip(t.funcs[at:], named); err != nil {
			return fmt.Errorf("function %d: %w", i, err)
		}
	}
	for i := range t.names {
		if !named[i] {
			t.names[i] = 0
		}
	}
	clear(t.units)
	clear(t.files)
	wanted := make([]bool, len(t.steps))
	for _, s := range t.kept {
		for i := s.from; i < s.to; i++ {
			wanted[i] = true
		}
	}
	for i := range t.steps {
		if !wanted[i] {
			t.steps[i] = 0
		}
	}
	return nil
}

// strip clears one function's own part, and notes what has to stay elsewhere.
func (t *table) strip(f []byte, named []bool) error {
	name := int(binary.LittleEndian.Uint32(f[atName:]))
	pcdata, funcdata := int(binary.LittleEndian.Uint32(f[atCount:])), int(f[atMore])
	if name >= len(t.names) || funcSize+4*(pcdata+funcdata) > len(f) {
		return errLayout
	}
	end := bytes.IndexByte(t.names[name:], 0)
	if end < 0 {
		return errLayout
	}
	if f[atID] == wrapper || bytes.HasPrefix(t.names[name:], []byte(reflected)) {
		for i := range end {
			named[name+i] = true
		}
	} else {
		binary.LittleEndian.PutUint32(f[atName:], 0)
	}
	for _, at := range []int{atFile, atLine, atUnit, atStart} {
		binary.LittleEndian.PutUint32(f[at:], 0)
	}
	tables := []int{atSteps}
	for i := range pcdata {
		at := funcSize + 4*i
		if i == unsafePoint || i == argLive {
			binary.LittleEndian.PutUint32(f[at:], 0)
		}
		tables = append(tables, at)
	}
	if funcdata > argInfo {
		binary.LittleEndian.PutUint32(f[funcSize+4*(pcdata+argInfo):], nowhere)
	}
	for _, at := range tables {
		if err := t.keep(int(binary.LittleEndian.Uint32(f[at:]))); err != nil {
			return err
		}
	}
	return nil
}

// keep notes a run of steps: pairs of variable-length numbers, until one begins with 0.
func (t *table) keep(from int) error {
	if from == 0 {
		return nil // none
	}
	for at := from; ; {
		if at >= len(t.steps) {
			return errLayout
		}
		if t.steps[at] == 0 && at > from {
			t.kept = append(t.kept, span{from, at + 1})
			return nil
		}
		for range 2 {
			_, n := binary.Uvarint(t.steps[min(at, len(t.steps)):])
			if n <= 0 {
				return errLayout
			}
			at += n
		}
	}
}
