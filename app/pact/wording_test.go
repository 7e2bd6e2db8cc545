package pact_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"midspan/app/pact"
)

// said are sentences as people write them in a shared text, by what they may do there.
var said = map[pact.HintKind][]string{
	pact.Blame: {
		"You always change the slot at the last minute.",
		"They always cancel when it is too late to call.",
		"You are always late with the forecast.",
		"You never answer our mails.",
		"They never tell us when a lorry is full.",
		"You’ve never listened to the people at the gate.",
		"It is all your fault that the herbs stood in the sun.",
		"We lost the contract because of you.",
		"The crates spoiled because of your delays.",
		"You keep changing the orders after six.",
		"You let us down when it mattered.",
		"You failed to deliver the crates in the first week.",
		"They refuse to share their calendar.",
		"You should have told us before the harvest.",
		"You don't care about the drivers.",
		"You ignored our warnings.",
		"Quay never calls before it changes a route.",
		"Why do you always blame the warehouse?",
		"Thanks to your mistakes we paid twice.",
		"You were supposed to confirm by noon.",
	},
	pact.Constraint: {
		"And that a slot is never again promised that was not there, as it was in March.",
		"Never again will we wait six hours at your gate.",
		"You must not change an order by telephone.",
		"You are no longer allowed to book slots by yourselves.",
		"From now on you will report every Friday.",
		"From now on they must send a list each evening.",
		"As a consequence of the delays you will pay for each hour.",
		"It must not happen again.",
		"You may no longer decide about routes alone.",
		"We will not accept late lists any more.",
		"After what happened in spring, every load is counted twice.",
		"You will have to prove that the lorries are cold.",
		"Under no circumstances are slots given away.",
		"You shall never be late again.",
		"We can no longer tolerate surprises on a Sunday.",
		"This is the last warning.",
	},
	pact.Extrapolation: {
		"As before, only more.",
		"We want to deliver 10 % more than last year.",
		"We will ship 10% more crates than last year.",
		"We continue to share the calendar.",
		"We deliver on Tuesdays as we have always done.",
		"We will continue to meet once a month.",
		"Both sides continue to plan the routes by hand.",
		"The same as last year, with a little less paper.",
		"More of the same, but faster.",
		"We carry on as before.",
		"Like before, only with better lorries.",
		"Let us grow by five per cent every year.",
		"We want to be faster than last year.",
		"For the coming season: business as usual.",
	},
	pact.Rehash: {
		"Last March you cancelled three trucks without a call.",
		"Back then nobody answered the telephone.",
		"As happened in the autumn, the lists came too late.",
		"Again and again the gate was closed.",
		"In spring you forgot our crates in Lyon.",
		"You cancelled the slots last summer.",
		"We have not forgotten how the harvest was lost.",
		"Last year they changed the route and told nobody.",
		"Time and again we stood there without papers, late.",
		"For the third time the pallets were short.",
		"We waited six hours for your lorry in March.",
		"The March disaster cost both of us a customer.",
		"In the past there was trouble with every list.",
		"What happened in June was a failure of both.",
		"Remember how you cancelled the slots.",
	},
	pact.NaySaying: {
		"That will never work.",
		"It won't work, believe us.",
		"We tried that.",
		"We tried that in 2023, and it was a mess.",
		"That date is unrealistic.",
		"That is impossible.",
		"It’s simply impossible to load at four.",
		"It won't.",
		"This can't be done with two people.",
		"They will never agree to that.",
		"There is no way we can pay for it.",
		"This is wishful thinking.",
		"It makes no sense to plan that far.",
		"A shared calendar will never work.",
		"The whole idea is doomed.",
		"That's not going to happen.",
		"We have already tried this twice.",
		"Sounds nice, but who pays for it.",
	},
}

