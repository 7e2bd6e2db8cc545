package auth

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// exchange is what accounts need of a request besides its input: who knocks, from
// where, and the means to answer with a cookie. It travels in the context.
type exchange struct {
	header  http.Header // of the answer
	cookie  string      // session token of the browser, "" for none
	address string      // of the peer
	device  string      // what the browser calls itself
}

type exchangeKey struct{}

// exchangeOf is never nil; without a request, cookies go nowhere.
func exchangeOf(ctx context.Context) *exchange {
	if x, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		return x
	}
	return &exchange{header: http.Header{}}
}

func (a *Auth) newExchange(w http.ResponseWriter, r *http.Request) *exchange {
	x := &exchange{header: w.Header(), address: a.address(r), device: cut(r.UserAgent(), 200)}
	if c, err := r.Cookie(a.cookieName()); err == nil {
		x.cookie = c.Value
	}
	return x
}

func cut(s string, n int) string {
	if len(s) > n {
		s = s[:n]
	}
	return strings.ToValidUTF8(s, "")
}

// secureFor says whether cookies are for TLS only: always, except where the whole
// way is inside one machine.
func secureFor(public *url.URL) bool {
	host := public.Hostname()
	ip := net.ParseIP(host)
	loopback := host == "localhost" || ip != nil && ip.IsLoopback()
	return public.Scheme != "http" || !loopback
}

// cookieName has the prefix by which browsers vouch that no other host set it.
func (a *Auth) cookieName() string {
	if a.secure {
		return "__Host-midspan"
	}
	return "midspan"
}

// setCookie replaces the cookie that this answer was going to set, if any.
func (a *Auth) setCookie(x *exchange, token string, life time.Duration) {
	c := http.Cookie{
		Name: a.cookieName(), Value: token, Path: "/", MaxAge: int(life.Seconds()),
		HttpOnly: true, Secure: a.secure, SameSite: http.SameSiteLaxMode,
	}
	if token == "" {
		c.MaxAge = -1
	}
	x.header.Set("Set-Cookie", c.String())
	x.cookie = token
}
