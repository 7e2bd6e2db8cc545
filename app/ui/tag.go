package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// What pages are mostly made of, in one call each: Go compiles every call of a chain to a third of a
// kilobyte of wasm. tagX is an element with what is in it, textX one with words; an empty class is none.

func tagArticle(class string, body ...app.UI) app.UI {
	e := app.Article()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagAside(class string, body ...app.UI) app.UI {
	e := app.Aside()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagDd(class string, body ...app.UI) app.UI {
	e := app.Dd()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagDetails(class string, body ...app.UI) app.UI {
	e := app.Details()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagDiv(class string, body ...app.UI) app.UI {
	e := app.Div()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagDl(class string, body ...app.UI) app.UI {
	e := app.Dl()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagFieldSet(class string, body ...app.UI) app.UI {
	e := app.FieldSet()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagFigCaption(class string, body ...app.UI) app.UI {
	e := app.FigCaption()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagFigure(class string, body ...app.UI) app.UI {
	e := app.Figure()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagFooter(class string, body ...app.UI) app.UI {
	e := app.Footer()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagHeader(class string, body ...app.UI) app.UI {
	e := app.Header()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagLabel(class string, body ...app.UI) app.UI {
	e := app.Label()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagLi(class string, body ...app.UI) app.UI {
	e := app.Li()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagNoScript(class string, body ...app.UI) app.UI {
	e := app.NoScript()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagOl(class string, body ...app.UI) app.UI {
	e := app.Ol()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagP(class string, body ...app.UI) app.UI {
	e := app.P()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagSection(class string, body ...app.UI) app.UI {
	e := app.Section()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagSmall(class string, body ...app.UI) app.UI {
	e := app.Small()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagSpan(class string, body ...app.UI) app.UI {
	e := app.Span()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagSummary(class string, body ...app.UI) app.UI {
	e := app.Summary()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func tagUl(class string, body ...app.UI) app.UI {
	e := app.Ul()
	if class != "" {
		e = e.Class(class)
	}
	return e.Body(body...)
}

func textB(class, text string) app.UI {
	e := app.B()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textBdi(class, text string) app.UI {
	e := app.Bdi()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textBlockquote(class, text string) app.UI {
	e := app.Blockquote()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textCode(class, text string) app.UI {
	e := app.Code()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textDd(class, text string) app.UI {
	e := app.Dd()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textDt(class, text string) app.UI {
	e := app.Dt()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textH1(class, text string) app.UI {
	e := app.H1()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textH2(class, text string) app.UI {
	e := app.H2()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textH3(class, text string) app.UI {
	e := app.H3()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textLegend(class, text string) app.UI {
	e := app.Legend()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textLi(class, text string) app.UI {
	e := app.Li()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textP(class, text string) app.UI {
	e := app.P()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textQ(class, text string) app.UI {
	e := app.Q()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textSmall(class, text string) app.UI {
	e := app.Small()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textSpan(class, text string) app.UI {
	e := app.Span()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}

func textSummary(class, text string) app.UI {
	e := app.Summary()
	if class != "" {
		e = e.Class(class)
	}
	return e.Text(text)
}
