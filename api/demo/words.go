package demo

import "midspan/app/pact"

// papers are the documents but the wordings of commitments.
var papers = []paper{
	{vision, pact.VisionDocument, pact.Shared, reset, hanna, "Vision", 26, []words{
		{hanna, "boldest", "A cook in Lyon opens one of our crates on a Tuesday and smells the field it came from on Sunday.", 16, 4},
		{tomas, "boldest", " Nobody had to ring anybody for it.", 16, 3},
		{hanna, "care", "That whoever loads a lorry at four in the morning hears of a change before it reaches them.", 15, 6},
		{tomas, "boldest", " Quay draws its routes from Alder’s harvest calendar, and Alder sows knowing which nights the road is free.", 11, 2},
		{ines, "care", " That a delay is a call, and never a surprise at the gate.", 9, 1},
		{hanna, "bring", "Alder: forty fields, one packing hall, and people who know on a Thursday what will be ripe on Monday.", 8, 5},
		{tomas, "bring", "\n\nQuay: a night network that reaches eleven cities before breakfast, and drivers who have known the cold chain for twenty years.", 7, 7},
		{jonas, "deliver", "From Alder: the forecast on Thursday, and a call when it moves.", 5, 3},
		{ines, "deliver", "\nFrom Quay: a slot that was promised is a slot that is there.", 3, 2},
		{tomas, "need", "Quay needs to know early, even when it is not certain yet.", 1, 4},
		{tomas, "need", " A guess on Tuesday is worth more than the truth on Friday evening.", 0, 1},
	}, nil},
	{hannasNote, pact.NotesDocument, pact.Author, reset, hanna, "Before the third talk", 6, []words{
		{hanna, "text", "I am still sore about March, and about hearing from my own people that Quay had “other priorities”. Say the first, leave out the second.", 6, 1},
		{hanna, "text", "\n\nAsk Tomás what our Friday plan did to his weekend. Then be quiet and listen.", 2, 5},
	}, nil},
	{tomassNote, pact.NotesDocument, pact.Author, reset, tomas, "For myself", 5, []words{
		{tomas, "text", "Hanna came to the depot herself. I had not expected that, and I have not told her.", 5, 2},
	}, nil},
	{aldersNote, pact.NotesDocument, pact.OurSide, reset, jonas, "What we think their planners are up against", 10, []words{
		{jonas, "text", "Their night desk is two people short since summer. When our plan comes late they redo it by hand.", 10, 2},
		{mette, "text", "\n\nThen the cheapest thing we can give them is a day. I would put that before any talk of price.", 9, 4},
	}, nil},
	{quaysNote, pact.NotesDocument, pact.OurSide, reset, ines, "What we have not told Alder", 8, []words{
		{ines, "text", "We could open the Malmö dock on Mondays. We never offered it, since nobody asked kindly.", 8, 3},
		{clara, "text", "\n\nLet us offer it before they ask. It costs us one shift.", 7, 6},
	}, nil},
	{sharedNote, pact.NotesDocument, pact.Shared, reset, tomas, "How we talk when it is urgent", 4, []words{
		{tomas, "text", "Ring first, write afterwards. If nobody answers within ten minutes, ring the next on the list.", 4, 2},
		{hanna, "text", "\n\nThe list: Jonas, Hanna, then the packing hall.", 3, 6},
	}, nil},
	{samirsNote, pact.NotesDocument, pact.Author, reset, samir, "First impressions", 11, []words{
		{samir, "text", "Both sides describe the same three weeks in March, and neither has told the other what it cost them.", 11, 1},
	}, nil},
	{oaksVision, pact.VisionDocument, pact.Shared, elsewhere, ruth, "Vision", 9, []words{
		{ruth, "boldest", "Bread that people cross the town for, from grain we can name the field of.", 5, 3},
	}, nil},
	{ruthsNote, pact.NotesDocument, pact.OurSide, elsewhere, ruth, "What I want to hear first", 4, []words{
		{ruth, "text", "Whether the mill is in trouble. If it is, late flour is the smallest of it.", 4, 1},
	}, nil},
}
