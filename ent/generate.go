// Package ent is the data layer: ent/schema, ent/rule, ent/viewer, ent/journal, ent/migrate and
// where.go are written by hand, everything else is generated from the schema.
package ent

//go:generate go run -mod=mod entc.go
