package app

import "strings"

// Handler serves pages, and only a server does that; the client needs the name.
type Handler struct{}

func isRemoteLocation(path string) bool {
	scheme, _, ok := strings.Cut(path, "://")
	return ok && (scheme == "http" || scheme == "https")
}

func isStaticResourcePath(path string) bool {
	dir, _, ok := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return ok && dir == "web"
}
