// Package graph is the API contract: one noun a pair of files, noun.graphql says what there is and
// noun.resolvers.go does it. Resolvers ask as the viewer in the context; what that viewer may see
// and change is decided in ent/rule, what a deed needs in app/pact.
package graph

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/journal"
	"midspan/ent/viewer"
	"midspan/graph/generated"
	"midspan/graph/model"
)

// Accounts is what signing in and out, sessions and passwords need; api/auth has it.
type Accounts interface {
	SignUp(ctx context.Context, in model.SignUpInput) (*model.Session, error)
	SignIn(ctx context.Context, email, password string) (*model.Session, error)
	Refresh(ctx context.Context) (*model.Session, error)
	SignOut(ctx context.Context) error

	Sessions(ctx context.Context) ([]*model.OpenSession, error)
	EndSession(ctx context.Context, id string) error
	EndOtherSessions(ctx context.Context) (int, error)

	ChangePassword(ctx context.Context, current, fresh string) (*model.Session, error)
	ForgotPassword(ctx context.Context, email string) error
	ResetPassword(ctx context.Context, token, fresh string) error
	SendsMail() bool

	// HashToken is what is stored of an API token, and Revoked ends what is open with one.
	HashToken(token string) []byte
	Revoked(user, token string)
}

// Rooms is where documents are edited live; api/room has it.
type Rooms interface {
	// Edit applies edits of a section's text as it was at baseSeq, as CRDT client (0 for a fresh
	// one). The same edits as the same client are applied once.
	Edit(ctx context.Context, document, section string, baseSeq int64, edits []model.SectionEdit, client uint32) error
	// Expel ends the sockets that a user holds into the documents of a relationship.
	Expel(user, relationship string)
	// Close ends every socket into a document that is gone.
	Close(document string)
}

// Resolver is the root of the graph. All fields are set before use.
type Resolver struct {
	Client    *ent.Client
	Journal   *journal.Journal
	Feed      *journal.Feed
	Accounts  Accounts
	Rooms     Rooms
	Records   Records
	Secret    []byte // makes the tokens of invitations
	PublicURL string // without a slash at the end
	Now       func() time.Time

	// Check says whether the proof behind a subscription still holds: the session lives, the token
	// has not run out.
	Check func(ctx context.Context) error
}

// NewSchema gives the executable schema. A client belongs to one schema.
func NewSchema(r *Resolver) graphql.ExecutableSchema {
	announce(r.Client)
	return generated.NewExecutableSchema(generated.Config{Resolvers: r})
}

// Schema is the contract itself, without anybody to answer it.
func Schema() *ast.Schema {
	return generated.NewExecutableSchema(generated.Config{}).Schema()
}

// asker gives who is asking, or refuses.
func asker(ctx context.Context) (viewer.Viewer, error) {
	v, ok := viewer.From(ctx)
	if !ok || v.User == "" {
		return v, pact.Refuse(pact.Unauthenticated, "Sign in first. Nothing was changed.")
	}
	return v, nil
}

// me gives the viewer's own participation in a relationship: absent for everybody else.
func me(ctx context.Context, c *ent.Client, relationship string) (*ent.Participant, error) {
	v, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return standing(ctx, c, relationship, v.User)
}
