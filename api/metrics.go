package main

import (
	"context"
	"crypto/subtle"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"midspan/api/room"
	"midspan/api/store"
)

// metrics is what operators count: requests by route, operations by name, open sockets, the pool.
type metrics struct {
	registry   *prometheus.Registry
	requests   *prometheus.HistogramVec
	operations *prometheus.CounterVec
	sockets    *prometheus.GaugeVec
}

func newMetrics(db *store.DB) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "midspan_http_request_seconds", Help: "How long requests took, by route, method and class of status.",
			Buckets: []float64{.005, .02, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"route", "method", "status"}),
		operations: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "midspan_graphql_operations_total", Help: "GraphQL operations, by kind and the code of their first error.",
		}, []string{"kind", "code"}),
		sockets: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "midspan_open_streams", Help: "Open sockets and event streams, by kind.",
		}, []string{"kind"}),
	}
	build := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "midspan_build_info", Help: "Always 1; the label tells the version."}, []string{"version"})
	build.WithLabelValues(versionName()).Set(1)
	m.registry.MustRegister(m.requests, m.operations, m.sockets, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		collectors.NewDBStatsCollector(db.SQL, "midspan"))
	return m
}

// watch has the documents of a hub measured.
func (m *metrics) watch(hub *room.Hub) {
	gauge := func(name, help string, value func(room.Load) float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return value(hub.Load()) })
	}
	m.registry.MustRegister(
		gauge("midspan_document_sockets", "Open sockets into documents.", func(l room.Load) float64 { return float64(l.Sockets) }),
		gauge("midspan_documents_loaded", "Documents in memory.", func(l room.Load) float64 { return float64(l.Documents) }),
		gauge("midspan_documents_bytes", "Bytes of the documents in memory.", func(l room.Load) float64 { return float64(l.Bytes) }),
	)
}

// counted has the operations of a graph counted.
func (m *metrics) counted(h *handler.Server) *handler.Server {
	h.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		answer := next(ctx)
		if answer == nil {
			return nil
		}
		kind, code := "none", "OK"
		if graphql.HasOperationContext(ctx) {
			if op := graphql.GetOperationContext(ctx).Operation; op != nil {
				kind = string(op.Operation)
			}
		}
		if len(answer.Errors) > 0 {
			code = fmt.Sprint(answer.Errors[0].Extensions["code"])
		}
		m.operations.WithLabelValues(kind, code).Inc()
		return answer
	})
	return h
}

var methods = map[string]bool{"GET": true, "POST": true, "HEAD": true, "OPTIONS": true}

func (m *metrics) served(route, method string, status int, took time.Duration) {
	if !methods[method] {
		method = "other"
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status/100)+"xx").Observe(took.Seconds())
}

// serveMetrics answers this machine, and whoever has the token.
func (s *server) serveMetrics() http.Handler {
	metrics := promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.mayMeasure(r) {
			http.Error(w, "The metrics are for this machine, or for whoever has the token of -metrics-token.", http.StatusForbidden)
			return
		}
		metrics.ServeHTTP(w, r)
	})
}

func (s *server) mayMeasure(r *http.Request) bool {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if ok && s.config.metricsToken != "" {
		return subtle.ConstantTimeCompare([]byte(token), []byte(s.config.metricsToken)) == 1
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback() && !forwarded(r)
}

// forwarded says whether a proxy brought the request: then whoever asks is not on this machine,
// though the connection is.
func forwarded(r *http.Request) bool {
	for _, header := range []string{"Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via"} {
		if r.Header.Get(header) != "" {
			return true
		}
	}
	return false
}
