package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"midspan/api/auth/forgery"
	"midspan/api/storetest"
	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

const makeToken = `mutation($in: CreateApiTokenInput!) { createApiToken(input: $in) { token apiToken { id name scope expiresAt seenAt } } }`

// apiToken makes a token for a program, and gives its id and itself.
func (v *visitor) apiToken(scope string) map[string]string {
	v.t.Helper()
	made := v.must(makeToken, vars{"in": vars{"name": "a program", "scope": scope, "days": 30}}, "createApiToken")
	return map[string]string{"id": dig(made, "apiToken.id").(string), "token": dig(made, "token").(string)}
}

// program is somebody else's program that comes with a token.
func (r *running) program(token string) *visitor {
	p := r.visitor()
	p.token = token
	return p
}

// serverKey is the key that a server signs with.
func serverKey(t *testing.T, dataDir string) ed25519.PrivateKey {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dataDir, "keys", "0001.pem"))
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(text)
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return key.(ed25519.PrivateKey)
}

// doors are the places where a token is shown, and what each says to one that it takes and to one
// that it does not.
var doors = map[string]struct {
	open  func(b *bridge, token string) int
	taken int
	shut  int
}{
	"a request": {func(b *bridge, token string) int {
		got := b.program(token).query(whoAmI, nil)
		if strings.Contains(got.raw, "@left.example") {
			return http.StatusOK
		}
		return got.status
	}, http.StatusOK, http.StatusUnauthorized},
	"an event stream": {func(b *bridge, token string) int {
		p := b.program(token)
		r := p.request(http.MethodPost, "/graphql", strings.NewReader(`{"query": "subscription { events(relationship: \"`+b.rel+`\") { id } }"}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "text/event-stream")
		answer, err := p.client.Do(r)
		if err != nil {
			b.t.Fatal(err)
		}
		_ = answer.Body.Close()
		return answer.StatusCode
	}, http.StatusOK, http.StatusUnauthorized},
	"a socket": {func(b *bridge, token string) int {
		w := b.visitor().wire(b.t.(*testing.T), protocol)
		payload, _ := json.Marshal(vars{"type": "connection_init", "payload": vars{"Authorization": "Bearer " + token}}) // texts do not fail
		return int(w.say(string(payload)).hear("connection_ack"))
	}, 0, closeForbidden},
	"a document": {func(b *bridge, token string) int {
		return b.visitor().fate("/sync/"+b.vision+"?token="+token, nil)
	}, 0, int(coedit.CloseSignedOut)},
}

func TestAForgedTokenOpensNoDoor(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	b := meet(t, serveEmpty(t, storetest.SQLite(t), dir))
	good := b.left.mustText("mutation { refreshSession { accessToken } }", nil, "refreshSession.accessToken")
	forge := forgery.New(t, good, serverKey(t, dir))
	for name, door := range doors {
		if got := door.open(b, forge.Make(forgery.Forgery{})); got != door.taken {
			t.Fatalf("%s: what forgeries are made from is refused: %d", name, got)
		}
		for _, f := range forgery.All(t) {
			got := door.open(b, forge.Make(f))
			tooLarge := f.Edit == "huge" && got != door.taken
			if got != door.shut && !tooLarge {
				t.Errorf("%s, %s: %d", name, f.Name, got)
			}
		}
	}
}

// TestNoTokenStandsInForAnother shows each kind of token at every place where there is one.
func TestNoTokenStandsInForAnother(t *testing.T) {
	t.Parallel()
	s := anyServer(t, "-smtp-url", "smtp://127.0.0.1:1", "-mail-from", "midspan@left.example")
	b := meet(t, s)
	letter := b.left.mustText(`mutation($r: ID!) { inviteColleague(input: {relationship: $r, recipient: "C", owning: "o", role: MEMBER}) { link } }`, vars{"r": b.rel}, "inviteColleague.link")
	tokens := map[string]string{
		"access token":  b.left.mustText("mutation { refreshSession { accessToken } }", nil, "refreshSession.accessToken"),
		"session token": b.left.cookie(),
		"invitation":    linkToken(letter),
		"API token":     b.left.apiToken("WRITE")["token"],
		"reset token":   b.resetToken("owner@left.example"),
	}
	const reset = `mutation($t: String!) { resetPassword(input: {token: $t, password: "short"}) }`
	places := map[string]func(token string) (taken bool){
		"as a cookie": func(token string) bool {
			r := s.visitor().request(http.MethodPost, "/graphql", strings.NewReader(`{"query": "{ viewer { email } }"}`))
			r.Header.Set("Content-Type", "application/json")
			r.AddCookie(&http.Cookie{Name: "midspan", Value: token})
			return strings.Contains(s.visitor().do(r).body, "owner@left.example")
		},
		"as an invitation": func(token string) bool {
			return s.visitor().query(`query($t: String!) { invitationLetter(token: $t) { from } }`, vars{"t": token}).code() == ""
		},
		"in a letter's link": func(token string) bool { return s.visitor().get("/i/"+token).status == http.StatusOK },
		"for a new password": func(token string) bool { // a short password is refused after the token was taken
			return s.visitor().query(reset, vars{"t": token}).field() == "password"
		},
	}
	for name, door := range doors {
		places["at "+name] = func(token string) bool { return door.open(b, token) == door.taken }
	}
	takes := func(place, kind string) bool {
		switch kind {
		case "session token":
			return place == "as a cookie"
		case "invitation":
			return place == "as an invitation" || place == "in a letter's link"
		case "reset token":
			return place == "for a new password"
		}
		return strings.HasPrefix(place, "at ")
	}
	for place, show := range places {
		for kind, token := range tokens {
			if got := show(token); got != takes(place, kind) {
				t.Errorf("%s %s: taken is %v", kind, place, got)
			}
		}
	}
}

// resetToken is what the operator's link for a new password ends in.
func (r *running) resetToken(email string) string {
	r.t.Helper()
	out := &lines{}
	p := program{getenv: env(nil), out: out, log: &lines{}}
	if err := p.run(r.t.Context(), append([]string{"forgot", email}, r.args...)); err != nil {
		r.t.Fatal(err)
	}
	return strings.TrimSpace(linkToken(out.String()))
}

// cookie is the session token that a browser holds.
func (v *visitor) cookie() string {
	v.t.Helper()
	for _, c := range v.client.Jar.Cookies(v.request(http.MethodGet, "/", nil).URL) {
		if c.Name == "midspan" {
			return c.Value
		}
	}
	v.t.Fatal("no cookie")
	return ""
}

const myTokens = `{ viewer { apiTokens { id name scope seenAt expiresAt } } }`

func TestAProgramComesWithAToken(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, url string) {
		dir := t.TempDir()
		migrateFirst(t, url, dir)
		b := meet(t, serveEmpty(t, url, dir))
		for name, owner := range map[string]*visitor{"left": b.left, "right": b.right} {
			made := owner.apiToken("READ")
			if !strings.HasPrefix(made["token"], "mds_") || len(made["token"]) != 47 {
				t.Errorf("%s: the token is %q", name, made["token"])
			}
			if got := owner.query(myTokens, nil); dig(got.data, "viewer.apiTokens.0.seenAt") != nil || strings.Contains(got.raw, "mds_") {
				t.Errorf("%s: before it is used: %s", name, got.raw)
			}
			reader := b.program(made["token"])
			if got := reader.mustText(`query($r: ID!) { node(id: $r) { id } }`, vars{"r": b.rel}, "node.id"); got != b.rel {
				t.Errorf("%s: the program reads %q", name, got)
			}
			if got := owner.query(myTokens, nil); dig(got.data, "viewer.apiTokens.0.seenAt") == nil || dig(got.data, "viewer.apiTokens.0.name") != "a program" {
				t.Errorf("%s: after it is used: %s", name, got.raw)
			}
		}
		db := storetest.Open(t, url)
		rows, err := db.Client.APIToken.Query().All(systemOf(t))
		if err != nil || len(rows) != 2 || bytes.Contains(rows[0].TokenHash, []byte("mds_")) || len(rows[0].TokenHash) != 32 {
			t.Errorf("stored: %v, %v", rows, err)
		}
	})
}

// TestATokenForReadingChangesNothing tries every mutation of the schema, and the two sockets.
func TestATokenForReadingChangesNothing(t *testing.T) {
	t.Parallel()
	b := meet(t, anyServer(t))
	for name, owner := range map[string]*visitor{"left": b.left, "right": b.right} {
		other := map[string]*visitor{"left": b.right, "right": b.left}[name]
		deeds := owner.deeds(b.rel, b.vision, other)
		reader := b.program(owner.apiToken("READ")["token"])
		before := b.seenBy([]*visitor{b.left, b.right})
		for mutation := range deeds {
			if got := reader.try(mutation, deeds[mutation], "", nil); got.code() != pact.Forbidden {
				t.Errorf("%s, %s: %s", name, mutation, got.raw)
			}
		}
		w := b.visitor().greeted(t, `{"type":"connection_init","payload":{"Authorization":"Bearer `+reader.token+`"}}`)
		w.say(`{"id":"1","type":"subscribe","payload":{"query":"mutation { createOutcome(input: {relationship: \"` + b.rel + `\", title: \"t\"}) { clientMutationId } }"}}`)
		if w.hear("error") != 0 || !strings.Contains(w.all(), `"FORBIDDEN"`) {
			t.Errorf("%s, over a socket: %s", name, w.all())
		}
		pen := b.opens(b.vision, reader.token)
		pen.send([][]byte{coedit.Encode(coedit.Update{Update: forged(t, 4242, ytext.Edit{Root: "care", Insert: "x"})})})
		eventually(t, "the update is refused", func() bool { return pen.refusal() == pact.Forbidden })
		if after := b.seenBy([]*visitor{b.left, b.right}); after[0] != before[0] || after[1] != before[1] {
			t.Errorf("%s: something changed:\n%s\n%s", name, before, after)
		}
	}
}

// opens opens a document with a token, as our own client speaks.
func (b *bridge) opens(document, token string) *typist {
	b.t.Helper()
	conn, _, err := b.visitor().socket("/sync/"+document+"?token="+token, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	conn.SetReadLimit(16 << 20)
	b.t.Cleanup(func() { _ = conn.CloseNow() })
	p := &typist{t: b.t, conn: conn, session: coedit.NewSession(coedit.Options{})}
	p.send(p.session.Open())
	go p.read()
	eventually(b.t, "the text is there", func() bool { return p.state() == coedit.Saved })
	return p
}

func TestATokenForWritingReachesRelationshipsAndNotTheAccount(t *testing.T) {
	t.Parallel()
	b := meet(t, anyServer(t))
	for name, owner := range map[string]*visitor{"left": b.left, "right": b.right} {
		made := owner.apiToken("WRITE")
		writer := b.program(made["token"])
		writer.outcome(b.rel, "from a program")
		pen := b.opens(b.vision, made["token"])
		pen.write("care", "from the program of "+name)
		eventually(t, "it is stored", func() bool { return pen.unsent() == 0 })
		if got := owner.section(b.vision, "care"); !strings.Contains(got, "from the program of "+name) {
			t.Errorf("%s: the text is %q", name, got)
		}
		for what, query := range map[string]string{
			"its sessions":         `{ viewer { sessions { id } } }`,
			"its tokens":           myTokens,
			"another token":        `mutation { createApiToken(input: {name: "n", scope: WRITE, days: 1}) { token } }`,
			"its own end":          `mutation { revokeApiToken(input: {apiToken: "` + made["id"] + `"}) { clientMutationId } }`,
			"the password":         `mutation { changePassword(input: {current: "` + password + `", password: "another-password-of-theirs"}) { accessToken } }`,
			"the owner's sessions": `mutation { endOtherSessions }`,
			"one session":          `mutation { endSession(input: {session: "ses_00000000000000000000000000000000"}) }`,
			"signing out":          `mutation { signOut }`,
		} {
			if got := writer.query(query, nil); got.code() != pact.Forbidden {
				t.Errorf("%s, %s: %s", name, what, got.raw)
			}
		}
		writer.refused(pact.Unauthenticated, "mutation { refreshSession { accessToken } }", nil)
	}
}

func TestATokenEndsWhenItIsRevokedOrRunsOut(t *testing.T) {
	t.Parallel()
	storetest.EachURL(t, func(t *testing.T, url string) {
		dir := t.TempDir()
		migrateFirst(t, url, dir)
		b := meet(t, serveEmpty(t, url, dir))
		const revoke = `mutation($t: ID!) { revokeApiToken(input: {apiToken: $t}) { apiToken { id } } }`
		for name, owner := range map[string]*visitor{"left": b.left, "right": b.right} {
			other := map[string]*visitor{"left": b.right, "right": b.left}[name]
			made := owner.apiToken("WRITE")
			program := b.program(made["token"])
			other.refused(pact.NotFound, revoke, vars{"t": made["id"]})
			open := b.everythingOpen(t, program)
			owner.must(revoke, vars{"t": made["id"]}, "")
			open.endsWith(t, name+", revoked", unauthenticated)
			for place, door := range doors {
				if got := door.open(b, made["token"]); got != door.shut {
					t.Errorf("%s, revoked, at %s: %d", name, place, got)
				}
			}
			owner.must(revoke, vars{"t": made["id"]}, "") // again

			late := owner.apiToken("READ")
			db := storetest.Open(t, url)
			if _, err := db.SQL.ExecContext(t.Context(), "UPDATE api_tokens SET expires_at = created_at WHERE id = '"+late["id"]+"'"); err != nil {
				t.Fatal(err)
			}
			if got := b.program(late["token"]).query(whoAmI, nil); got.status != http.StatusUnauthorized {
				t.Errorf("%s, run out: %s", name, got.raw)
			}
			if got := owner.must(myTokens, nil, "viewer.apiTokens").([]any); len(got) != 0 {
				t.Errorf("%s still sees %v", name, got)
			}
		}
	})
}

func TestATokenIsMadeOnceHoweverOftenItIsAskedFor(t *testing.T) {
	t.Parallel()
	v := anyServer(t).signUp("owner@left.example", "Left House")
	in := vars{"name": "a program", "scope": "READ", "days": 1, "clientMutationId": "once"}
	first, again := v.mustText(makeToken, vars{"in": in}, "createApiToken.token"), v.mustText(makeToken, vars{"in": in}, "createApiToken.token")
	if first != again || len(v.must(myTokens, nil, "viewer.apiTokens").([]any)) != 1 {
		t.Error("a retry made another")
	}
	for field, wrong := range map[string]any{"days": 367, "name": " "} {
		bad := vars{"name": "n", "scope": "READ", "days": 1, field: wrong}
		if got := v.query(makeToken, vars{"in": bad}); got.field() != field {
			t.Errorf("%s %v: %s", field, wrong, got.raw)
		}
	}
	for range pact.MaxAPITokens - 1 {
		v.apiToken("READ")
	}
	v.refused(pact.Limited, makeToken, vars{"in": vars{"name": "n", "scope": "READ", "days": 1}})
}

// TestServersWithOtherKeysServeOnePerson has two servers on one PostgreSQL, each with a data directory
// of its own.
func TestServersWithOtherKeysServeOnePerson(t *testing.T) {
	t.Parallel()
	url, one, two := storetest.EmptyPostgres(t), t.TempDir(), t.TempDir()
	migrateFirst(t, url, one)
	migrateFirst(t, url, two)
	if serverKey(t, one).Equal(serverKey(t, two)) {
		t.Fatal("they have the same key")
	}
	here := serveEmpty(t, url, one)
	b := meet(t, here)
	there := serveEmpty(t, url, two)
	kids := func(s *running) int { return strings.Count(s.visitor().get("/.well-known/jwks.json").body, `"kid"`) }
	eventually(t, "both show both keys", func() bool { return kids(there) == 2 })
	once := vars{"in": vars{"name": "n", "scope": "READ", "days": 1, "clientMutationId": "once"}}
	b.left.must(makeToken, once, "")
	desk := there.visitor()
	desk.must(signIn, vars{"e": "owner@left.example", "p": password}, "")
	desk.refused(pact.Conflict, makeToken, once) // rather than another token, which would be good for nothing
	made := b.left.apiToken("READ")
	elsewhere := *b
	elsewhere.running = there
	open := elsewhere.everythingOpen(t, there.program(made["token"]))
	b.left.must(`mutation($t: ID!) { revokeApiToken(input: {apiToken: $t}) { apiToken { id } } }`, vars{"t": made["id"]}, "")
	open.endsWith(t, "revoked on the other server", unauthenticated)
}

func TestAReplacedKeyLeavesItsTokensGood(t *testing.T) {
	t.Parallel()
	url, dir := storetest.SQLite(t), t.TempDir()
	s := serveEmpty(t, url, dir)
	v := s.signUp("owner@left.example", "Left House")
	before := v.mustText("mutation { refreshSession { accessToken } }", nil, "refreshSession.accessToken")
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	rotate := func(words ...string) string {
		out := &lines{}
		p := program{getenv: env(nil), out: out, log: &lines{}}
		if err := p.run(t.Context(), append([]string{"rotate", "-database-url", url, "-data-dir", dir}, words...)); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	rotate()
	address := strings.TrimPrefix(s.url, "http://")
	again := serveEmpty(t, url, dir, "-addr", address)
	_, claims := parts(t, before)
	if got := again.program(before).mustText(whoAmI, nil, "viewer.email"); got != "owner@left.example" || claims["iss"] != again.url {
		t.Errorf("the former key's token is of %q", got)
	}
	desk := again.visitor()
	after := desk.mustText(signIn, vars{"e": "owner@left.example", "p": password}, "signIn.accessToken")
	former, _ := parts(t, before)
	now, _ := parts(t, after)
	if former["kid"] == now["kid"] {
		t.Error("the former key signs on")
	}
	if body := desk.get("/.well-known/jwks.json").body; !strings.Contains(body, former["kid"].(string)) || !strings.Contains(body, now["kid"].(string)) {
		t.Errorf("shown are %s", body)
	}
	if err := again.stop(); err != nil {
		t.Fatal(err)
	}
	if said := rotate("now"); !strings.Contains(said, "at once") {
		t.Errorf("it says %q", said)
	}
	third := serveEmpty(t, url, dir, "-addr", address)
	for name, token := range map[string]string{"first": before, "second": after} {
		if got := third.program(token).query(whoAmI, nil); got.status != http.StatusUnauthorized {
			t.Errorf("the %s key's token: %s", name, got.raw)
		}
	}
}

// endsSoon is how long what is open may outlast what it rests on.
const endsSoon = 2 * time.Second

// unauthenticated is how everything says that its proof is gone.
var unauthenticated = howItEnds{stream: pact.Unauthenticated, socket: closeUnauthorized, document: websocket.StatusCode(coedit.CloseSignedOut)}
