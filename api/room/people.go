package room

import (
	"time"

	"golang.org/x/time/rate"

	"midspan/app/pact"
)

// people are those who use a hub, by user, under its lock.
type people map[string]*person

type person struct {
	sockets int
	rate    *rate.Limiter // of all they send, on whatever socket
}

// of gives a person. Those who have been quiet for long enough to have their whole rate back, and
// have nothing open, are as if they had never been here.
func (all people) of(user string, l Limits) *person {
	if who := all[user]; who != nil {
		return who
	}
	if n := len(all); n >= 1024 && n&(n-1) == 0 { // now and then
		all.sweep()
	}
	who := &person{rate: rate.NewLimiter(l.Rate, l.Rush)}
	all[user] = who
	return who
}

func (all people) sweep() {
	for user, who := range all {
		if who.sockets == 0 && who.rate.Tokens() >= float64(who.rate.Burst()) {
			delete(all, user)
		}
	}
}

// charge takes tokens of a person's rate for what comes by no socket, or refuses.
func (h *Hub) charge(user string, tokens int) error {
	h.mu.Lock()
	who := h.people.of(user, h.limits)
	h.mu.Unlock()
	r := who.rate.ReserveN(time.Now(), min(tokens, who.rate.Burst()))
	wait := r.Delay()
	if wait == 0 {
		return nil
	}
	r.Cancel()
	return &pact.Error{
		Code: pact.Limited, RetryAfter: max(wait.Round(time.Second), time.Second),
		Message: "These are more changes at once than the document takes from one person. Nothing was changed; try again in a moment.",
	}
}
