package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestAFoldedProgramDoesWhatItDidBefore(t *testing.T) {
	for _, program := range []string{"stacks", "sturdy"} {
		for _, flags := range []string{"", "all=-l"} {
			full := filepath.Join(t.TempDir(), "full.wasm")
			link := exec.Command("go", "build", "-gcflags="+flags, "-o", full, "./testdata/"+program)
			link.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
			if out, err := link.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			raw, err := os.ReadFile(full)
			if err != nil {
				t.Fatal(err)
			}
			less, err := fold(raw)
			if err != nil {
				t.Fatal(err)
			}
			if len(less) >= len(raw) {
				t.Errorf("%d bytes became %d", len(raw), len(less))
			}
			folded := filepath.Join(t.TempDir(), "folded.wasm")
			if err := os.WriteFile(folded, less, 0o600); err != nil {
				t.Fatal(err)
			}
			want, got := runs(t, full), runs(t, folded)
			if len(want) < 100 || got != want {
				t.Errorf("%s with %q said\n%s\nand folded\n%s", program, flags, want, got)
			}
		}
	}
}

// Made by hand from what the assembler writes for a function in three blocks: it calls 9, jumps
// behind the call of 8, or goes on there; block 0 is entered with PC_B 0 and 1.
func ordinary() *function {
	const number = firstFunc + 5
	callOf := func(f, pc, leave int64) []instr {
		return []instr{
			emit(opLocalGet, 1), emit(opI64Const, number<<16|pc), emit(opI64Store, 3, 0), emit(opI32Const, 0),
			emit(opCall, f), emit(opGlobalGet, 0), emit(opLocalSet, 1), emit(opBrIf, leave),
		}
	}
	return &function{number: number, locals: []locals{{1, typeI32}, {1, typeI64}}, code: slices.Concat(
		[]instr{
			emit(opGlobalGet, 0), emit(opLocalSet, 1), emit(opBlock, noResult), emit(opLoop, noResult),
			emit(opBlock, noResult), emit(opBlock, noResult), emit(opBlock, noResult), emit(opLocalGet, 0),
			emit(opBrTable, 3, 0, 0, 1, 2), emit(opEnd),
		},
		callOf(9, 2, 3), []instr{emit(opEnd)},
		[]instr{
			emit(opLocalGet, 2), emit(opI64Eqz), emit(opI32Eqz), emit(opIf, noResult),
			emit(opI32Const, 3), emit(opLocalSet, 0), emit(opBr, 2), emit(opEnd),
		},
		callOf(8, 3, 2), []instr{emit(opEnd)},
		[]instr{emit(opI32Const, 0), emit(opLocalSet, 0), emit(opBr, 0)},
		[]instr{emit(opEnd), emit(opUnreachable), emit(opEnd), emit(opI32Const, 1), emit(opEnd)},
	)}
}

func TestAFunctionIsWrittenAnew(t *testing.T) {
	const number = firstFunc + 5
	f := ordinary()
	if !f.fold(resumption{}) {
		t.Fatal("it was left as it is")
	}
	callOf := func(f int64, address ...instr) []instr {
		return slices.Concat([]instr{emit(opLocalGet, 1)}, address, []instr{
			emit(opI64Store, 3, 0), emit(opI32Const, 0), emit(opCall, f), emit(opGlobalGet, 0), emit(opLocalSet, 1),
		}, leave)
	}
	step := func(from, by int64) []instr {
		return []instr{emit(opLocalGet, from), emit(opI64Const, by), emit(opI64Add), emit(opLocalTee, ret)}
	}
	want := function{locals: []locals{{1, typeI32}, {3, typeI64}}, code: slices.Concat(
		[]instr{
			emit(opGlobalGet, 0), emit(opLocalSet, 1), emit(opI64Const, number<<16), emit(opLocalSet, base),
			emit(opLoop, noResult), emit(opBlock, noResult), emit(opBlock, noResult), emit(opBlock, noResult), emit(opBlock, noResult),
			emit(opLocalGet, base), emit(opLocalGet, 0), emit(opExtend), emit(opI64Add), emit(opLocalSet, ret),
			emit(opLocalGet, 0), emit(opBrTable, 3, 0, 1, 2, 3), emit(opEnd), emit(opEnd),
		},
		callOf(9, step(ret, 2)...), []instr{emit(opEnd)},
		[]instr{emit(opLocalGet, 4), emit(opI64Eqz), emit(opI32Eqz), emit(opBrIf, 0)},
		callOf(8, step(ret, 1)...), []instr{emit(opEnd)},
		[]instr{
			emit(opI32Const, 0), emit(opLocalSet, 0), emit(opBr, 0),
			emit(opEnd), emit(opUnreachable), emit(opEnd),
		},
	)}
	if !bytes.Equal(f.body(), want.body()) {
		t.Errorf("it is\n% x\nnot\n% x", f.body(), want.body())
	}
}

func TestAReturnAddressThatIsNotKnownComesFromTheBase(t *testing.T) {
	f := ordinary()
	if !f.fold(resumption{recovered: 1}) { // block 0 is begun at 0 and 1
		t.Fatal("it was left as it is")
	}
	fromBase := function{code: []instr{emit(opLocalGet, base), emit(opI64Const, 2), emit(opI64Add), emit(opLocalTee, ret)}}
	if !bytes.Contains(f.body(), fromBase.body()[1:]) {
		t.Errorf("it is % x", f.body())
	}
	if f = ordinary(); !f.fold(resumption{top: true}) || f.calls() != 2 {
		t.Error("a function that begins a stack keeps its return addresses")
	}
}

