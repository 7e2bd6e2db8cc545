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
	}
}
