package gql

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"midspan/app/pact"
)

// says answers every request with the same words and counts them.
func says(answer string, asked *int) Send {
	return func(context.Context, []byte) ([]byte, error) {
		*asked++
		return []byte(answer), nil
	}
}

func TestARefusalComesAsTheProductsOwnError(t *testing.T) {
	var n int
	c := New(says(`{"data":{"node":null},"errors":[{"message":"Slow down.","path":["node"],"extensions":{"code":"LIMITED","retryAfter":30}}]}`, &n))
	_, err := People(t.Context(), c, "rel_1")
	e, ok := errors.AsType[*pact.Error](err)
	if !ok || e.Code != pact.Limited || e.RetryAfter != 30*time.Second || Words(err) != "Slow down." {
		t.Errorf("got %#v", err)
	}
}

func TestWhatCannotBeReadOrReachedStillHasWords(t *testing.T) {
	var n int
	_, err := Account(t.Context(), New(says("<html>502</html>", &n)))
	if pact.CodeOf(err) != pact.Internal || !strings.Contains(Words(err), "still here") {
		t.Errorf("got %v", err)
	}
	_, err = Account(t.Context(), Browser(nil))
	if !errors.Is(err, ErrOffline) || !strings.Contains(Words(err), "cannot be reached") {
		t.Errorf("got %v", err)
	}
}

func TestANodeOfAnotherTypeIsNotThere(t *testing.T) {
	var n int
	c := New(says(`{"data":{"viewer":null,"node":{"__typename":"User"}}}`, &n))
	got, err := People(t.Context(), c, "usr_1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Seen[*PeopleNodeRelationship](got.Node); pact.CodeOf(err) != pact.NotFound {
		t.Errorf("got %v", err)
	}
}

func TestThePageTakesAlongWhatTheServerRead(t *testing.T) {
	const answer = `{"data":{"viewer":{"user":{"id":"usr_1","name":"</script><b>Hanna"},"email":"h@alder.example","organizations":[]}}}`
	var server, browser int
	var record Recorder
	if _, err := Account(t.Context(), New(record.Record(says(answer, &server)))); err != nil {
		t.Fatal(err)
	}
	taken := record.JSON()
	if strings.Contains(string(taken), "<") {
		t.Errorf("this would end the script element: %s", taken)
	}
	c := New(First(taken, says(`{"data":{"viewer":null}}`, &browser)))
	first, err := Account(t.Context(), c)
	if err != nil || first.Viewer == nil || first.Viewer.User.Name != "</script><b>Hanna" || browser != 0 {
		t.Errorf("the first answer was not taken from the page: %+v %v, asked %d times", first, err, browser)
	}
	if again, err := Account(t.Context(), c); err != nil || again.Viewer != nil || browser != 1 {
		t.Errorf("the second answer was old: %+v %v, asked %d times", again, err, browser)
	}
}

func TestARefusedQueryIsNotTakenAlong(t *testing.T) {
	var n int
	var record Recorder
	_, _ = Account(t.Context(), New(record.Record(says(`{"data":null,"errors":[{"message":"no"}]}`, &n))))
	if string(record.JSON()) != "null" {
		t.Errorf("got %s", record.JSON())
	}
	c := New(First(record.JSON(), says(`{"data":{"viewer":null}}`, &n)))
	if _, err := Account(t.Context(), c); err != nil || n != 2 {
		t.Errorf("%v after %d", err, n)
	}
}

func TestWhatAFormLeavesOutIsNotSent(t *testing.T) {
	var sent map[string]any
	c := New(func(_ context.Context, request []byte) ([]byte, error) {
		var r struct {
			Variables struct{ Input map[string]any }
		}
		err := json.Unmarshal(request, &r)
		sent = r.Variables.Input
		return []byte(`{"data":{"createCommitment":{"commitment":{}},"updateCommitment":{"commitment":{}}}}`), err
	})
	_, err := CreateCommitment(t.Context(), c, CreateCommitmentInput{Relationship: "rel_1", Kind: pact.Mutual, Nature: pact.Support})
	if err != nil || len(sent) != 3 {
		t.Errorf("created with %v, %v", sent, err)
	}
	_, err = UpdateCommitment(t.Context(), c, UpdateCommitmentInput{Commitment: "com_1", Owners: []string{}})
	if due, there := sent["due"]; err != nil || !there || due != nil {
		t.Errorf("updated with %v, %v: an empty date has to clear the one before", sent, err)
	}
}
