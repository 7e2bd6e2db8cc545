package demo

import (
	"fmt"
	"strings"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// said is what one side, or one person, hands in or still writes.
type said struct {
	by     int
	texts  map[string]string
	choice pact.Choice
	days   int // ago that it was handed in; -1 while it is written
}

// talk is a round of the demo.
type talk struct {
	number  int
	kind    pact.RoundKind
	title   string
	by      int
	days    int // ago that it was begun
	opened  int // days ago, -1 while it is not
	answers []said
	taken   []words // what both take from it, a section a question
	due     int     // days from now, 0 for none
}

// The rounds, by the numbers of their ids.
const (
	firstTalk = 1 + iota
	laterTalk
	worthTalk
	walkTalk
	expectTalk
	expectedTalk
	pledgeTalk
)

func round(number int) string { return ID(pact.RoundID, number) }

var talks = []talk{
	{firstTalk, pact.FirstQuestions, "", hanna, 17, 13, []said{
		{hanna, map[string]string{
			"origin":   "A hailstorm in 2014. Our carrier gave up at noon, and Quay had lorries at the gate by four. Nobody asked what it cost until Monday.",
			"achieved": "Nine winters without a lost harvest. And strawberries in Turin two days after picking, which nobody had done.",
		}, "", 15},
		{tomas, map[string]string{
			"origin":   "Their father rang in the middle of a hailstorm and said please. We have driven for Alder ever since.",
			"achieved": "We built the night network with Alder’s volume. Without it there would be no eleven cities.",
		}, "", 14},
	}, []words{
		{tomas, "origin", "It began with a call, and somebody who came. ", 13, 2},
		{hanna, "origin", "We want that back.", 13, 1},
	}, 0},
	{laterTalk, pact.LaterQuestions, "", tomas, 12, 6, []said{
		{jonas, map[string]string{
			"well":    "The drivers and our packing hall. They have each other’s numbers and use them.",
			"less":    "We send the forecast on Friday evening, when nobody can act on it. We change orders late and call it flexibility. And when a lorry is late we go quiet instead of asking.",
			"pledge":  "Alone: a forecast on Thursday. Together: no mail before a call.",
			"support": "Somebody at Quay’s night desk who may say no to us.",
			"better":  "Tell you on Tuesday what we only guess.",
		}, "", 8},
		{ines, map[string]string{
			"well":    "On the road everything. It is the planning where it hurts.",
			"less":    "The forecast reaches us after the weekend is planned. We say yes to every slot and juggle afterwards. When something slips, each waits for the other to call.",
			"pledge":  "Alone: a slot that is promised is a slot that is there. Together: one calendar.",
			"support": "A day. Everything becomes possible with a day.",
			"better":  "Say no in time, and offer what we could do instead.",
		}, "", 7},
	}, []words{
		{hanna, "less", "Forecast by Thursday noon. ", 6, 2},
		{tomas, "less", "Whoever sees a slip first, calls.", 6, 1},
	}, 0},
	{worthTalk, pact.WorthItRound, "", hanna, 11, 9, []said{
		{hanna, map[string]string{
			"measures": "Crates on time and whole fell from 90 to 71 in a year. Two night collections were cancelled.",
			"stake":    "Eleven cities before breakfast. Nobody else can do that for us by spring.",
		}, pact.ChoiceYes, 10},
		{tomas, map[string]string{
			"measures": "Our planners dread Fridays. We redo one plan in three by hand.",
			"stake":    "A fifth of our night volume, and a customer who taught us the cold chain.",
		}, pact.ChoiceYes, 10},
	}, []words{{tomas, "stake", "We both have a winter to win.", 9, 1}}, 0},
	{walkTalk, pact.CandidRound, "A walk along the quay", hanna, 3, -1, []said{
		{hanna, map[string]string{"need": "To hear bad news while there is still time to do something.", "personally": "I missed being able to ring you without a reason."}, "", -1},
		{tomas, map[string]string{"stopped": "We were both too proud to say that Fridays broke us."}, "", 1},
	}, nil, 2},
	{expectTalk, pact.ExpectationsRound, "", ines, 2, -1, []said{
		{jonas, map[string]string{"ours": "That a slot which cannot be kept is said by noon the day before."}, "", -1},
		{ines, map[string]string{"ours": "A number on Tuesday, even a wrong one.", "theirs": "That we never say no."}, "", 1},
	}, nil, 5},
	{expectedTalk, pact.ExpectationsRound, "", tomas, 15, 11, []said{
		{hanna, map[string]string{
			"ours":   "That somebody picks up at night, and that a promised slot is there.",
			"theirs": "Steady volume, and that we pay on time.",
		}, "", 13},
		{tomas, map[string]string{
			"ours":   "A day of notice, even of a guess. Volume we can live with.",
			"theirs": "That we are cheap, and that we never say no.",
		}, "", 12},
	}, []words{{hanna, "theirs", "Nobody had expected cheap. We ask again in the spring.", 11, 2}}, 0},
	{pledgeTalk, pact.PledgesRound, "", tomas, 8, 5, []said{
		{hanna, map[string]string{"pledge": "When we only guess, we send the guess on Tuesday and call it one.\nWhen a lorry is late, we ring the driver’s desk before we write to anybody."}, "", 7},
		{tomas, map[string]string{"pledge": "We promise no slot that is not in the plan, however hard it is to say no.\nWhen a night is full, we say so by noon and offer the next one."}, "", 6},
	}, []words{{hanna, "pledge", "We begin with one each.", 5, 1}}, 0},
}

func (b *builder) talks() {
	for _, t := range talks {
		b.talk(t)
	}
	b.marks()
}

func (b *builder) talk(t talk) {
	questions, answering := pact.Questions(t.kind, false), pact.AnswersBy(t.kind)
	title := t.title
	if title == "" {
		title = t.kind.Title(false)
	}
	row := b.tx.Round.Create().SetID(round(t.number)).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).SetAuthorID(user(t.by)).
		SetKind(t.kind).SetState(pact.RoundOpen).SetAnswering(answering).SetNaming(pact.Named).SetTitle(title).SetQuestions(questions).
		SetOptional(pact.IsOptional(t.kind)).SetShowsReady(true).SetCreatedAt(b.ago(t.days, 4))
	if t.due != 0 {
		row.SetDue(b.in(t.due))
	}
	b.tell(relationship(reset), reset, t.by, t.days, 4, "round.started", round(t.number))
	if t.opened >= 0 {
		b.paper(paper{40 + t.number, pact.ConclusionDocument, pact.Shared, reset, t.by, title, t.opened, t.taken, pact.Conclusions(questions)})
		row.SetState(pact.RoundRevealed).SetClosedAt(b.ago(t.opened+1, 2)).SetRevealedAt(b.ago(t.opened, 3)).SetDocumentID(document(40 + t.number))
		b.tell(relationship(reset), reset, t.by, t.opened, 3, "round.revealed", round(t.number))
		for _, w := range t.taken {
			b.tell(relationship(reset), reset, w.by, w.days, w.hrs, "document.edited", document(40+t.number))
		}
	}
	if answering == pact.ByPerson {
		for _, a := range t.answers {
			row.AddAskedIDs(participant(a.by))
		}
	}
	if pact.Sealable(t.kind) {
		row.SetEpoch(0)
	}
	b.add("round", row)
	for i, a := range t.answers {
		b.answer(t, title, questions, 10*t.number+i, a)
	}
}

