package pact

// WinTerms are what a confirmation of a win is about. Of is the side whose win it is, "" when it is both's.
type WinTerms struct {
	Text, Of, Outcome, Learning string
	Due                         Date
	By                          Voice
}

// WinDigest covers what is on the screen when a win is confirmed.
func WinDigest(id string, t WinTerms) string {
	return fields(id, [2]string{"text", t.Text}, [2]string{"due", string(t.Due)}, [2]string{"of", t.Of},
		[2]string{"outcome", t.Outcome}, [2]string{"learning", t.Learning}, [2]string{"by", t.By.Person})
}

// ServesOutcome refuses a win that serves no outcome where there is one to serve.
func ServesOutcome(outcome string, outcomes int) error {
	if outcome == "" && outcomes > 0 {
		return Invalid("outcome", "It is not said yet what this is for. Nothing was changed; choose the outcome it serves.")
	}
	return nil
}
