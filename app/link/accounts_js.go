package link

import "syscall/js"

// What is known of somebody here.
const (
	isIn = "in"   // the server said so last
	left = "left" // the sign-in ended by itself: what is unsent waits for them
)

// enter notes that the server knows this person here. What others could read on this
// device goes; what they have not sent stays for them alone.
func enter(user string) {
	transact("readwrite", everyStore, func(s stores) {
		accounts := s.of(accountStore)
		walk(accounts.Call("openCursor"), func(c js.Value) {
			if other := c.Get("key").String(); other != user {
				s.retire(other)
			}
		})
		accounts.Call("put", isIn, user)
	}, func(err error) {
		if err == nil {
			prune(user)
		}
		tellTabs(Account{User: user})
	})
}

// retire takes off what somebody could read, and them with it if nothing of theirs
// waits to be sent.
func (s stores) retire(user string) {
	s.unread(user)
	then(s.of(unsentStore).Call("count", under(user)), func(waiting js.Value) {
		if waiting.Int() > 0 {
			s.of(accountStore).Call("put", left, user)
		} else {
			s.of(accountStore).Call("delete", user)
		}
	})
}

func (s stores) unread(user string) {
	s.of(textStore).Call("delete", under(user))
	s.of(answerStore).Call("delete", under(user))
}

// nobody notes that the server knows nobody here: the sign-in has ended by itself, or
// somebody is about to sign in.
func nobody() {
	transact("readwrite", everyStore, func(s stores) {
		walk(s.of(accountStore).Call("openCursor"), func(c js.Value) {
			if c.Get("value").String() == isIn {
				s.unread(c.Get("key").String())
				c.Call("update", left)
			}
		})
	}, func(error) {})
}

// Forget wipes all that this device holds of a person: they signed out.
func Forget(user string) error {
	done := make(chan error, 1)
	transact("readwrite", everyStore, func(s stores) {
		s.of(accountStore).Call("delete", user)
		s.of(unsentStore).Call("delete", under(user))
		s.unread(user)
	}, func(err error) { done <- err })
	err := <-done
	tellTabs(Account{User: user, Out: true})
	return err
}

// Unsent tells how many changes of a person this device holds that the server has
// not stored.
func Unsent(user string) int {
	var count js.Value
	if read([]any{unsentStore}, func(s stores) { count = s.of(unsentStore).Call("count", under(user)) }) != nil {
		return 0
	}
	return count.Get("result").Int()
}

// Who is the person the server knew here last, "" for nobody.
func Who() (user string) {
	_ = read([]any{accountStore}, func(s stores) { // without a database nobody is known
		walk(s.of(accountStore).Call("openCursor"), func(c js.Value) {
			if c.Get("value").String() == isIn {
				user = c.Get("key").String()
			}
		})
	})
	return user
}

// read waits for a transaction that only reads.
func read(names []any, work func(stores)) error {
	done := make(chan error, 1)
	transact("readonly", names, work, func(err error) { done <- err })
	return <-done
}

var channel js.Value

// tabs is the channel between the tabs of this browser; undefined if it has none.
func tabs() js.Value {
	if kind := js.Global().Get("BroadcastChannel"); channel.IsUndefined() && kind.Truthy() {
		try(func() { channel = kind.New("midspan/accounts") })
	}
	return channel
}

// hearTabs passes on what other tabs tell.
func hearTabs() {
	if c := tabs(); c.Truthy() {
		c.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
			said := args[0].Get("data")
			go tellHere(Account{said.Index(0).String(), said.Index(1).Bool()})
			return nil
		}))
	}
}

func tellTabs(a Account) {
	if c := tabs(); c.Truthy() {
		c.Call("postMessage", []any{a.User, a.Out})
	}
}
