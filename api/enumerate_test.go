package main

import (
	"testing"
)

// A letter that is not open is told alike, whether the address has an account or not.
func TestABadLetterTellsNothingOfAnAddress(t *testing.T) {
	t.Parallel()
	s := anyServer(t)
	const up = `mutation($email: String!, $letter: String) { signUp(input: {name: "N", email: $email, password: "a long enough phrase", organization: "O", invitation: $letter}) { expiresAt } }`
	s.visitor().must(up, vars{"email": "taken@house.example", "letter": nil}, "signUp.expiresAt")
	taken := s.visitor().refused("NOT_FOUND", up, vars{"email": "taken@house.example", "letter": "bogus"})
	free := s.visitor().refused("NOT_FOUND", up, vars{"email": "free@house.example", "letter": "bogus"})
	if taken.raw != free.raw {
		t.Fatalf("%s\n%s", taken.raw, free.raw)
	}
}
