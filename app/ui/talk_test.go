package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"midspan/app/gql"
	"midspan/app/pact"
	"midspan/app/ytext"
)

const (
	oneHas   = "We send the forecast on Friday, when nobody can act on it.\nAnd then we go quiet 🌙."
	otherHas = "It reaches us after the weekend is planned."
)

// aTalk is one of the first two questions, as somebody on a bank sees it.
func aTalk(bank pact.Bank, role pact.Role, state pact.RoundState) *talk {
	head := aRelation(role, bank)
	line := gql.RoundLine{
		Id: "rnd_1", Kind: pact.FirstQuestions, State: state, Answering: pact.BySide, Naming: pact.Named, Title: "The first two questions",
		ShowsReady: true, ClosedAt: noon, RevealedAt: noon.Add(time.Hour),
	}
	ready, writes := true, false
	for _, s := range head.Sides {
		b := gql.RoundLineBanksRoundBank{Side: s.SideLine, Ready: &writes}
		if s.Bank == pact.Right {
			b.Ready = &ready
		}
		line.Banks = append(line.Banks, b)
	}
	data := &gql.OneRoundNodeRound{
		RoundLine: line,
		Questions: []gql.OneRoundNodeRoundQuestionsQuestion{{Key: "origin", Text: "How did this begin?"}, {Key: "achieved", Text: "What have we achieved?"}},
	}
	data.Relationship.RelationshipHead = head
	if head.Me.Side != nil {
		data.Own = &gql.OneRoundNodeRoundOwnAnswer{
			AnswerBody: gql.AnswerBody{Id: "ans_own", Side: *head.Me.Side},
			Document:   &gql.DocumentBody{Id: "doc_1", Kind: pact.AnswerDocument, Audience: pact.OurSide, Sections: []gql.DocumentBodySectionsSection{{Id: "sec_1", Key: "origin", Prompt: "How did this begin?"}}},
		}
	}
	return &talk{Visit: Visit{Viewer: &Viewer{ID: "usr_1", Name: "Somebody"}, Now: noon.Add(26 * time.Hour)}, Data: data}
}

// answered adds what both sides said.
func (t *talk) answered() *talk {
	for i, text := range []string{oneHas, otherHas} {
		body := gql.AnswerBody{Id: []string{"ans_l", "ans_r"}[i], Side: t.Data.Relationship.Sides[i].SideLine, SubmittedAt: noon}
		body.Texts = []gql.AnswerBodyTextsAnswerText{{Key: "origin", Text: text}}
		t.Data.Answers.Edges = append(t.Data.Answers.Edges, gql.OneRoundNodeRoundAnswersAnswerConnectionEdgesAnswerEdge{Node: body})
	}
	return t
}

func TestWhoIsAskedReadsWhoWillReadItAndWhen(t *testing.T) {
	for bank, them := range map[pact.Bank]string{pact.Left: "Quay Logistics", pact.Right: "Alder Foods"} {
		page := app.HTMLString(aTalk(bank, pact.Owner, pact.RoundOpen).Render())
		holds(t, page, them+" sees nothing of this until both are in, and neither can change a word afterwards.",
			"Our side", "We are ready", "Quay Logistics is ready", "Alder Foods still writes", "Take these questions back")
	}
	page := app.HTMLString(aTalk("", pact.Adviser, pact.RoundOpen).Render())
	holds(t, page, "You are not asked here.", "Neither side sees what the other writes")
	if strings.Contains(page, "We are ready") {
		t.Error("an adviser is asked to answer")
	}
}

func TestNobodyIsToldWhatIsNotTheirsToKnow(t *testing.T) {
	hidden := aTalk(pact.Left, pact.Member, pact.RoundOpen)
	hidden.Data.ShowsReady, hidden.Data.Banks[1].Ready = false, nil
	page := app.HTMLString(hidden.Render())
	holds(t, page, "Quay Logistics: not shown", "neither side is told")
	if strings.Contains(page, "Quay Logistics is ready") {
		t.Error("the page tells that the other side is ready")
	}
}

