package graph_test

import (
	"strings"
	"sync"
	"testing"

	"midspan/app/pact"
	"midspan/ent/conversation"
	"midspan/ent/section"
	"midspan/ent/viewer"
)

const (
	slip   = `mutation($com: ID!, $id: String) { slipCommitment(input: {commitment: $com, clientMutationId: $id}) { commitment { id state } conversation { id kind state document { id kind conversation { id } sections { key prompt } } } } }`
	talkOf = `query($cnv: ID!) { node(id: $cnv) { ... on Conversation { state ending due closedAt author { name } commitment { id state } document { digest } confirmations(last: 5) { totalCount edges { node { digest fromSide { bank } } } } } } }`
	leave  = `mutation($cnv: ID!, $ending: ConversationEnding!, $due: Date, $digest: String!) { confirmConversation(input: {conversation: $cnv, ending: $ending, due: $due, digest: $digest}) { conversation { state ending due commitment { state due digest } } } }`
)

// slipped gives the talk about a promise that slipped.
func (w *world) slipped(who, com string) string {
	w.t.Helper()
	return dig(w.must(who, slip, vars{"com": com}), "slipCommitment.conversation.id").(string)
}

// learns writes into the talk what has to stand in it; the rooms have their own stories.
func (w *world) learns(cnv string, keys ...string) (digest string) {
	w.t.Helper()
	system := viewer.System(w.t.Context(), "test")
	doc := w.client.Conversation.Query().Where(conversation.ID(cnv)).OnlyX(system).DocumentID
	for _, key := range keys {
		w.client.Section.Update().Where(section.DocumentID(doc), section.Key(key)).SetText("said of " + key).ExecX(system)
	}
	return dig(w.must("adviser", talkOf, vars{"cnv": cnv}), "node.document.digest").(string)
}

func TestASlipOpensATalkAndClosesUpward(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		com, words := w.agreed(us+" owner", them+" owner")
		for who, code := range map[string]string{us + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, slip, vars{"com": com})
		}
		w.must(us+" owner", report, vars{"com": com})
		var mu sync.Mutex
		var all sync.WaitGroup
		talks := map[any]bool{}
		for _, who := range []string{us + " owner", them + " member"} { // whoever says so second finds the talk
			all.Go(func() {
				got := w.ask(who, slip, vars{"com": com})
				mu.Lock()
				defer mu.Unlock()
				talks[dig(got.data, "slipCommitment.conversation.id")] = true
			})
		}
		all.Wait()
		cnv := w.slipped(them+" owner", com)
		if len(talks) != 1 || !talks[cnv] {
			t.Fatalf("the talks are %v and %s", talks, cnv)
		}
		if got := w.life(us+" observer", com); dig(got, "state") != "SLIPPED" || dig(got, "reportedAt") != nil || dig(got, "conversations.totalCount") != 1.0 {
			t.Fatalf("slipped, it is %v", got)
		}
		w.refused(us+" owner", "CONFLICT", confirm, vars{"com": com, "digest": words})
		w.refused(them+" owner", "CONFLICT", release, vars{"com": com})

		digest := w.learns(cnv)
		v := vars{"cnv": cnv, "ending": "RENEWED", "due": "2998-02-01", "digest": digest}
		if a := w.refused(us+" owner", "CONFLICT", leave, v); a.state != pact.LearnedKey {
			t.Errorf("nothing was learned, and it says %s", a.raw)
		}
		w.learns(cnv, pact.LearnedKey)
		if a := w.refused(us+" owner", "CONFLICT", leave, v); a.state != pact.BetterKey {
			t.Errorf("nothing becomes better, and it says %s", a.raw)
		}
		fresh := w.learns(cnv, pact.BetterKey)
		w.refused(us+" owner", "CONFLICT", leave, v) // other words than those on the screen
		v["digest"] = fresh
		w.refused(us+" owner", "BAD_USER_INPUT", leave, vars{"cnv": cnv, "ending": "RENEWED", "digest": fresh})
		for who, code := range map[string]string{us + " observer": "FORBIDDEN", "adviser": "FORBIDDEN", "outsider": "NOT_FOUND", "nobody": "UNAUTHENTICATED"} {
			w.refused(who, code, leave, v)
		}
		w.must(us+" owner", leave, vars{"cnv": cnv, "ending": "RELEASED", "digest": fresh})
		w.must(them+" member", leave, v) // another ending: what was said of the first does not count
		if got := w.must("adviser", talkOf, vars{"cnv": cnv}); dig(got, "node.state") != "OPEN" || dig(got, "node.ending") != "RENEWED" || dig(got, "node.confirmations.totalCount") != 1.0 {
			t.Fatalf("two ways to leave it closed it: %v", got)
		}
		next := `query($rel: ID!) { node(id: $rel) { ... on Relationship { nextStep { path } } } }`
		for who, waits := range map[string]bool{us + " owner": true, them + " owner": false} { // whose word was last waits for nothing
			if path := dig(w.must(who, next, vars{"rel": w.rel}), "node.nextStep.path"); strings.Contains(path.(string), cnv) != waits {
				t.Errorf("%s is led to %s", who, path)
			}
		}
		done := w.must(us+" member", leave, v)
		if dig(done, "confirmConversation.conversation.state") != "CLOSED" || dig(done, "confirmConversation.conversation.commitment.state") != "AGREED" ||
			dig(done, "confirmConversation.conversation.commitment.due") != "2998-02-01" || dig(done, "confirmConversation.conversation.commitment.digest") != words {
			t.Fatalf("renewed, it is %v", done)
		}
		w.refused(them+" owner", "CONFLICT", leave, v)
		if told := w.whats("adviser"); strings.Count(told, "conversation.opened") != 1 || strings.Count(told, "conversation.confirmed") != 3 || strings.Count(told, "conversation.closed") != 1 || strings.Count(told, "commitment.slipped") != 1 {
			t.Errorf("told: %s", told)
		}
		if is := w.kinds(com); is != "REPORTED SLIPPED RENEWED" {
			t.Errorf("its life is %s", is)
		}
	})
}

func TestHowATalkMayEnd(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		for ending, state := range map[string]string{"CHANGED": "DRAFT", "RELEASED": "RELEASED", "KEPT": "KEPT"} {
			com, words := w.agreed(us+" owner", them+" owner")
			cnv := w.slipped(us+" member", com)
			v := vars{"cnv": cnv, "ending": ending, "digest": w.learns(cnv, pact.LearnedKey, pact.BetterKey)}
			w.must(them+" owner", leave, v)
			w.must(us+" owner", leave, v)
			got := w.life("adviser", com)
			if dig(got, "state") != state {
				t.Errorf("%s: %v", ending, got)
			}
			kept := 0
			for _, e := range dig(got, "confirmations.edges").([]any) {
				if dig(e, "node.kind") == "KEPT" {
					kept++
					if dig(e, "node.fromSide.bank") != strings.ToUpper(them) || dig(e, "node.digest") != words {
						t.Errorf("kept by the word of %v", e)
					}
				}
			}
			if (kept == 1) != (ending == "KEPT") {
				t.Errorf("%s: %d words that it was kept", ending, kept)
			}
			if ending == "CHANGED" && dig(got, "digest") != "" {
				t.Errorf("a draft has agreed words: %v", got)
			}
		}
	})
}
