package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"midspan/app/pact"
	"midspan/ent"
	"midspan/ent/agreement"
	"midspan/ent/answer"
	"midspan/ent/benefit"
	"midspan/ent/commitment"
	"midspan/ent/commitmentstep"
	"midspan/ent/confirmation"
	"midspan/ent/conversation"
	"midspan/ent/coursecorrection"
	"midspan/ent/document"
	"midspan/ent/focusitem"
	"midspan/ent/invitation"
	"midspan/ent/jointact"
	"midspan/ent/learning"
	"midspan/ent/lookback"
	"midspan/ent/mark"
	"midspan/ent/milestone"
	"midspan/ent/need"
	"midspan/ent/organization"
	"midspan/ent/outcome"
	"midspan/ent/pairing"
	"midspan/ent/participant"
	"midspan/ent/pooledanswer"
	"midspan/ent/publication"
	"midspan/ent/reading"
	"midspan/ent/relationship"
	"midspan/ent/revision"
	"midspan/ent/risk"
	"midspan/ent/round"
	"midspan/ent/safeguard"
	"midspan/ent/section"
	"midspan/ent/side"
	"midspan/ent/sideprofile"
	"midspan/ent/signature"
	"midspan/ent/stance"
	"midspan/ent/topic"
	"midspan/ent/trustbehaviour"
	"midspan/ent/user"
	"midspan/ent/waypoint"
	"midspan/ent/win"
)

// tables says where the things of the graph are kept, by the prefix of their ids.
var tables = map[pact.Prefix]string{
	pact.UserID:           user.Table,
	pact.OrganizationID:   organization.Table,
	pact.RelationshipID:   relationship.Table,
	pact.SideID:           side.Table,
	pact.SideProfileID:    sideprofile.Table,
	pact.ParticipantID:    participant.Table,
	pact.InvitationID:     invitation.Table,
	pact.DocumentID:       document.Table,
	pact.SectionID:        section.Table,
	pact.RevisionID:       revision.Table,
	pact.OutcomeID:        outcome.Table,
	pact.CommitmentID:     commitment.Table,
	pact.ConfirmationID:   confirmation.Table,
	pact.JointActID:       jointact.Table,
	pact.RoundID:          round.Table,
	pact.StanceID:         stance.Table,
	pact.PublicationID:    publication.Table,
	pact.ReadingID:        reading.Table,
	pact.AnswerID:         answer.Table,
	pact.PooledAnswerID:   pooledanswer.Table,
	pact.MarkID:           mark.Table,
	pact.NeedID:           need.Table,
	pact.WaypointID:       waypoint.Table,
	pact.CorrectionID:     coursecorrection.Table,
	pact.RiskID:           risk.Table,
	pact.AgreementID:      agreement.Table,
	pact.SignatureID:      signature.Table,
	pact.TrustBehaviourID: trustbehaviour.Table,
	pact.LookbackID:       lookback.Table,
	pact.SafeguardID:      safeguard.Table,
	pact.TopicID:          topic.Table,
	pact.PairingID:        pairing.Table,
	pact.FocusItemID:      focusitem.Table,
	pact.LearningID:       learning.Table,
	pact.WinID:            win.Table,
	pact.MilestoneID:      milestone.Table,
	pact.BenefitID:        benefit.Table,
	pact.CommitmentStepID: commitmentstep.Table,
	pact.ConversationID:   conversation.Table,
}

func tableOf(_ context.Context, id string) (string, error) {
	if t, ok := tables[pact.PrefixOf(id)]; ok {
		return t, nil
	}
	return "", pact.Unseen()
}

// node gives a thing by its id, whatever its type; absent and unseen are one.
func (r *Resolver) node(ctx context.Context, id string) (ent.Noder, error) {
	if _, err := asker(ctx); err != nil {
		return nil, err
	}
	n, err := r.Client.Noder(ctx, id, ent.WithNodeType(tableOf))
	return n, found(err)
}

// nodes gives things by their ids, with an error at the place of each that is not there.
func (r *Resolver) nodes(ctx context.Context, ids []string) ([]ent.Noder, error) {
	if len(ids) != 1 {
		if _, err := asker(ctx); err != nil {
			return nil, err
		}
		return r.Client.Noders(ctx, ids, ent.WithNodeType(tableOf))
	}
	n, err := r.node(ctx, ids[0])
	if pact.CodeOf(err) == pact.NotFound {
		graphql.AddError(graphql.WithPathContext(ctx, graphql.NewPathWithIndex(0)), err)
		return []ent.Noder{nil}, nil
	}
	return []ent.Noder{n}, err
}

// present loads those of some things that the viewer may see, one query a type.
func (r *Resolver) present(ctx context.Context, ids []string) (map[string]ent.Noder, error) {
	byTable := map[string][]string{}
	for _, id := range ids {
		if t, ok := tables[pact.PrefixOf(id)]; ok {
			byTable[t] = append(byTable[t], id)
		}
	}
	all := map[string]ent.Noder{}
	for table, ids := range byTable {
		// The fields of the operation say nothing of these rows, so it is left out of the context:
		// whole rows are loaded, and no error is put at a place of the answer.
		things, err := r.Client.Present(ctx, table, ids)
		if err != nil {
			return nil, err
		}
		for i, t := range things {
			if t != nil {
				all[ids[i]] = t
			}
		}
	}
	return all, nil
}
