package pact_test

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"midspan/app/pact"
)

func TestADigestIsWhatOthersCanComputeToo(t *testing.T) {
	texts := []pact.SectionText{{Document: "doc_1", Key: "care", Prompt: "What?", Text: "Café \"am\" Meer\\\n\u2028\u0001 é ≠ é 🌉 שלום"}}
	const canonical = "[{\"document\":\"doc_1\",\"key\":\"care\",\"prompt\":\"What?\",\"text\":\"Café \\\"am\\\" Meer\\\\\\n\u2028\\u0001 é ≠ é 🌉 שלום\"}]"
	if got := pact.Canonical(texts); got != canonical {
		t.Fatalf("\n%q\n%q", got, canonical)
	}
	// printf '%s' "$canonical" | sha256sum
	if got := pact.Digest(nil); got != "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945" {
		t.Fatalf("the digest of nothing signed, []: %s", got)
	}
}

func TestCanonicalJSONReadsBackAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOf(rapid.Custom(func(t *rapid.T) pact.SectionText {
			s := rapid.String()
			return pact.SectionText{Document: s.Draw(t, "document"), Key: s.Draw(t, "key"), Prompt: s.Draw(t, "prompt"), Text: s.Draw(t, "text")}
		})).Draw(t, "texts")
		var back []pact.SectionText
		if err := json.Unmarshal([]byte(pact.Canonical(texts)), &back); err != nil {
			t.Fatal(err)
		}
		if len(back) != len(texts) {
			t.Fatalf("%d became %d", len(texts), len(back))
		}
		for i := range back {
			if back[i] != texts[i] {
				t.Fatalf("%q became %q", texts[i], back[i])
			}
		}
		if pact.Digest(texts) != pact.Digest(back) {
			t.Fatal("the same words have two digests")
		}
	})
}

func TestNoTwoTextsShareACanonicalForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.String().Draw(t, "a"), rapid.String().Draw(t, "b")
		one := pact.Canonical([]pact.SectionText{{Key: a, Prompt: b}})
		other := pact.Canonical([]pact.SectionText{{Key: b, Prompt: a}})
		if (one == other) != (a == b) {
			t.Fatalf("%q %q", a, b)
		}
	})
}

func FuzzCanonical(f *testing.F) {
	f.Add("", "a\x00b\u2028", "\"\\")
	f.Fuzz(func(t *testing.T, key, prompt, text string) {
		if !utf8.ValidString(key + prompt + text) {
			t.Skip()
		}
		var back []pact.SectionText
		c := pact.Canonical([]pact.SectionText{{Key: key, Prompt: prompt, Text: text}})
		if err := json.Unmarshal([]byte(c), &back); err != nil || back[0].Text != text {
			t.Fatalf("%v %q", err, c)
		}
	})
}
