package auth

import (
	"context"
	_ "embed"
	"runtime"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/sync/semaphore"

	"midspan/app/pact"
)

// Bounds of a password, in characters. Nothing is said about its composition.
const (
	MinPassword = 12
	MaxPassword = 128
)

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashing bounds how many passwords are hashed at a time: each takes 19 MiB and a
// processor. The rest wait, as long as their requests do.
var hashing = semaphore.NewWeighted(int64(max(2, runtime.GOMAXPROCS(0))))

// Hash makes what is stored of a password. Call it outside of transactions.
func Hash(ctx context.Context, password string) (string, error) {
	if err := hashing.Acquire(ctx, 1); err != nil {
		return "", err
	}
	defer hashing.Release(1)
	return argon2id.CreateHash(password, cost)
}

// matches says whether the hash is of this password. An empty hash, when there is
// no account, takes as long and is never right.
func (a *Auth) matches(ctx context.Context, password, hash string) (bool, error) {
	known := hash != ""
	if !known {
		hash = a.dummy
	}
	if err := hashing.Acquire(ctx, 1); err != nil {
		return false, err
	}
	defer hashing.Release(1)
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	return ok && known, err
}

// checkPassword refuses what is too short, too long, or among the first that
// someone would try. known are other things of this person: address, names.
func checkPassword(password string, known ...string) error {
	switch n := utf8.RuneCountInString(password); {
	case !utf8.ValidString(password):
		return pact.Invalid("password", "The password holds bytes that are not text. Nothing was changed; type it again.")
	case n < MinPassword:
		return pact.Invalid("password", "The password has %d characters; at least %d are needed. Three or four words do well.", n, MinPassword)
	case n > MaxPassword:
		return pact.Invalid("password", "The password has %d characters; up to %d fit. Nothing was changed; shorten it a little.", n, MaxPassword)
	case isCommon(password):
		return pact.Invalid("password", "This password is among the first that others would try. Take one of your own; three or four words do well.")
	}
	for _, k := range known {
		if k != "" && strings.EqualFold(strings.TrimSpace(k), strings.TrimSpace(password)) {
			return pact.Invalid("password", "The password is your own name or address, which others know. Take another; three or four words do well.")
		}
	}
	return nil
}

// common holds words that common passwords are made of, and whole ones of twelve
// characters and more that are no such word, both as plain leaves them.
//
//go:embed common.txt
var commonText string

var common = func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(commonText) {
		words[word] = true
	}
	return words
}()

// isCommon finds listed passwords also where digits stand for letters, or around
// them, and where a word or a few characters are only repeated.
func isCommon(password string) bool {
	lower := strings.ToLower(password)
	core := strings.TrimFunc(lower, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, s := range []string{lower, plain(lower), core, plain(core), unit(plain(core))} {
		if common[s] {
			return true
		}
	}
	return utf8.RuneCountInString(unit(lower)) <= 4 || isRun(lower)
}

var digitsForLetters = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i")

// plain undoes digits for letters and drops what is neither letter nor digit.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, digitsForLetters.Replace(s))
}

// unit is the shortest beginning of s whose repetition is s: "abcabc" gives "abc".
func unit(s string) string {
	if s == "" {
		return s
	}
	return s[:strings.Index((s + s)[1:], s)+1]
}

// isRun says whether all neighbours are one apart: 123456789012, zyxwvutsrqpo.
func isRun(s string) bool {
	runes := []rune(s)
	up, down := 0, 0
	for i, r := range runes[1:] {
		switch before := runes[i]; {
		case r == before+1 || before == '9' && r == '0':
			up++
		case r == before-1 || before == '0' && r == '9':
			down++
		}
	}
	return max(up, down) == len(runes)-1
}
