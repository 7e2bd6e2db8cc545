//go:build !bootstrap

package rule

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"

	"midspan/app/pact"
	gen "midspan/ent"
	"midspan/ent/apitoken"
	"midspan/ent/confirmation"
	"midspan/ent/event"
	"midspan/ent/idempotencykey"
	"midspan/ent/membership"
	"midspan/ent/organization"
	"midspan/ent/participant"
	"midspan/ent/pooledanswer"
	entrelationship "midspan/ent/relationship"
	"midspan/ent/session"
	"midspan/ent/side"
	"midspan/ent/trustbehaviour"
	"midspan/ent/user"
	"midspan/ent/viewer"
)

// rules is the whole table. Accounts, sides and participants are made by the system alone, at the
// few places that docs/architecture.md names: sign-up, founding a relationship, accepting.
var rules = map[Noun]rule{
	"user":             {see: acquainted, change: own(user.FieldID)},
	"organization":     {see: houseOrBank},
	"membership":       {see: sameHouse},
	"session":          {see: own(session.FieldUserID), change: own(session.FieldUserID)},
	"apitoken":         {see: own(apitoken.FieldUserID), create: createOwn(apitoken.FieldUserID), change: own(apitoken.FieldUserID)},
	"passwordreset":    {},
	"signingkey":       {},
	"relationship":     {see: inRelationship(entrelationship.FieldID), change: inRelationship(entrelationship.FieldID, pact.Writers(pact.Shared)...)},
	"side":             {see: inRelationship(side.FieldRelationshipID)},
	"participant":      {see: inRelationship(participant.FieldRelationshipID), change: managed},
	"sideprofile":      {see: room, create: createInRoom(), change: writable},
	"invitation":       {see: room, create: createInRoom(pact.Deciders()...), change: inSide(ofSide, pact.Deciders()...)},
	"document":         {see: all(room, unsealed), create: createInRoom(), change: all(open, unsealed), remove: ownNotes},
	"outcome":          {see: room, create: createInRoom(), change: writable},
	"commitment":       {see: room, create: createInRoom(), change: writable},
	"confirmation":     {see: all(room, ofConversation, ofCause), create: createOwnWord, remove: writable},
	"commitmentstep":   {see: room, create: createInRoom()},
	"conversation":     {see: all(room, unsealed), create: createInRoom(), change: all(writable, unsealed)},
	"jointact":         {see: room, create: createInRoom(pact.Deciders()...), change: inRelationship(relationship, pact.Deciders()...)},
	"round":            {see: all(room, unsealed), create: createInRoom(), change: all(inRelationship(relationship, pact.Writers(pact.Shared)...), unsealed)},
	"answer":           {see: all(opened, ofTalk), change: all(writable, ofTalk)},
	"pooledanswer":     {see: all(inRelationship(pooledanswer.FieldRelationshipID), ofTalk)},
	"mark":             {see: all(room, ofTalk), create: createInRoom(), remove: all(writable, ofTalk)},
	"need":             {see: room, create: createInRoom(), change: writable},
	"waypoint":         {see: room, create: createInRoom(), change: writable},
	"coursecorrection": {see: room, create: createInRoom()},
	"win":              {see: room, create: createInRoom(), change: writable},
	"milestone":        {see: room, create: createInRoom(), change: writable},
	"benefit":          {see: room, create: createInRoom(), change: ownOrBoths, remove: ownKept},
	"agreement":        {see: room, create: createInRoom(), change: inRelationship(relationship, pact.Writers(pact.Shared)...)},
	"signature":        {see: room, create: createInRoom(pact.Signers()...)},
	"trustbehaviour":   {see: room, create: createInRoom(), change: writable, remove: inSide(trustbehaviour.FieldReceiverSideID, pact.Writers(pact.Shared)...)},
	"lookback":         {see: all(room, unsealed), create: createInRoom(), change: all(writable, unsealed)},
	"safeguard":        {see: all(room, ofLookback), create: createInRoom(), change: all(writable, ofLookback), remove: all(writable, ofLookback)},
	"topic":            {see: room, create: createInRoom(), remove: writable},
	"pairing":          {see: room, create: createInRoom(), change: writable, remove: writable},
	"focusitem":        {see: room, create: createInRoom(), change: writable},
	"learning":         {see: room, create: createInRoom(), remove: writable},
	"risk":             {see: room, create: createInRoom(), change: writable, remove: writable},
	"riskvote":         {see: room, create: createBallot, remove: writable},
	"publication":      {see: room},
	"reading":          {see: ofHouse, create: createReading},
	"stance":           {see: room, create: createInRoom(), change: all(own(author), room)},
	"event":            {see: all(ownStreams, afterRestart)},
	"stream":           {},
	"idempotencykey":   {see: own(idempotencykey.FieldUserID), create: createOwn(idempotencykey.FieldUserID)},

	"section":          {see: inDocument(all(room, unsealed)), create: createInDocument, change: inDocument(all(writable, unsealed))},
	"documentlog":      {see: inDocument(all(room, unsealed)), create: createInDocument},
	"documentsnapshot": {see: inDocument(all(room, unsealed)), create: createInDocument},
	"revision":         {see: inDocument(all(room, unsealed)), create: createInDocument},
	"clientbinding":    {see: inDocument(all(room, unsealed)), create: createInDocument},
}

