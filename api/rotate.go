package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"midspan/api/auth"
	"midspan/api/store"
)

// rotate makes a new signing key, which servers that run take up within half a minute. The former
// ones verify on until what they signed has run out; with "now", after one was stolen perhaps, they
// are good for nothing at once.
func (p *program) rotate(ctx context.Context, args []string) error {
	c, words, err := readCommand("rotate", args, p.getenv)
	now := slices.Equal(words, []string{"now"})
	if err == nil && len(words) > 0 && !now {
		err = errors.New("say midspan rotate, or midspan rotate now when a key was stolen")
	}
	if err != nil {
		return err
	}
	db, err := store.OpenExisting(ctx, c.databaseURL)
	if err != nil {
		return err
	}
	defer db.Close()
	keys, err := auth.LoadKeys(filepath.Join(c.dataDir, "keys"), false)
	if err != nil {
		return err
	}
	overlap, until := auth.Overlap, "The former ones verify for another hour."
	if now {
		overlap, until = 0, "What the former ones signed is refused at once, and within half a minute by servers that run."
	}
	if err := auth.Rotate(ctx, db.Client, keys, overlap); err != nil {
		return err
	}
	fmt.Fprintln(p.out, "There is a new signing key. "+until)
	return nil
}

// forgot makes a link for a new password, for somebody who cannot have it by mail.
func (p *program) forgot(ctx context.Context, args []string) error {
	c, words, err := readCommand("forgot", args, p.getenv)
	if err == nil && len(words) != 1 {
		err = errors.New("name the mail address of one account, as in: midspan forgot owner@example.org")
	}
	if err != nil {
		return err
	}
	db, err := store.OpenExisting(ctx, c.databaseURL)
	if err != nil {
		return err
	}
	defer db.Close()
	public := c.publicURL
	if public == "" {
		public = "http://" + c.addr
	}
	link, err := auth.ResetLink(ctx, db.Client, public, words[0])
	if err == nil && link == "" {
		err = errors.New("nobody has an account with this address")
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Whoever opens this link chooses a new password for that account. It works once, for half an hour:\n%s\n", link)
	return nil
}
