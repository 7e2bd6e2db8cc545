package app

import (
	"reflect"
	"strings"
	"sync"
)

// routes finds components by the beginning of a path, so that the client goes
// without regular expressions: a pattern is ^ and plain text.
var routes router

type router struct {
	mu    sync.RWMutex
	exact map[string]func() Composer
	under []prefix
}

type prefix struct {
	path string
	make func() Composer
}

func Route(path string, c Composer) { RouteFunc(path, zero(c)) }

func RouteFunc(path string, newComponent func() Composer) {
	routes.mu.Lock()
	defer routes.mu.Unlock()
	if routes.exact == nil {
		routes.exact = map[string]func() Composer{}
	}
	routes.exact[path] = newComponent
}

func RouteWithRegexp(pattern string, c Composer) { RouteWithRegexpFunc(pattern, zero(c)) }

func RouteWithRegexpFunc(pattern string, newComponent func() Composer) {
	path, anchored := strings.CutPrefix(pattern, "^")
	if !anchored || strings.ContainsAny(path, `\.+*?()|[]{}^$`) {
		panic("the client routes by the beginning of a path, not by " + pattern)
	}
	routes.mu.Lock()
	defer routes.mu.Unlock()
	routes.under = append(routes.under, prefix{path, newComponent})
}

func (r *router) createComponent(path string) (Composer, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if newComponent, ok := r.exact[path]; ok {
		return newComponent(), true
	}
	for _, p := range r.under {
		if strings.HasPrefix(path, p.path) {
			return p.make(), true
		}
	}
	return nil, false
}

func zero(c Composer) func() Composer {
	t := reflect.TypeOf(c).Elem()
	return func() Composer { return reflect.New(t).Interface().(Composer) }
}
