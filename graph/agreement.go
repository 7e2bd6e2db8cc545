package graph

import (
	"context"
	"fmt"
	"slices"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/accord"
	"midspan/ent/agreement"
	"midspan/ent/document"
	"midspan/ent/journal"
	"midspan/ent/participant"
	"midspan/graph/model"
)

// agreementOf loads an agreement through the viewer's eyes.
func agreementOf(ctx context.Context, c *ent.Client, id string) (*ent.Agreement, error) {
	a, err := c.Agreement.Query().Where(agreement.ID(id)).Only(ctx)
	return a, found(err)
}

// propose puts the accord out for signature: its texts are pinned as they stand, and each document
// knows that it is out.
func (r *Resolver) proposeAgreement(ctx context.Context, tx *ent.Client, in model.ProposeAgreementInput) (string, []journal.Entry, error) {
	p, err := me(ctx, tx, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	if err := first(pact.MayWrite(p.Role, pact.Shared), signersOf(ctx, tx, in.Relationship, in.Signers)); err != nil {
		return "", nil, err
	}
	// The relationship is taken first, then what is covered: nobody changes it before the commit.
	if _, err := takeRelationship(ctx, tx, in.Relationship); err != nil {
		return "", nil, err
	}
	docs, err := takeCovered(ctx, tx, in.Kind, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	now, err := accordNow(ctx, tx, in.Kind, in.Relationship)
	if err != nil {
		return "", nil, err
	}
	there, err := tx.Agreement.Query().Where(agreement.RelationshipID(in.Relationship)).Count(ctx)
	if err := first(err, pact.MayPropose(now.facts, p.Role, in.Digest, now.digest()), pact.Room("accords", there, pact.MaxAgreements)); err != nil {
		return "", nil, err
	}
	if len(pact.Canonical(now.texts)) > pact.MaxAccord {
		return "", nil, &pact.Error{Code: pact.Conflict, State: "LONG", Message: "This is too long to be signed as one text. Nothing was put out; shorten what it covers."}
	}
	make := tx.Agreement.Create().SetAudience(pact.Shared).SetRelationshipID(in.Relationship).SetAuthorID(p.UserID).
		SetKind(in.Kind).SetDigest(now.digest()).SetTexts(now.texts).AddSignerIDs(in.Signers...)
	if now.inForce != nil {
		make.SetAmendsID(now.inForce.ID)
	}
	a, err := make.Save(ctx)
	if err != nil {
		return "", nil, err
	}
	if err := tx.Document.Update().Where(document.IDIn(docs...)).SetProposalID(a.ID).Exec(ctx); err != nil {
		return "", nil, err
	}
	return a.ID, []journal.Entry{tellShared(p, "agreement.proposed", a.ID)}, nil
}

// signersOf checks that those who are to sign are people of the two sides who may.
func signersOf(ctx context.Context, tx *ent.Client, relationship string, ids []string) error {
	slices.Sort(ids)
	if len(slices.Compact(slices.Clone(ids))) != len(ids) {
		return pact.Invalid("signers", "Somebody is named twice. Nothing was put out for signature.")
	}
	if len(ids) > 2*pact.MostSigners {
		return pact.Invalid("signers", "Up to %d people of a side sign. Nothing was put out for signature; name fewer.", pact.MostSigners)
	}
	people, err := tx.Participant.Query().Where(participant.IDIn(ids...), participant.RelationshipID(relationship),
		participant.RemovedAtIsNil(), participant.SideIDNotNil()).WithSide().All(ctx)
	if err != nil {
		return err
	}
	if len(people) != len(ids) {
		return pact.Invalid("signers", "Somebody named is not a person of the two sides here. Nothing was put out for signature.")
	}
	roles := map[pact.Bank][]pact.Role{}
	for _, p := range people {
		roles[p.Edges.Side.Bank] = append(roles[p.Edges.Side.Bank], p.Role)
	}
	return pact.SignersOf(roles[pact.Left], roles[pact.Right])
}

// signAgreement signs before the transaction, so that nothing is signed within it. A retry finds what
// it did before.
func (r *Resolver) signAgreement(ctx context.Context, in model.SignAgreementInput) (string, error) {
	a, err := agreementOf(ctx, r.Client, in.Agreement)
	if err != nil {
		return "", err
	}
	p, err := me(ctx, r.Client, a.RelationshipID)
	if err != nil {
		return "", err
	}
	record := ""
	if p.SideID != nil {
		if record, err = r.recordOf(ctx, a, p); err != nil {
			return "", err
		}
	}
	return r.change(ctx, in, in.ClientMutationID, func(ctx context.Context, tx *ent.Client) (string, []journal.Entry, error) {
		return r.sign(ctx, tx, in, p, record)
	})
}

// sign adds a signature; with the last one the agreement is in force, in the same transaction.
func (r *Resolver) sign(ctx context.Context, tx *ent.Client, in model.SignAgreementInput, p *ent.Participant, record string) (string, []journal.Entry, error) {
	// The rows are taken: one signs after the other, and none while its words change or the two part.
	if _, err := takeRelationship(ctx, tx, p.RelationshipID); err != nil && pact.CodeOf(err) != pact.NotFound {
		return "", nil, err
	}
	if err := tx.Agreement.Update().Where(agreement.ID(in.Agreement)).Modify(asItIs(agreement.FieldState)).Exec(ctx); err != nil {
		return "", nil, err
	}
	a, err := tx.Agreement.Query().Where(agreement.ID(in.Agreement)).WithSigners().WithSignatures().Only(ctx)
	if err != nil {
		return "", nil, found(err)
	}
	asked, waits := false, 0
	banks := map[string]bool{deref(p.SideID): true}
	for _, s := range a.Edges.Signatures {
		banks[s.FromSideID] = true
	}
	for _, s := range a.Edges.Signers {
		asked = asked || s.ID == p.ID && s.RemovedAt == nil
		if s.ID != p.ID && !hasSigned(a, s.ID) {
			waits++
		}
	}
	if err := pact.MaySignNow(a.State, asked, hasSigned(a, p.ID), in.Digest, a.Digest); err != nil {
		return "", nil, err
	}
	d, err := dealingsOf(ctx, tx, a.RelationshipID)
	if err := first(err, pact.StillTogether(d.parted)); err != nil {
		return "", nil, err
	}
	if err := pact.MaySign(d.worth); err != nil {
		return "", nil, err
	}
	if err := tx.Signature.Create().SetAudience(pact.Shared).SetRelationshipID(a.RelationshipID).SetAuthorID(p.UserID).
		SetAgreementID(a.ID).SetParticipantID(p.ID).SetFromSideID(deref(p.SideID)).SetDigest(a.Digest).SetRecord(record).Exec(ctx); err != nil {
		return "", nil, err
	}
	told := []journal.Entry{tellShared(p, "agreement.signed", a.ID)}
	if waits > 0 || len(banks) < 2 {
		return a.ID, told, nil
	}
	err = tx.Agreement.UpdateOneID(a.ID).SetState(pact.AgreementInForce).SetInForceAt(r.Now().UTC()).Exec(ctx)
	return a.ID, append(told, tellShared(p, "agreement.in_force", a.ID)), found(err)
}

// waitsForNobody says whether somebody who is named, and has not signed, cannot any more.
func waitsForNobody(a *ent.Agreement) bool {
	return slices.ContainsFunc(a.Edges.Signers, func(p *ent.Participant) bool {
		return !hasSigned(a, p.ID) && (p.RemovedAt != nil || !slices.Contains(pact.Signers(), p.Role))
	})
}

func hasSigned(a *ent.Agreement, participant string) bool {
	return slices.ContainsFunc(a.Edges.Signatures, func(s *ent.Signature) bool { return s.ParticipantID == participant })
}

// takeBack ends an agreement before it is in force.
func (r *Resolver) takeBack(ctx context.Context, tx *ent.Client, id string) (string, []journal.Entry, error) {
	a, err := agreementOf(ctx, tx, id)
	if err != nil {
		return "", nil, err
	}
	p, err := me(ctx, tx, a.RelationshipID)
	if err != nil {
		return "", nil, err
	}
	if err := pact.MayTakeBackAgreement(a.State, p.Role, a.AuthorID == p.UserID); err != nil {
		return "", nil, err
	}
	told, err := accord.Withdraw(ctx, tx, a, p.UserID, r.Now())
	if err == nil && told == nil {
		err = pact.MayTakeBackAgreement(pact.AgreementInForce, p.Role, true)
	}
	return a.ID, told, err
}

// keep takes back what is out for signature in the relationships of a deed when what it covers reads
// differently after it. It gives what is to be told besides, and the agreements it looked at.
func (r *Resolver) keep(ctx context.Context, tx *ent.Client, told []journal.Entry) (all []journal.Entry, kept []string, err error) {
	v, err := asker(ctx)
	if err != nil {
		return told, nil, nil
	}
	var put []string
	for _, e := range told {
		if e.What == "agreement.proposed" { // whether something changes beside it shows in the end
			put = append(put, e.Subject)
		}
	}
	out, err := outFor(ctx, tx, told, put)
	if err != nil {
		return nil, nil, err
	}
	for _, a := range out {
		kept = append(kept, a.ID)
		more, err := r.keepOne(ctx, tx, a, v.User)
		if err != nil {
			return nil, nil, err
		}
		told = append(told, more...)
	}
	return told, kept, nil
}

// outFor gives what is out for signature where something is told to both sides, but for what is known.
func outFor(ctx context.Context, tx *ent.Client, told []journal.Entry, known []string) ([]*ent.Agreement, error) {
	var where []string
	for _, e := range told {
		if e.Relationship != "" && e.Stream == e.Relationship && !slices.Contains(where, e.Relationship) {
			where = append(where, e.Relationship)
		}
	}
	if len(where) == 0 {
		return nil, nil
	}
	out, err := tx.Agreement.Query().Where(agreement.RelationshipIDIn(where...), agreement.StateEQ(pact.AgreementProposed), agreement.IDNotIn(known...)).
		Order(ent.Asc(agreement.FieldID)).WithSigners().WithSignatures().All(ctx)
	if err != nil {
		err = fmt.Errorf("what is out for signature: %w", err)
	}
	return out, err
}

// errOvertaken says that something was put out for signature while what it covers changed.
var errOvertaken = &pact.Error{Code: pact.Conflict, State: "AGAIN", Message: "Somebody changed this at the same moment. Nothing was changed; try again."}

// overtaken finds what was put out beside a deed that changes what it covers, whichever of the two is
// first. Both tell the relationship, so the second waits for the first and sees it.
func overtaken(ctx context.Context, tx *ent.Client, told []journal.Entry, kept []string) error {
	out, err := outFor(ctx, tx, told, kept)
	if err != nil {
		return err
	}
	for _, a := range out {
		now, err := accordNow(ctx, tx, a.Kind, a.RelationshipID)
		if err != nil {
			return err
		}
		if now.digest() != a.Digest {
			return errOvertaken
		}
	}
	return nil
}

// keepOne takes an agreement back when what it covers reads differently by now, or nobody can sign it.
func (r *Resolver) keepOne(ctx context.Context, tx *ent.Client, a *ent.Agreement, user string) ([]journal.Entry, error) {
	now, err := accordNow(ctx, tx, a.Kind, a.RelationshipID)
	if err != nil || now.digest() == a.Digest && !waitsForNobody(a) {
		return nil, err
	}
	return accord.Withdraw(ctx, tx, a, user, r.Now())
}