func (b *builder) answer(t talk, title string, questions []pact.Question, number int, a said) {
	home, whose, room := side(houseOf(a.by)), side(houseOf(a.by)), pact.OurSide
	row := b.tx.Answer.Create().SetID(ID(pact.AnswerID, number)).SetRelationshipID(relationship(reset)).SetAuthorID(user(a.by)).
		SetRoundID(round(t.number)).SetFromSideID(home).SetDocumentID(document(100 + number)).SetCreatedAt(b.ago(t.days, 4))
	if pact.AnswersBy(t.kind) == pact.ByPerson {
		whose, room = user(a.by), pact.Author
		row.SetPersonID(whose)
	} else {
		row.SetSideID(home)
	}
	var written []words
	var texts []pact.AnswerText
	for _, q := range questions {
		if text := a.texts[q.Key]; text != "" {
			written = append(written, words{a.by, q.Key, text, max(a.days, 0) + 1, 2})
		}
		one := pact.AnswerText{Key: q.Key, Text: a.texts[q.Key]}
		if len(q.Choices) > 0 {
			one.Choice = a.choice
			row.SetChoices(map[string]pact.Choice{q.Key: a.choice})
		}
		texts = append(texts, one)
	}
	b.paper(paper{100 + number, pact.AnswerDocument, room, reset, a.by, title, t.days, written, pact.WordPrompts(questions)})
	if a.days >= 0 {
		salt := fmt.Sprintf("%032x", number)
		row.SetTexts(texts).SetSalt(salt).SetDigest(pact.AnswerDigest(round(t.number), salt, questions, texts)).
			SetSubmittedAt(b.ago(a.days, 2)).SetSubmittedByID(user(a.by))
		b.tell(whose, reset, a.by, a.days, 2, "answer.submitted", ID(pact.AnswerID, number))
		if t.opened < 0 {
			ready := a.by
			if pact.AnswersBy(t.kind) == pact.ByPerson {
				ready = nobody
			}
			b.tell(relationship(reset), reset, ready, a.days, 2, "round.ready", round(t.number))
		}
	}
	b.add("answer", row.SetAudience(room).SetWhose(whose))
}

// marks are what both found alike and different when they read what goes less well.
func (b *builder) marks() {
	texts := map[int]string{}
	for _, t := range talks {
		for i, a := range t.answers {
			texts[10*t.number+i] = a.texts["less"]
		}
	}
	for i, m := range []struct {
		kind  pact.MarkKind
		name  string
		spans map[int]string
	}{
		{pact.Alike, "The forecast comes too late to be of use.", map[int]string{20: "when nobody can act on it", 21: "after the weekend is planned"}},
		{pact.Alike, "Nobody calls first.", map[int]string{20: "we go quiet instead of asking", 21: "each waits for the other to call"}},
		{pact.Differs, "Only Alder names its late orders.", map[int]string{20: "We change orders late"}},
		{pact.Differs, "Only Quay names the slots it does not have.", map[int]string{21: "We say yes to every slot"}},
	} {
		var spans []pact.Span
		for _, number := range []int{20, 21} {
			if words, ok := m.spans[number]; ok {
				from := ytext.UTF16Len(texts[number][:strings.Index(texts[number], words)])
				spans = append(spans, pact.Span{Source: ID(pact.AnswerID, number), From: from, To: from + ytext.UTF16Len(words)})
			}
		}
		b.add("mark", b.tx.Mark.Create().SetID(ID(pact.MarkID, i+1)).SetAudience(pact.Shared).SetRelationshipID(relationship(reset)).
			SetAuthorID(user(tomas)).SetRoundID(round(laterTalk)).SetKey("less").SetKind(m.kind).SetName(m.name).SetSpans(spans).SetCreatedAt(b.ago(6, 2)))
	}
}
