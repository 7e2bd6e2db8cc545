package pact

import (
	"fmt"
	"io"
	"strconv"
	"time"
)

// Date is a calendar date in ISO 8601, "2026-11-24": a day, not an instant.
type Date string

// ParseDate reads a calendar date that exists.
func ParseDate(s string) (Date, error) {
	if t, err := time.Parse(time.DateOnly, s); err != nil || t.Year() < 1900 || t.Year() > 2999 {
		return "", fmt.Errorf("%q is not a day of the calendar; write it like 2026-11-24", s)
	}
	return Date(s), nil
}

// Plus is the day some days later.
func (d Date) Plus(days int) Date {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return d
	}
	return Date(t.AddDate(0, 0, days).Format(time.DateOnly))
}

// MarshalGQL writes the date as a string.
func (d Date) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(d))) }

// UnmarshalGQL reads a date that exists.
func (d *Date) UnmarshalGQL(v any) error {
	s, _ := v.(string)
	parsed, err := ParseDate(s)
	if err == nil {
		*d = parsed
	}
	return err
}
