package graph

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/agreement"
	"midspan/ent/signature"
	"midspan/ent/viewer"
)

// RecordFormat names what a signed record is, for whoever reads one later.
const RecordFormat = "midspan-record/1"

// Claims are what one signature says. They are the payload of a JWS of type SignatureType.
type Claims struct {
	Issuer       string             `json:"iss"`
	Subject      string             `json:"sub"` // the user
	IssuedAt     int64              `json:"iat"` // seconds
	Agreement    string             `json:"agreement"`
	Kind         pact.AgreementKind `json:"kind"`
	Relationship string             `json:"relationship"`
	Digest       string             `json:"digest"`
	Participant  string             `json:"participant"`
	Name         string             `json:"name"`
	Side         pact.Bank          `json:"side"`
	Organization string             `json:"organization"`
}

// SignatureType is the type of the JWS of a signature: no other token stands in for it, nor it for one.
const SignatureType = "midspan-signature+jwt"

// Record is all that one needs, besides the public keys, to see later what was signed by whom. All that
// it says, its signatures say too.
type Record struct {
	Format       string             `json:"format"`
	Issuer       string             `json:"issuer"`
	Agreement    string             `json:"agreement"`
	Kind         pact.AgreementKind `json:"kind"`
	Relationship string             `json:"relationship"`
	Digest       string             `json:"digest"`
	Texts        []pact.SectionText `json:"texts"`
	Signatures   []string           `json:"signatures"`
}

// Records signs claims; api/auth has the keys.
type Records interface {
	SignRecord(ctx context.Context, typ string, claims any) (jws string, err error)
}

// recordOf makes the JWS of one signature.
func (r *Resolver) recordOf(ctx context.Context, a *ent.Agreement, p *ent.Participant) (string, error) {
	user, err := p.QueryUser().Only(ctx)
	if err != nil {
		return "", found(err)
	}
	side, err := p.QuerySide().Only(ctx)
	if err != nil {
		return "", found(err)
	}
	return r.Records.SignRecord(ctx, SignatureType, Claims{
		Issuer: r.PublicURL, Subject: p.UserID, IssuedAt: r.Now().Unix(), Agreement: a.ID, Kind: a.Kind, Relationship: a.RelationshipID,
		Digest: a.Digest, Participant: p.ID, Name: user.Name, Side: side.Bank, Organization: side.Name,
	})
}

// sequel is what came of an agreement: who signed, and what was signed in its place.
type sequel struct {
	signed  []*ent.Signature
	instead *ent.Agreement
}

// loadSequels reads what came of some agreements; each kind of fact is one query.
func loadSequels(ctx context.Context, c *ent.Client, ids []string) (map[string]sequel, error) {
	all := map[string]sequel{}
	rows, err := c.Agreement.Query().Where(agreement.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range rows {
		all[a.ID] = sequel{}
	}
	signed, err := c.Signature.Query().Where(signature.AgreementIDIn(ids...)).Order(ent.Asc(signature.FieldID)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, one := range signed {
		s := all[one.AgreementID]
		s.signed = append(s.signed, one)
		all[one.AgreementID] = s
	}
	later, err := c.Agreement.Query().Where(agreement.AmendsIDIn(ids...), agreement.StateEQ(pact.AgreementInForce)).All(ctx)
	for _, a := range later {
		s := all[*a.AmendsID]
		s.instead = a
		all[*a.AmendsID] = s
	}
	return all, err
}

// loadRecords gives the records of those signatures whose agreement is in force: before that, nobody can
// make anything of them.
func loadRecords(ctx context.Context, c *ent.Client, ids []string) (map[string]*string, error) {
	all := map[string]*string{}
	for _, id := range ids {
		all[id] = nil
	}
	rows, err := c.Signature.Query().Where(signature.IDIn(ids...), signature.HasAgreementWith(agreement.StateEQ(pact.AgreementInForce))).All(ctx)
	for _, s := range rows {
		all[s.ID] = &s.Record
	}
	return all, err
}

// record is an agreement in force with all its signatures; nil while it is not.
func (r *Resolver) record(a *ent.Agreement, s sequel) (*string, error) {
	if a.InForceAt == nil {
		return nil, nil
	}
	all := Record{
		Format: RecordFormat, Issuer: r.PublicURL, Agreement: a.ID, Kind: a.Kind, Relationship: a.RelationshipID,
		Digest: a.Digest, Texts: a.Texts,
	}
	for _, one := range s.signed {
		all.Signatures = append(all.Signatures, one.Record)
	}
	text, err := json.MarshalIndent(all, "", "  ")
	said := string(text) + "\n"
	return &said, err
}

// RecordOf is the signed record of an agreement in force that the viewer may read.
func (r *Resolver) RecordOf(ctx context.Context, id string) (string, error) {
	if _, err := asker(ctx); err != nil {
		return "", err
	}
	a, err := agreementOf(ctx, r.Client, id)
	if err != nil {
		return "", err
	}
	came, err := loadSequels(ctx, r.Client, []string{a.ID})
	if err != nil {
		return "", err
	}
	text, err := r.record(a, came[a.ID])
	if err == nil && text == nil {
		err = pact.Unseen()
	}
	if err != nil {
		return "", err
	}
	return *text, nil
}

// Standing says how it stands with a signed record that somebody has: whether it is of an agreement that
// was in force here, with these very signatures, and since when other words are in force instead.
func (r *Resolver) Standing(ctx context.Context, id, digest string, signatures []string) (inForce bool, instead *time.Time, err error) {
	ctx = viewer.System(ctx, "how a signed record stands")
	a, err := r.Client.Agreement.Query().Where(agreement.ID(id), agreement.Digest(digest), agreement.StateEQ(pact.AgreementInForce)).WithSignatures().Only(ctx)
	if ent.IsNotFound(err) {
		return false, nil, nil
	}
	if err != nil {
		return false, nil, err
	}
	for _, s := range a.Edges.Signatures {
		if !slices.Contains(signatures, s.Record) {
			return false, nil, nil
		}
	}
	if len(signatures) != len(a.Edges.Signatures) {
		return false, nil, nil
	}
	later, err := r.Client.Agreement.Query().Where(agreement.AmendsID(id), agreement.StateEQ(pact.AgreementInForce)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return true, nil, nil
	case err != nil:
		return false, nil, err
	}
	return true, later.InForceAt, nil
}
