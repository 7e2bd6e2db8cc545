package graph

import (
	"context"
	"slices"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/agreement"
	"midspan/ent/commitment"
	"midspan/ent/document"
	"midspan/ent/section"
	"midspan/ent/trustbehaviour"
	"midspan/graph/model"
)

// coveredKinds are the documents that an agreement covers whole, in the order they are read.
var coveredKinds = map[pact.AgreementKind][]pact.DocumentKind{
	pact.AccordAgreement:    {pact.VisionDocument, pact.CharterDocument},
	pact.StatementAgreement: {pact.StatementDocument},
}

// accordView is what both sides would sign now, and how far that is.
type accordView struct {
	facts    pact.AccordFacts
	texts    []pact.SectionText
	proposed *ent.Agreement
	inForce  *ent.Agreement
}

func (v accordView) digest() string { return pact.Digest(v.texts) }

func (v accordView) asAccord() *model.Accord {
	a := &model.Accord{
		Unmet: []*pact.Unmet{}, Texts: []*pact.SectionText{}, Digest: v.digest(), Changed: v.facts.Changed,
		Proposed: v.proposed, InForce: v.inForce,
	}
	for _, u := range pact.AccordUnmet(v.facts) {
		a.Unmet = append(a.Unmet, &u)
	}
	for _, t := range v.texts {
		a.Texts = append(a.Texts, &t)
	}
	return a
}

// accordNow gives the accord, or the statement, of one relationship as it would be signed now.
func accordNow(ctx context.Context, tx *ent.Client, kind pact.AgreementKind, id string) (accordView, error) {
	dealt, err := loadDealings(ctx, tx, []string{id})
	if err != nil {
		return accordView{}, err
	}
	load := loadAccords
	if kind == pact.StatementAgreement {
		load = loadStatements
	}
	all, err := load(ctx, tx, dealt, []string{id})
	return all[id], err
}

// loadAccords reads the accords of relationships; each kind of fact is one query.
func loadAccords(ctx context.Context, c *ent.Client, dealt map[string]dealings, ids []string) (map[string]accordView, error) {
	all := map[string]accordView{}
	for id, d := range dealt {
		all[id] = accordView{facts: pact.AccordFacts{Worth: d.worth, Parted: d.parted}}
	}
	return all, first(
		coverDocuments(ctx, c, ids, pact.AccordAgreement, all),
		coverBehaviours(ctx, c, ids, all),
		coverCommitments(ctx, c, ids, all),
		stressed(ctx, c, ids, all),
		signedSoFar(ctx, c, ids, pact.AccordAgreement, all),
	)
}

// loadStatements reads what relationships would tell everybody in both organisations.
func loadStatements(ctx context.Context, c *ent.Client, dealt map[string]dealings, ids []string) (map[string]accordView, error) {
	all := map[string]accordView{}
	for id, d := range dealt {
		all[id] = accordView{facts: pact.AccordFacts{Kind: pact.StatementAgreement, Worth: d.worth, Parted: d.parted}}
	}
	if err := first(coverDocuments(ctx, c, ids, pact.StatementAgreement, all), signedSoFar(ctx, c, ids, pact.StatementAgreement, all)); err != nil {
		return nil, err
	}
	signed, err := c.Agreement.Query().Where(agreement.RelationshipIDIn(ids...), agreement.KindEQ(pact.AccordAgreement),
		agreement.StateEQ(pact.AgreementInForce)).Select(agreement.FieldRelationshipID).All(ctx)
	for _, a := range signed {
		v := all[a.RelationshipID]
		v.facts.Signed = true
		all[a.RelationshipID] = v
	}
	for id, v := range all {
		v.facts.Words = len(v.texts) > 0
		all[id] = v
	}
	return all, err
}

func coverDocuments(ctx context.Context, c *ent.Client, ids []string, of pact.AgreementKind, all map[string]accordView) error {
	docs, err := c.Document.Query().Where(document.RelationshipIDIn(ids...), document.AudienceEQ(pact.Shared), document.KindIn(coveredKinds[of]...)).
		Order(ent.Asc(document.FieldID)).WithSections(func(q *ent.SectionQuery) { q.Order(ent.Asc(section.FieldPosition)) }).All(ctx)
	for _, kind := range coveredKinds[of] {
		for _, d := range docs {
			if v, ok := all[d.RelationshipID]; ok && d.Kind == kind {
				v.texts = append(v.texts, pact.Covered(sectionTexts(d.Edges.Sections))...)
				all[d.RelationshipID] = v
			}
		}
	}
	return err
}

// coverBehaviours adds what each side needs to see, in its own words.
func coverBehaviours(ctx context.Context, c *ent.Client, ids []string, all map[string]accordView) error {
	rows, err := c.TrustBehaviour.Query().Where(trustbehaviour.RelationshipIDIn(ids...)).Order(ent.Asc(trustbehaviour.FieldID)).WithReceiver().All(ctx)
	for _, row := range rows {
		if v, ok := all[row.RelationshipID]; ok && row.Edges.Receiver != nil {
			v.texts = append(v.texts, pact.BehaviourTexts(row.ID, row.Text, row.Seen, row.Edges.Receiver.Name)...)
			all[row.RelationshipID] = v
		}
	}
	return err
}

