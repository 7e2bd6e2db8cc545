package main

import "slices"

// routine is a function in the parts that Go's assembler made of it. It writes
//
//	global.get 0; local.set 1
//	block; loop; block × n; local.get 0; br_table; end
//	code of block 0; end; code of block 1; end; …
//	end; unreachable; end; i32.const 1; end
//
// where local 0 is PC_B, the table says which block that is, a jump to a block sets PC_B and
// branches to the loop, and leaving for another goroutine branches to the outer block, behind
// which 1 is returned. Loop and outer block are there if something branches to them, the inner
// blocks if there is more than one.
type routine struct {
	number int64
	table  []int64   // PC_B to block; the last is for all that follow
	blocks [][]instr // without the end of each
	base   bool      // whether base and ret are to be set, see foldReturns
}

// Two instructions that stand for how they are written in their place.
const (
	opGoto  = 0xe0 // set PC_B to a, and branch to the loop
	opLeave = 0xe1 // return 1 if the value on the stack is not 0
)

// split takes a function apart. It gives nil if that is not the shape of it, or if PC_B is
// read anywhere but by the table.
func (f *function) split() *routine {
	r := &routine{number: f.number}
	in, begun, loop := f.code[2:], 0, -1
	for ; begun < len(in) && (in[begun].is(opBlock, noResult) || in[begun].is(opLoop, noResult)); begun++ {
		if in[begun].is(opLoop) {
			if loop >= 0 {
				return nil
			}
			loop = begun
		}
	}
	in = in[begun:]
	count := 1
	if len(in) > 2 && in[0].is(opLocalGet, 0) && in[1].is(opBrTable) && in[2].is(opEnd) {
		r.table = in[1].table()
		for pc, k := range r.table {
			if pc == 0 && k != 0 || pc > 0 && k != r.table[pc-1] && k != r.table[pc-1]+1 {
				return nil
			}
		}
		count = int(r.table[len(r.table)-1]) + 1
		begun -= count
		in = in[3:]
	}
	var loops, leaves int // 1 if there is a loop, an outer block
	if loop >= 0 {
		loops = 1
	}
	if leaves = begun - loops; leaves < 0 || leaves > 1 || loop >= 0 && loop != leaves {
		return nil
	}

	var block []instr
	open := 0
	for len(r.blocks) < count {
		if len(in) == 0 {
			return nil
		}
		now, last := in[0], len(block)-1
		in = in[1:]
		out := int(now.a) - open - (count - 1 - len(r.blocks)) // of a branch: 0 is to the loop if there is one
		switch {
		case now.is(opEnd) && open == 0:
			r.blocks, block = append(r.blocks, block), nil
			continue
		case now.opens():
			open++
		case now.is(opEnd):
			open--
		case now.is(opBrTable):
			return nil
		case now.is(opLocalGet, 0) && (last < 1 || !block[last].is(opI32Const, 0) || !block[last-1].is(opLocalSet, 0)):
			return nil // else it is where a call by table was to go, kept there for a moment
		case !now.is(opBr) && !now.is(opBrIf) || int(now.a) < open:
		case now.is(opBr) && out == 0 && loops == 1 && last > 0 && block[last].is(opLocalSet, 0) && block[last-1].is(opI32Const):
			now = instr{op: opGoto, a: block[last-1].a}
			block = block[:last-1]
		case now.is(opBrIf) && out == loops && leaves == 1:
			now = instr{op: opLeave}
		default:
			return nil
		}
		block = append(block, now)
	}
	if loops == 1 {
		if len(in) == 0 || !in[0].is(opUnreachable) {
			return nil
		}
		in = in[1:]
	} else { // the end behind unreachable was taken for that of the block
		block = r.blocks[count-1]
		if len(block) == 0 || !block[len(block)-1].is(opUnreachable) {
			return nil
		}
		r.blocks[count-1] = block[:len(block)-1]
		in = append([]instr{emit(opEnd)}, in...)
	}
	tail := []instr{emit(opEnd)}
	if leaves == 1 {
		tail = []instr{emit(opEnd), emit(opI32Const, 1), emit(opEnd)}
	}
	if !slices.EqualFunc(in, tail, func(a, b instr) bool { return a.op == b.op && a.a == b.a }) {
		return nil
	}
	return r
}

// block gives the block that a PC_B leads to.
func (r *routine) block(pc int64) int {
	if len(r.table) == 0 {
		return 0
	}
	return int(r.table[min(pc, int64(len(r.table)-1))])
}

// first says whether a PC_B is the first of its block.
func (r *routine) first(pc int64) bool { return pc == 0 || r.block(pc) != r.block(pc-1) }

var (
	beginBlock = emit(opBlock, noResult)
	beginLoop  = emit(opLoop, noResult)
	leave      = []instr{emit(opIf, noResult), emit(opI32Const, 1), emit(opReturn), emit(opEnd)}
)

// join puts a function together anew, with three differences. Leaving returns in its place,
// by the same six bytes wherever that is. A jump forward is a branch to its block, past the
// table. And there is a block around for each PC_B, so that the table counts 0, 1, 2, … in
// every function.
func (r *routine) join() []instr {
	starts := make([]int, len(r.blocks)+1) // the first PC_B of each block; behind all
	for pc := len(r.table) - 1; pc >= 0; pc-- {
		starts[r.table[pc]] = pc
	}
	starts[len(r.blocks)] = len(r.table)
	loop := false
	for k, block := range r.blocks {
		loop = loop || slices.ContainsFunc(block, func(in instr) bool { return in.is(opGoto) && r.block(in.a) <= k })
	}

	out := []instr{emit(opGlobalGet, 0), emit(opLocalSet, 1)}
	if r.base {
		out = append(out, emit(opI64Const, r.number<<16), emit(opLocalSet, base))
	}
	if loop {
		out = append(out, beginLoop)
	}
	if len(r.table) > 0 {
		table := []int64{int64(len(r.table) - 1)}
		for pc := range r.table {
			out = append(out, beginBlock)
			table = append(table, int64(pc))
		}
		if r.base {
			out = append(out, emit(opLocalGet, base), emit(opLocalGet, 0), emit(opExtend), emit(opI64Add), emit(opLocalSet, ret))
		}
		out = append(out, emit(opLocalGet, 0), emit(opBrTable, table...))
	}
	for k, block := range r.blocks {
		for range starts[k+1] - starts[k] {
			out = append(out, emit(opEnd))
		}
		open := 0
		for i, in := range block {
			switch {
			case in.opens():
				open++
			case in.is(opEnd):
				open--
				if last := len(out) - 1; block[i-1].is(opGoto) && out[last].is(opBr) && out[last-1].is(opIf) {
					out = append(out[:last-1], emit(opBrIf, out[last].a-1)) // if; br; end
					continue
				}
			case in.is(opLeave):
				out = append(out, leave...)
				continue
			case in.is(opGoto) && r.block(in.a) > k:
				in = emit(opBr, int64(open+starts[r.block(in.a)]-starts[k+1]))
			case in.is(opGoto):
				out = append(out, emit(opI32Const, in.a), emit(opLocalSet, 0))
				in = emit(opBr, int64(open+starts[len(r.blocks)]-starts[k+1]))
			}
			out = append(out, in)
		}
	}
	if loop {
		out = append(out, emit(opEnd))
	}
	return append(out, emit(opUnreachable), emit(opEnd))
}
