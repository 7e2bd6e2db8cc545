package main

import (
	"net/http"
	"net/url"

	"midspan/app/gql"
	"midspan/app/ui"
)

// statement is what everybody in both organisations reads at a link, and says that they did.
func (p accountPages) statement(r *http.Request, form url.Values) (stillPage, error) {
	ctx, id := r.Context(), r.PathValue("publication")
	if _, err := p.who(ctx); err != nil {
		return nil, err
	}
	page := ui.Published{}
	var wrong error
	if form.Get("read") != "" {
		_, wrong = gql.AcknowledgePublication(ctx, p.graph, gql.AcknowledgePublicationInput{Publication: id})
		page.Asked = asked(wrong, "")
	}
	answer, err := gql.Published(ctx, p.graph, id)
	if err != nil {
		return page, err
	}
	page.Data, err = gql.Seen[*gql.PublishedNodePublication](answer.Node)
	if err != nil {
		return page, err
	}
	return page, wrong
}
