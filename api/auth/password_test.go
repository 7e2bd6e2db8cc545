package auth

import (
	"strings"
	"testing"

	"midspan/app/pact"
)

func TestPasswordsThatAreRefused(t *testing.T) {
	for _, password := range []string{
		"", "short", "elevenchars", strings.Repeat("long ", 26), "not text \xff\xfe\xfd",
		"password1234", "Password1234!", "P@ssw0rd2024!!", "passwordpassword", "123456789012", "098765432109",
		"qwertyuiop12", "1q2w3e4r5t6y", "aaaaaaaaaaaa", "abcabcabcabc", "abababababab", "abcdefghijkl",
		"zyxwvutsrqponm", "iloveyou2023", "letmein!!!!!!", "changeme1234", "administrator", "qwertyqwerty", "thisismypassword",
		"Wren Alder-Smith", "wren@alder.example",
	} {
		err := checkPassword(password, "wren@alder.example", "Wren Alder-Smith", "")
		if pact.CodeOf(err) != pact.BadInput {
			t.Errorf("%q was taken: %v", password, err)
		}
	}
}

func TestPasswordsThatAreTaken(t *testing.T) {
	for _, password := range []string{
		"midspan-demo", "three small boats", "жёлтый парусник 7", "🌉🌉🚲🌲🦉🐟🪵🧭🛶🏔🌾🔔", "x9!kQ2-vv_ZpL", "no numbers at all here",
		strings.Repeat("längre ", 18), "a-long-enough-password",
	} {
		if err := checkPassword(password, "wren@alder.example", "Wren", "Alder"); err != nil {
			t.Errorf("%q was refused: %v", password, err)
		}
	}
}

func TestAHashIsOfItsPasswordAlone(t *testing.T) {
	a := &Auth{}
	var err error
	if a.dummy, err = Hash(t.Context(), "whatever it is"); err != nil {
		t.Fatal(err)
	}
	hash, err := Hash(t.Context(), "three small boats")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatal(hash, err)
	}
	for _, c := range []struct {
		password, hash string
		right          bool
	}{
		{"three small boats", hash, true},
		{"three small boat", hash, false},
		{"whatever it is", "", false}, // the hash compared where there is no account
	} {
		if ok, err := a.matches(t.Context(), c.password, c.hash); err != nil || ok != c.right {
			t.Errorf("%q against %q: %v, %v", c.password, c.hash, ok, err)
		}
	}
}

func FuzzCommonPasswords(f *testing.F) {
	f.Add("p4ssw0rd")
	f.Add("aXaX")
	f.Fuzz(func(t *testing.T, s string) {
		isCommon(s)
		if u := unit(s); u != "" && strings.Repeat(u, len(s)/len(u)) != s {
			t.Errorf("%q is not %q repeated", s, u)
		}
	})
}