func TestBothAreOpenedByEitherSideOnceEverybodyIsIn(t *testing.T) {
	for _, c := range []struct {
		bank  pact.Bank
		role  pact.Role
		opens bool
	}{{pact.Left, pact.Owner, true}, {pact.Right, pact.Member, true}, {pact.Left, pact.Observer, false}, {"", pact.Adviser, false}} {
		one := aTalk(c.bank, c.role, pact.RoundClosed)
		if one.Data.Own != nil {
			one.Data.Own.SubmittedAt = noon
		}
		page := app.HTMLString(one.Render())
		if strings.Contains(page, "Open both") != c.opens {
			t.Errorf("%s as %s may open it: %v", c.bank, c.role, !c.opens)
		}
		if strings.Contains(page, "Take it back") {
			t.Errorf("%s may take back what nobody can change", c.bank)
		}
	}
}

func TestWhatBothSaidStandsSideBySideWithWhatPeopleFoundInIt(t *testing.T) {
	for _, bank := range []pact.Bank{pact.Left, pact.Right} {
		one := aTalk(bank, pact.Member, pact.RoundRevealed).answered()
		from := ytext.UTF16Len("We send the forecast on Friday, ")
		one.Data.Marks.Edges = append(one.Data.Marks.Edges, gql.OneRoundNodeRoundMarksMarkConnectionEdgesMarkEdge{Node: gql.MarkLine{
			Id: "mrk_1", Key: "origin", Kind: pact.Alike, Name: "It comes too late.",
			Spans: []gql.MarkLineSpansSpan{{Source: "ans_l", From: from, To: from + 25}, {Source: "ans_r", From: 0, To: 14}},
		}})
		page := app.HTMLString(one.Render())
		holds(t, page, ">when nobody can act on it<", ">It reaches us <", "It comes too late.",
			"Mark what is alike", "Both wrote this unseen.", "unchanged since yesterday", "And then we go quiet 🌙.")
		if strings.Index(page, "We send the forecast") > strings.Index(page, "It reaches us") {
			t.Errorf("seen from %s the left side does not come first", bank)
		}
	}
	observer := app.HTMLString(aTalk(pact.Left, pact.Observer, pact.RoundRevealed).answered().Render())
	if strings.Contains(observer, "Mark what") {
		t.Error("an observer may mark")
	}
}

func TestWordsWithoutANameComeWithoutOne(t *testing.T) {
	one := aTalk(pact.Left, pact.Owner, pact.RoundRevealed)
	one.Data.Answering, one.Data.Naming = pact.ByPerson, pact.Pooled
	own := gql.AnswerBody{Id: "ans_own", Side: one.Data.Relationship.Sides[0].SideLine, Author: &gql.AnswerBodyAuthorUser{Name: "Hanna Lund"}}
	own.Texts = []gql.AnswerBodyTextsAnswerText{{Key: "origin", Text: "I hid behind mails."}}
	one.Data.Answers.Edges = append(one.Data.Answers.Edges, gql.OneRoundNodeRoundAnswersAnswerConnectionEdgesAnswerEdge{Node: own})
	one.Data.PooledAnswers.Edges = append(one.Data.PooledAnswers.Edges, gql.OneRoundNodeRoundPooledAnswersPooledAnswerConnectionEdgesPooledAnswerEdge{
		Node: gql.PooledLine{Id: "poo_1", Side: own.Side, Key: "origin", Text: "I hid behind mails."},
	})
	page := app.HTMLString(one.Render())
	if n := strings.Count(page, "I hid behind mails."); n != 1 || strings.Contains(page, "Hanna") {
		t.Errorf("what was said without a name stands there %d times", n)
	}
}

func TestWhatWasChangedAfterwardsIsNoticed(t *testing.T) {
	one := aTalk(pact.Left, pact.Owner, pact.RoundRevealed).answered()
	d := one.round()
	for i := range one.Data.Answers.Edges {
		a := &one.Data.Answers.Edges[i].Node
		a.Salt = "salt"
		a.Digest = pact.AnswerDigest("rnd_1", "salt", d.questions(), []pact.AnswerText{{Key: "origin", Text: a.Texts[0].Text}})
	}
	if !d.sound() {
		t.Error("what was handed in does not fit its fingerprint")
	}
	one.Data.Answers.Edges[1].Node.Texts[0].Text += " Or so."
	if d.sound() {
		t.Error("a changed answer fits its fingerprint")
	}
	holds(t, app.HTMLString(one.Render()), "The fingerprints do not fit.")
}

