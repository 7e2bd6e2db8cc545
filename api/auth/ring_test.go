package auth

import (
	"encoding/json"
	"log/slog"
	"path/filepath"
	"testing"
)

// otherServer is a ring over the same database, with a folder of keys of its own.
func (d *desk) otherServer(dir string) tokens {
	d.t.Helper()
	keys, err := LoadKeys(dir, true)
	if err != nil {
		d.t.Fatal(err)
	}
	r, err := newRing(d.t.Context(), d.client, keys, slog.Default(), d.now)
	if err != nil {
		d.t.Fatal(err)
	}
	return tokens{keys: r, issuer: d.auth.tokens.issuer, now: d.now}
}

func (d *desk) shown() map[string]bool {
	d.t.Helper()
	var set struct{ Keys []map[string]string }
	if err := json.Unmarshal(d.auth.tokens.keys.jwks(d.t.Context()), &set); err != nil {
		d.t.Fatal(err)
	}
	kids := map[string]bool{}
	for _, k := range set.Keys {
		if k["d"] != "" || k["x"] == "" || k["kty"] != "OKP" || k["alg"] != "EdDSA" || k["use"] != "sig" {
			d.t.Errorf("shown is %v", k)
		}
		kids[k["kid"]] = true
	}
	return kids
}

func TestServersWithKeysOfTheirOwnTakeEachOthersTokens(t *testing.T) {
	d := newDesk(t)
	other := d.otherServer(filepath.Join(t.TempDir(), "keys")) // starts later: its key is news here
	for _, way := range []struct{ from, to tokens }{{other, d.auth.tokens}, {d.auth.tokens, other}} {
		token, _, err := way.from.issue(t.Context(), wren)
		if err != nil {
			t.Fatal(err)
		}
		if v, _, err := way.to.read(t.Context(), token); err != nil || v != wren {
			t.Errorf("%v, %v", v, err)
		}
	}
	if kids := d.shown(); len(kids) != 2 {
		t.Errorf("the key set shows %v", kids)
	}
}

func TestAKeyIsReplacedWhileItsTokensAreStillGood(t *testing.T) {
	d := newDesk(t)
	here := d.auth.tokens
	other := d.otherServer(filepath.Join(t.TempDir(), "keys"))
	before, _, err := here.issue(t.Context(), wren)
	if err != nil {
		t.Fatal(err)
	}
	former, theirs := here.keys.signer.id, other.keys.signer.id
	keys, err := LoadKeys(here.keys.own.dir, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := Rotate(t.Context(), d.client, keys, Overlap); err != nil {
		t.Fatal(err)
	}
	d.pass(ringLife)
	after, _, err := here.issue(t.Context(), wren)
	if err != nil || here.keys.signer.id == former {
		t.Fatalf("the former key signs on: %v", err)
	}
	if _, _, err := other.issue(t.Context(), wren); err != nil || other.keys.signer.id == theirs {
		t.Fatalf("the other server's former key signs on: %v", err)
	}
	for _, desk := range []tokens{here, other} {
		for name, token := range map[string]string{"before": before, "after": after} {
			if _, _, err := desk.read(t.Context(), token); err != nil {
				t.Errorf("the token from %s: %v", name, err)
			}
		}
	}
	d.pass(ringLife)
	if kids := d.shown(); len(kids) != 4 || !kids[former] {
		t.Errorf("while both are good the key set shows %v", kids)
	}
	d.pass(2 * Overlap)
	if kids := d.shown(); len(kids) != 2 || kids[former] || kids[theirs] {
		t.Errorf("afterwards the key set shows %v", kids)
	}
	again := d.otherServer(here.keys.own.dir)
	if again.keys.signer.id != here.keys.signer.id {
		t.Error("after a new start another key signs")
	}
}

func TestAStolenKeyIsGoodForNothingAtOnce(t *testing.T) {
	d := newDesk(t)
	up := d.browser().signUp("wren@alder.example", password)
	stolen := *d.auth.tokens.keys.own
	if err := Rotate(t.Context(), d.client, &stolen, 0); err != nil {
		t.Fatal(err)
	}
	d.pass(ringLife)
	if who := d.browser().ask(up.token); who.user != "" {
		t.Error("its token is taken")
	}
	thief := tokens{keys: ringOf(&stolen), issuer: d.auth.tokens.issuer, now: d.now}
	token, _, err := thief.issue(t.Context(), wren)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.auth.tokens.read(t.Context(), token); err == nil {
		t.Error("what it signs now is taken")
	}
	if _, err := newRing(t.Context(), d.client, &stolen, slog.Default(), d.now); err != nil {
		t.Errorf("a server that finds it alone makes another: %v", err)
	}
}

func TestAPrivateKeyNeverComesToTheDatabase(t *testing.T) {
	d := newDesk(t)
	row := d.client.SigningKey.Query().OnlyX(system(t.Context()))
	public := publicOf(d.auth.tokens.keys.signer.private)
	if string(row.Public) != string(public) || row.Kid != thumbprint(public) {
		t.Errorf("stored is %v", row)
	}
}
