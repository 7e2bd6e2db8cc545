package graph

import (
	"cmp"
	"slices"
	"strings"

	"midspan/app/pact"
)

// first gives the first error there is.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// within checks a text that may be left out.
func within(field, what string, s *string, limit int) error {
	if s == nil {
		return nil
	}
	return pact.Within(field, what, *s, false, limit)
}

// trimmed gives a text without the space around it, "" when it was left out.
func trimmed(s *string) string {
	if s == nil {
		return ""
	}
	return strings.TrimSpace(*s)
}

// inOrder sorts a list without pages by ids, which rise in the order things were made: eager
// loading gives it in no order that holds, and reads no column that was not asked for but the id.
func inOrder[T any](rows []*T, id func(*T) string) []*T {
	slices.SortFunc(rows, func(a, b *T) int { return cmp.Compare(id(a), id(b)) })
	return rows
}
