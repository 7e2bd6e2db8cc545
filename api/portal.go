package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/ui"
	"midspan/app/web"
)

// portal serves the pages: each drawn by the same components as in the browser,
// with what its reader may see already in it, and the files they load.
type portal struct {
	execute gql.Send // carries out GraphQL as whoever is in the context
	assets  *assets
	log     *slog.Logger
	mux     *http.ServeMux
}

// newPortal readies the portal.
func newPortal(execute gql.Send, log *slog.Logger) (*portal, error) {
	files, err := loadAssets()
	if err != nil {
		return nil, err
	}
	p := &portal{execute: execute, assets: files, log: log, mux: http.NewServeMux()}
	if !files.client {
		log.Warn("the browser client is not in this binary, pages can be read but not used", "mend", "make build")
	}
	p.mux.Handle("GET /web/{version}/{name}", files)
	p.mux.HandleFunc("GET /worker.js", p.worker)
	p.mux.HandleFunc("GET /manifest.webmanifest", p.manifest)
	p.mux.HandleFunc("GET /robots.txt", p.robots)
	p.mux.HandleFunc("GET /shell", p.shell)
	p.mux.HandleFunc("GET /away", p.away)
	p.mux.HandleFunc("GET /share", p.share)
	p.mux.HandleFunc("POST /share", p.handOver)
	p.mux.HandleFunc("POST /share/note", p.keepNote)
	p.mux.HandleFunc("GET /", p.page)
	p.mux.HandleFunc("POST /", p.unsent)
	return p, nil
}

func (p *portal) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.mux.ServeHTTP(w, r) }

// page draws the page at an address for who is asking.
func (p *portal) page(w http.ResponseWriter, r *http.Request) {
	var read gql.Recorder
	o := ui.Open(r.Context(), gql.New(read.Record(p.execute)), r.URL, nil, time.Now())
	if o.Redirect != "" {
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, o.Redirect, http.StatusSeeOther)
		return
	}
	p.write(w, r, o.Status, p.document(o.Title(), ui.NewPortal(o), read.JSON()))
}

// shell is the page of the service worker: the same for everybody.
func (p *portal) shell(w http.ResponseWriter, r *http.Request) {
	p.write(w, r, http.StatusOK, p.document("Midspan", ui.Shell(), []byte("[]")))
}

// away is the service worker's page where only the server could draw the real one.
func (p *portal) away(w http.ResponseWriter, r *http.Request) {
	p.still(w, r, http.StatusOK, "No network", p.withWords(ui.Away()))
}

// unsent answers a form that was sent before the client was there to send it.
func (p *portal) unsent(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.URL.RequestURI(), http.StatusSeeOther)
}

// policy is what a page of ours may do: load from here, run our scripts, and
// nothing else; there is no inline script or style.
var policy = strings.Join([]string{
	"default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "img-src 'self' data:", "object-src 'none'",
	"base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
}, "; ")

func (p *portal) write(w http.ResponseWriter, r *http.Request, status int, page []byte) {
	guard(w.Header())
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Vary", "Cookie, Accept-Encoding")
	if slices.Contains(accepted(r), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		page = zip(page)
	}
	w.WriteHeader(status)
	_, _ = w.Write(page) // a reader that is gone needs no answer
}

// guard sets what every page says about itself.
func guard(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
}

func zip(b []byte) []byte {
	var zipped bytes.Buffer
	z, _ := gzip.NewWriterLevel(&zipped, gzip.BestSpeed)
	_, _ = z.Write(b) // into memory
	_ = z.Close()
	return zipped.Bytes()
}

// document is the HTML around a page. The client takes the first element of the
// body for its own, and first for what need not be asked again.
func (p *portal) document(title string, body app.UI, first []byte) []byte {
	var b bytes.Buffer
	b.WriteString(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>` + html.EscapeString(title) + `</title>
<meta name="description" content="The room where two organisations give their relationship a second start. It belongs to both.">
<meta name="theme-color" content="#F6F3ED" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#191714" media="(prefers-color-scheme: dark)">
`)
	fmt.Fprintf(&b, `<link rel="icon" type="image/svg+xml" href="%s">
<link rel="apple-touch-icon" href="%s">
<link rel="manifest" href="/manifest.webmanifest">
<link rel="stylesheet" href="%s">
`, p.assets.href("favicon.svg"), p.assets.href("icon-192.png"), p.assets.href("style.css"))
	if p.assets.client {
		fmt.Fprintf(&b, `<script defer src="%s"></script>
<script defer src="%s"></script>
`, p.assets.href("wasm_exec.js"), p.assets.href("boot.js"))
	}
	b.WriteString("</head>\n<body>")
	b.WriteString(tighten.Replace(app.HTMLString(body)))
	b.WriteString(tighten.Replace(app.HTMLString(ui.Stopped())))
	b.WriteString(`<script type="application/json" id="first">`)
	b.Write(first)
	b.WriteString("</script></body>\n</html>\n")
	return b.Bytes()
}

// tighten takes out the line breaks that go-app writes between elements on the
// server but not in the browser, where the page would move by them.
var tighten = strings.NewReplacer(">\n", ">", "\n<", "<")

func (p *portal) worker(w http.ResponseWriter, _ *http.Request) {
	files, err := json.Marshal(append(p.assets.keeps(), "/manifest.webmanifest"))
	if err != nil {
		p.log.Error("cannot list the portal's files", "error", err)
	}
	w.Header().Set("Content-Type", kinds[".js"])
	w.Header().Set("Cache-Control", "no-cache")
	fmt.Fprintf(w, "const version = %q;\nconst files = %s;\n%s", p.assets.version, files, web.Worker())
}

// robots keeps crawlers out: there is nothing here for the public.
func (p *portal) robots(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("User-agent: *\nDisallow: /\n")) // a reader that is gone needs no answer
}
