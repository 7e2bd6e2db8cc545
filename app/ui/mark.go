package ui

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Mark is the sign of the product: two spans, one point.
func Mark() app.UI {
	return svg("mark", "0 0 36 18", "", `<path class="l" d="M1 1.5H13.6V5.6C8.4 6.2 5.2 10 4.2 17H1z"/>`+
		`<path class="r" d="M35 1.5H22.4V5.6C27.6 6.2 30.8 10 31.8 17H35z"/><circle class="p" cx="18" cy="3.6" r="2.6"/>`)
}
