package demo

import (
	"midspan/app/pact"
)

// The people of the demo, by the numbers of their ids.
const (
	hanna = 1 + iota
	mette
	jonas
	tomas
	clara
	ines
	samir
	ruth
)

// The organisations, and the banks they stand on.
const (
	alder = 1 + iota
	quay
	third
	oak
)

var organizations = map[int]string{alder: "Alder Foods", quay: "Quay Logistics", third: "Third View", oak: "Oak & Iron"}

type person struct {
	number            int
	name, email, zone string
	house             int
	standing          pact.Standing
}

var persons = []person{
	{hanna, "Hanna Lund", "owner@alder.example", "Europe/Copenhagen", alder, pact.OrganizationAdmin},
	{mette, "Mette Krag", "sponsor@alder.example", "Europe/Copenhagen", alder, pact.OrganizationMember},
	{jonas, "Jonas Friis", "member@alder.example", "Europe/Copenhagen", alder, pact.OrganizationMember},
	{tomas, "Tomás Reis", "owner@quay.example", "Europe/Lisbon", quay, pact.OrganizationAdmin},
	{clara, "Clara Nunes", "sponsor@quay.example", "Europe/Lisbon", quay, pact.OrganizationMember},
	{ines, "Ines Duarte", "member@quay.example", "Europe/Lisbon", quay, pact.OrganizationMember},
	{samir, "Samir Haddad", "adviser@third.example", "Europe/Brussels", third, pact.OrganizationAdmin},
	{ruth, "Ruth Oakes", "owner@oak.example", "Europe/London", oak, pact.OrganizationAdmin},
}

// houseOf gives the organisation of somebody.
func houseOf(number int) int { return persons[number-1].house }

func user(number int) string { return ID(pact.UserID, number) }

func (b *builder) people() {
	for _, number := range []int{alder, quay, third, oak} {
		b.add("organization", b.tx.Organization.Create().SetID(ID(pact.OrganizationID, number)).
			SetName(organizations[number]).SetCreatedAt(b.ago(60, 0)))
	}
	for _, p := range persons {
		b.add("user", b.tx.User.Create().SetID(user(p.number)).SetName(p.name).SetEmail(p.email).
			SetZone(p.zone).SetPasswordHash(b.hash).SetCreatedAt(b.ago(40, 0)))
		b.add("membership", b.tx.Membership.Create().SetID(ID(pact.MembershipID, p.number)).SetUserID(user(p.number)).
			SetOrganizationID(ID(pact.OrganizationID, p.house)).SetStanding(p.standing).SetCreatedAt(b.ago(40, 0)))
	}
}
