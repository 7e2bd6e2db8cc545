package pact

import "slices"

// Writers lists the roles that may write in a room. Advisers and observers read what is shared
// and decide nothing; what is mine I write whatever my role.
func Writers(room Audience) []Role {
	switch room {
	case Shared:
		return []Role{Owner, Sponsor, Member}
	case OurSide:
		return []Role{Owner, Sponsor, Member, Observer}
	case Author:
		return Role("").roles()
	}
	return nil
}

// Deciders lists the roles that bind a side: invite, name, turn a key.
func Deciders() []Role { return []Role{Owner} }

// Confirmers lists the roles that may speak for a side about wording and keeping.
func Confirmers() []Role { return []Role{Owner, Sponsor, Member} }

func (v Role) roles() []Role {
	var roles []Role
	for _, r := range v.all() {
		roles = append(roles, Role(r))
	}
	return roles
}

// MayWrite says whether a role may write in a room, and in one sentence why not.
func MayWrite(r Role, room Audience) error {
	if slices.Contains(Writers(room), r) {
		return nil
	}
	return Refuse(Forbidden, "You read here as %s. Writing in this room belongs to the people of the two sides.", r.Word())
}

// MayDecide says whether a role may bind its side.
func MayDecide(r Role) error {
	if slices.Contains(Deciders(), r) {
		return nil
	}
	return Refuse(Forbidden, "This binds your side, so an owner of your side has to do it. Nothing was changed.")
}

// Word is the role as people say it.
func (v Role) Word() string {
	switch v {
	case Owner:
		return "owner"
	case Sponsor:
		return "sponsor"
	case Member:
		return "member"
	case Observer:
		return "observer"
	case Adviser:
		return "adviser"
	}
	return "guest"
}
