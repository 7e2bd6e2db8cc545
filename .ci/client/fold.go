package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// fold rewrites the code of a linked client so that it packs better, and means the same.
// What it knows of that code is what cmd/internal/obj/wasm of Go 1.26 emits. A function that
// looks otherwise is left as it is; if many do, that is an error.
//
// The stack on which Go runs does not change, nor does any return address on it, so that the
// runtime resumes, scans and prints stacks as before.
func fold(wasm []byte) ([]byte, error) {
	sections, err := sectionsOf(wasm)
	if err != nil {
		return nil, err
	}
	var resumed map[int64]resumption
	for _, s := range sections {
		if s.id == dataSection {
			if resumed, err = resumptionsOf(s.body); err != nil {
				return nil, err
			}
		}
	}
	out := bytes.NewBuffer(bytes.Clone(wasm[:8]))
	for _, s := range sections {
		if s.id == codeSection {
			if s.body, err = foldCode(s.body, resumed); err != nil {
				return nil, err
			}
		}
		out.WriteByte(s.id)
		out.Write(binary.AppendUvarint(nil, uint64(len(s.body))))
		out.Write(s.body)
	}
	return out.Bytes(), nil
}

const (
	codeSection = 10
	firstFunc   = 0x1000 // PC_F of the first function, cmd/link/internal/wasm
)

var errChanged = errors.New("fold: Go's compiler writes other code than that of Go 1.26; see cmd/internal/obj/wasm")

// resumption is what the runtime knows of resuming a function beside return addresses.
type resumption struct {
	recovered int64 // the PC_B at which it goes on after a recovered panic, or 0
	top       bool  // it begins a stack; the runtime says where, see runtime.goexit
}

// Offsets in runtime._func.
const (
	atRecovered, atFlags = 12, 41
	topFrame             = 1
)

// resumptionsOf reads the runtime's table of functions; they go by their PC_F.
func resumptionsOf(data []byte) (map[int64]resumption, error) {
	m, err := memoryOf(data)
	if err != nil {
		return nil, err
	}
	t, err := tableOf(m)
	if err != nil {
		return nil, err
	}
	all := map[int64]resumption{}
	for i := range t.count {
		number := binary.LittleEndian.Uint32(t.funcs[8*i:])
		at := int(binary.LittleEndian.Uint32(t.funcs[8*i+4:]))
		if number < firstFunc || at < 8*t.count || at+funcSize > len(t.funcs) {
			return nil, errLayout
		}
		f := t.funcs[at:]
		all[int64(number)] = resumption{int64(binary.LittleEndian.Uint32(f[atRecovered:])), f[atFlags]&topFrame != 0}
	}
	return all, nil
}

func foldCode(code []byte, resumed map[int64]resumption) ([]byte, error) {
	r := reader{b: code}
	count := r.unsigned()
	out := binary.AppendUvarint(nil, uint64(count))
	calling, other := 0, 0
	for i := range count {
		size := r.unsigned()
		from := r.at
		if r.skip(int(size)); r.short {
			return nil, errCode
		}
		body := code[from:r.at]
		f, err := functionOf(body, firstFunc+i)
		calls := err == nil && f.calls() > 0
		understood := err == nil && f.fold(resumed[f.number])
		if err == nil {
			body = f.body()
		}
		if calls {
			calling++
		}
		if err != nil || calls && !understood {
			other++
		}
		out = append(binary.AppendUvarint(out, uint64(len(body))), body...)
	}
	if calling == 0 || other*10 > calling {
		return nil, fmt.Errorf("%w (%d functions of %d)", errChanged, other, calling)
	}
	return out, nil
}

// function is a function of the code section.
type function struct {
	number int64 // its PC_F, the upper part of its return addresses
	locals []locals
	code   []instr
}

// locals are a number of local variables of one type.
type locals struct {
	count int64
	kind  byte
}

func functionOf(body []byte, number int64) (f *function, err error) {
	r := reader{b: body}
	f = &function{number: number}
	for range min(r.unsigned(), int64(len(body))) {
		f.locals = append(f.locals, locals{r.unsigned(), r.byte()})
	}
	if r.short {
		return nil, errCode
	}
	f.code, err = decode(body[r.at:])
	return f, err
}

func (f *function) body() []byte {
	b := binary.AppendUvarint(nil, uint64(len(f.locals)))
	for _, l := range f.locals {
		b = append(binary.AppendUvarint(b, uint64(l.count)), l.kind)
	}
	for _, in := range f.code {
		b = append(b, in.raw...)
	}
	return b
}

// fold rewrites a function, or says that it does not know its shape.
func (f *function) fold(at resumption) bool {
	// All that Go compiles keeps the stack pointer in local 1.
	if len(f.code) < 2 || !f.code[0].is(opGlobalGet, 0) || !f.code[1].is(opLocalSet, 1) ||
		len(f.locals) == 0 || f.locals[0] != (locals{1, typeI32}) {
		return false
	}
	f.foldAddresses()
	r := f.split()
	if r == nil {
		return false
	}
	if f.calls() > 1 && !at.top {
		r.foldReturns(at.recovered)
		f.addLocals()
	}
	f.code = r.join()
	return true
}

// near is how far from the stack pointer a variable of the frame may be. Its address does not
// leave 32 bits: a frame lies in memory whole.
const near = 1 << 20

// foldAddresses gives a load or store the offset from the stack pointer that was added to its
// address: local.get 1; i64.extend_i32_u; i64.const K; i64.add; i32.wrap_i64.
func (f *function) foldAddresses() {
	in := f.code
	var out []instr
	for i := 0; i < len(in); i++ {
		out = append(out, in[i])
		if i+5 >= len(in) || !in[i].is(opLocalGet, 1) || !in[i+1].is(opExtend) || !in[i+2].is(opI64Const) ||
			!in[i+3].is(opI64Add) || !in[i+4].is(opWrap) || in[i+2].a < 0 || in[i+2].a > near {
			continue
		}
		if user := addressed(in, i+5); user >= 0 && in[user].b <= near {
			in[user] = emit(in[user].op, in[user].a, in[user].b+in[i+2].a)
			i += 4
		}
	}
	f.code = out
}

// addressed finds the load or store that takes what is on top of the stack before in[i] for
// its address, or is -1.
func addressed(in []instr, i int) int {
	above := 0
	for ; i < len(in); i++ {
		takes, gives, ok := in[i].arity()
		switch {
		case !ok:
			return -1
		case above == 0 && in[i].loads(), above == 1 && in[i].stores():
			return i
		case takes > above:
			return -1
		}
		above += gives - takes
	}
	return -1
}
