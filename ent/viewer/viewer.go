// Package viewer says who is asking. Every read and write of the data layer is made as somebody:
// the privacy rules in ent/rule refuse whatever comes without a viewer.
package viewer

import "context"

// Viewer is the person behind a request.
type Viewer struct {
	User    string // usr_…
	Session string // ses_…: the session the proof came from
	Token   string // tok_…: the API token it is, instead of a session
	// ReadOnly is a viewer who changes nothing, whatever their part: their token is for reading.
	ReadOnly bool
	system   string
}

// Proof is the id of what shows that the viewer is who they are: a session or an API token.
func (v Viewer) Proof() string {
	if v.Token != "" {
		return v.Token
	}
	return v.Session
}

type key struct{}

// New gives a context in which v is asking.
func New(ctx context.Context, v Viewer) context.Context {
	v.system = ""
	return context.WithValue(ctx, key{}, v)
}

// System gives a context in which the product itself is asking, past the rules of rooms.
// purpose names the place; the few places are listed in docs/architecture.md.
func System(ctx context.Context, purpose string) context.Context {
	return context.WithValue(ctx, key{}, Viewer{system: purpose})
}

// From gives who is asking; ok is false when nobody is.
func From(ctx context.Context) (v Viewer, ok bool) {
	v, ok = ctx.Value(key{}).(Viewer)
	return v, ok && (v.User != "" || v.system != "")
}

// IsSystem says whether the product itself is asking.
func (v Viewer) IsSystem() bool { return v.system != "" }
