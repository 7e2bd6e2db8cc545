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

func (a accounts) Sessions(ctx context.Context) ([]*model.OpenSession, error) {
	opened, err := a.auth.Sessions(ctx)
	told := make([]*model.OpenSession, len(opened))
	for i, s := range opened {
		told[i] = &model.OpenSession{ID: s.ID, Device: s.Device, CreatedAt: s.Began, SeenAt: s.Seen, ExpiresAt: s.Ends, Current: s.Current}
	}
	return told, err
}

func (a accounts) EndSession(ctx context.Context, id string) error { return a.auth.EndSession(ctx, id) }

func (a accounts) EndOtherSessions(ctx context.Context) (int, error) {
	return a.auth.EndOtherSessions(ctx)
}

func (a accounts) ChangePassword(ctx context.Context, current, fresh string) (*model.Session, error) {
	return session(a.auth.ChangePassword(ctx, current, fresh))
}

func (a accounts) ForgotPassword(ctx context.Context, email string) error {
	return a.auth.ForgotPassword(ctx, email)
}

func (a accounts) ResetPassword(ctx context.Context, token, fresh string) error {
	return a.auth.ResetPassword(ctx, token, fresh)
}

func (a accounts) SendsMail() bool { return a.auth.SendsMail() }

func (a accounts) HashToken(token string) []byte { return auth.HashAPIToken(token) }

func (a accounts) Revoked(user, token string) { a.auth.Revoked(user, token) }

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
