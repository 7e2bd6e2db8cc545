// Package gql is the portal's typed client of the GraphQL API: one *.graphql
// file a noun, generated Go beside them, and the ways an operation travels. In
// the browser it goes by fetch, on the server it is carried out in the process,
// and what the server has read for a page's first paint is not asked again.
package gql

//go:generate go tool genqlient genqlient.yaml
//go:generate go run prune.go
