package demo

import (
	"time"

	"midspan/app/pact"
	"midspan/app/ytext"
)

// words is a step in the writing of a document: somebody adds a text to the end of a section.
type words struct {
	by        int
	section   string
	text      string
	days, hrs int // ago
}

// paper is a document of the demo.
type paper struct {
	number   int
	kind     pact.DocumentKind
	audience pact.Audience
	rel      int
	author   int
	title    string
	days     int // ago that it was begun
	words    []words
	prompts  []pact.Prompt // those of its kind when nil
}

func (p paper) sections() []pact.Prompt {
	if p.prompts != nil {
		return p.prompts
	}
	return pact.Prompts(p.kind)
}

// The documents, by the numbers of their ids; wordings of commitments are those from wording on.
const (
	vision = 1 + iota
	hannasNote
	tomassNote
	aldersNote
	quaysNote
	sharedNote
	samirsNote
	oaksVision
	ruthsNote
	wording = 20
)

func document(number int) string { return ID(pact.DocumentID, number) }

func (b *builder) rooms() {
	for _, p := range papers {
		b.paper(p)
	}
	b.add("outcome", b.tx.Outcome.Create().SetID(ID(pact.OutcomeID, 1)).SetAudience(pact.Shared).
		SetRelationshipID(relationship(reset)).SetAuthorID(user(hanna)).
		SetTitle("Shelves full through the winter: nine crates in ten on time and whole").
		SetMeasure("Crates on time and whole").SetUnit("%").SetBaseline(71).SetTarget(90).SetReading(84).
		SetDue(b.endOfWinter()).SetCreatedAt(b.ago(14, 2)))
}

// endOfWinter is the next 28 February that is not just around the corner.
func (b *builder) endOfWinter() pact.Date {
	day := time.Date(b.now.Year(), time.February, 28, 0, 0, 0, 0, time.UTC)
	if day.Before(b.now.AddDate(0, 0, 30)) {
		day = day.AddDate(1, 0, 0)
	}
	return pact.Date(day.Format(time.DateOnly))
}

// paper writes a document as its authors did: a log of updates, each under a mark of theirs.
func (b *builder) paper(p paper) (texts []pact.SectionText) {
	id, seq := document(p.number), int64(len(p.words))
	row := b.tx.Document.Create().SetID(id).SetKind(p.kind).SetAudience(p.audience).SetRelationshipID(relationship(p.rel)).
		SetAuthorID(user(p.author)).SetTitle(p.title).SetSeq(seq).SetCreatedAt(b.ago(p.days, 2))
	if p.audience == pact.OurSide {
		row.SetSideID(side(houseOf(p.author)))
	}
	if seq > 0 {
		last := p.words[seq-1]
		row.SetEditedAt(b.ago(last.days, last.hrs))
	}
	b.add("document", row)
	doc, changed := ytext.New(0), map[string]int64{}
	bound := map[int]bool{}
	for i, w := range p.words {
		b.write(id, doc, int64(i+1), w)
		changed[w.section] = int64(i + 1)
		if !bound[w.by] {
			bound[w.by] = true
			b.add("client id", b.tx.ClientBinding.Create().SetDocumentID(id).SetClient(mark(w.by)).SetUserID(user(w.by)))
		}
	}
	for i, prompt := range p.sections() {
		text := doc.Text(prompt.Key)
		texts = append(texts, pact.SectionText{Document: id, Key: prompt.Key, Prompt: prompt.Text, Text: text})
		b.add("section", b.tx.Section.Create().SetID(ID(pact.SectionID, 100*p.number+i)).SetDocumentID(id).SetKey(prompt.Key).
			SetPrompt(prompt.Text).SetPosition(i).SetText(text).SetSeq(changed[prompt.Key]))
	}
	return texts
}

// mark is the CRDT client id of somebody in the demo.
func mark(by int) uint32 { return 0xDE300000 + uint32(by) }

func (b *builder) write(id string, doc *ytext.Doc, seq int64, w words) {
	doc.SetClient(mark(w.by))
	update, err := doc.Edit(nil, ytext.Edit{Root: w.section, At: doc.Len(w.section), Insert: w.text})
	if err != nil && b.err == nil {
		b.err = err
	}
	b.add("update", b.tx.DocumentLog.Create().SetDocumentID(id).SetSeq(seq).SetAuthorID(user(w.by)).
		SetBytes(update).SetCreatedAt(b.ago(w.days, w.hrs)))
}
