package auth

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// address is where a request came from: the peer, or, where that is a trusted proxy, the last
// address in X-Forwarded-For that is none. What stands before it, anybody may have written.
func (a *Auth) address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	at, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		before, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil || !a.trusts(at) {
			break
		}
		at = before
	}
	return network(at.Unmap().WithZone(""))
}

func (a *Auth) trusts(at netip.Addr) bool {
	return slices.ContainsFunc(a.proxies, func(p netip.Prefix) bool { return p.Contains(at.Unmap().WithZone("")) })
}

// network is what counts of an address: all of an IPv4 one, of an IPv6 one the network, for a
// household has a whole one.
func network(at netip.Addr) string {
	if at.Is4() {
		return at.String()
	}
	return netip.PrefixFrom(at, 64).Masked().Addr().String()
}