// coverCommitments adds the words and the terms of what both sides agreed to.
func coverCommitments(ctx context.Context, c *ent.Client, ids []string, all map[string]accordView) error {
	rows, err := c.Commitment.Query().Where(commitment.RelationshipIDIn(ids...), commitment.StateEQ(pact.Agreed)).Order(ent.Asc(commitment.FieldID)).
		WithDocument(func(q *ent.DocumentQuery) {
			q.WithSections(func(q *ent.SectionQuery) { q.Order(ent.Asc(section.FieldPosition)) })
		}).
		WithOwners(func(q *ent.ParticipantQuery) { q.WithUser() }).WithPromiser().WithOutcome().All(ctx)
	for _, row := range rows {
		v, ok := all[row.RelationshipID]
		if !ok || row.Edges.Document == nil {
			continue
		}
		words := sectionTexts(row.Edges.Document.Edges.Sections)
		v.texts = append(v.texts, words...)
		v.texts = append(v.texts, pact.TermsText(row.ID, termsInWords(row)))
		if pact.Digest(words) != row.Digest {
			v.facts.Reworded++
		}
		if side := row.Edges.Promiser; side != nil {
			if side.Bank == pact.Left {
				v.facts.LeftCommitments++
			} else {
				v.facts.RightCommitments++
			}
		}
		if len(row.Edges.Owners) == 0 {
			v.facts.Nameless++
		}
		if row.OutcomeID == nil {
			v.facts.Aimless++
		}
		all[row.RelationshipID] = v
	}
	return err
}

func termsInWords(c *ent.Commitment) pact.CommitmentTerms {
	t := pact.CommitmentTerms{Rhythm: c.Rhythm}
	if c.Edges.Promiser != nil {
		t.Promiser = c.Edges.Promiser.Name
	}
	if c.Due != nil {
		t.Due = *c.Due
	}
	if c.Edges.Outcome != nil {
		t.Outcome = c.Edges.Outcome.Title
	}
	for _, p := range inOrder(c.Edges.Owners, func(p *ent.Participant) string { return p.ID }) {
		if p.Edges.User != nil {
			t.Owners = append(t.Owners, p.Edges.User.Name)
		}
	}
	return t
}

// stressed says where both asked what could go wrong, and how much of it has no answer yet.
func stressed(ctx context.Context, c *ent.Client, ids []string, all map[string]accordView) error {
	asked, err := preMortems(ctx, c, ids)
	for id, waiting := range asked {
		v := all[id]
		v.facts.PreMortem, v.facts.Untreated = true, waiting
		all[id] = v
	}
	return err
}

// signedSoFar finds what is out for signature and what both signed last, and whether there is
// anything new to sign.
func signedSoFar(ctx context.Context, c *ent.Client, ids []string, of pact.AgreementKind, all map[string]accordView) error {
	rows, err := c.Agreement.Query().Where(agreement.RelationshipIDIn(ids...), agreement.KindEQ(of),
		agreement.StateNEQ(pact.AgreementWithdrawn)).Order(ent.Asc(agreement.FieldID)).All(ctx)
	for _, a := range rows {
		v := all[a.RelationshipID]
		if a.State == pact.AgreementProposed {
			v.proposed, v.facts.Proposed = a, true
		} else {
			v.inForce = a
		}
		all[a.RelationshipID] = v
	}
	for id, v := range all {
		v.facts.Changed = v.inForce == nil || v.inForce.Digest != v.digest()
		all[id] = v
	}
	return err
}

// takeCovered takes the documents that an agreement of a kind covers for the rest of the transaction, and gives
// their ids.
func takeCovered(ctx context.Context, tx *ent.Client, of pact.AgreementKind, relationship string) ([]string, error) {
	docs, err := tx.Document.Query().Where(document.RelationshipID(relationship), document.AudienceEQ(pact.Shared), document.KindIn(coveredKinds[of]...)).IDs(ctx)
	if err != nil {
		return nil, err
	}
	if of == pact.AccordAgreement {
		wordings, err := tx.Commitment.Query().Where(commitment.RelationshipID(relationship), commitment.StateEQ(pact.Agreed)).QueryDocument().IDs(ctx)
		if err != nil {
			return nil, err
		}
		docs = append(docs, wordings...)
	}
	slices.Sort(docs)
	for _, id := range docs { // one by one, in order: nobody waits crosswise
		if _, err := holdDocument(ctx, tx, id); err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// outNow has a document that is made while an accord is out for signature know of it.
func outNow(ctx context.Context, tx *ent.Client, doc *ent.Document) error {
	id, err := tx.Agreement.Query().Where(agreement.RelationshipID(doc.RelationshipID), agreement.KindEQ(pact.AccordAgreement), agreement.StateEQ(pact.AgreementProposed)).FirstID(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return found(doc.Update().SetProposalID(id).Exec(ctx))
}
