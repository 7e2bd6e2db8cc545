package auth

import (
	"context"
	"net/mail"
	"strings"
	"time"
	"unicode"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/user"
	"midspan/ent/viewer"
)

// SignUp is what a new person tells. Either they name an organization of their own,
// or they come by an invitation, and may name one for its empty side.
type SignUp struct{ Name, Email, Password, Organization, Invitation string }

// Session is what signing in gives: an access token, when it ends, and whose it is.
type Session struct {
	AccessToken string
	ExpiresAt   time.Time
	UserID      string
}

// SignIn begins a session. Its refusal is the same, in words and in time, whether
// the address has an account or not.
func (a *Auth) SignIn(ctx context.Context, email, password string) (Session, error) {
	email = cut(normalEmail(email), pact.MaxEmail+1) // no account has a longer one
	notGuessed, err := a.attempts.take(a.signInCharges(ctx, email)...)
	if err != nil {
		return Session{}, err
	}
	notSignedIn, err := a.attempts.take(charge{"in " + email, a.limits.SignIn})
	if err != nil {
		notGuessed()
		return Session{}, err
	}
	u, err := a.userWith(ctx, email, password)
	if u == nil {
		notSignedIn()
	}
	if err != nil {
		return Session{}, err
	}
	if u == nil {
		return Session{}, pact.Refuse(pact.Unauthenticated, "Address and password do not match an account. Nothing was changed; try again.")
	}
	notGuessed()
	return a.open(ctx, u.ID)
}

// SignUp makes an account and begins a session. Someone who has an account already
// and knows its password is signed in instead.
func (a *Auth) SignUp(ctx context.Context, in SignUp) (Session, error) {
	in = in.tidy()
	if err := a.checkSignUp(in); err != nil {
		return Session{}, err
	}
	if _, err := a.attempts.take(charge{"up " + exchangeOf(ctx).address, a.limits.SignUp}); err != nil {
		return Session{}, err
	}
	if in.Invitation != "" { // before the address: a bad letter is told alike to everybody
		if err := a.invited(ctx, in.Invitation); err != nil {
			return Session{}, err
		}
	}
	taken, err := a.client.User.Query().Where(user.Email(in.Email)).Exist(system(ctx))
	if err != nil {
		return Session{}, err
	}
	if taken {
		return a.signInInstead(ctx, in)
	}
	hash, err := Hash(ctx, in.Password)
	if err != nil {
		return Session{}, err
	}
	u, err := a.create(ctx, in, hash)
	if ent.IsConstraintError(err) { // someone was faster with this address
		return a.signInInstead(ctx, in)
	}
	if err != nil {
		return Session{}, err
	}
	return a.open(ctx, u.ID)
}

// Refresh gives a new access token from the session cookie.
func (a *Auth) Refresh(ctx context.Context) (Session, error) {
	x := exchangeOf(ctx)
	s, err := a.byCookie(ctx, x.cookie)
	if err != nil {
		return Session{}, err
	}
	if s == nil {
		a.forget(x)
		return Session{}, stale()
	}
	a.seen(ctx, s)
	return a.grant(ctx, s)
}

// SignOut ends the session of whoever asks, and the cookie's.
func (a *Auth) SignOut(ctx context.Context) error {
	x := exchangeOf(ctx)
	v, signedIn := viewer.From(ctx)
	if signedIn && v.Token != "" {
		_, err := inSession(ctx)
		return err
	}
	if signedIn && v.Session != "" {
		if err := a.end(ctx, v.User, v.Session); err != nil {
			return err
		}
	}
	if err := a.endCookieSession(ctx, x); err != nil {
		return err
	}
	a.forget(x)
	return nil
}

func (a *Auth) forget(x *exchange) {
	if x.cookie != "" {
		a.setCookie(x, "", 0)
	}
}

func (a *Auth) open(ctx context.Context, user string) (Session, error) {
	s, err := a.begin(ctx, user)
	if err != nil {
		return Session{}, err
	}
	return a.grant(ctx, s)
}

