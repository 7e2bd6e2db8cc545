package main

import "slices"

// Two locals of 64 bits, in functions with more than one call: the return address that has
// PC_B 0, and the last one that was used.
const (
	base, ret = 2, 3
	added     = 2
)

// isCall says whether a return address of a function is put on Go's stack at i: local.get 1;
// i64.const; i64.store. Its lower 16 bits are the PC_B at which to go on.
func isCall(in []instr, i int, number int64) bool {
	return in[i].is(opI64Const) && in[i].a>>16 == number && i > 0 && in[i-1].is(opLocalGet, 1) &&
		i+1 < len(in) && in[i+1].is(opI64Store, 3, 0)
}

func (f *function) calls() (n int) {
	for i := range f.code {
		if isCall(f.code, i, f.number) {
			n++
		}
	}
	return n
}

func (f *function) addLocals() {
	if len(f.locals) > 1 && f.locals[1].kind == typeI64 {
		f.locals[1].count += added
	} else {
		f.locals = slices.Insert(f.locals, 1, locals{added, typeI64})
	}
}

// known is the PC_B in ret, where it is the same whichever way one came.
type known int64

const never, unknown known = -1, -2

func (s known) or(t known) known {
	if s == never || s == t {
		return t
	}
	return unknown
}

// foldReturns computes each return address from the one before. Their steps are small and much
// the same everywhere, where the addresses themselves are all different.
//
// Going through the table sets ret to base and PC_B, see join, and a call at the top of a block
// sets it to its own return address; inside an if it is only read. So ret is known at a block's
// beginning if all that lead there agree: PC_Bs that come through the table, jumps from before,
// and the block above it. Where it is not known, an address is computed from base.
//
// Through the table come 0, return addresses, jumps back, and where a recovered panic goes on.
// The calls that are followed by no block of their own, for a nil pointer, do not come back.
func (r *routine) foldReturns(recovered int64) {
	r.base = true
	states := make([]known, len(r.blocks))
	for k := range states {
		states[k] = never
	}
	enter := func(pc int64) {
		k := r.block(pc)
		states[k] = states[k].or(known(pc))
	}
	enter(0)
	if recovered != 0 {
		enter(recovered)
	}
	if len(r.table) == 0 {
		states[0] = unknown // no table sets ret
	}
	for k, block := range r.blocks {
		open := 0
		for i, in := range block {
			switch {
			case in.opens():
				open++
			case in.is(opEnd):
				open--
			case in.is(opGoto) && r.block(in.a) <= k:
				enter(in.a)
			case isCall(block, i, r.number):
				if pc := in.a & 0xffff; open == 0 || r.first(pc) {
					enter(pc)
				}
			}
		}
	}
	for k, block := range r.blocks {
		now, reached := r.rewrite(k, block, states)
		if reached && k+1 < len(r.blocks) {
			states[k+1] = states[k+1].or(now)
		}
	}
}

// rewrite does one block. It notes what is known where the block jumps to, and gives what is
// known at its end, if that is reached.
func (r *routine) rewrite(k int, block []instr, states []known) (now known, reached bool) {
	if now = states[k]; now == never {
		now = unknown
	}
	var out []instr
	open := 0
	reached = true
	for i, in := range block {
		switch {
		case in.opens():
			open++
		case in.is(opEnd):
			open--
		case in.is(opGoto):
			if to := r.block(in.a); to > k {
				states[to] = states[to].or(now)
			}
			reached = reached && open > 0
		case in.is(opReturn), in.is(opUnreachable):
			reached = reached && open > 0
		case in.op >= opLocalGet && in.op <= opLocalTee && in.a >= base:
			in = emit(in.op, in.a+added)
		case isCall(block, i, r.number):
			pc := known(in.a & 0xffff)
			from, step := ret, int64(pc-now)
			if now == unknown {
				from, step = base, int64(pc)
			}
			out = append(out, emit(opLocalGet, int64(from)))
			if now == pc {
				continue
			}
			out = append(out, emit(opI64Const, step))
			in = emit(opI64Add)
			if open == 0 {
				out = append(out, in)
				in = emit(opLocalTee, ret)
				now = pc
			}
		}
		out = append(out, in)
	}
	r.blocks[k] = out
	return now, reached
}
