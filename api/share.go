package main

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
	"midspan/app/ui"
)

// maxShared is how much another app may hand over, in bytes of the form.
const maxShared = 128 << 10

// share serves the page that makes a note of what another app shared.
func (p *portal) share(w http.ResponseWriter, r *http.Request) {
	p.noteForm(w, r, "", "", "", nil)
}

// handOver takes what another app shares where no service worker does: the words go on behind
// the #, which no server is sent, so that they survive signing in.
func (p *portal) handOver(w http.ResponseWriter, r *http.Request) {
	if !formOf(w, r) {
		return
	}
	var words []string
	for _, name := range []string{"title", "text", "url"} {
		part := strings.TrimSpace(r.PostForm.Get(name))
		if part != "" && !strings.Contains(strings.Join(words, "\n"), part) {
			words = append(words, part)
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Location", "/share#shared="+url.PathEscape(strings.Join(words, "\n")))
	w.WriteHeader(http.StatusSeeOther)
}

// keepNote makes the note and leads there; what went wrong is told beside the words.
func (p *portal) keepNote(w http.ResponseWriter, r *http.Request) {
	if !formOf(w, r) {
		return
	}
	to, words, key := r.PostForm.Get("relationship"), r.PostForm.Get("shared-words"), r.PostForm.Get("key")
	note, err := writeNote(r.Context(), gql.New(p.execute), to, strings.ReplaceAll(words, "\r\n", "\n"), key)
	if err != nil {
		p.noteForm(w, r, to, words, key, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, "/r/"+to+"/notes/"+note, http.StatusSeeOther)
}

func formOf(w http.ResponseWriter, r *http.Request) bool {
	r.Body = http.MaxBytesReader(w, r.Body, maxShared)
	if err := r.ParseForm(); err != nil {
		plain(w, http.StatusBadRequest, "This could not be read; it may be too long. Nothing was kept; go back and share less of it.")
		return false
	}
	return true
}

func (p *portal) noteForm(w http.ResponseWriter, r *http.Request, to, words, key string, wrong error) {
	c := gql.New(p.execute)
	who, err := accountPages{portal: p, graph: c}.who(r.Context())
	if pact.CodeOf(err) == pact.Unauthenticated {
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, "/sign-in?next=%2Fshare", http.StatusSeeOther)
		return
	}
	all := &gql.PortfolioResponse{}
	if err == nil {
		all, err = gql.Portfolio(r.Context(), c, "")
	}
	if err != nil {
		p.still(w, r, http.StatusServiceUnavailable, "Not just now", ui.Enter("Not just now", gql.Words(err)))
		return
	}
	page := ui.NewShare(who, all)
	page.Asked, page.Words, page.To = asked(wrong, ""), words, to
	if wrong != nil && key != "" {
		page.Key = key
	}
	p.still(w, r, statusOf(w, wrong), page.Title(), p.withWords(page.Page()))
}

// withWords adds the script that knows the shared words to a page.
func (p *portal) withWords(page app.UI) app.UI {
	return app.Div().Body(page, app.Script().Defer(true).Src(p.assets.href("share.js")))
}

// writeNote makes a note for its author alone and gives its id. With the same key it makes
// one, however often it is asked.
func writeNote(ctx context.Context, c gql.Client, relationship, words, key string) (string, error) {
	if strings.TrimSpace(words) == "" {
		return "", pact.Invalid("shared-words", "%s", "There is nothing to keep yet. Write a few words first.")
	}
	made, err := gql.CreateDocument(ctx, c, gql.CreateDocumentInput{
		Relationship: relationship, Kind: pact.NotesDocument, Audience: pact.Author, ClientMutationId: key,
	})
	if err != nil {
		return "", err
	}
	note := made.CreateDocument.Document
	if len(note.Sections) == 0 || note.Sections[0].Text != "" {
		return note.Id, nil // written by an earlier try
	}
	_, err = gql.WriteSection(ctx, c, gql.EditSectionInput{
		Document: note.Id, Section: note.Sections[0].Key, BaseSeq: note.Seq,
		Edits: []gql.SectionEdit{{Insert: words}}, ClientMutationId: key + "w",
	})
	return note.Id, err
}
