package main

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"midspan/app/pact"
	"midspan/app/ui"
	"midspan/ent/viewer"
	"midspan/graph"
	"midspan/graph/model"
)

// letters serves invitations: pages of the server that need no script. Reading one changes
// nothing, so mail scanners and previews do no harm; answers are form posts.
type letters struct {
	graph  *graph.Resolver
	portal *portal
	may    func(ctx context.Context, token string) error // answer once more
	fail   func(w http.ResponseWriter, r *http.Request, err error)
}

func (l letters) show(w http.ResponseWriter, r *http.Request) {
	letter, err := l.graph.Letter(r.Context(), r.PathValue("token"))
	l.draw(w, r, http.StatusOK, letter, err, "")
}

const maxForm = 4 << 10

// wrongAnswer gives the status of what is told above the letter.
var wrongAnswer = map[pact.Code]int{pact.BadInput: http.StatusUnprocessableEntity, pact.Limited: http.StatusTooManyRequests}

// answer records what the form says and shows the letter anew, by a redirect, so that reloading
// does not answer twice.
func (l letters) answer(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "This form could not be read. Nothing was changed; go back and send it again.", http.StatusBadRequest)
		return
	}
	token := r.PathValue("token")
	err := l.record(r, token)
	if refused, ok := errors.AsType[*pact.Error](err); ok && wrongAnswer[refused.Code] != 0 {
		if refused.RetryAfter > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(refused.RetryAfter.Seconds())))
		}
		letter, err := l.graph.Letter(r.Context(), token)
		l.draw(w, r, wrongAnswer[refused.Code], letter, err, refused.Message)
		return
	}
	if err != nil {
		l.draw(w, r, http.StatusOK, nil, err, "")
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, "/i/"+token, http.StatusSeeOther)
}

func (l letters) record(r *http.Request, token string) error {
	if err := l.may(r.Context(), token); err != nil {
		return err
	}
	var date *pact.Date
	said, ok := map[string]pact.InvitationAnswer{"yes": pact.AnswerYes, "no": pact.AnswerNo, "later": pact.AnswerNotBefore}[r.PostForm.Get("answer")]
	if !ok {
		return pact.Invalid("answer", "Choose one of the answers. Nothing was changed.")
	}
	if said == pact.AnswerNotBefore {
		day, err := l.day(r.PostForm.Get("date"))
		if err != nil {
			return err
		}
		date = &day
	}
	return l.graph.AnswerLetter(r.Context(), token, said, date)
}

// day reads the day somebody wants to be asked again.
func (l letters) day(s string) (pact.Date, error) {
	day, err := pact.ParseDate(s)
	if err != nil {
		return "", pact.Invalid("date", "Choose a day. Nothing was changed.")
	}
	if string(day) < l.earliest() {
		return "", pact.Invalid("date", "That day has come already. Choose a later one; nothing was changed.")
	}
	return day, nil
}

func (l letters) earliest() string { return l.graph.Now().UTC().AddDate(0, 0, 1).Format(time.DateOnly) }

var closed = map[string]ui.LetterState{"EXPIRED": ui.LetterExpired, "REVOKED": ui.LetterRevoked, "ACCEPTED": ui.LetterUsed}

// draw writes the page of a letter, or says why there is none.
func (l letters) draw(w http.ResponseWriter, r *http.Request, status int, letter *model.InvitationLetter, err error, wrong string) {
	refused, ours := errors.AsType[*pact.Error](err)
	switch {
	case err == nil:
		page := l.page(r, letter)
		page.Error = wrong
		l.portal.still(w, r, status, page.Title(), page.Page())
	case ours && refused.Code == pact.Conflict:
		page := ui.Letter{State: closed[refused.State], SignIn: "/sign-in"}
		l.portal.still(w, r, http.StatusGone, page.Title(), page.Page())
	case ours && refused.Code == pact.NotFound:
		l.portal.ServeHTTP(w, absent(r))
	default:
		l.fail(w, r, err)
	}
}

// absent asks the portal for a page that is not there, without the token in its address.
func absent(r *http.Request) *http.Request {
	gone := r.Clone(r.Context())
	gone.Method, gone.URL.Path, gone.URL.RawQuery = http.MethodGet, "/not-found", ""
	return gone
}

func (l letters) page(r *http.Request, m *model.InvitationLetter) ui.Letter {
	token := r.PathValue("token")
	from := ui.WhoseSide(string(m.FromBank))
	to := from.Other()
	if m.Colleague {
		to = from
	}
	text := m.Owning
	if m.Asking != nil && strings.TrimSpace(*m.Asking) != "" {
		text += "\n\n" + *m.Asking
	}
	page := ui.Letter{
		State: stateOf(m.Answer), Path: "/i/" + token, Text: text, Colleague: m.Colleague, Fresh: m.Fresh,
		From:    ui.Person{Name: m.From, Note: m.FromSide, Side: from},
		To:      ui.Person{Name: m.Recipient, Note: m.ToSide, Side: to},
		Written: longDay(m.WrittenAt), Until: longDay(m.ExpiresAt), Earliest: l.earliest(),
		Join: "/sign-up?invitation=" + token, SignIn: "/sign-in",
	}
	if m.Role == pact.Adviser { // who belongs to neither side
		page.Advises, page.To = m.ToSide, ui.Person{Name: m.Recipient, Side: ui.Both}
	}
	if v, ok := viewer.From(r.Context()); ok && v.User != "" {
		page.Join = "/join/" + token
	}
	if m.NotBefore != nil {
		if day, err := time.Parse(time.DateOnly, string(*m.NotBefore)); err == nil {
			page.NotBefore = longDay(day)
		}
	}
	return page
}

func stateOf(answer *pact.InvitationAnswer) ui.LetterState {
	if answer == nil {
		return ui.LetterOpen
	}
	return map[pact.InvitationAnswer]ui.LetterState{
		pact.AnswerYes: ui.LetterYes, pact.AnswerNo: ui.LetterNo, pact.AnswerNotBefore: ui.LetterLater,
	}[*answer]
}

// longDay is a day in words, "2 November 2026".
func longDay(t time.Time) string { return t.UTC().Format("2 January 2006") }