// innocent are sentences of two organisations that mean no harm.
var innocent = []string{
	"A cook in Lyon opens our crate on Tuesday, and the herbs were in the field on Sunday.",
	"Nobody had to ring anyone to make it so.",
	"Quay plans its routes from our harvest calendar.",
	"That the people who load at four in the morning hear of a change before it reaches them.",
	"That a late lorry is a call and not a surprise.",
	"When a slot moves, I will call within the hour.",
	"If a lorry is late, the driver calls the gate.",
	"You always answer within the hour, and we value that.",
	"Thank you for always being there when it is late.",
	"We want a partnership in which you never have to ask twice.",
	"So that they never wait at the gate, we share the list at six.",
	"It is not your fault.",
	"Nobody is to blame when it hails.",
	"The crates must not freeze.",
	"Crates must not be stacked higher than five.",
	"Herbs must not stand in the sun for more than ten minutes.",
	"From now on we call each other on Mondays.",
	"As a result of the new road, trips are shorter.",
	"Drivers no longer wait at the gate.",
	"We no longer need paper lists.",
	"Ten per cent more crates fit on the new lorry.",
	"We sold ten per cent more than last year.",
	"If the road is closed, continue to the next gate.",
	"The meeting will continue in the garden.",
	"The same list goes to both sides.",
	"Last March we opened the second cold store together.",
	"Last year you helped us through the frost.",
	"In March you get the new calendar.",
	"In June we begin with two routes.",
	"We test it again and see.",
	"Nothing is impossible if we know of it early.",
	"When a date is unrealistic, we say so by Monday.",
	"We say early if something will not work for us.",
	"It won't take long to learn.",
	"It will not cost more than today.",
	"That won't be dearer for either side.",
	"We tried that oil from Crete and liked it.",
	"We tried it in June, and it works.",
	"Our guests say “we tried that” less often.",
	"The driver said: \"You never answer.\"",
	"Both sides read the forecast on Fridays.",
	"We promise to hold twelve slots a week until the end of June.",
	"Alder pays within ten days of the delivery.",
	"Each side names one person who may decide.",
	"Complaints are answered by the next working day.",
	"A cancelled slot is offered to the other side first.",
	"Mistakes are told within a day, by whoever made them.",
	"You must be able to rely on the list.",
	"You can call me at any hour.",
	"They are happy with the crates.",
	"Because of you our cooks get fresh herbs, and we are grateful.",
	"The gate opens at four.",
	"You will find the calendar on the wall.",
	"We meet on the first Thursday, over lunch.",
	"Never change a running route without a call.",
	"Whoever is late says so; the others wait ten minutes.",
	"What seemed impossible last year is a Tuesday now.",
	"The message is sent at six, with the latest figures.",
	"Their trucks carry our crates to the north.",
	"You bring the road, and we bring the field.",
	"We can tell you on Friday what is ready on Monday.",
	"It must be possible to say no.",
	"No slot is promised that is not there.",
	"Breakfast is at seven, and the lorries leave at eight.",
	"What can each of us be relied on for?",
	"Is that unrealistic?",
	"We will not sell your data to anybody.",
	"You do not have to sign today.",
	"Wir haben das immer so gemacht.",
	"שלום, the crates are ready. 📦",
	"The forecast comes too late to be of use.",
	"Recall what you want for them, then say it again.",
	"e.g. twelve crates of basil, 3.5 kg each",
}

func TestASentenceThatMayHurtIsHintedAndNoOther(t *testing.T) {
	n := 0
	for kind, all := range said {
		for _, s := range all {
			n++
			got := pact.Wording(s)
			if len(got) != 1 || got[0].Kind != kind {
				t.Errorf("%q is %s, got %v", s, kind, got)
			}
		}
	}
	if n < 60 || len(innocent) < 60 {
		t.Errorf("%d and %d sentences are too few to tell", n, len(innocent))
	}
	for _, s := range innocent {
		if got := pact.Wording(s); len(got) != 0 {
			t.Errorf("%q is innocent, got %v", s, got)
		}
	}
}

func TestAHintOffersOtherWordsThatNeedNone(t *testing.T) {
	for _, all := range said {
		for _, s := range all {
			for _, h := range pact.Wording(s) {
				if h.Instead == "" || h.Instead == s || h.Why == "" {
					t.Errorf("%q: %+v", s, h)
				}
				if again := pact.Wording(h.Instead); len(again) > 0 {
					t.Errorf("%q becomes %q, which is %s", s, h.Instead, again[0].Kind)
				}
				if strings.HasSuffix(s, ".") != strings.HasSuffix(h.Instead, ".") && !strings.HasSuffix(s, "?") {
					t.Errorf("%q ends otherwise than %q", h.Instead, s)
				}
			}
		}
	}
}

func TestTheWriterFindsTheirOwnThingsInTheOtherWords(t *testing.T) {
	for s, want := range map[string]string{
		"You always change the slot at the last minute.": "When you change the slot at the last minute, I will say the same day what it means for us.",
		"You never answer our mails.":                    "We need you to answer our mails, and I will say early when it matters.",
		"Quay never calls before it leaves.":             "We need Quay to call before it leaves, and I will say early when it matters.",
		"You must not change an order by telephone.":     "Before we change an order by telephone, we ask each other.",
		"From now on you will report every Friday.":      "We both report every Friday, so that nobody has to ask.",
		"We continue to share the calendar.":             "We share the calendar, and a year from now it lets us do something that neither of us can do today.",
		"Last March you cancelled the trucks on Sunday.": "When it comes to the trucks, we call each other first.",
		"A shared calendar will never work.":             "For a shared calendar to work, we first find out together what it takes.",
		"that will never work":                           "to find out what this takes, we try it once and look at it together",
	} {
		if got := pact.Wording(s); len(got) != 1 || got[0].Instead != want {
			t.Errorf("%q: %+v", s, got)
		}
	}
}

func TestAHintStandsWhereItsSentenceDoes(t *testing.T) {
	text := "🚚 It goes well.\n- You never answer our mails!  Quay plans.\r\nשלום. “That will never work.” That is impossible"
	units := utf16.Encode([]rune(text))
	var got []string
	for _, h := range pact.Wording(text) {
		got = append(got, string(utf16.Decode(units[h.From:h.To])))
	}
	if want := []string{"You never answer our mails!", "That is impossible"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestASectionThatIsTooLongNamesWhatWouldBeMissedLeast(t *testing.T) {
	short := strings.Repeat("One word more. ", 15)
	if words, over, from, to := pact.Brevity(short); words != 45 || over || from != to {
		t.Error(words, over, from, to)
	}
	core := "A cook in Lyon opens the crate on Tuesday. The herbs were in the field on Sunday. "
	long := core + "So the cook in Lyon, who opens the crate on Tuesday, knows that the herbs in the crate were in the field on Sunday, and that is what the cook wants. " + strings.Repeat("Nobody rings. ", 12)
	words, over, from, to := pact.Brevity(long)
	if cut := string(utf16.Decode(utf16.Encode([]rune(long))[from:to])); words <= pact.BestWithin || !over || !strings.HasPrefix(cut, "So the cook") {
		t.Errorf("%d words: %q", words, cut)
	}
	if _, over, from, to := pact.Brevity(strings.Repeat("word ", 80)); !over || from != to {
		t.Error("a single sentence is not for cutting out")
	}
}

func TestALongTextIsReadWhileSomebodyDrawsBreath(t *testing.T) {
	text := strings.Repeat(strings.Join(innocent, " ")+" ", 12)
	best := time.Hour
	for range 5 {
		began := time.Now()
		pact.Wording(text)
		best = min(best, time.Since(began))
	}
	if best > 100*time.Millisecond { // a few on a quiet machine
		t.Errorf("%d bytes took %v", len(text), best)
	}
}

func FuzzWording(f *testing.F) {
	for _, all := range said {
		f.Add(all[0])
	}
	f.Add("\xff\xfe You never. \x00 📦’’’ n't 's % “ 10%")
	f.Fuzz(func(t *testing.T, text string) {
		units := utf16.Encode([]rune(text))
		whole := func(at int) bool {
			return at >= 0 && at <= len(units) && (at == 0 || at == len(units) || !utf16.IsSurrogate(rune(units[at])) || units[at] < 0xDC00)
		}
		hints := pact.Wording(text)
		end := 0
		for _, h := range hints {
			if h.From < end || h.From >= h.To || !whole(h.From) || !whole(h.To) || h.Instead == "" {
				t.Fatalf("%q: %+v", text, h)
			}
			end = h.To
		}
		if !slices.Equal(hints, pact.Wording(text)) {
			t.Fatalf("%q: other hints the second time", text)
		}
		if _, over, from, to := pact.Brevity(text); from > to || !whole(from) || !whole(to) || !over && to > 0 {
			t.Fatalf("%q: %d to %d", text, from, to)
		}
	})
}
