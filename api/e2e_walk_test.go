package main

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/coder/websocket"

	"midspan/app/coedit"
	"midspan/app/pact"
	"midspan/app/ytext"
)

// typeRef is a type as introspection gives it.
type typeRef struct {
	Kind, Name string
	OfType     *typeRef
}

func (r typeRef) bare() typeRef {
	for r.OfType != nil {
		r = *r.OfType
	}
	return r
}

type schemaField struct {
	Name string
	Type typeRef
	Args []struct {
		Name string
		Type typeRef
	}
}

func (f schemaField) takes(arg string) (typeRef, bool) {
	for _, a := range f.Args {
		if a.Name == arg {
			return a.Type.bare(), true
		}
	}
	return typeRef{}, false
}

type schemaType struct {
	Kind, Name  string
	Fields      []schemaField
	InputFields []schemaField
	EnumValues  []struct{ Name string }
	Interfaces  []typeRef
}

func (t schemaType) isNode() bool {
	return slices.ContainsFunc(t.Interfaces, func(i typeRef) bool { return i.Name == "Node" })
}

// walkedSchema is the schema as the server tells it, by the names of its types.
type walkedSchema map[string]schemaType

func (v *visitor) schema() walkedSchema {
	v.t.Helper()
	got := v.must(`{ __schema { types { kind name fields { name type { ...T } args { name type { ...T } } } inputFields { name type { ...T } } enumValues { name } interfaces { name } } } }
		fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`, nil, "__schema.types")
	text, err := json.Marshal(got)
	if err != nil {
		v.t.Fatal(err)
	}
	var types []schemaType
	if err := json.Unmarshal(text, &types); err != nil {
		v.t.Fatal(err)
	}
	all := walkedSchema{}
	for _, one := range types {
		all[one.Name] = one
	}
	return all
}

// told are the types that answers are made of: what the walk has to reach.
func (s walkedSchema) told() (names []string) {
	for name, t := range s {
		switch {
		case t.Kind != "OBJECT", strings.HasPrefix(name, "__"):
		case slices.Contains([]string{"Query", "Mutation", "Subscription", "PageInfo", "Session"}, name):
		case strings.HasSuffix(name, "Payload"), strings.HasSuffix(name, "Connection"), strings.HasSuffix(name, "Edge"):
		default:
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// selection asks for all of a type that takes no argument, and for each connection in every order
// and through every filter, one step far.
func (s walkedSchema) selection(name string) string { return strings.Join(s.parts(name), "") }

// parts are the selection, piece by piece.
func (s walkedSchema) parts(name string) []string {
	parts := []string{"__typename "}
	for _, f := range s[name].Fields {
		of := s[f.Type.bare().Name]
		switch {
		case of.Kind == "SCALAR" || of.Kind == "ENUM":
			parts = append(parts, f.Name+" ")
		case strings.HasSuffix(of.Name, "Connection"):
			parts = append(parts, s.connection(f)...)
		case of.Name == "Node" || of.isNode():
			parts = append(parts, f.Name+" { __typename id } ")
		default:
			parts = append(parts, f.Name+" { "+s.selection(of.Name)+"} ")
		}
	}
	return parts
}

func (s walkedSchema) connection(f schemaField) (parts []string) {
	of := s[f.Type.bare().Name]
	count := ""
	if slices.ContainsFunc(of.Fields, func(f schemaField) bool { return f.Name == "totalCount" }) {
		count = "totalCount "
	}
	entry := s[strings.TrimSuffix(of.Name, "Connection")]
	node := "__typename id"
	if !entry.isNode() { // nothing else leads to all of it
		node = s.selection(entry.Name)
	}
	inside := "{ " + count + "pageInfo { startCursor endCursor } edges { cursor node { " + node + " } } } "
	asked := []string{"", "(last: 3)"}
	if order, ok := f.takes("orderBy"); ok {
		field, _ := schemaField{Args: s.inputs(order.Name)}.takes("field")
		for _, by := range s[field.Name].EnumValues {
			asked = append(asked, "(orderBy: {field: "+by.Name+"})", "(orderBy: {field: "+by.Name+", direction: DESC})")
		}
	}
	if where, ok := f.takes("where"); ok {
		for _, by := range s[where.Name].InputFields {
			for _, value := range s[by.Type.bare().Name].EnumValues {
				asked = append(asked, "(where: {"+by.Name+": "+value.Name+"})")
			}
		}
	}
	for i, args := range asked {
		parts = append(parts, fmt.Sprintf("%s%d: %s%s %s", f.Name, i, f.Name, args, inside))
	}
	return parts
}

// inputs are the fields of an input as arguments.
func (s walkedSchema) inputs(name string) (args []struct {
	Name string
	Type typeRef
},
) {
	for _, f := range s[name].InputFields {
		args = append(args, struct {
			Name string
			Type typeRef
		}{f.Name, f.Type})
	}
	return args
}

// walker is somebody who reads all that they are let.
type walker struct {
	*visitor
	name      string
	anonymous bool
	schema    walkedSchema
	heard     strings.Builder // every answer, as it came
	found     map[string]bool // ids of what is there for them
	full      map[string]bool // fields that held something: "Type.field"
}

func (v *visitor) walker(name string, schema walkedSchema) *walker {
	nobody := dig(v.query("{ viewer { email } }", nil).data, "viewer") == nil
	return &walker{visitor: v, name: name, anonymous: nobody, schema: schema, found: map[string]bool{}, full: map[string]bool{}}
}

// ask remembers what is answered.
func (w *walker) ask(query string, variables vars) reply {
	w.t.Helper()
	got := w.query(query, variables)
	w.heard.WriteString(got.raw)
	w.note(got.data)
	return got
}

// note remembers which fields held something.
func (w *walker) note(v any) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			w.note(one)
		}
	case map[string]any:
		kind, _ := v["__typename"].(string)
		for name, value := range v {
			if value != nil && value != "" {
				w.full[kind+"."+strings.TrimRight(name, "0123456789")] = true
			}
			w.note(value)
		}
	}
}

