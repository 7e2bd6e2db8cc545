package pact

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// SectionText is the text of one section as somebody saw it.
type SectionText struct {
	Document string `json:"document"`
	Key      string `json:"key"`
	Prompt   string `json:"prompt"`
	Text     string `json:"text"`
}

// Canonical is the JSON that a digest is made of: an array of objects with the keys document, key,
// prompt, text in that order, no white space, UTF-8 as written (no normalisation), and only
// quote, backslash and control characters escaped, as in RFC 8785.
func Canonical(texts []SectionText) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, t := range texts {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`{"document":`)
		quote(&b, t.Document)
		b.WriteString(`,"key":`)
		quote(&b, t.Key)
		b.WriteString(`,"prompt":`)
		quote(&b, t.Prompt)
		b.WriteString(`,"text":`)
		quote(&b, t.Text)
		b.WriteByte('}')
	}
	b.WriteByte(']')
	return b.String()
}

// Digest is the SHA-256 of Canonical(texts), 64 hex digits.
func Digest(texts []SectionText) string { return digest(Canonical(texts)) }

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

var short = map[rune]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`}

func quote(b *strings.Builder, s string) {
	b.WriteByte('"')
	for _, r := range s {
		switch esc, ok := short[r]; {
		case ok:
			b.WriteString(esc)
		case r < 0x20:
			fmt.Fprintf(b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
}

// hasText says whether somebody sees anything of s: marks that only steer how text runs are nothing.
func hasText(s string) bool {
	return utf8.ValidString(s) && strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Mn, r)
	})
}
