# make help lists what there is. A fresh machine needs Go; make test also Node.
.DEFAULT_GOAL := help
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
SERVER  := go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/midspan ./api

.PHONY: run build client generate migration check test fire bench bench-graphql bench-pages clean help

run: client ## build and serve http://127.0.0.1:8080 with demo data under ./data, until Ctrl-C
	$(SERVER)
	exec bin/midspan serve -demo

build: ## build bin/midspan for release: client packed as small as it gets, inside the server
	go run ./.ci/client -quality 11
	$(SERVER)

client: ## build the browser client alone, packed quickly, into app/web/dist
	go run ./.ci/client

generate: ## regenerate all generated code: ent, then the GraphQL server, then its client
	go generate ./ent
	go generate ./graph
	go tool gofumpt -w graph/*.resolvers.go
	go generate ./app/gql

migration: ## after a change of ent/schema, write its migration: make migration name=outcome_unit
	go run ent/migrate/main.go $(if $(anew),-anew) $(name)

check: ## the quick checks for every commit: formatting, vet, staticcheck, layers
	.ci/check

test: client ## set up what the tests need, then run every test; tells what was skipped
	.ci/test

fire: client ## the proof by fire in full: 1,000 faults on each database; after make test, for what that sets up
	MIDSPAN_PEERS=1 MIDSPAN_FIRE_FAULTS=$${MIDSPAN_FIRE_FAULTS:-1000} MIDSPAN_FIRE_TABS=$${MIDSPAN_FIRE_TABS:-1} MIDSPAN_FIRE_SEED=$${MIDSPAN_FIRE_SEED:-$$(date +%s)} \
		go test -run '^TestNoKeyStrokeIsLostOrDoubled$$' -v -count=1 -timeout 3h ./api

bench: ## compare shared text with yjs, then run all other benchmarks; some ten minutes
	.ci/bench

bench-graphql: client ## measure our GraphQL beside PostGraphile 5 over the same rows; ten minutes, after make test
	.ci/bench-graphql

bench-pages: build ## time our vision page beside React, Tiptap and Yjs on a slow phone, and ask Lighthouse; ten minutes
	.ci/bench-pages

clean: ## remove what builds leave behind; never the data
	rm -rf bin .cache
	find app/web/dist -type f ! -name .keep -delete

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
