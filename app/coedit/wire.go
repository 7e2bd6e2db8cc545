package coedit

import (
	"encoding/binary"
	"errors"
	"unicode/utf8"
)

// maxSafe is the largest integer lib0 writes: 2^53-1.
const maxSafe = 1<<53 - 1

// ErrMalformed is any frame that does not follow the protocol.
var ErrMalformed = errors.New("coedit: malformed frame")

// reader takes lib0 values off the front of a frame. After the first failure it
// only gives zero values; err tells.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) uint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if r.err != nil || n <= 0 || v > maxSafe {
		r.fail()
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *reader) client() uint32 {
	v := r.uint()
	if v > 1<<32-1 {
		r.fail()
		return 0
	}
	return uint32(v)
}

// bytes gives a length-prefixed part of the frame, without copying.
func (r *reader) bytes() []byte {
	n := r.uint()
	if r.err != nil || n > uint64(len(r.rest)) {
		r.fail()
		return nil
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) string() string {
	b := r.bytes()
	if !utf8.Valid(b) {
		r.fail()
		return ""
	}
	return string(b)
}

// end fails unless everything was read.
func (r *reader) end() error {
	if len(r.rest) > 0 {
		r.fail()
	}
	return r.err
}

func (r *reader) fail() {
	r.err, r.rest = ErrMalformed, nil
}

func appendUint(b []byte, v uint64) []byte { return binary.AppendUvarint(b, v) }

func appendBytes[T ~string | ~[]byte](b []byte, v T) []byte {
	return append(appendUint(b, uint64(len(v))), v...)
}
