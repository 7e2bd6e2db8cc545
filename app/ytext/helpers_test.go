package ytext

import (
	"bytes"
	"errors"
)

// tester is what tests, fuzz targets and property tests share.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

func edit(t tester, d *Doc, root string, at, del int, ins string) []byte {
	t.Helper()
	u, err := d.Edit(nil, Edit{root, at, del, ins})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return u
}

func apply(t tester, d *Doc, update []byte) []byte {
	t.Helper()
	added, err := d.Apply(update, nil)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return added
}

func diff(t tester, d *Doc, vector []byte) []byte {
	t.Helper()
	b, err := d.Diff(vector)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return b
}

func wantCode(t tester, err error, code Code) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Code != code {
		t.Fatalf("%v, want code %q", err, code)
	}
}

func wantBytes(t tester, got, want []byte, format string, args ...any) {
	t.Helper()
	if !bytes.Equal(got, want) {
		t.Errorf(format+": %x, want %x", append(args, got, want)...)
	}
}
