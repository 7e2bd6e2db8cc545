package main

import (
	"bufio"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"midspan/api/demo"
)

const examples = "../docs/examples/"

// runExample runs a script of the examples to its end, as at a port, and gives what it said.
func runExample(t testing.TB, folder, port string, args ...string) (out string, err error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "node", args...)
	cmd.Dir, cmd.Env = examples+folder, append(os.Environ(), "PORT="+port)
	said, err := cmd.CombinedOutput()
	return string(said), err
}

// needExample installs what an example needs, at the versions of its lock file.
func needExample(t testing.TB, folder string) {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		absentHere(t, "the examples need Node; .ci/test installs it")
	}
	if _, err := os.Stat(examples + folder + "/node_modules"); folder == "append-line" || err == nil {
		return
	}
	install := exec.CommandContext(t.Context(), "npm", "ci")
	install.Dir = examples + folder
	if out, err := install.CombinedOutput(); err != nil {
		absentHere(t, "the example cannot be installed: "+string(out))
	}
}

// serveExample serves the page of CodeMirror, as npm start does, and gives its port.
func serveExample(t testing.TB) (port string) {
	t.Helper()
	cmd := exec.Command("node", "serve.mjs")
	cmd.Dir, cmd.Env = examples+"codemirror", append(os.Environ(), "PORT=0")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM) // it has a process of its own to end
		if err := cmd.Wait(); err != nil {
			t.Error("the example does not end well:", err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line[strings.LastIndex(line, ":")+1:])
}

// linkTo is what sign-in.mjs prints for a section.
func linkTo(t testing.TB, server, port, email, document, section string) string {
	t.Helper()
	said, err := runExample(t, "codemirror", port, "sign-in.mjs", server, email, demo.Password)
	if err != nil {
		t.Fatal(err, said)
	}
	for line := range strings.Lines(said) {
		if strings.Contains(line, document) && strings.Contains(line, "section="+section+"&") {
			return strings.TrimSpace(line)
		}
	}
	t.Fatalf("no link to %s of %s in\n%s", section, document, said)
	return ""
}

// mirror is what stands in CodeMirror, without the carets of others.
const mirror = `(c => {
	const copy = c?.cloneNode(true);
	for (const caret of copy?.querySelectorAll(".cm-ySelectionCaret") ?? []) caret.remove();
	return [...copy?.querySelectorAll(".cm-line") ?? []].map(l => l.textContent).join("\n");
})(document.querySelector(".cm-content"))`

func (p *tab) mirrors(text string) {
	p.t.Helper()
	if !wait(func() bool { return p.get(mirror) == text }) {
		p.t.Fatalf("CodeMirror of %s has\n%q\nand should\n%q", p.name, p.get(mirror), text)
	}
}

// TestCodeMirrorEditsTheDocumentOfThePortal has one write in the portal and one in the example, a
// page of another origin that knows its access token and nothing else.
func TestCodeMirrorEditsTheDocumentOfThePortal(t *testing.T) {
	t.Parallel()
	needExample(t, "codemirror")
	s := anyDemo(t)
	port := serveExample(t)
	b := openBrowser(t, s.url)
	h, q := b.person("Hanna", laptop), b.person("Tomás", laptop)
	h.signsIn("owner@alder.example")
	h.visit("/r/" + theBridge + "/vision")
	begun := h.text(boldest)
	q.read(linkTo(t, s.url, port, "owner@quay.example", theVision, "boldest"))
	q.sees("Connected.")
	q.mirrors(begun)

	q.until("the editor has the focus", `(c => { c?.focus(); return document.activeElement === c; })(document.querySelector(".cm-content"))`)
	q.do(chromedp.KeyEvent(kb.End, chromedp.KeyModifiers(2)))
	q.writes(" From CodeMirror.\nA second line.")
	h.reads(boldest, begun+" From CodeMirror.\nA second line.")
	h.seesCaret("Tomás", boldest, "A second line.")
	q.paste(" 🌙")
	h.reads(boldest, begun+" From CodeMirror.\nA second line. 🌙")

	h.takes(boldest, "From CodeMirror")
	h.writes(" and the portal 🚚")
	const both = " From CodeMirror and the portal 🚚.\nA second line. 🌙"
	q.mirrors(begun + both)
	q.until("Hanna’s caret has her name", `document.querySelector(".cm-ySelectionInfo")?.textContent === "Hanna Lund"`)
	h.saved()
	h.shot("example-portal")
	q.shot("example-codemirror")
	q.do(chromedp.KeyEvent("z", chromedp.KeyModifiers(2)))
	h.until("what he wrote last is taken back and her words are not", `(a => !a.value.includes("🌙") && a.value.includes(" and the portal 🚚"))(`+area+`)`, boldest)

	// Her cookie alone opens nothing on a page of another origin.
	h.read("http://127.0.0.1:" + port + "/")
	const knock = `new Promise(told => {
		const socket = new WebSocket($1);
		socket.onopen = () => told(true);
		socket.onerror = () => told(false);
	})`
	var opened bool
	if err := h.js(knock, &opened, "ws"+strings.TrimPrefix(s.url, "http")+"/sync/"+theVision); err != nil || opened {
		t.Errorf("a page of another origin opened a socket with a cookie: %v %v", opened, err)
	}
	h.quiet("403")
	q.quiet()
}

func TestAScriptAddsALine(t *testing.T) {
	t.Parallel()
	needExample(t, "append-line")
	onEach(t, func(t *testing.T, s *running) {
		b := meet(t, s)
		hand := b.left.open(b.vision)
		hand.write("deliver", "Early news 🌙")
		eventually(t, "it is saved", func() bool { return hand.unsent() == 0 })
		const want = "Early news 🌙\nA slot that was promised. שלום"
		said, err := runExample(t, "append-line", "", "append-line.mjs", s.url, "owner@right.example", password, b.vision, "deliver", "A slot that was promised. שלום")
		if err != nil || strings.TrimSpace(said) != want {
			t.Errorf("it said %q, %v", said, err)
		}
		eventually(t, "the line is there", func() bool { return hand.text("deliver") == want })
		for what, args := range map[string][]string{
			"a wrong password":           {s.url, "owner@right.example", "wrong", b.vision, "deliver", "x"},
			"a section that is not":      {s.url, "owner@right.example", password, b.vision, "chapter", "x"},
			"a document of other people": {s.url, "owner@outside.example", password, b.vision, "deliver", "x"},
			"nothing to add":             {s.url, "owner@right.example", password, b.vision, "deliver"},
		} {
			if said, err := runExample(t, "append-line", "", append([]string{"append-line.mjs"}, args...)...); err == nil || said == "" {
				t.Errorf("%s: %q", what, said)
			}
		}
		if got := b.left.section(b.vision, "deliver"); got != want {
			t.Errorf("the text is %q", got)
		}
	})
}
