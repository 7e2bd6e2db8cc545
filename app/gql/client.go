package gql

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/Khan/genqlient/graphql"

	"midspan/app/pact"
)

// Client carries out the operations of this package. Every error it gives is a
// *pact.Error or ErrOffline.
type Client = graphql.Client

// Send carries one request, a JSON object of query, variables and operationName,
// and gives the answer, a JSON object of data and errors.
type Send func(ctx context.Context, request []byte) (answer []byte, err error)

// ErrOffline says that the server was not reached. Nothing is known of what was
// asked: it may be asked again with the same clientMutationId.
var ErrOffline = errors.New("gql: the server was not reached")

// New makes a client over a way to send.
func New(send Send) Client { return client{send} }

type client struct{ send Send }

// MakeRequest implements [Client].
func (c client) MakeRequest(ctx context.Context, request *graphql.Request, response *graphql.Response) error {
	body, err := json.Marshal(request)
	if err != nil {
		return err
	}
	raw, err := c.send(ctx, body)
	if err != nil {
		return err
	}
	var answer answer
	if err := json.Unmarshal(raw, &answer); err != nil {
		return pact.Refuse(pact.Internal, "The server gave an answer that cannot be read. What you wrote is still here; try again.")
	}
	if len(answer.Errors) > 0 {
		return answer.Errors[0].pact()
	}
	return json.Unmarshal(answer.Data, response.Data)
}

type answer struct {
	Data   json.RawMessage `json:"data"`
	Errors []Refusal       `json:"errors"`
}

// Seen gives a node as the type that was asked for; anything else is not there.
func Seen[T any](node any) (T, error) {
	seen, ok := node.(T)
	if !ok {
		return seen, pact.Unseen()
	}
	return seen, nil
}