func TestAnotherShapeIsLeftAsItIs(t *testing.T) {
	for name, change := range map[string]func(f *function){
		"no stack pointer":        func(f *function) { f.code = f.code[2:] },
		"another local":           func(f *function) { f.locals[0].kind = typeI64 },
		"a table that goes back":  func(f *function) { f.code[8] = emit(opBrTable, 3, 0, 1, 0, 2) },
		"a branch into a block":   func(f *function) { f.code[17] = emit(opBrIf, 1) },
		"a branch by a condition": func(f *function) { f.code[25] = emit(opBrIf, 2) },
		"a jump without PC_B":     func(f *function) { f.code[24] = emit(opLocalSet, 2) },
		"PC_B read elsewhere":     func(f *function) { f.code[19] = emit(opLocalGet, 0) },
		"another table":           func(f *function) { f.code[17] = emit(opBrTable, 0, 0) },
		"another end":             func(f *function) { f.code[len(f.code)-2] = emit(opI32Const, 0) },
		"no end":                  func(f *function) { f.code = f.code[:20] },
	} {
		f := ordinary()
		change(f)
		before := f.body()
		if f.fold(resumption{}) || !bytes.Equal(f.body(), before) {
			t.Errorf("%s: it became % x", name, f.body())
		}
	}
}

func TestAddressesOnTheStackAreFolded(t *testing.T) {
	address := []instr{emit(opLocalGet, 1), emit(opExtend), emit(opI64Const, 24), emit(opI64Add), emit(opWrap)}
	near, value := address[:1], []instr{emit(opLocalGet, 1), emit(opFirstLoad+1, 3, 8), emit(opI64Const, 1), emit(opI64Add)}
	for name, c := range map[string]struct{ from, to []instr }{
		"a load":      {append(slices.Clone(address), emit(opFirstLoad, 2, 4)), append(slices.Clone(near), emit(opFirstLoad, 2, 28))},
		"a store":     {slices.Concat(address, value, []instr{emit(opI64Store, 3, 0)}), slices.Concat(near, value, []instr{emit(opI64Store, 3, 24)})},
		"across":      {append(slices.Clone(address), emit(opCall, 1)), nil},
		"other use":   {slices.Concat(address, []instr{emit(opI32Const, 1), emit(opI32Add), emit(opFirstLoad, 2, 0)}), nil},
		"stored it":   {append(append([]instr{emit(opLocalGet, 1)}, address...), emit(opFirstStore, 2, 0)), nil},
		"no constant": {[]instr{emit(opLocalGet, 1), emit(opExtend), emit(opLocalGet, 2), emit(opI64Add), emit(opWrap), emit(opFirstLoad, 2, 0)}, nil},
	} {
		if c.to == nil {
			c.to = c.from
		}
		f := function{code: slices.Clone(c.from)}
		f.foldAddresses()
		if want := (&function{code: c.to}).body(); !bytes.Equal(f.body(), want) {
			t.Errorf("%s: % x, not % x", name, f.body(), want)
		}
	}
}

func TestInstructionsAreReadAsTheyAreWritten(t *testing.T) {
	code := []byte("\x02\x40\x03\x40\x04\x7f\x41\x7f\x05\x42\x80\x80\x80\x80\x80\x80\x80\x80\x80\x7f\xa7\x0b\x1a" +
		"\x0e\x02\x00\x01\x80\x01\x0c\x00\x0d\x01\x10\x80\x00\x11\x00\x00\x29\x03\x08\x3f\x00\x40\x00" +
		"\x43\x00\x00\x80\x3f\x44\x00\x00\x00\x00\x00\x00\xf0\x3f\xfc\x07\xfc\x0a\x00\x00\xfc\x0b\x00\xc4\x00\x01\x0f\x0b")
	all, err := decode(code)
	if err != nil {
		t.Fatal(err)
	}
	if got := (&function{code: all}).body()[1:]; !bytes.Equal(got, code) {
		t.Errorf("% x became % x", code, got)
	}
	if all[5].a != -1<<63 {
		t.Errorf("the least constant is %d", all[5].a)
	}
	for name, code := range map[string]string{
		"opcode": "\xd0\x00", "cut off": "\x41", "float": "\x44\x00", "table": "\x0e\xff\xff\xff\xff\x0f\x00", "more": "\xfc\x0d",
	} {
		if got, err := decode([]byte(code)); err == nil {
			t.Errorf("%s: read as %v", name, got)
		}
	}
}

func TestCodeOfAnotherCompilerIsAnError(t *testing.T) {
	f := ordinary()
	f.code[0] = emit(opGlobalGet, 1)
	body := f.body()
	code := slices.Concat([]byte{6, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0}, binary.AppendUvarint(nil, uint64(len(body))), body)
	if _, err := foldCode(code, nil); !errors.Is(err, errChanged) {
		t.Errorf("folding it is %v", err)
	}
	if _, err := foldCode([]byte{2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0}, nil); !errors.Is(err, errCode) {
		t.Errorf("folding half of it is %v", err)
	}
	if out, err := fold([]byte("\x00asm\x01\x00\x00\x00\x0a\x01\x00")); err == nil || !strings.Contains(err.Error(), "fold") {
		t.Errorf("without functions it is %q, %v", out, err)
	}
}
