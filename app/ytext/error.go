package ytext

import "fmt"

// Code says what is wrong with what was given.
type Code string

const (
	Malformed   Code = "malformed"    // not a Yjs v1 update, or one no Yjs would write
	Unsupported Code = "unsupported"  // content other than plain text
	Missing     Code = "missing"      // builds on what the document does not hold
	OutOfRange  Code = "out of range" // an edit outside the text
	TooLarge    Code = "too large"    // numbers past what Yjs can count
	ReadOnly    Code = "read only"    // a local edit without a client id
)

// Error is the only error of this package; find it with errors.As.
type Error struct {
	Code   Code
	Detail string
}

func (e *Error) Error() string { return "ytext: " + string(e.Code) + ": " + e.Detail }

func fail(code Code, format string, args ...any) error {
	return &Error{code, fmt.Sprintf(format, args...)}
}