func (a *Auth) grant(ctx context.Context, s *ent.Session) (Session, error) {
	token, expires, err := a.tokens.issue(ctx, viewer.Viewer{User: s.UserID, Session: s.ID})
	return Session{AccessToken: token, ExpiresAt: expires, UserID: s.UserID}, err
}

// userWith is the person with this address and password, nil when there is none.
// It hashes once in either case.
func (a *Auth) userWith(ctx context.Context, email, password string) (*ent.User, error) {
	u, err := a.client.User.Query().Where(user.Email(email)).Only(system(ctx))
	if err != nil && !ent.IsNotFound(err) {
		return nil, err
	}
	hash := ""
	if u != nil {
		hash = u.PasswordHash
	}
	if ok, err := a.matches(ctx, cut(password, 4*MaxPassword+1), hash); err != nil || !ok {
		return nil, err
	}
	return u, nil
}

func (a *Auth) signInCharges(ctx context.Context, email string) []charge {
	from := exchangeOf(ctx).address
	return []charge{
		{"device " + from + " " + email, a.limits.Device},
		{"account " + email, a.limits.Account},
		{"address " + from, a.limits.Address},
	}
}

// signInInstead is the answer for an address that has an account. It does not say so.
func (a *Auth) signInInstead(ctx context.Context, in SignUp) (Session, error) {
	s, err := a.SignIn(ctx, in.Email, in.Password)
	if pact.CodeOf(err) == pact.Unauthenticated {
		err = pact.Refuse(pact.Unauthenticated, "This did not work. If you already have an account, sign in instead.")
	}
	return s, err
}

// create writes the account and its organization, or what the invitation is to, in
// one transaction.
func (a *Auth) create(ctx context.Context, in SignUp, hash string) (u *ent.User, err error) {
	ctx = system(ctx)
	tx, err := a.client.Tx(ctx)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback() // the first error is the one to tell
		}
	}()
	u, err = tx.User.Create().SetName(in.Name).SetEmail(in.Email).SetPasswordHash(hash).Save(ctx)
	if err != nil {
		return nil, err
	}
	if in.Invitation != "" {
		err = a.join(ctx, tx, u, in.Invitation, in.Organization)
	} else {
		err = found(ctx, tx, u, in.Organization)
	}
	if err != nil {
		return nil, err
	}
	return u, tx.Commit()
}

// found makes an organization; whoever founds it administers it.
func found(ctx context.Context, tx *ent.Tx, u *ent.User, name string) error {
	o, err := tx.Organization.Create().SetName(name).Save(ctx)
	if err != nil {
		return err
	}
	return tx.Membership.Create().SetUserID(u.ID).SetOrganizationID(o.ID).SetStanding(pact.OrganizationAdmin).Exec(ctx)
}

func (in SignUp) tidy() SignUp {
	in.Name, in.Organization, in.Invitation = strings.TrimSpace(in.Name), strings.TrimSpace(in.Organization), strings.TrimSpace(in.Invitation)
	in.Email = normalEmail(in.Email)
	return in
}

func (a *Auth) checkSignUp(in SignUp) error {
	if err := pact.Within("name", "Your name", in.Name, true, pact.MaxName); err != nil {
		return err
	}
	if err := checkEmail(in.Email); err != nil {
		return err
	}
	if err := pact.Within("organization", "The name of your organisation", in.Organization, in.Invitation == "", pact.MaxName); err != nil {
		return err
	}
	if in.Invitation != "" && (a.join == nil || a.invited == nil) {
		return pact.Invalid("invitation", "This invitation is not valid any more. Nothing was changed; ask for a new one.")
	}
	return checkPassword(in.Password, in.Email, in.Name, in.Organization)
}

// normalEmail is the form an address is stored and looked up in. Addresses that
// differ in case alone are one.
func normalEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

func checkEmail(email string) error {
	wrong := pact.Invalid("email", "This is not a mail address. Nothing was changed; write it like name@example.org.")
	if len(email) > pact.MaxEmail || strings.ContainsFunc(email, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return wrong
	}
	address, err := mail.ParseAddress(email)
	if err != nil || address.Address != email || address.Name != "" || strings.HasSuffix(email, "]") {
		return wrong
	}
	return nil
}