// walk follows every id from where the graph begins, until there is nothing new.
func (w *walker) walk() {
	w.t.Helper()
	root := w.schema["Query"]
	for _, f := range root.Fields {
		switch kind := f.Type.bare(); {
		case strings.HasSuffix(kind.Name, "Connection"):
			w.ask("{ "+strings.Join(w.schema.connection(f), "")+"}", nil)
		case len(f.Args) == 0:
			w.ask("{ "+f.Name+" { "+w.schema.selection(kind.Name)+"} }", nil)
		case !slices.Contains([]string{"node", "nodes", "invitationLetter"}, f.Name): // those have doors of their own
			w.t.Errorf("the walk does not know how to ask for %s", f.Name)
		}
	}
	for {
		var fresh []string
		for _, id := range anyID.FindAllString(w.heard.String(), -1) {
			if _, known := w.found[id]; !known && !pact.EventID.Is(id) && !slices.Contains(fresh, id) {
				fresh = append(fresh, id)
			}
		}
		if len(fresh) == 0 {
			return
		}
		for some := range slices.Chunk(fresh, 100) {
			w.visit(some)
		}
	}
}

// visit reads things by their ids.
func (w *walker) visit(ids []string) {
	w.t.Helper()
	kinds := map[string][]string{}
	there := w.ask(`query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }`, vars{"ids": ids})
	nodes, _ := dig(there.data, "nodes").([]any)
	for i, id := range ids {
		kind := ""
		if i < len(nodes) {
			kind, _ = dig(nodes[i], "__typename").(string)
		}
		w.found[id] = kind != ""
		if kind != "" {
			kinds[kind] = append(kinds[kind], id)
		}
	}
	for kind, of := range kinds {
		for some := range slices.Chunk(of, 4) { // what one operation may cost
			for parts := range slices.Chunk(w.schema.parts(kind), 20) {
				got := w.ask(`query($ids: [ID!]!) { nodes(ids: $ids) { ... on `+kind+` { __typename `+strings.Join(parts, "")+`} } }`, vars{"ids": some})
				if got.code() != "" {
					w.t.Errorf("%s walks over %s: %s", w.name, kind, got.raw)
				}
			}
		}
	}
}

// alone asks for every field by itself, of a few things of each kind: what it says may not hang on what
// else is asked for.
func (w *walker) alone() {
	w.t.Helper()
	few := map[string][]string{}
	for id, there := range w.found {
		if prefix, _, _ := strings.Cut(id, "_"); there && len(few[prefix]) < 20 {
			few[prefix] = append(few[prefix], id)
		}
	}
	for _, ids := range few {
		kind, _ := dig(w.query(`query($id: ID!) { node(id: $id) { __typename } }`, vars{"id": ids[0]}).data, "node.__typename").(string)
		var whole, each strings.Builder
		var names []string
		for _, f := range w.schema[kind].Fields {
			of := w.schema[f.Type.bare().Name]
			part := f.Name
			switch {
			case strings.HasSuffix(of.Name, "Connection"):
				continue
			case of.Name == "Node" || of.isNode():
				part += " { __typename id }"
			case of.Kind != "SCALAR" && of.Kind != "ENUM":
				part += " { " + w.schema.selection(of.Name) + "}"
			}
			names = append(names, f.Name)
			whole.WriteString(part + " ")
			fmt.Fprintf(&each, "%s: nodes(ids: $ids) { ... on %s { %s } } ", f.Name, kind, part)
		}
		together := w.query(`query($ids: [ID!]!) { nodes(ids: $ids) { ... on `+kind+` { `+whole.String()+`} } }`, vars{"ids": ids})
		apart := w.query(`query($ids: [ID!]!) { `+each.String()+`}`, vars{"ids": ids})
		if together.code() != "" || apart.code() != "" {
			w.t.Errorf("the fields of %s: %.300s %.300s", kind, together.raw, apart.raw)
			continue
		}
		for _, name := range names {
			for i, id := range ids {
				want, got := dig(together.data, fmt.Sprintf("nodes.%d.%s", i, name)), dig(apart.data, fmt.Sprintf("%s.%d.%s", name, i, name))
				if !reflect.DeepEqual(want, got) {
					w.t.Errorf("%s.%s of %s is %v, and alone %v", kind, name, id, want, got)
				}
			}
		}
	}
}

