package ui

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
)

// gain is a benefit in figures: a table of before, hoped for and after, with a bar for each.
func gain(l gql.BenefitLine) app.UI {
	most := 0
	for _, x := range []*int{l.Before, l.Hoped, l.After} {
		if x != nil {
			most = max(most, *x, -*x)
		}
	}
	row := func(name, class string, x *int) app.UI {
		if x == nil {
			return nil
		}
		return app.Tr().Class(class).Body(
			app.Th().Scope("row").Text(name),
			app.Td().Class("gain__bar").Body(bar(*x, most)), app.Td().Class("gain__n").Text(inFigure(l, x)),
		)
	}
	var rows []app.UI
	for _, tr := range []app.UI{row("Before", "was", l.Before), row("Hoped for", "hoped", l.Hoped), row("After", "now", l.After)} {
		if tr != nil {
			rows = append(rows, tr)
		}
	}
	if rows == nil {
		return textP("small muted", "No figure yet.")
	}
	return app.Table().Class("gain").Body(app.Caption().Class("sr").Text(l.Label), app.TBody().Body(rows...))
}

// bar draws a figure against the largest of its benefit.
func bar(x, most int) app.UI {
	w := 0.0
	if most > 0 {
		w = 100 * math.Abs(float64(x)) / float64(most)
	}
	return app.Raw(`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect x=".5" y=".5" width="` +
		tenth(max(w-1, 1)) + `" height="7"/></svg>`)
}

// inFigure is a figure as people write it.
func inFigure(l gql.BenefitLine, x *int) string {
	switch {
	case x == nil:
		return "no figure"
	case l.Currency != "":
		return amount(*x, l.Currency) + " " + l.Currency
	case l.Unit != "":
		return thousands(strconv.Itoa(*x)) + " " + l.Unit
	}
	return thousands(strconv.Itoa(*x))
}

// amount is money in its major unit; whole amounts go without the minor digits.
func amount(minor int, currency string) string {
	digits, _ := pact.MinorDigits(currency)
	part := 1
	for range digits {
		part *= 10
	}
	sign := ""
	if minor < 0 {
		sign, minor = "-", -minor
	}
	s := sign + thousands(strconv.Itoa(minor/part))
	if rest := minor % part; rest != 0 {
		s += fmt.Sprintf(".%0*d", digits, rest)
	}
	return s
}

// thousands sets the thousands of a number apart.
func thousands(n string) string {
	digits := strings.TrimPrefix(n, "-")
	sign := n[:len(n)-len(digits)]
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "\u00a0" + digits[i:]
	}
	return sign + digits
}

// counted reads what a figure is counted in: three capitals of a currency are money.
func counted(s string) (unit, currency string) {
	s = strings.TrimSpace(s)
	if _, known := pact.MinorDigits(s); known {
		return "", s
	}
	return s, ""
}

// wholeFigure reads a figure in whole numbers of its unit, or money in minor units; nil when there is none.
func wholeFigure(field, s, currency string) (*int, error) {
	x, err := number(field, s)
	if err != nil || x == nil {
		return nil, err
	}
	digits, _ := pact.MinorDigits(currency)
	n := *x * math.Pow10(digits)
	if math.Abs(n) > pact.MaxFigure {
		return nil, pact.Invalid(field, "This figure is too large. Nothing was sent; count in thousands.")
	}
	if r := math.Round(n); math.Abs(r-n) > 1e-6 {
		return nil, pact.Invalid(field, "Whole numbers fit here. Nothing was sent; round it, or count in a smaller unit.")
	}
	i := int(math.Round(n))
	return &i, nil
}
