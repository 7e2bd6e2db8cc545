package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"midspan/api/auth"
	"midspan/app/pact"
	"midspan/app/ui"
	"midspan/graph"
)

// maxRecord is how large a signed record may be.
const maxRecord = 4 << 20

// keyOf gives the public key of an id, as it was good at a time.
type keyOf func(id string, at time.Time) (ed25519.PublicKey, bool)

// verified is what a signed record shows.
type verified struct {
	graph.Record
	Signed []graph.Claims
}

// verifyRecord says whether a record is whole: the digest is that of its texts, and each signature
// names it and is by a known key. The error says in one sentence what is not so.
func verifyRecord(file []byte, key keyOf) (verified, error) {
	var v verified
	in := json.NewDecoder(bytes.NewReader(file))
	in.DisallowUnknownFields()
	if err := in.Decode(&v.Record); err != nil || in.Decode(new(any)) != io.EOF {
		return v, errors.New("this is not a signed record of Midspan")
	}
	switch {
	case v.Format != graph.RecordFormat:
		return v, fmt.Errorf("this is a record of the format %q, and %s is read here", v.Format, graph.RecordFormat)
	case pact.Digest(v.Texts) != v.Digest:
		return v, errors.New("not valid: the text is not the one that was signed")
	case len(v.Signatures) == 0:
		return v, errors.New("not valid: nobody signed it")
	case len(v.Signatures) > 2*pact.MostSigners:
		return v, errors.New("not valid: more signatures than an agreement has")
	}
	sides, people := map[pact.Bank]bool{}, map[string]bool{}
	for _, jws := range v.Signatures {
		c, err := claimsOf(jws, key)
		if err != nil {
			return v, fmt.Errorf("not valid: a signature does not hold: %w", err)
		}
		if c.Digest != v.Digest || c.Agreement != v.Agreement || c.Kind != v.Kind || c.Relationship != v.Relationship || c.Issuer != v.Issuer || people[c.Participant] {
			return v, errors.New("not valid: a signature belongs to something else")
		}
		sides[c.Side], people[c.Participant] = true, true
		v.Signed = append(v.Signed, c)
	}
	if !sides[pact.Left] || !sides[pact.Right] {
		return v, errors.New("not valid: one side alone signed it")
	}
	return v, nil
}

// parties are the two organisations, by what their people signed for.
func (v verified) parties() []string {
	var all []string
	for _, bank := range []pact.Bank{pact.Left, pact.Right} {
		for _, c := range v.Signed {
			if c.Side == bank {
				all = append(all, c.Organization)
				break
			}
		}
	}
	return all
}

// claimsOf reads one signature. The key is found by its id among those that are known; nothing else
// that a header offers is looked at.
func claimsOf(jws string, key keyOf) (graph.Claims, error) {
	var said jwt.MapClaims
	parser := jwt.NewParser(jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}), jwt.WithStrictDecoding(), jwt.WithoutClaimsValidation())
	_, err := parser.ParseWithClaims(jws, &said, func(t *jwt.Token) (any, error) {
		if typ, _ := t.Header["typ"].(string); typ != graph.SignatureType {
			return nil, errors.New("it is not a signature")
		}
		if _, critical := t.Header["crit"]; critical {
			return nil, errors.New("it asks for what is not known here")
		}
		at, err := said.GetIssuedAt()
		if err != nil || at == nil {
			return nil, errors.New("it has no time")
		}
		id, _ := t.Header["kid"].(string)
		public, ok := key(id, at.Time)
		if !ok {
			return nil, errors.New("its key is not among those given")
		}
		return public, nil
	})
	var c graph.Claims
	if err != nil {
		return c, err
	}
	text, err := json.Marshal(said)
	if err != nil {
		return c, err
	}
	return c, json.Unmarshal(text, &c)
}

// verify reads a record and says on the output whether it holds: by the keys of a JWKS file, or of the
// data directory.
func (p *program) verify(_ context.Context, args []string) error {
	c, words, err := readCommand("verify", args, p.getenv)
	if err == nil && len(words) != 1 && len(words) != 2 {
		err = errors.New("name a record and the keys of whoever issued it, as in: midspan verify record.json jwks.json")
	}
	if err != nil {
		return err
	}
	file, err := readLimited(words[0])
	if err != nil {
		return err
	}
	var key keyOf
	if len(words) == 2 {
		key, err = keysOfFile(words[1])
	} else {
		key, err = keysOfFolder(filepath.Join(c.dataDir, "keys"))
	}
	if err != nil {
		return err
	}
	v, err := verifyRecord(file, key)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Valid: %s of %s, signed by both, issued by %s.\n", strings.ToLower(string(v.Kind)), strings.Join(v.parties(), " and "), v.Issuer)
	for _, s := range v.Signed {
		fmt.Fprintf(p.out, "Signed by %s for %s, %s.\n", s.Name, s.Organization, time.Unix(s.IssuedAt, 0).UTC().Format(time.RFC3339))
	}
	fmt.Fprintf(p.out, "Fingerprint %s\nWhether it has been superseded since, its issuer says at %s/verify.\n", v.Digest, v.Issuer)
	return nil
}

