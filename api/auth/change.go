package auth

import (
	"context"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/passwordreset"
	"midspan/ent/user"
)

// resetLife is how long the link for a new password is good.
const resetLife = 30 * time.Minute

// Letter is a piece of mail to one person, plain text.
type Letter struct{ To, Subject, Text string }

// ChangePassword gives whoever asks another password, if they know the one they have. Every sign-in
// of theirs ends, and a new one begins on the device that asks.
func (a *Auth) ChangePassword(ctx context.Context, current, fresh string) (Session, error) {
	v, err := inSession(ctx)
	if err != nil {
		return Session{}, err
	}
	u, err := a.client.User.Get(system(ctx), v.User)
	if err != nil {
		return Session{}, err
	}
	notGuessed, err := a.attempts.take(a.signInCharges(ctx, u.Email)...)
	if err != nil {
		return Session{}, err
	}
	ok, err := a.matches(ctx, cut(current, 4*MaxPassword+1), u.PasswordHash)
	if err != nil {
		return Session{}, err
	}
	if !ok {
		return Session{}, pact.Invalid("current", "This is not the password you have now. Nothing was changed; try again.")
	}
	notGuessed()
	if fresh == current {
		return Session{}, pact.Invalid("password", "This is the password you have already. Nothing was changed; take another.")
	}
	if err := a.replacePassword(ctx, u, fresh, nil); err != nil {
		return Session{}, err
	}
	return a.open(ctx, u.ID)
}

// SendsMail says whether somebody who forgot their password can have a letter.
func (a *Auth) SendsMail() bool { return a.send != nil }

// ForgotPassword has a letter with a link for a new password sent to whoever has an account with
// this address. Its answer, and the time it takes, are the same if nobody has.
func (a *Auth) ForgotPassword(ctx context.Context, email string) error {
	if a.send == nil {
		return pact.Refuse(pact.Forbidden, "This server sends no mail. Ask whoever runs it for a link to a new password.")
	}
	email = cut(normalEmail(email), pact.MaxEmail+1)
	if err := checkEmail(email); err != nil {
		return err
	}
	if _, err := a.attempts.take(
		charge{"forgot " + email, a.limits.Forgot}, charge{"forgot from " + exchangeOf(ctx).address, a.limits.SignUp},
	); err != nil {
		return err
	}
	return a.later(func(ctx context.Context) error {
		link, err := ResetLink(ctx, a.client, a.tokens.issuer, email)
		if err != nil || link == "" {
			return err
		}
		return a.send(ctx, forgottenLetter(email, a.public.Host, link))
	})
}

// ResetLink makes a link for a new password, which replaces any other; "" when nobody has an account
// with this address. public is where people reach the server.
func ResetLink(ctx context.Context, client *ent.Client, public, email string) (string, error) {
	ctx = system(ctx)
	u, err := client.User.Query().Where(user.Email(normalEmail(email))).Only(ctx)
	if ent.IsNotFound(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	token := randomToken()
	err = within(ctx, client, func(ctx context.Context, tx *ent.Client) error {
		if _, err := tx.PasswordReset.Delete().Where(passwordreset.UserID(u.ID)).Exec(ctx); err != nil {
			return err
		}
		return tx.PasswordReset.Create().SetUserID(u.ID).SetTokenHash(hashReset(token)).
			SetExpiresAt(time.Now().UTC().Add(resetLife)).Exec(ctx)
	})
	return public + "/reset/" + token, err
}

func hashReset(token string) []byte { return hashToken("password reset " + token) }

// ResetPassword gives the person behind a link another password and ends every sign-in of theirs.
// The link is used up by it, and only by it.
func (a *Auth) ResetPassword(ctx context.Context, token, fresh string) error {
	if _, err := a.attempts.take(charge{"reset " + exchangeOf(ctx).address, a.limits.Device}); err != nil {
		return err
	}
	ctx = system(ctx)
	row, err := a.client.PasswordReset.Query().
		Where(passwordreset.TokenHash(hashReset(token)), passwordreset.ExpiresAtGT(a.now().UTC())).WithUser().Only(ctx)
	if ent.IsNotFound(err) {
		return usedUp()
	}
	if err != nil {
		return err
	}
	return a.replacePassword(ctx, row.Edges.User, fresh, func(ctx context.Context, tx *ent.Client) error {
		n, err := tx.PasswordReset.Delete().Where(passwordreset.ID(row.ID)).Exec(ctx)
		if err == nil && n != 1 {
			err = usedUp()
		}
		return err
	})
}

func usedUp() error {
	return pact.Refuse(pact.NotFound, "This link was used, or is older than half an hour. Nothing was changed; ask for a new one.")
}

// replacePassword writes a new password, ends every session of its owner, takes back every link for
// another, and tells the owner by mail. first is done in the same transaction.
func (a *Auth) replacePassword(ctx context.Context, u *ent.User, fresh string, first func(context.Context, *ent.Client) error) error {
	if err := checkPassword(fresh, u.Email, u.Name); err != nil {
		return err
	}
	hash, err := Hash(ctx, fresh)
	if err != nil {
		return err
	}
	var ended []string
	err = within(system(ctx), a.client, func(ctx context.Context, tx *ent.Client) error {
		if first != nil {
			if err := first(ctx, tx); err != nil {
				return err
			}
		}
		n, err := tx.User.Update().Where(user.ID(u.ID), user.PasswordHash(u.PasswordHash)).SetPasswordHash(hash).Save(ctx)
		if err == nil && n != 1 {
			err = pact.Refuse(pact.Conflict, "The password was changed elsewhere just now. Nothing was changed by this; sign in with the new one.")
		}
		if err != nil {
			return err
		}
		if _, err := tx.PasswordReset.Delete().Where(passwordreset.UserID(u.ID)).Exec(ctx); err != nil {
			return err
		}
		ended, err = a.endMany(ctx, tx, a.livesOf(u.ID)...)
		return err
	})
	if err != nil {
		return err
	}
	a.tellEnded(u.ID, ended)
	if a.send != nil {
		_ = a.later(func(ctx context.Context) error { return a.send(ctx, changedLetter(u.Email, a.public.Host)) }) // a courtesy
	}
	return nil
}

// within does something in one short transaction.
func within(ctx context.Context, client *ent.Client, do func(ctx context.Context, tx *ent.Client) error) error {
	tx, err := client.Tx(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	if err := do(ctx, tx.Client()); err != nil {
		return err
	}
	return tx.Commit()
}

func forgottenLetter(to, host, link string) Letter {
	return Letter{to, "A new password for Midspan", `Hello,

somebody, you we hope, asked for a new password at ` + host + `.

Choose it here, within half an hour; the link works once:

` + link + `

If it was not you, do nothing. Your password is as it was.
`}
}

func changedLetter(to, host string) Letter {
	return Letter{to, "Your Midspan password was changed", `Hello,

your password at ` + host + ` was changed just now, and every device but the one it was changed on is signed out.

If it was not you, choose a new password on the sign-in page, and look through the programs that have a token of yours.
`}
}
