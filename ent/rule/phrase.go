//go:build !bootstrap

package rule

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"

	"midspan/app/pact"
)

// What a rule says anew each time stands in its words as one of these.
const (
	anybody = "\x00viewer"
	thisDay = "\x00day"
)

// phrase is a rule in the words of SQL, to be said of one viewer or another. A rule says the same
// of every viewer but for who it is, so it is put into words once for each kind of statement: that
// takes longer than all else that is done before the database is asked.
type phrase struct {
	words []string // around the arguments
	args  []any    // anybody where the viewer goes, thisDay where the day
}

// spoken keeps phrases, by what tells them apart.
var spoken sync.Map // of wording to phrase

// wording is a rule, the table that it is said of and the dialect it is said in.
type wording struct {
	noun           Noun
	deed           deed
	table, dialect string
}

// say gives a rule about the viewer.
func (w wording) say(p predicate, me string, s *sql.Selector) *sql.Predicate {
	known, ok := spoken.Load(w)
	if !ok {
		known, _ = spoken.LoadOrStore(w, phrased(p, s))
	}
	return known.(phrase).about(me)
}

func phrased(p predicate, s *sql.Selector) phrase {
	said := p(anybody, s)
	said.SetDialect(s.Dialect())
	text, args := said.Query()
	f := phrase{args: args}
	for i := range args {
		mark := "?"
		if s.Dialect() == dialect.Postgres {
			mark = "$" + strconv.Itoa(i+1)
		}
		before, after, _ := strings.Cut(text, mark)
		f.words, text = append(f.words, before), after
	}
	f.words = append(f.words, text)
	return f
}

func (f phrase) about(me string) *sql.Predicate {
	return sql.P(func(b *sql.Builder) {
		b.WriteByte('(')
		for i, arg := range f.args {
			switch arg {
			case anybody:
				arg = me
			case thisDay:
				arg = string(pact.Today(time.Now()))
			}
			b.WriteString(f.words[i]).Arg(arg)
		}
		b.WriteString(f.words[len(f.args)]).WriteByte(')')
	})
}
