// Package model holds the shapes of the graph that are not rows: inputs and payloads (generated)
// and the few written by hand.
package model

import (
	"time"

	"midspan/app/pact"
	"midspan/ent"
)

// Event is a line of the journal as its reader sees it.
type Event struct {
	ID           string
	Cursor       ent.Cursor
	What         string
	At           time.Time
	Audience     pact.Audience
	Actor        *ent.User
	Subject      ent.Noder
	Relationship *ent.Relationship
}

// IsNode marks Event as a node of the graph.
func (*Event) IsNode() {}

// Session is what signing in gives.
type Session struct {
	AccessToken string
	ExpiresAt   time.Time
	UserID      string
}
