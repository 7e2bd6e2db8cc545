package ui

// routes are the addresses of the portal.
func routes() []route {
	return []route{
		{"/", newHome, true},
		{"/sign-in", newSignIn, true},
		{"/sign-up", newSignUp, true},
		{"/join/{token}", newJoin, false},
		{"/new", newNew, false},
		{"/account", newAccount, false},
		{"/r/{rel}", newOverview, false},
		{"/r/{rel}/vision", newVision, false},
		{"/r/{rel}/notes", newNotes, false},
		{"/r/{rel}/notes/{doc}", newNote, false},
		{"/r/{rel}/commitments", newCommitments, false},
		{"/r/{rel}/commitments/{com}", newCommitment, false},
		{"/r/{rel}/conversations/{cnv}", newConversation, false},
		{"/r/{rel}/talks", newTalks, false},
		{"/r/{rel}/talks/{rnd}", newTalk, false},
		{"/r/{rel}/talks/{rnd}/meet", newMeet, false},
		{"/r/{rel}/parting", newPartWell, false},
		{"/r/{rel}/people", newPeople, false},
		{"/r/{rel}/invite", newInvite, false},
		{"/r/{rel}/why", newWhy, false},
		{"/r/{rel}/outcome", newOutcome, false},
		{"/r/{rel}/needs", newNeeds, false},
		{"/r/{rel}/path", newPath, false},
		{"/r/{rel}/focus", newFocus, false},
		{"/r/{rel}/focus/{fit}", newMeeting, false},
		{"/r/{rel}/wins", newWins, false},
		{"/r/{rel}/milestones", newMilestones, false},
		{"/r/{rel}/benefits", newBenefits, false},
		{"/r/{rel}/doubts", newDoubts, false},
		{"/r/{rel}/accord", newAccord, false},
		{"/r/{rel}/trust", newTrust, false},
		{"/r/{rel}/looking-back", newLookback, false},
		{"/r/{rel}/restart", newRestart, false},
		{"/r/{rel}/statement", newStatement, false},
		{"/r/{rel}/risks", newRisks, false},
		{"/r/{rel}/risks/{rnd}", newRisks, false},
		{"/r/{rel}/activity", newActivity, false},
		{"/r/{rel}/more", newMore, false},
	}
}

// Addresses are the patterns of the portal's addresses.
func Addresses() []string {
	var all []string
	for _, r := range routes() {
		all = append(all, r.pattern)
	}
	return all
}
