package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"testing"

	"midspan/api/auth"
)

// mailbox is a mail server of one's own: it takes what comes, or refuses it with a code.
type mailbox struct {
	t       testing.TB
	at      net.Listener
	refuses string
	letters chan *mail.Message
}

func newMailbox(t testing.TB, refuses string) *mailbox {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m := &mailbox{t: t, at: l, refuses: refuses, letters: make(chan *mail.Message, 10)}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go m.serve(conn)
		}
	}()
	return m
}

func (m *mailbox) url() string { return "smtp://" + m.at.Addr().String() }

// serve speaks as much of SMTP (RFC 5321) as a client needs to hand over a letter.
func (m *mailbox) serve(conn net.Conn) {
	defer conn.Close()
	lines := bufio.NewReader(conn)
	say := func(words string) { _, _ = io.WriteString(conn, words+"\r\n") }
	say("220 mailbox.example")
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		switch verb := strings.ToUpper(line[:min(4, len(line))]); {
		case verb == "QUIT":
			say("221 goodbye")
			return
		case verb == "RCPT" && m.refuses != "":
			say(m.refuses)
		case verb == "DATA":
			say("354 go on")
			m.take(lines)
			say("250 taken")
		default:
			say("250 yes")
		}
	}
}

func (m *mailbox) take(lines *bufio.Reader) {
	var text strings.Builder
	for {
		line, err := lines.ReadString('\n')
		if err != nil || line == ".\r\n" {
			break
		}
		text.WriteString(strings.TrimPrefix(line, "."))
	}
	letter, err := mail.ReadMessage(strings.NewReader(text.String()))
	if err != nil {
		m.t.Error(err)
		return
	}
	m.letters <- letter
}

// next is the text of the next letter to somebody.
func (m *mailbox) next(to string) string {
	m.t.Helper()
	var letter *mail.Message
	eventually(m.t, "a letter comes to "+to, func() bool {
		select {
		case letter = <-m.letters:
			return true
		default:
			return false
		}
	})
	if got := letter.Header.Get("To"); !strings.Contains(got, "<"+to+">") {
		m.t.Errorf("the letter is to %s", got)
	}
	text, err := io.ReadAll(quotedprintable.NewReader(letter.Body))
	if err != nil {
		m.t.Fatal(err)
	}
	return string(text)
}

func TestALetterIsHandedOver(t *testing.T) {
	m := newMailbox(t, "")
	c, err := readConfig("serve", []string{"-smtp-url", m.url(), "-mail-from", "Midspan <midspan@left.example>"}, env(nil))
	if err != nil {
		t.Fatal(err)
	}
	send := newMailer(c)
	long := "A line that is longer than mail allows, " + strings.Repeat("very ", 40) + "long, with ümläuts.\n.\nAnd a dot.\n"
	if err := send(t.Context(), auth.Letter{To: "owner@left.example", Subject: "Hello — again", Text: long}); err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(m.next("owner@left.example"), "\r\n", "\n"); strings.TrimSpace(got) != strings.TrimSpace(long) {
		t.Errorf("it says %q", got)
	}
}

func TestWhatGoesWrongWithALetterNamesNobody(t *testing.T) {
	for name, server := range map[string]string{
		"refused":     newMailbox(t, "550 5.1.1 <owner@left.example> is unknown here").url(),
		"not there":   "smtp://127.0.0.1:1",
		"not ours":    "smtps://" + newMailbox(t, "").at.Addr().String(),
		"no password": strings.Replace(newMailbox(t, "").url(), "//", "//owner%40left.example:secret@", 1),
	} {
		c, err := readConfig("serve", []string{"-smtp-url", server, "-mail-from", "midspan@left.example"}, env(nil))
		if err != nil {
			t.Fatal(err)
		}
		err = newMailer(c)(context.Background(), auth.Letter{To: "owner@left.example", Subject: "s", Text: "t"})
		if err == nil || strings.Contains(err.Error(), "owner") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMailSettingsThatMakeNoSenseStopTheStart(t *testing.T) {
	for _, args := range [][]string{
		{"-smtp-url", "mail.example.org"},
		{"-smtp-url", "http://mail.example.org", "-mail-from", "a@b.example"},
		{"-smtp-url", "smtp://", "-mail-from", "a@b.example"},
		{"-smtp-url", "smtp://mail.example.org/x", "-mail-from", "a@b.example"},
		{"-smtp-url", "smtp://mail.example.org"},
		{"-mail-from", "a@b.example"},
		{"-smtp-url", "smtp://mail.example.org", "-mail-from", "nobody"},
	} {
		if _, err := readConfig("serve", args, env(nil)); err == nil || strings.Contains(fmt.Sprint(err), "\n") {
			t.Errorf("%v: %v", args, err)
		}
	}
}
