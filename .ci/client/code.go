package main

import (
	"encoding/binary"
	"errors"
)

// instr is one instruction: its opcode, the numbers that follow it, and how it is written.
type instr struct {
	op   byte
	a, b int64 // an index, a depth, or a constant; of loads and stores, alignment and offset
	raw  []byte
}

const (
	opUnreachable, opBlock, opLoop, opIf   = 0x00, 0x02, 0x03, 0x04
	opElse, opEnd, opBr, opBrIf, opBrTable = 0x05, 0x0b, 0x0c, 0x0d, 0x0e
	opReturn, opCall, opCallIndirect       = 0x0f, 0x10, 0x11
	opDrop, opSelect                       = 0x1a, 0x1b
	opLocalGet, opLocalSet, opLocalTee     = 0x20, 0x21, 0x22
	opGlobalGet, opGlobalSet               = 0x23, 0x24
	opFirstLoad, opFirstStore, opI64Store  = 0x28, 0x36, 0x37
	opMemorySize, opMemoryGrow             = 0x3f, 0x40
	opI32Const, opI64Const, opF32, opF64   = 0x41, 0x42, 0x43, 0x44
	opI32Eqz, opI64Eqz, opI32Clz, opI64Clz = 0x45, 0x50, 0x67, 0x79
	opI32Add, opI64Add                     = 0x6a, 0x7c
	opF32Abs, opF32Add, opF64Abs, opF64Add = 0x8b, 0x92, 0x99, 0xa0
	opWrap, opExtend, opLast, opMore       = 0xa7, 0xad, 0xc4, 0xfc
	noResult                               = 0x40 // of a block
	typeI32, typeI64                       = 0x7f, 0x7e
)

var errCode = errors.New("fold: this is no code as Go links it")

// emit makes an instruction with numbers after it; of a br_table, how many and then all.
func emit(op byte, numbers ...int64) instr {
	in := instr{op: op, raw: []byte{op}}
	for i, n := range numbers {
		if op == opI32Const || op == opI64Const {
			in.raw = appendSigned(in.raw, int(n))
		} else {
			in.raw = binary.AppendUvarint(in.raw, uint64(n))
		}
		if i == 0 {
			in.a = n
		} else {
			in.b = n
		}
	}
	return in
}

func (in instr) is(op byte, numbers ...int64) bool {
	return in.op == op && (len(numbers) < 1 || in.a == numbers[0]) && (len(numbers) < 2 || in.b == numbers[1])
}

func (in instr) opens() bool  { return in.op == opBlock || in.op == opLoop || in.op == opIf }
func (in instr) loads() bool  { return in.op >= opFirstLoad && in.op < opFirstStore }
func (in instr) stores() bool { return in.op >= opFirstStore && in.op < opMemorySize }

// decode reads the instructions of a function.
func decode(code []byte) (all []instr, err error) {
	for len(code) > 0 {
		r := reader{b: code[1:]}
		in := instr{op: code[0]}
		switch op := in.op; {
		case op == opBlock || op == opLoop || op == opIf:
			in.a = int64(r.byte()) // its result: a type, or none
		case op == opBr || op == opBrIf || op == opCall || op >= opLocalGet && op <= opGlobalSet:
			in.a = r.unsigned()
		case op == opCallIndirect || in.loads() || in.stores():
			in.a, in.b = r.unsigned(), r.unsigned()
		case op == opBrTable:
			in.a = r.unsigned() // how many, then the default
			for i := int64(0); i <= in.a && !r.short; i++ {
				r.unsigned()
			}
		case op == opI32Const || op == opI64Const:
			in.a = r.signed()
		case op == opF32:
			r.skip(4)
		case op == opF64:
			r.skip(8)
		case op == opMemorySize || op == opMemoryGrow:
			r.skip(1)
		case op == opMore:
			switch in.a = int64(r.byte()); {
			case in.a == 10: // memory.copy
				r.skip(2)
			case in.a == 11: // memory.fill
				r.skip(1)
			case in.a > 7:
				return nil, errCode
			}
		case op <= 1 || op == opElse || op == opEnd || op == opReturn || op == opDrop || op == opSelect ||
			op >= opI32Eqz && op <= opLast:
		default:
			return nil, errCode
		}
		if r.short {
			return nil, errCode
		}
		n := 1 + r.at
		in.raw, code = code[:n], code[n:]
		all = append(all, in)
	}
	return all, nil
}

// table gives the depths of a br_table, the default last.
func (in instr) table() (depths []int64) {
	r := reader{b: in.raw[1:]}
	for range r.unsigned() + 1 {
		depths = append(depths, r.unsigned())
	}
	return depths
}

// arity says how many values an instruction takes and gives; ok is false where that is not
// for the instruction alone to say.
func (in instr) arity() (takes, gives int, ok bool) {
	switch op := in.op; {
	case op == opLocalGet || op == opGlobalGet || op >= opI32Const && op <= opF64 || op == opMemorySize:
		return 0, 1, true
	case op == opLocalSet || op == opGlobalSet || op == opDrop:
		return 1, 0, true
	case op == opSelect:
		return 3, 1, true
	case in.stores():
		return 2, 0, true
	case op == opLocalTee || in.loads() || op == opI32Eqz || op == opI64Eqz ||
		op >= opI32Clz && op < opI32Add || op >= opI64Clz && op < opI64Add ||
		op >= opF32Abs && op < opF32Add || op >= opF64Abs && op < opF64Add || op >= opWrap && op <= opLast ||
		op == opMore && in.a <= 7:
		return 1, 1, true
	case op > opI32Eqz && op < opWrap:
		return 2, 1, true
	}
	return 0, 0, false
}

// reader reads the numbers of an instruction.
type reader struct {
	b     []byte
	at    int
	short bool
}

func (r *reader) skip(n int) {
	if n < 0 || n > len(r.b)-r.at {
		n, r.short = len(r.b)-r.at, true
	}
	r.at += n
}

func (r *reader) byte() byte {
	if r.skip(1); r.short {
		return 0
	}
	return r.b[r.at-1]
}

func (r *reader) unsigned() int64 {
	x, n := binary.Uvarint(r.b[r.at:])
	if n <= 0 {
		r.short = true
		return 0
	}
	r.at += n
	return int64(x)
}

// signed reads up to ten bytes, for constants of 64 bits.
func (r *reader) signed() (x int64) {
	for shift := 0; shift < 70; shift += 7 {
		c := r.byte()
		x |= int64(c&0x7f) << shift
		if c < 0x80 {
			if c&0x40 != 0 && shift < 63 {
				x |= -1 << (shift + 7)
			}
			return x
		}
	}
	r.short = true
	return 0
}
