package main

import (
	"context"

	"midspan/api/auth"
	"midspan/graph/model"
)

// accounts gives the graph what api/auth can do.
type accounts struct{ auth *auth.Auth }

func (a accounts) SignUp(ctx context.Context, in model.SignUpInput) (*model.Session, error) {
	return session(a.auth.SignUp(ctx, auth.SignUp{
		Name: in.Name, Email: in.Email, Password: in.Password,
		Organization: text(in.Organization), Invitation: text(in.Invitation),
	}))
}

func (a accounts) SignIn(ctx context.Context, email, password string) (*model.Session, error) {
	return session(a.auth.SignIn(ctx, email, password))
}

func (a accounts) Refresh(ctx context.Context) (*model.Session, error) {
	return session(a.auth.Refresh(ctx))
}

func (a accounts) SignOut(ctx context.Context) error { return a.auth.SignOut(ctx) }

func session(s auth.Session, err error) (*model.Session, error) {
	if err != nil {
		return nil, err
	}
	return &model.Session{AccessToken: s.AccessToken, ExpiresAt: s.ExpiresAt, UserID: s.UserID}, nil
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
