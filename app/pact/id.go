package pact

import "strings"

// Prefix names the type of a thing in its id: an id is a prefix and a UUIDv7 in hex, "doc_0193…".
type Prefix string

// The prefixes. One string everywhere: database keys, GraphQL, /sync and URLs.
const (
	UserID           Prefix = "usr_"
	OrganizationID   Prefix = "org_"
	MembershipID     Prefix = "mem_"
	SessionID        Prefix = "ses_"
	RelationshipID   Prefix = "rel_"
	SideID           Prefix = "sid_"
	SideProfileID    Prefix = "spr_"
	ParticipantID    Prefix = "par_"
	InvitationID     Prefix = "inv_"
	DocumentID       Prefix = "doc_"
	SectionID        Prefix = "sec_"
	DocumentUpdateID Prefix = "upd_"
	SnapshotID       Prefix = "snp_"
	RevisionID       Prefix = "rev_"
	OutcomeID        Prefix = "out_"
	CommitmentID     Prefix = "com_"
	ConfirmationID   Prefix = "cnf_"
	CommitmentStepID Prefix = "cst_"
	ConversationID   Prefix = "cnv_"
	JointActID       Prefix = "act_"
	RoundID          Prefix = "rnd_"
	AnswerID         Prefix = "ans_"
	PooledAnswerID   Prefix = "poo_"
	MarkID           Prefix = "mrk_"
	NeedID           Prefix = "ned_"
	WaypointID       Prefix = "wpt_"
	CorrectionID     Prefix = "cor_"
	RiskID           Prefix = "rsk_"
	AgreementID      Prefix = "agr_"
	SignatureID      Prefix = "sig_"
	TrustBehaviourID Prefix = "trb_"
	LookbackID       Prefix = "lbk_"
	SafeguardID      Prefix = "sfg_"
	TopicID          Prefix = "tpc_"
	PairingID        Prefix = "pai_"
	FocusItemID      Prefix = "fit_"
	LearningID       Prefix = "lrn_"
	RiskVoteID       Prefix = "vot_"
	WinID            Prefix = "win_"
	MilestoneID      Prefix = "mil_"
	BenefitID        Prefix = "ben_"
	StanceID         Prefix = "stn_"
	PublicationID    Prefix = "pub_"
	ReadingID        Prefix = "rdg_"
	EventID          Prefix = "evt_"
	IdempotencyKeyID Prefix = "idk_"
	ClientBindingID  Prefix = "cbd_"
	APITokenID       Prefix = "tok_"
	PasswordResetID  Prefix = "rst_"
	SigningKeyID     Prefix = "key_"
)

// idHex is the length of the hex part of an id.
const idHex = 32

// PrefixOf gives the prefix of a well-formed id, "" for anything else.
func PrefixOf(id string) Prefix {
	if len(id) != 4+idHex || id[3] != '_' {
		return ""
	}
	if strings.Trim(id[4:], "0123456789abcdef") != "" {
		return ""
	}
	return Prefix(id[:4])
}

// Is says whether id is well-formed and of this type.
func (p Prefix) Is(id string) bool { return PrefixOf(id) == p }
