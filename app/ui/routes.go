package ui

// routes are the addresses of the portal.
func routes() []route {
	return []route{
		{"/", newHome, true},
		{"/sign-in", newSignIn, true},
	}
}

// newHome is the portfolio of who is signed in, the front door of who is not.
func newHome(v Visit) Screen {
	return &signIn{Visit: v, Welcome: true}
}
