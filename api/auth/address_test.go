package auth

import (
	"net/http"
	"net/netip"
	"testing"

	"midspan/app/pact"
)

func TestAnAddressIsBelievedFromATrustedProxyAlone(t *testing.T) {
	a := &Auth{proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")}}
	for _, c := range []struct {
		peer string
		said []string
		want string
	}{
		{"192.0.2.1:4000", nil, "192.0.2.1"},
		{"192.0.2.1:4000", []string{"203.0.113.9"}, "192.0.2.1"},
		{"10.1.2.3:4000", nil, "10.1.2.3"},
		{"10.1.2.3:4000", []string{"203.0.113.9"}, "203.0.113.9"},
		{"[::ffff:10.1.2.3]:4000", []string{"203.0.113.9"}, "203.0.113.9"},
		{"[::1]:4000", []string{"203.0.113.9"}, "203.0.113.9"},
		{"10.1.2.3:4000", []string{"198.51.100.7, 203.0.113.9"}, "203.0.113.9"},
		{"10.1.2.3:4000", []string{"198.51.100.7", "203.0.113.9, 10.9.9.9"}, "203.0.113.9"},
		{"10.1.2.3:4000", []string{"10.7.7.7, 10.9.9.9"}, "10.7.7.7"},
		{"10.1.2.3:4000", []string{"203.0.113.9, unknown"}, "10.1.2.3"},
		{"10.1.2.3:4000", []string{"203.0.113.9, unknown, 10.9.9.9"}, "10.9.9.9"},
		{"10.1.2.3:4000", []string{""}, "10.1.2.3"},
		{"10.1.2.3:4000", []string{"2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::"},
		{"[2001:db8:1:2:3:4:5:6]:4000", nil, "2001:db8:1:2::"},
		{"[fe80::1%eth0]:4000", nil, "fe80::"},
		{"somewhere", []string{"203.0.113.9"}, "somewhere"},
	} {
		r := &http.Request{RemoteAddr: c.peer, Header: http.Header{"X-Forwarded-For": c.said}}
		if got := a.address(r); got != c.want {
			t.Errorf("%s, %q: %s, want %s", c.peer, c.said, got, c.want)
		}
	}
}

func TestPeopleBehindAProxyAreCountedOneByOne(t *testing.T) {
	d := newDesk(t)
	d.auth.proxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.1/32")}
	d.browser().signUp("wren@alder.example", password)
	guesser, owner := d.browser(), d.browser()
	guesser.header, owner.header = [2]string{"X-Forwarded-For", "203.0.113.1"}, [2]string{"X-Forwarded-For", "203.0.113.2"}
	for range DefaultLimits.Device.Burst {
		guesser.signIn("wren@alder.example", "not the password")
	}
	if got := guesser.signIn("wren@alder.example", password); got.code != string(pact.Limited) {
		t.Errorf("after guessing: %+v", got)
	}
	if got := owner.signIn("wren@alder.example", password); got.user == "" {
		t.Errorf("somebody else behind the same proxy: %+v", got)
	}
}
