//go:build !bootstrap

package rule

import (
	"regexp"
	"testing"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"
)

// TestNoRuleKeepsTheDay: a rule is put into words once, and asked for as long as the program runs.
func TestNoRuleKeepsTheDay(t *testing.T) {
	day, asked := regexp.MustCompile(`^\d{4}-\d\d-\d\d`), false
	for noun, r := range rules {
		for deed, p := range map[deed]predicate{seeing: r.see, changing: r.change, removing: r.remove} {
			if p == nil {
				continue
			}
			s := sql.Dialect(dialect.SQLite).Select("*").From(sql.Table("rows"))
			for _, arg := range phrased(p, s).args {
				text, _ := arg.(string)
				asked = asked || text == thisDay
				if day.MatchString(text) {
					t.Errorf("%v %v keeps the day %s", noun, deed, text)
				}
			}
			_, args := sql.Dialect(dialect.SQLite).Select("*").From(sql.Table("rows")).Where(phrased(p, s).about("usr_1")).Query()
			for _, arg := range args {
				if arg == thisDay || arg == anybody {
					t.Errorf("%v %v asks the database for %q", noun, deed, arg)
				}
			}
		}
	}
	if !asked {
		t.Error("no rule asks what day it is")
	}
}
