package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
	"midspan/app/ui"
)

// still writes a page that needs no script into a document without one.
func (p *portal) still(w http.ResponseWriter, r *http.Request, status int, title string, body app.UI) {
	var b bytes.Buffer
	b.WriteString("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\n" +
		"<meta name=\"robots\" content=\"noindex\">\n<title>" + html.EscapeString(title) + " · Midspan</title>\n" +
		"<link rel=\"icon\" type=\"image/svg+xml\" href=\"" + p.assets.href("favicon.svg") + "\">\n" +
		"<link rel=\"stylesheet\" href=\"" + p.assets.href("style.css") + "\">\n</head>\n<body>")
	b.WriteString(tighten.Replace(app.HTMLString(body)))
	b.WriteString("</body>\n</html>\n")
	p.write(w, r, status, b.Bytes())
}

// accountPages serves what people do about their accounts, and the way in for those who forgot their
// password. The pages need no script. What they do, they do by the graph, as whoever asks.
type accountPages struct {
	portal *portal
	graph  gql.Client
}

// stillPage is a page of app/ui that is drawn here alone.
type stillPage interface {
	Title() string
	Page() app.UI
}

// pageWork is what a page does with a request: with a form that was sent, if there is one.
type pageWork func(r *http.Request, form url.Values) (stillPage, error)

// serve draws a page, for those alone who are signed in if that is asked. What was wrong with a form
// is told on the page; what was done is done once however often the page is loaded.
func (p accountPages) serve(work pageWork) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var form url.Values
		if r.Method == http.MethodPost {
			r.Body = http.MaxBytesReader(w, r.Body, maxForm)
			if err := r.ParseForm(); err != nil {
				plain(w, http.StatusBadRequest, "This form could not be read. Nothing was changed; go back and send it again.")
				return
			}
			form = r.PostForm
		}
		page, err := work(r, form)
		wrong, ours := errors.AsType[*pact.Error](err)
		switch {
		case page == nil && ours && wrong.Code == pact.Unauthenticated:
			w.Header().Set("Cache-Control", "no-store")
			http.Redirect(w, r, "/sign-in?next="+url.QueryEscape(r.URL.Path), http.StatusSeeOther)
		case page == nil:
			p.portal.still(w, r, http.StatusServiceUnavailable, "Not just now", ui.Enter("Not just now", gql.Words(err)))
		default:
			p.portal.still(w, r, statusOf(w, err), page.Title(), page.Page())
		}
	})
}

// statusOf is the status of HTTP that goes with what was wrong with a form.
func statusOf(w http.ResponseWriter, err error) int {
	wrong, ours := errors.AsType[*pact.Error](err)
	switch {
	case err == nil:
		return http.StatusOK
	case ours && wrong.Code == pact.Limited:
		if wrong.RetryAfter > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(wrong.RetryAfter.Seconds())))
		}
		return http.StatusTooManyRequests
	case ours && wrong.Code != pact.Internal:
		return http.StatusUnprocessableEntity
	}
	return http.StatusServiceUnavailable
}

// asked tells a page what became of its form.
func asked(err error, done string) ui.Asked {
	if err == nil {
		return ui.Asked{Done: done}
	}
	a := ui.Asked{Wrong: gql.Words(err)}
	if wrong, ours := errors.AsType[*pact.Error](err); ours {
		a.Field = wrong.Field
	}
	return a
}

// who is signed in.
func (p accountPages) who(ctx context.Context) (ui.Viewer, error) {
	answer, err := gql.Account(ctx, p.graph)
	if err != nil {
		return ui.Viewer{}, err
	}
	if answer.Viewer == nil {
		return ui.Viewer{}, pact.Refuse(pact.Unauthenticated, "Sign in first.")
	}
	return ui.Viewer{ID: answer.Viewer.User.Id, Name: answer.Viewer.User.Name, Email: answer.Viewer.Email}, nil
}

