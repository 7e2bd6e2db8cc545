package ui

import (
	"context"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// benefitForm is the sheet in which a benefit is named, told of, or shared.
type benefitForm struct {
	of      string           // the side whose new benefit it is; "" while there is none
	kind    pact.BenefitKind // of the new one
	was     *gql.BenefitLine // the one that is told of, or shared
	sharing bool
	form    form
}

func (b *benefits) add(of string, kind pact.BenefitKind) app.EventHandler {
	return func(app.Context, app.Event) { b.edit = benefitForm{of: of, kind: kind} }
}

func (b *benefits) say(l gql.BenefitLine) app.EventHandler {
	return func(app.Context, app.Event) { b.edit = benefitForm{was: &l, kind: l.Kind} }
}

func (b *benefits) share(l gql.BenefitLine) app.EventHandler {
	return func(app.Context, app.Event) { b.edit = benefitForm{was: &l, kind: l.Kind, sharing: true} }
}

func (b *benefits) close(app.Context) { b.edit = benefitForm{} }

func (b *benefits) sheet(r relation) app.UI {
	f := &b.edit
	if f.of == "" && f.was == nil {
		return nil
	}
	title, send, fields := "A gain in figures", "Write it down", b.named(f)
	switch {
	case f.sharing:
		title, send, fields = "Share it with both", "Share it", b.shared(r, f)
	case f.was != nil:
		title, send, fields = "What came of it?", "Say it", b.came(r, f)
	case f.kind == pact.PersonalBenefit:
		title, fields = "What you hope to gain", b.hoped(r, f)
	}
	return sheetForm{
		ID: "benefit", Title: title, Label: send, Busy: "Sending it", Form: &f.form,
		Faults: []string{"label", "unit", "currency", "before", "hoped", "after", "came"}, On: b.send, OnClose: b.close,
	}.draw(fields...)
}

func (b *benefits) named(f *benefitForm) []app.UI {
	fault := f.form.fault("unit")
	if fault == "" {
		fault = f.form.fault("currency")
	}
	return []app.UI{
		Input(Field{ID: "ben-label", Label: "What is counted?", Help: "Crates lost on the way in a month.", Error: f.form.fault("label"), Max: pact.MaxNeed, Complete: "off", Focus: true}),
		Input(Field{ID: "ben-unit", Label: "Counted in", Help: "A unit, or a currency like EUR.", Error: fault, Max: pact.MaxUnit, Complete: "off"}),
		tagDiv("inline",
			Input(Field{ID: "ben-before", Label: "Before", Error: f.form.fault("before"), Complete: "off", Mode: decimal}),
			Input(Field{ID: "ben-hoped", Label: "Hoped for", Error: f.form.fault("hoped"), Complete: "off", Mode: decimal}),
		),
	}
}

func (b *benefits) hoped(r relation, f *benefitForm) []app.UI {
	return []app.UI{
		Area(Field{ID: "ben-label", Label: "In your own words", Error: f.form.fault("label"), Max: pact.MaxNeed, Rows: 3, Focus: true}),
		Choices("ben-room", "Who reads it?", []Option{
			{Value: "mine", Label: "Only I, for now", Note: "For everybody else it does not exist.", Chosen: true},
			{Value: "both", Label: "Everybody here", Note: r.bankName(pact.Left) + " and " + r.bankName(pact.Right) + " read it, with your name."},
		}, nil, ""),
	}
}

func (b *benefits) came(r relation, f *benefitForm) []app.UI {
	l := f.was
	if l.Kind == pact.PersonalBenefit {
		return []app.UI{
			written("serif", l.Label),
			Area(Field{ID: "ben-came", Label: "What did you gain?", Error: f.form.fault("came"), Max: pact.MaxNeed, Rows: 3, Focus: true}),
		}
	}
	in := l.Unit + l.Currency
	label := "How is it now?"
	if in != "" {
		label = "How is it now, in " + in + "?"
	}
	was := ""
	if l.After != nil {
		was = strings.TrimSpace(strings.TrimSuffix(inFigure(*l, l.After), in))
	}
	return []app.UI{
		written("serif", l.Label),
		Input(Field{ID: "ben-after", Label: label, Value: was, Error: f.form.fault("after"), Complete: "off", Mode: decimal, Focus: true}),
		Area(Field{ID: "ben-came", Label: "In a few words, if you like", Value: l.Came, Error: f.form.fault("came"), Max: pact.MaxNeed, Rows: 2}),
		textP("small muted", "It counts once "+shortName(l.OfSide.Name)+" says so: somebody else than who wrote it, where there is somebody."),
	}
}

// shared shows who will read what was kept, before it is.
func (b *benefits) shared(r relation, f *benefitForm) []app.UI {
	return []app.UI{
		RoomBanner(Room{Whose: Both, Readers: r.bankName(pact.Left) + " and " + r.bankName(pact.Right) + " will read this, with your name.", Alone: true}),
		written("serif", f.was.Label),
		drawIf(f.was.Came != "", func() app.UI { return written("serif", f.was.Came) }),
	}
}

func (b *benefits) send(ctx app.Context, _ app.Event) {
	f, c := &b.edit, b.Visit.Client
	do, done, err := b.act(f, c)
	if err != nil {
		f.form.refuse(ctx, err)
		return
	}
	key := f.form.mutation()
	f.form.send(ctx, func(ctx context.Context) error { return do(ctx, key) }, func(ctx app.Context) {
		b.edit = benefitForm{}
		say(ctx, done)
		refresh(ctx)
	})
}

// act is what the sheet sends, and what is said once it is sent.
func (b *benefits) act(f *benefitForm, c gql.Client) (do func(context.Context, string) error, done string, err error) {
	was, label, came := f.was, strings.TrimSpace(ValueOf("ben-label")), strings.TrimSpace(ValueOf("ben-came"))
	switch {
	case f.sharing:
		return func(ctx context.Context, key string) error {
			_, err := gql.ShareBenefit(ctx, c, gql.ShareBenefitInput{Benefit: was.Id, ClientMutationId: key})
			return err
		}, "Shared. Both sides read it now.", nil
	case was != nil:
		after, err := wholeFigure("after", ValueOf("ben-after"), was.Currency)
		if err == nil {
			err = pact.Comes(was.Kind, after, came)
		}
		return func(ctx context.Context, key string) error {
			_, err := gql.SayBenefit(ctx, c, gql.SayBenefitInput{Benefit: was.Id, After: after, Came: came, ClientMutationId: key})
			return err
		}, "Said.", err
	}
	in := gql.CreateBenefitInput{Relationship: b.Data.Id, OfSide: f.of, Kind: f.kind, Label: label}
	err = pact.Within("label", "What is gained", label, true, pact.MaxNeed)
	done = "Written down. Both sides see it."
	if f.kind == pact.PersonalBenefit {
		for _, room := range ticked("ben-room") {
			in.Kept = room == "mine"
		}
		if in.Kept {
			done = "Kept. Only you read it."
		}
	} else if err == nil {
		in.Unit, in.Currency = counted(ValueOf("ben-unit"))
		if in.Before, err = wholeFigure("before", ValueOf("ben-before"), in.Currency); err == nil {
			in.Hoped, err = wholeFigure("hoped", ValueOf("ben-hoped"), in.Currency)
		}
	}
	return func(ctx context.Context, key string) error {
		in.ClientMutationId = key
		_, err := gql.CreateBenefit(ctx, c, in)
		return err
	}, done, err
}

func (b *benefits) confirm(l gql.BenefitLine) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		b.press.send(ctx, l.Id, "yes", "Said. It counts for both.", func(ctx context.Context, key string) error {
			_, err := gql.ConfirmBenefit(ctx, b.Visit.Client, gql.ConfirmBenefitInput{Benefit: l.Id, Digest: l.Digest, ClientMutationId: key})
			return err
		})
	}
}

func (b *benefits) reopen(id string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		b.press.send(ctx, id, "back", "It is hoped for again.", func(ctx context.Context, key string) error {
			_, err := gql.ReopenBenefit(ctx, b.Visit.Client, gql.ReopenBenefitInput{Benefit: id, ClientMutationId: key})
			return err
		})
	}
}

func (b *benefits) drop(id string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		b.press.send(ctx, id, "drop", "Let go. It stays at the end of its list.", func(ctx context.Context, key string) error {
			_, err := gql.DropBenefit(ctx, b.Visit.Client, gql.DropBenefitInput{Benefit: id, ClientMutationId: key})
			return err
		})
	}
}
