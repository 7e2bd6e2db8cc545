package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Sheet asks or shows something on top of the page: from below on a phone, in
// the middle on wide screens. It is the browser's own dialog: the page behind
// is inert, Esc closes, focus goes in and comes back.
type Sheet struct {
	app.Compo

	ID      string
	Title   string
	Body    []app.UI
	OnClose func(app.Context) // Esc, the close button, a press outside

	before app.Value // what had the focus
}

func (s *Sheet) OnMount(app.Context) {
	s.before = app.Window().Get("document").Get("activeElement")
	if dialog := s.JSValue(); !dialog.Get("open").Bool() {
		dialog.Call("showModal")
	}
}

func (s *Sheet) OnDismount() {
	if !app.IsServer && s.before != nil && s.before.Truthy() {
		s.before.Call("focus")
	}
}

// cancel keeps the browser from closing the dialog by itself: whether it is
// there is for the page to say.
func (s *Sheet) cancel(ctx app.Context, e app.Event) {
	e.PreventDefault()
	s.close(ctx, e)
}

func (s *Sheet) close(ctx app.Context, _ app.Event) {
	if s.OnClose != nil {
		s.OnClose(ctx)
	}
}

func (s *Sheet) outside(ctx app.Context, e app.Event) {
	if e.Get("target").Equal(s.JSValue()) {
		s.close(ctx, e)
	}
}

func (s *Sheet) Render() app.UI {
	return app.Dialog().Class("sheet").Aria("labelledby", s.ID+"-title").
		On("cancel", s.cancel).OnClick(s.outside).Body(
		tagDiv("sheet__in stack",
			append([]app.UI{
				tagDiv("sheet__top",
					app.H2().ID(s.ID+"-title").Text(s.Title),
					IconButton(Act{Label: "Close", Icon: IconClose, On: s.close}),
				),
			}, steady(s.Body)...)...,
		),
	)
}
