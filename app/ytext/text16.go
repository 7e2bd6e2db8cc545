package ytext

import (
	"unicode/utf8"
)

const replacement = "\uFFFD"

// UTF16Len is the length of s in UTF-16 code units.
func UTF16Len(s string) int {
	n := len(s)
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		n += width(r) - size
		i += size
	}
	return n
}

func width(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// Slice16 is s between two UTF-16 offsets, held to the length of s. Half a
// surrogate pair at either end becomes U+FFFD.
func Slice16(s string, from, to int) string {
	from = max(from, 0)
	if from >= to {
		return ""
	}
	i, cutFrom := seek(s, from)
	j, cutTo := seek(s, to)
	switch {
	case cutFrom && cutTo && i == j:
		return ""
	case cutFrom && cutTo:
		return replacement + s[i+4:j] + replacement
	case cutFrom:
		return replacement + s[i+4:j]
	case cutTo:
		return s[i:j] + replacement
	}
	return s[i:j]
}

// seek is the byte offset of a UTF-16 offset; cut tells that the offset is in
// the middle of the four bytes found there.
func seek[T string | []byte](s T, units int) (at int, cut bool) {
	for at < len(s) && units > 0 {
		switch c := s[at]; {
		case c < utf8.RuneSelf:
			at++
			units--
		default:
			r, size := decodeRune(s, at)
			if w := width(r); w > units {
				return at, true
			} else {
				units -= w
			}
			at += size
		}
	}
	return at, false
}

func decodeRune[T string | []byte](s T, at int) (rune, int) {
	end := min(at+utf8.UTFMax, len(s))
	return utf8.DecodeRuneInString(string(s[at:end]))
}

// units counts UTF-16 units of valid UTF-8.
func units(b []byte) int {
	n := 0
	for _, c := range b {
		if c < 0x80 || c >= 0xC0 {
			n++
		}
		if c >= 0xF0 {
			n++
		}
	}
	return n
}

// cutText cuts valid UTF-8 of the given length at a UTF-16 offset. The halves
// share memory and can both grow without harm. Half a surrogate pair on either
// side becomes U+FFFD, as in Yjs.
func cutText(b []byte, length, offset int) (left, right []byte, torn bool) {
	at := offset
	if len(b) != length {
		at, torn = seek(b, offset)
	}
	if !torn {
		return b[:at:at], b[at:], false
	}
	left = append(b[:at:at], replacement...)
	right = append([]byte(replacement), b[at+4:]...)
	return left, right, true
}

// Diff16 is the one replacement that makes old into new, in UTF-16 units, as
// small as possible and never through a surrogate pair. Where repeated
// characters leave open what was typed, caret (the offset in new behind the
// typed text, -1 if unknown) decides.
func Diff16(old, new string, caret int) (at, del int, ins string) {
	shorter := min(len(old), len(new))
	prefix, suffix := 0, 0
	for prefix < shorter && old[prefix] == new[prefix] {
		prefix++
	}
	for suffix < shorter && old[len(old)-1-suffix] == new[len(new)-1-suffix] {
		suffix++
	}
	if prefix+suffix > shorter {
		suffix = tail(new, caret, shorter-prefix, suffix)
		prefix = shorter - suffix
	}
	for prefix > 0 && !(boundary(old, prefix) && boundary(new, prefix)) {
		prefix--
	}
	for suffix > 0 && !(boundary(old, len(old)-suffix) && boundary(new, len(new)-suffix)) {
		suffix--
	}
	return UTF16Len(old[:prefix]), UTF16Len(old[prefix : len(old)-suffix]), new[prefix : len(new)-suffix]
}

// tail is how many bytes behind the caret are the same, between least and most.
func tail(s string, caret, least, most int) int {
	if caret < 0 {
		return least
	}
	at, _ := seek(s, caret)
	return min(max(len(s)-at, least), most)
}

func boundary(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }
