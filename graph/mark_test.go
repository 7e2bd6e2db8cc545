package graph_test

import "testing"

func TestMarksArePutOnTheWordsOfBoth(t *testing.T) {
	both(t, func(t *testing.T, w *world, us, them string) {
		const mark = `mutation($r: ID!, $k: MarkKind!, $s: [SpanInput!]!) { createMark(input: {round: $r, key: "origin", kind: $k, name: "The forecast", spans: $s}) { mark { id spans { source from to } } } }`
		r := w.asks(us+" owner", "FIRST_QUESTIONS", nil)
		var sources []any
		for _, who := range []string{us + " owner", them + " owner"} {
			w.says(who, r, "origin", "📞 late")
			sources = append(sources, dig(w.hands(who, r), "submitAnswer.answer.id"))
		}
		spans := []any{vars{"source": sources[0], "from": 3, "to": 7}, vars{"source": sources[1], "from": 0, "to": 7}}
		w.refused(us+" owner", "CONFLICT", mark, vars{"r": r, "k": "ALIKE", "s": []any{}})
		w.must(us+" owner", open, vars{"r": r})
		w.refused(us+" owner", "BAD_USER_INPUT", mark, vars{"r": r, "k": "ALIKE", "s": spans[:1]})
		w.refused("adviser", "FORBIDDEN", mark, vars{"r": r, "k": "ALIKE", "s": spans})
		w.refused("outsider", "NOT_FOUND", mark, vars{"r": r, "k": "ALIKE", "s": spans})
		made := dig(w.must(us+" owner", mark, vars{"r": r, "k": "ALIKE", "s": spans}), "createMark.mark.id")
		w.refused("adviser", "FORBIDDEN", `mutation($m: ID!) { deleteMark(input: {mark: $m}) { deleted } }`, vars{"m": made})
		w.must(them+" member", `mutation($m: ID!) { deleteMark(input: {mark: $m}) { deleted } }`, vars{"m": made})
	})
}
