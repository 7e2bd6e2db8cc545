package store

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// kind is what a column holds, whichever database it is in. Both databases have a type for each.
type kind string

const (
	text    kind = "text"
	octets  kind = "bytes" // base64 in an archive
	integer kind = "integer"
	number  kind = "number"
	truth   kind = "truth"
	moment  kind = "time" // RFC 3339, UTC
	tree    kind = "json"
)

// kinds are the types that our migrations give to columns, as the drivers name them.
var kinds = map[string]kind{
	"TEXT": text, "VARCHAR": text,
	"BLOB": octets, "BYTEA": octets,
	"INTEGER": integer, "INT8": integer, "INT4": integer, "INT2": integer,
	"REAL": number, "FLOAT8": number, "FLOAT4": number,
	"BOOL": truth, "BOOLEAN": truth,
	"DATETIME": moment, "TIMESTAMPTZ": moment,
	"JSON": tree, "JSONB": tree,
}

// kindOf knows a type by its name, with or without a size.
func kindOf(name string) (kind, bool) {
	name, _, _ = strings.Cut(strings.ToUpper(name), "(")
	k, ok := kinds[name]
	return k, ok
}

// pack makes of what a driver gave what stands in an archive.
func (k kind) pack(v any) (any, error) {
	if v == nil {
		return nil, nil
	}
	switch b, isBytes := v.([]byte); {
	case k == octets && isBytes:
		return base64.StdEncoding.EncodeToString(b), nil
	case isBytes:
		v = string(b)
	}
	switch v := v.(type) {
	case string:
		if k == text && utf8.ValidString(v) {
			return v, nil
		}
		if k == tree {
			return json.RawMessage(v), nil
		}
	case int64:
		if k == truth {
			return v != 0, nil
		}
		if k == integer || k == number {
			return v, nil
		}
	case float64:
		if k == number {
			return v, nil
		}
	case bool:
		if k == truth {
			return v, nil
		}
	case time.Time:
		if k == moment {
			return v.UTC().Format(time.RFC3339Nano), nil
		}
	}
	return nil, fmt.Errorf("a %T is no %s", v, k)
}

// unpack makes of what stands in an archive what a driver takes.
func (k kind) unpack(raw json.RawMessage) (any, error) {
	if string(raw) == "null" {
		return nil, nil
	}
	switch k {
	case text:
		return read[string](raw)
	case octets:
		return read[[]byte](raw)
	case integer:
		return strconv.ParseInt(string(raw), 10, 64)
	case number:
		return read[float64](raw)
	case truth:
		return read[bool](raw)
	case moment:
		return read[time.Time](raw)
	case tree:
		return []byte(raw), nil // as ent writes it
	}
	return nil, fmt.Errorf("%q is no kind of value", k)
}

func read[T any](raw json.RawMessage) (any, error) {
	var v T
	err := json.Unmarshal(raw, &v)
	return v, err
}
