package main

import (
	"crypto/subtle"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"midspan/api/room"
	"midspan/api/store"
)

// metrics is what operators count: requests by route, operations by name, open sockets, the pool,
// documents and what waits.
type metrics struct {
	registry   *prometheus.Registry
	requests   *prometheus.HistogramVec
	open       prometheus.Gauge
	operations *prometheus.CounterVec
	durations  *prometheus.HistogramVec
	sockets    *prometheus.GaugeVec
	names      names
}

func newMetrics(db *store.DB) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "midspan_http_request_seconds", Help: "How long requests took, by route, method and class of status.",
			Buckets: []float64{.005, .02, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"route", "method", "status"}),
		open: prometheus.NewGauge(prometheus.GaugeOpts{Name: "midspan_http_requests_open", Help: "Requests under way, with sockets and event streams."}),
		operations: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "midspan_graphql_operations_total", Help: "Answers to GraphQL operations, by name, kind and the code of their first error. A subscription has one for each event.",
		}, []string{"operation", "kind", "code"}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "midspan_graphql_operation_seconds", Help: "How long queries and mutations took, by name.",
			Buckets: []float64{.005, .02, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"operation", "kind"}),
		sockets: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "midspan_open_streams", Help: "Open sockets and event streams, by kind.",
		}, []string{"kind"}),
	}
	build := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "midspan_build_info", Help: "Always 1; the label tells the version."}, []string{"version"})
	build.WithLabelValues(versionName()).Set(1)
	m.registry.MustRegister(m.requests, m.open, m.operations, m.durations, m.sockets, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		collectors.NewDBStatsCollector(db.SQL, "midspan"))
	return m
}

// gauge has something measured whenever somebody looks.
func (m *metrics) gauge(name, help string, value func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value))
}

// watch has the documents of a hub measured.
func (m *metrics) watch(hub *room.Hub) {
	m.gauge("midspan_document_sockets", "Open sockets into documents.", func() float64 { return float64(hub.Load().Sockets) })
	m.gauge("midspan_documents_loaded", "Documents in memory.", func() float64 { return float64(hub.Load().Documents) })
	m.gauge("midspan_documents_bytes", "Bytes of the documents in memory.", func() float64 { return float64(hub.Load().Bytes) })
	m.gauge("midspan_document_queue", "Frames that wait to be sent to people with a document open.", func() float64 { all, _ := hub.Waiting(); return float64(all) })
	m.gauge("midspan_document_queue_longest", "Frames that wait for the slowest of them.", func() float64 { _, longest := hub.Waiting(); return float64(longest) })
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
	s.metrics.gauge("midspan_watch_queue", "Grown streams that are still to be looked through for people whose part changed.",
		func() float64 { return float64(len(s.watch.grown)) })
	s.metrics.gauge("midspan_news_queue", "Grown streams that other servers are still to be told of.",
		func() float64 { return float64(s.news.Waiting()) })
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