func (p accountPages) sessions(r *http.Request, form url.Values) (stillPage, error) {
	ctx := r.Context()
	who, err := p.who(ctx)
	if err != nil {
		return nil, err
	}
	page := ui.Sessions{Who: who, Now: time.Now()}
	var wrong error
	switch {
	case form.Get("session") != "":
		_, wrong = gql.EndSession(ctx, p.graph, form.Get("session"))
		page.Asked = asked(wrong, "That device is signed out.")
	case form.Get("others") != "":
		_, wrong = gql.EndOtherSessions(ctx, p.graph)
		page.Asked = asked(wrong, "Every other device is signed out.")
	}
	answer, err := gql.Sessions(ctx, p.graph)
	if err != nil || answer.Viewer == nil {
		return nil, err
	}
	page.Open = answer.Viewer.Sessions
	return page, wrong
}

func (p accountPages) password(r *http.Request, form url.Values) (stillPage, error) {
	ctx := r.Context()
	who, err := p.who(ctx)
	if err != nil {
		return nil, err
	}
	page := ui.Password{Who: who}
	if form == nil {
		return page, nil
	}
	_, err = gql.ChangePassword(ctx, p.graph, form.Get("current"), form.Get("password"))
	page.Asked = asked(err, "Your password is changed, and every other device is signed out.")
	return page, err
}

func (p accountPages) tokens(r *http.Request, form url.Values) (stillPage, error) {
	ctx := r.Context()
	who, err := p.who(ctx)
	if err != nil {
		return nil, err
	}
	page := ui.Tokens{Who: who, Once: rand.Text(), Now: time.Now()}
	var wrong error
	switch {
	case form.Get("revoke") != "":
		_, wrong = gql.RevokeToken(ctx, p.graph, form.Get("revoke"))
		page.Asked = asked(wrong, "That token is good for nothing any more.")
	case form != nil:
		page.Fresh, wrong = p.makeToken(ctx, form)
		if page.Asked = asked(wrong, ""); wrong != nil {
			page.Name = form.Get("name")
		}
	}
	answer, err := gql.Tokens(ctx, p.graph)
	if err != nil || answer.Viewer == nil {
		return nil, err
	}
	page.Good = answer.Viewer.ApiTokens
	return page, wrong
}

func (p accountPages) makeToken(ctx context.Context, form url.Values) (string, error) {
	days, err := strconv.Atoi(form.Get("days"))
	if err != nil {
		return "", pact.Invalid("days", "Choose for how long. Nothing was changed.")
	}
	scope := pact.TokenScope(form.Get("scope"))
	if !scope.Valid() {
		return "", pact.Invalid("scope", "Choose what the program may do. Nothing was changed.")
	}
	in := gql.CreateApiTokenInput{Name: form.Get("name"), Scope: scope, Days: days, ClientMutationId: form.Get("once")}
	made, err := gql.CreateToken(ctx, p.graph, in)
	if err != nil {
		return "", err
	}
	return made.CreateApiToken.Token, nil
}

func (p accountPages) forgot(r *http.Request, form url.Values) (stillPage, error) {
	ctx := r.Context()
	answer, err := gql.Service(ctx, p.graph)
	if err != nil {
		return nil, err
	}
	page := ui.Forgot{Mails: answer.Service.SendsMail}
	if form == nil {
		return page, nil
	}
	page.Email = form.Get("email")
	_, err = gql.RequestPasswordReset(ctx, p.graph, page.Email)
	page.Asked = asked(err, "If there is an account with this address, a letter with a link is on its way. The link is good for half an hour.")
	return page, err
}

func (p accountPages) reset(r *http.Request, form url.Values) (stillPage, error) {
	if form == nil {
		return ui.Reset{}, nil
	}
	_, err := gql.ResetPassword(r.Context(), p.graph, r.PathValue("token"), form.Get("password"))
	return ui.Reset{Asked: asked(err, "Every device is signed out. Sign in with the new password; the link has done its work.")}, err
}
