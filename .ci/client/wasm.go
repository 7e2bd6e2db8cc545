package main

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// section is a part of a WebAssembly module.
type section struct {
	id   byte
	body []byte
}

const dataSection = 11

var errWasm = errors.New("slim: this is no WebAssembly module as Go links them")

func sectionsOf(wasm []byte) (all []section, err error) {
	if !bytes.HasPrefix(wasm, []byte("\x00asm\x01\x00\x00\x00")) {
		return nil, errWasm
	}
	for rest := wasm[8:]; len(rest) > 0; {
		size, n := binary.Uvarint(rest[1:])
		if n <= 0 || size > uint64(len(rest)-1-n) {
			return nil, errWasm
		}
		all = append(all, section{rest[0], rest[1+n : 1+n+int(size)]})
		rest = rest[1+n+int(size):]
	}
	return all, nil
}

// memory is what a data section fills, from address 0 on.
type memory []byte

// most is how much memory a data section may fill.
const most = 64 << 20

// memoryOf reads a data section: segments for memory 0, each at a constant.
func memoryOf(body []byte) (m memory, err error) {
	count, n := binary.Uvarint(body)
	if n <= 0 {
		return nil, errWasm
	}
	rest := body[n:]
	for range count {
		if len(rest) < 2 || rest[0] != 0 || rest[1] != 0x41 { // active in memory 0, i32.const
			return nil, errWasm
		}
		at, n := signed(rest[2:])
		if n <= 0 || len(rest) < 3+n || rest[2+n] != 0x0b { // end
			return nil, errWasm
		}
		rest = rest[3+n:]
		size, n := binary.Uvarint(rest)
		if n <= 0 || size > uint64(len(rest)-n) || at < 0 || at+int(size) > most {
			return nil, errWasm
		}
		if end := at + int(size); end > len(m) {
			m = append(m, make([]byte, end-len(m))...)
		}
		copy(m[at:], rest[n:n+int(size)])
		rest = rest[n+int(size):]
	}
	return m, nil
}

// section writes the memory anew, without long runs of zeroes. Go's linker leaves out shorter
// ones too, which makes a hundred thousand segments that pack badly.
func (m memory) section() []byte {
	const gap = 1024 // a shorter run of zeroes costs less than another segment
	var segments []byte
	count := 0
	for at := 0; at < len(m); {
		if m[at] == 0 {
			at++
			continue
		}
		end, zeroes := at, 0
		for i := at; i < len(m) && zeroes < gap; i++ {
			if zeroes++; m[i] != 0 {
				end, zeroes = i+1, 0
			}
		}
		segments = append(segments, 0, 0x41)
		segments = appendSigned(segments, at)
		segments = append(segments, 0x0b)
		segments = binary.AppendUvarint(segments, uint64(end-at))
		segments = append(segments, m[at:end]...)
		count++
		at = end
	}
	return append(binary.AppendUvarint(nil, uint64(count)), segments...)
}

// signed reads a number in signed LEB128, which is not what encoding/binary means by Varint.
func signed(b []byte) (x, n int) {
	for shift := 0; n < len(b) && n < 5; shift += 7 {
		c := b[n]
		n++
		x |= int(c&0x7f) << shift
		if c < 0x80 {
			if c&0x40 != 0 {
				x |= -1 << (shift + 7)
			}
			return x, n
		}
	}
	return 0, 0
}

func appendSigned(b []byte, x int) []byte {
	for {
		c := byte(x & 0x7f)
		if x >>= 7; x == 0 && c&0x40 == 0 {
			return append(b, c)
		}
		b = append(b, c|0x80)
	}
}