func TestPhrasesStandWhereTheyStandInTheText(t *testing.T) {
	for text, want := range map[string][]string{
		oneHas:                        {"We send the forecast on Friday", "when nobody can act on it", "And then we go quiet 🌙"},
		"🌙 Late. 3.5 t, or so?":       {"🌙 Late", "3.5 t, or so"},
		"":                            nil,
		" \n ...":                     nil,
		"First this; then that.\nEnd": {"First this", "then that", "End"},
	} {
		var got []string
		for _, p := range phrases(text) {
			got = append(got, p.text)
			if ytext.Slice16(text, p.from, p.to) != p.text {
				t.Errorf("%q is not at %d to %d of %q", p.text, p.from, p.to, text)
			}
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%q is cut into %q", text, got)
		}
	}
}

func TestTheScreenOfAMeetingCountsAllSeven(t *testing.T) {
	one := aTalk(pact.Left, pact.Owner, pact.RoundRevealed).answered()
	m := &meet{Visit: one.Visit, Data: one.Data}
	m.Visit.Query = map[string][]string{"q": {"2"}}
	holds(t, app.HTMLString(m.Render()), "Question 2 of 7", "What have we achieved?", "Question 1", "That was the last", "Quiet timer")
	m.Data.Kind = pact.LaterQuestions
	m.Visit.Query = nil
	holds(t, app.HTMLString(m.Render()), "Question 6 of 7", "Question 7", "To all answers")
	m.Data.State = pact.RoundOpen
	if page := app.HTMLString(m.Render()); strings.Contains(page, "We send") {
		t.Error("a meeting shows what is not open")
	}
}

func TestTheTimerIsQuiet(t *testing.T) {
	for left, want := range map[time.Duration]string{
		12 * time.Minute: "12 minutes left", 90 * time.Second: "2 minutes left", 20 * time.Second: "A minute left",
		0: "Time to move on, when you are ready", -time.Hour: "Time to move on, when you are ready",
	} {
		if got, _ := clockWords(noon, 15, noon.Add(15*time.Minute-left)); got != want {
			t.Errorf("with %v left it says %q", left, got)
		}
	}
}

func TestAStartWithSomebodyNewIsFirstAskedWhetherToBegin(t *testing.T) {
	list := &talks{Visit: Visit{Viewer: &Viewer{ID: "usr_1"}, Now: noon}, Data: &gql.TalksNodeRelationship{}}
	list.Data.RelationshipHead = aRelation(pact.Owner, pact.Right)
	holds(t, app.HTMLString(list.Render()), "Ask the first two questions")
	list.Data.Fresh = true
	page := app.HTMLString(list.Render())
	holds(t, page, "ask first whether both want to begin", "Ask whether to begin")
	if strings.Contains(page, "Ask the first two questions") {
		t.Error("somebody new is asked how it began")
	}
}

func TestNobodyIsToldThatNothingWasHandedInBeforeTheyTry(t *testing.T) {
	question := []pact.Question{{Key: "a", Text: "Is it?", Choices: []pact.Choice{pact.ChoiceYes}}, {Key: "b", Text: "Why?"}}
	open := pact.RoundFacts{State: pact.RoundOpen}
	for want, said := range map[string][]pact.AnswerText{
		"A question still waits for one of its answers.":         {{Key: "b", Text: "x"}},
		"There is no word in it yet. Half a sentence is enough.": {{Key: "a", Choice: pact.ChoiceYes}},
	} {
		if got := lacking(pact.MaySubmit(open, pact.Owner, false, said, question)); got != want {
			t.Errorf("%v: %q", said, got)
		}
	}
}

func TestADoubtThatStandsInAnAnswerIsNotOfferedAgain(t *testing.T) {
	d := vision6()
	d.Sections[1].Text = "It may rain.\nThe dock will not be ready. \n\nNobody asked."
	for text, stands := range map[string]bool{
		"It may rain.": true, "It may rain. ": true, "The dock": false, "It may rain.\nThe dock will not be ready. ": false, "Nobody asked.": true, "Somebody asked.": false,
	} {
		html := app.HTMLString(&doubtToPutIn{Text: text, Document: d})
		if strings.Contains(html, "Put in") != stands || strings.Contains(html, "Put it in") == stands {
			t.Errorf("%q, which stands in the answer (%t): %s", text, stands, html)
		}
	}
}