// everyDoor asks for what the walk did not meet by every other way there is.
func (w *walker) everyDoor(ids []string, canaries []canary) {
	w.t.Helper()
	for _, id := range ids {
		if w.found[id] {
			continue
		}
		for _, got := range []reply{
			w.ask(`query($id: ID!) { node(id: $id) { __typename id } }`, vars{"id": id}),
			w.ask(`query($id: ID!) { relationships(where: {nameContains: $id}) { totalCount } }`, vars{"id": id}),
			w.ask(`mutation($id: ID!) { updateDocument(input: {document: $id, title: "x"}) { document { title } } }`, vars{"id": id}),
			w.ask(`mutation($id: ID!) { updateOutcome(input: {outcome: $id, title: "x"}) { outcome { title } } }`, vars{"id": id}),
		} {
			if n := dig(got.data, "relationships.totalCount"); got.code() == "" && n != 0.0 {
				w.t.Errorf("%s asks for %s: %.300s", w.name, id, got.raw)
			}
		}
		if code := 0; pact.DocumentID.Is(id) {
			if code = w.fate("/sync/"+id, fromPage(w.url)); code != 4404 && code != 4401 {
				w.t.Errorf("%s opens a socket into %s: %d", w.name, id, code)
			}
		}
		if pact.RelationshipID.Is(id) && !w.anonymous {
			w.ask(`query($r: ID!) { node(id: $r) { ... on Relationship { events { edges { node { id } } } } } }`, vars{"r": id})
			stream := w.listen(id, "", nil)
			if code, before := stream.ended(); code != pact.NotFound || len(before) > 0 {
				w.t.Errorf("%s follows %s: %q, %v", w.name, id, code, before)
			}
			for _, place := range []string{"", "/vision", "/notes", "/commitments", "/people", "/invite", "/why", "/outcome", "/activity", "/more"} {
				w.heard.WriteString(w.get("/r/" + id + place).body)
			}
		}
	}
	for _, c := range canaries {
		got := w.ask(`query($t: String!) { relationships(where: {nameContains: $t}) { totalCount } }`, vars{"t": c.text})
		if n := dig(got.data, "relationships.totalCount"); n != nil && n != 0.0 && !c.mayRead(w.name) {
			w.t.Errorf("%s finds %s by filtering", w.name, c.text)
		}
	}
}

// ownDoors reads what is theirs by pages, events and live documents too.
func (w *walker) ownDoors() {
	w.t.Helper()
	for id, there := range w.found {
		switch {
		case !there:
		case pact.RelationshipID.Is(id):
			for _, e := range w.journal(id) {
				fmt.Fprintf(&w.heard, " %s ", e.Subject.ID)
			}
			for _, place := range []string{"", "/vision", "/notes", "/commitments", "/people", "/activity", "/more"} {
				w.heard.WriteString(w.get("/r/" + id + place).body)
			}
		case pact.DocumentID.Is(id):
			w.heard.WriteString(w.wholeLog(id))
		}
	}
}

// wholeLog is all that a live document sends to somebody who knows nothing of it, as it comes.
func (w *walker) wholeLog(document string) string {
	w.t.Helper()
	conn, _, err := w.socket("/sync/"+document, fromPage(w.url))
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = conn.CloseNow() }()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	conn.SetReadLimit(16 << 20)
	if err := conn.Write(ctx, websocket.MessageBinary, coedit.Encode(coedit.Step1{StateVector: ytext.New(0).StateVector()})); err != nil {
		w.t.Fatal(err)
	}
	var all strings.Builder
	for {
		_, frame, err := conn.Read(ctx)
		if err != nil {
			w.t.Fatalf("%s opens %s: %v", w.name, document, err)
		}
		all.Write(frame)
		if m, err := coedit.Decode(frame); err == nil {
			if _, whole := m.(coedit.Step2); whole {
				return all.String()
			}
		}
	}
}