// acquainted holds for the viewer, for everyone they share a relationship with, then or now, and
// for the members of their own organisations.
func acquainted(me string, s *sql.Selector) *sql.Predicate {
	p := sql.Table(participant.Table).As("met")
	met := sql.Select(p.C(participant.FieldID)).From(p).Where(sql.And(
		sql.ColumnsEQ(p.C(participant.FieldUserID), s.C(user.FieldID)),
		standing(me, participant.FieldRelationshipID, p.C(participant.FieldRelationshipID)),
	))
	m := sql.Table(membership.Table).As("peers")
	peers := sql.Select(m.C(membership.FieldID)).From(m).Where(sql.And(
		sql.ColumnsEQ(m.C(membership.FieldUserID), s.C(user.FieldID)),
		sql.In(m.C(membership.FieldOrganizationID), houses(me)),
	))
	return sql.Or(own(user.FieldID)(me, s), sql.Exists(met), sql.Exists(peers))
}

// houseOrBank holds for the viewer's organisations and those at the other end of their bridges.
func houseOrBank(me string, s *sql.Selector) *sql.Predicate {
	t := sql.Table(side.Table).As("banks")
	id := s.C(organization.FieldID)
	banks := sql.Select(t.C(side.FieldID)).From(t).Where(sql.And(
		sql.ColumnsEQ(t.C(side.FieldOrganizationID), id),
		standing(me, participant.FieldRelationshipID, t.C(side.FieldRelationshipID)),
	))
	return sql.Or(sql.In(id, houses(me)), sql.Exists(banks))
}

func sameHouse(me string, s *sql.Selector) *sql.Predicate {
	return sql.In(s.C(membership.FieldOrganizationID), houses(me))
}

// managed holds for the people of the viewer's own side, and the advisers of both, when the viewer
// is an owner.
func managed(me string, s *sql.Selector) *sql.Predicate {
	return sql.Or(
		inSide(participant.FieldSideID, pact.Deciders()...)(me, s),
		sql.And(
			sql.IsNull(s.C(participant.FieldSideID)),
			inRelationship(participant.FieldRelationshipID, pact.Deciders()...)(me, s),
		),
	)
}

// ownStreams holds for the events of the relationships, the sides and the person of the viewer.
func ownStreams(me string, s *sql.Selector) *sql.Predicate {
	return sql.Or(
		own(event.FieldStream)(me, s),
		inRelationship(event.FieldStream)(me, s),
		inSide(event.FieldStream)(me, s),
	)
}

// createOwnWord lets a confirmer speak, and only for their own side.
func createOwnWord(ctx context.Context, v viewer.Viewer, c *gen.Client, m ent.Mutation) error {
	if err := createInRoom()(ctx, v, c, m); err != nil {
		return err
	}
	ok, err := c.Participant.Query().Where(
		participant.UserID(v.User),
		participant.SideID(text(m, confirmation.FieldFromSideID)),
		participant.RemovedAtIsNil(),
		participant.RoleIn(pact.Confirmers()...),
	).Exist(ctx)
	if err == nil && !ok {
		err = pact.Refuse(pact.Forbidden, "Each side speaks for itself. Nothing was changed.")
	}
	return err
}

// createOwn lets the viewer make rows of their own.
func createOwn(column string) func(context.Context, viewer.Viewer, *gen.Client, ent.Mutation) error {
	return func(_ context.Context, v viewer.Viewer, _ *gen.Client, m ent.Mutation) error {
		if text(m, column) != v.User {
			return pact.Unseen()
		}
		return nil
	}
}
