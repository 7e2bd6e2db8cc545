package ui

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// before counts the children of the outermost element before the one that
// holds a mark.
func before(drawn, mark string) int {
	children, depth := 0, 0
	for part := range strings.SplitSeq(drawn[:strings.Index(drawn, mark)], "<") {
		switch {
		case part == "" || strings.HasPrefix(part, "input") || strings.Contains(part, "/>"):
		case strings.HasPrefix(part, "/"):
			if depth--; depth == 1 {
				children++
			}
		default:
			depth++
		}
	}
	return children
}

func TestAFieldKeepsItsPlaceWhenANoticeComes(t *testing.T) {
	for _, problem := range []error{nil, gql.ErrOffline, pact.Refuse(pact.Unauthenticated, "No."), pact.Invalid("email", "No.")} {
		f := form{problem: problem}
		drawn := app.HTMLString(Form("f", nil, f.notice("email"), Input(Field{ID: "email", Error: f.fault("email")})))
		if got := before(drawn, "<label"); got != 1 {
			t.Errorf("with %v the field stands at %d, not 1: what was typed would be in another field", problem, got)
		}
	}
}

func TestWhatWasWrongIsToldOnce(t *testing.T) {
	f := form{problem: pact.Invalid("email", "This is not a mail address.")}
	if f.notice("email", "password") != nil || f.fault("email") == "" || f.fault("password") != "" {
		t.Error("a fault of a field is told there and nowhere else")
	}
	if f.notice("password") == nil {
		t.Error("a fault of a field that is not on the page is not told")
	}
	f.problem = errors.New("connection reset by 10.0.0.1")
	if drawn := app.HTMLString(f.notice()); strings.Contains(drawn, "10.0.0.1") || !strings.Contains(drawn, "our fault") {
		t.Errorf("an inner error is told as %s", drawn)
	}
}

// sender is a component that sends something.
type sender struct {
	app.Compo
	form form
}

func (p *sender) Render() app.UI { return app.Div() }

func TestAnActIsSentOnceAndTriedAgainUnderTheSameID(t *testing.T) {
	p := &sender{}
	tester := app.NewClientTester(p)
	defer tester.Close()
	var ids []string
	fail := error(gql.ErrOffline)
	press := func() {
		p.form.send(tester.Context(), func(context.Context) error {
			ids = append(ids, p.form.mutation())
			return fail
		}, func(app.Context) {})
	}
	press()
	press() // while the first is under way
	tester.Consume()
	if len(ids) != 1 || p.form.busy {
		t.Fatalf("sent %d times, busy %v", len(ids), p.form.busy)
	}
	press() // the network was gone: the same act again
	tester.Consume()
	fail = pact.Refuse(pact.Conflict, "No.")
	press()
	tester.Consume()
	fail = nil
	press() // it was answered: another act
	tester.Consume()
	if len(ids) != 4 || ids[0] != ids[1] || ids[1] != ids[2] || ids[2] == ids[3] {
		t.Errorf("tried under the ids %q", ids)
	}
	if p.form.problem != nil {
		t.Errorf("in the end there is %v", p.form.problem)
	}
}

// behind is a page with a sheet on it, in which something is sent.
type behind struct {
	app.Compo
	form form
	in   app.Context // of what stands in the sheet
	told string      // what the page last drew
}

func (p *behind) Render() app.UI {
	p.told = p.form.label("at rest", "under way")
	if p.form.problem != nil {
		p.told = p.form.problem.Error()
	}
	return app.Div().Body(&onTop{page: p})
}

type onTop struct {
	app.Compo
	page *behind
}

func (o *onTop) OnMount(ctx app.Context) { o.page.in = ctx }
func (o *onTop) Render() app.UI          { return app.Div() }

func TestAPageTellsWhatCameOfWhatWasSentFromItsSheet(t *testing.T) {
	p := &behind{}
	tester := app.NewClientTester(p)
	defer tester.Close()
	tester.Consume()
	p.form.send(p.in, func(context.Context) error { return errors.New("not today") }, nil)
	tester.Consume()
	if p.told != "not today" {
		t.Errorf("the page shows %q", p.told)
	}
}

// brief is a page with a button that is gone when another of its states is drawn.
type brief struct {
	app.Compo
	Gone bool
	in   app.Context
}

func (p *brief) Render() app.UI {
	if p.Gone {
		return app.Div()
	}
	return app.Div().Body(&pressed{page: p})
}

type pressed struct {
	app.Compo
	page *brief
}

func (p *pressed) OnMount(ctx app.Context) { p.page.in = ctx }
func (p *pressed) Render() app.UI          { return app.Button() }

func TestWhatWasPressedMayBeGoneWhenTheAnswerComes(t *testing.T) {
	p := &brief{}
	tester := app.NewClientTester(p)
	defer tester.Close()
	tester.Consume()
	tester.Context().Handle(answeredAction, func(ctx app.Context, a app.Action) { a.Value.(func(app.Context))(ctx) })
	p.Gone = true
	p.Update()
	tester.Consume()
	done := false
	var f form
	f.send(p.in, func(context.Context) error { return nil }, func(app.Context) { done = true })
	tester.Consume()
	if !done || f.busy {
		t.Errorf("done %v, busy %v", done, f.busy)
	}
}
