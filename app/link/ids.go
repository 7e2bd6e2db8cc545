package link

import "strings"

// ids lists the ids in a JSON text that begin so.
func ids(text, prefix string) (found []string) {
	for part := range strings.SplitSeq(text, `"`) {
		if len(part) > 4 && part[3] == '_' && len(part) < 64 && strings.HasPrefix(part, prefix) {
			found = append(found, part)
		}
	}
	return found
}
