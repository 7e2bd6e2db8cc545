package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	stdmail "net/mail"
	"net/textproto"
	"net/url"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"

	"midspan/api/auth"
)

// mailTime is how long one letter may take to be handed over.
const mailTime = 20 * time.Second

// setSMTPURL takes the address of a mail server. It may hold a password, so it is not repeated.
func setSMTPURL(c *config, v string) error {
	c.smtp = nil
	if v == "" {
		return nil
	}
	u, err := url.Parse(v)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" {
		return errors.New("a mail server is named like smtp://user:password@mail.example.org:587, or smtps://… for TLS from the first byte")
	}
	c.smtp = u
	return nil
}

func setMailFrom(c *config, v string) error {
	c.mailFrom = ""
	if v == "" {
		return nil
	}
	from, err := stdmail.ParseAddress(v)
	if err != nil {
		return fmt.Errorf("%q is not a mail address like midspan@example.org", v)
	}
	c.mailFrom = from.String()
	return nil
}

// mailer hands letters to a mail server.
type mailer struct {
	server *url.URL
	from   string
}

// newMailer is nil where no mail server is configured.
func newMailer(c *config) func(context.Context, auth.Letter) error {
	if c.smtp == nil {
		return nil
	}
	return mailer{c.smtp, c.mailFrom}.send
}

// send hands one letter over. Its errors name no address: they go to the log.
func (m mailer) send(ctx context.Context, l auth.Letter) error {
	client, err := mail.NewClient(m.server.Hostname(), m.options()...)
	if err != nil {
		return errors.New("the mail server's address is not usable")
	}
	letter := mail.NewMsg()
	if err := errors.Join(letter.From(m.from), letter.To(l.To)); err != nil {
		return errors.New("the letter's addresses are not usable")
	}
	letter.Subject(l.Subject)
	letter.SetGenHeader("Auto-Submitted", "auto-generated") // nobody answers that they are away
	letter.SetBodyString(mail.TypeTextPlain, l.Text)
	return nameless(client.DialAndSendWithContext(ctx, letter))
}

func (m mailer) options() []mail.Option {
	policy := mail.TLSMandatory
	if loopback(net.JoinHostPort(m.server.Hostname(), "0")) {
		policy = mail.TLSOpportunistic
	}
	options := []mail.Option{mail.WithTimeout(mailTime), mail.WithTLSPortPolicy(policy)}
	if m.server.Scheme == "smtps" {
		options = append(options, mail.WithSSLPort(false))
	}
	if port, err := strconv.Atoi(m.server.Port()); err == nil {
		options = append(options, mail.WithPort(port))
	}
	if user := m.server.User; user != nil {
		password, _ := user.Password()
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(user.Username()), mail.WithPassword(password))
	}
	return options
}

// nameless keeps of an error what tells an operator why, and nothing of whom it was about: what a
// mail server says may repeat an address.
func nameless(err error) error {
	if err == nil {
		return nil
	}
	if refused, ok := errors.AsType[*mail.SendError](err); ok {
		return fmt.Errorf("the mail server refused the letter: %s (%d %s)", refused.Reason, refused.ErrorCode(), refused.EnhancedStatusCode())
	}
	if said, ok := errors.AsType[*textproto.Error](err); ok {
		return fmt.Errorf("the mail server would not let us in (%d)", said.Code)
	}
	if line, ok := errors.AsType[*net.OpError](err); ok {
		return fmt.Errorf("the mail server was not reached: %w", line)
	}
	return errors.New("the mail server was not reached, or does not speak TLS as it should")
}
