package main

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"midspan/app/pact"
)

// Limits of what a document says, whatever it asks for.
const (
	maxSelections = 500 // the rules of the graph compare each with each
	maxFragments  = 100 // and these too
	maxAlias      = 128 // each comes back as often as its field does
)

// brevity refuses documents that would be dear to judge, or whose names would make any answer large.
type brevity struct{}

// ExtensionName of brevity.
func (brevity) ExtensionName() string { return "Brevity" }

// Validate has nothing to check in the schema.
func (brevity) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters looks at the document before it is judged. What is no document at all
// is told by whoever reads it next.
func (brevity) MutateOperationParameters(_ context.Context, asked *graphql.RawParams) *gqlerror.Error {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: asked.Query}, pact.MaxTokens)
	if err != nil {
		return nil
	}
	var sets []ast.SelectionSet
	for _, o := range doc.Operations {
		sets = append(sets, o.SelectionSet)
	}
	for _, f := range doc.Fragments {
		sets = append(sets, f.SelectionSet)
	}
	if len(sets) > maxFragments {
		e := pact.Refuse(pact.BadInput, "This has more than %d fragments and operations. Ask in parts.", maxFragments)
		return tooLong(e)
	}
	left := maxSelections
	for _, set := range sets {
		if e := said(set, &left); e != nil {
			return tooLong(e)
		}
	}
	return nil
}

func tooLong(e *pact.Error) *gqlerror.Error {
	return &gqlerror.Error{Err: e, Message: e.Message, Extensions: map[string]any{"code": string(e.Code)}}
}

// said looks at a selection and what is below it.
func said(set ast.SelectionSet, left *int) *pact.Error {
	if *left -= len(set); *left < 0 {
		return pact.Refuse(pact.BadInput, "This names more than %d fields. Ask in parts.", maxSelections)
	}
	for _, s := range set {
		var err *pact.Error
		switch s := s.(type) {
		case *ast.Field:
			if len(s.Alias) > maxAlias {
				return pact.Refuse(pact.BadInput, "A field's own name here has up to %d characters. Give it a shorter one.", maxAlias)
			}
			err = said(s.SelectionSet, left)
		case *ast.InlineFragment:
			err = said(s.SelectionSet, left)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
