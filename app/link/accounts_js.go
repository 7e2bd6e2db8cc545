package link

import "syscall/js"

// Forget wipes all that this device holds of a person: they signed out.
func Forget(user string) error {
	_, err := await(browser(), "forget", user)
	return err
}

// Unsent tells how many changes of a person this device holds that the server has
// not stored.
func Unsent(user string) int { return len(unsentDocuments(user)) }

// unsentDocuments are the documents of unsent changes, once for each change.
func unsentDocuments(user string) (documents []string) {
	list, err := await(browser(), "unsent", user)
	if err != nil {
		return nil
	}
	for i := range list.Length() {
		documents = append(documents, list.Index(i).String())
	}
	return documents
}

// Deliver sends what a person wrote here and what no tab is sending: of documents that
// may never be opened again. returned is told of words, by section, that a document does not
// take any more, and is the last to have them.
func Deliver(user string, returned func(unsent map[string][]string)) {
	sent := map[string]bool{}
	for _, document := range unsentDocuments(user) {
		if !sent[document] {
			sent[document] = true
			Open(user, document).deliver(returned)
		}
	}
}

// hearTabs passes on what other tabs tell.
func hearTabs() {
	browser().Call("hear", js.FuncOf(func(_ js.Value, args []js.Value) any {
		go tellHere(Account{args[0].String(), args[1].Bool()})
		return nil
	}))
}