func readLimited(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxRecord+1))
	if err == nil && len(b) > maxRecord {
		err = fmt.Errorf("%s is larger than any record", name)
	}
	return b, err
}

func keysOfFile(name string) (keyOf, error) {
	b, err := readLimited(name)
	if err != nil {
		return nil, err
	}
	var set struct {
		Keys []struct{ Kty, Crv, X, Kid string }
	}
	if err := json.Unmarshal(b, &set); err != nil {
		return nil, fmt.Errorf("%s is not a set of keys (JWKS)", name)
	}
	known := map[string]ed25519.PublicKey{}
	for _, k := range set.Keys {
		x, err := base64.RawURLEncoding.DecodeString(k.X)
		if err == nil && k.Kty == "OKP" && k.Crv == "Ed25519" && len(x) == ed25519.PublicKeySize {
			known[k.Kid] = x
		}
	}
	if len(known) == 0 {
		return nil, fmt.Errorf("there is no key in %s that signs records", name)
	}
	return func(id string, _ time.Time) (ed25519.PublicKey, bool) { k, ok := known[id]; return k, ok }, nil
}

func keysOfFolder(dir string) (keyOf, error) {
	keys, err := auth.LoadKeys(dir, false)
	if err != nil {
		return nil, fmt.Errorf("%w; or name a file of keys: midspan verify record.json jwks.json", err)
	}
	return func(id string, _ time.Time) (ed25519.PublicKey, bool) { return keys.Public(id) }, nil
}

// records gives signed records to those who may read them, and verifies those that somebody has.
type records struct {
	graph  *graph.Resolver
	portal *portal
	key    func(ctx context.Context) keyOf
	fail   func(http.ResponseWriter, *http.Request, error)
}

// file answers with the signed record of an agreement in force.
func (s records) file(w http.ResponseWriter, r *http.Request) {
	text, err := s.graph.RecordOf(r.Context(), r.PathValue("agreement"))
	wrong, ours := errors.AsType[*pact.Error](err)
	switch {
	case ours && wrong.Code == pact.Unauthenticated:
		http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
	case ours:
		plain(w, http.StatusNotFound, "There is no signed record here, or it is not yours to read.")
	case err != nil:
		s.fail(w, r, err)
	default:
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="`+r.PathValue("agreement")+`.json"`)
		w.Header().Set("Cache-Control", "private, no-store")
		_, _ = io.WriteString(w, text)
	}
}

// show and check are the page where anybody has a record verified.
func (s records) show(w http.ResponseWriter, r *http.Request) {
	s.draw(w, r, http.StatusOK, ui.Verify{})
}

func (s records) check(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxRecord+64<<10)
	file, _, err := r.FormFile("record")
	if err != nil {
		s.draw(w, r, http.StatusUnprocessableEntity, ui.Verify{Wrong: "No file came, or one larger than any record. Choose the file that was downloaded as a signed record."})
		return
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxRecord))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	v, err := verifyRecord(text, s.key(r.Context()))
	if err != nil {
		words := err.Error()
		s.draw(w, r, http.StatusUnprocessableEntity, ui.Verify{Wrong: strings.ToUpper(words[:1]) + words[1:] + "."})
		return
	}
	inForce, instead, err := s.graph.Standing(r.Context(), v.Agreement, v.Digest, v.Signatures)
	switch {
	case err != nil:
		s.fail(w, r, err)
		return
	case !inForce:
		s.draw(w, r, http.StatusUnprocessableEntity, ui.Verify{Wrong: "Its signatures are well made, but no agreement with exactly these is in force here."})
		return
	}
	page := ui.Verify{Held: true, Parties: v.parties(), Superseded: instead, Digest: v.Digest}
	for _, c := range v.Signed {
		page.Signed = append(page.Signed, ui.SignedBy{Name: c.Name, Side: c.Organization, Bank: c.Side, At: time.Unix(c.IssuedAt, 0)})
	}
	s.draw(w, r, http.StatusOK, page)
}

func (s records) draw(w http.ResponseWriter, r *http.Request, status int, page ui.Verify) {
	s.portal.still(w, r, status, page.Title(), page.Page())
}

// recordKeys are the keys that this server, or one of the same database, has shown.
func (s *server) recordKeys(ctx context.Context) keyOf {
	return func(id string, at time.Time) (ed25519.PublicKey, bool) { return s.auth.RecordKey(ctx, id, at) }
}
