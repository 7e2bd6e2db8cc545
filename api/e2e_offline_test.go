package main

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

const noConnection = "No connection. Last read "

func TestWhatWasReadAndWrittenIsThereAfterAColdStartWithoutAServer(t *testing.T) {
	t.Parallel()
	h := keepHouse(t)
	at := "/r/" + h.rel
	profile, err := os.MkdirTemp(builds, "chromium-")
	if err != nil {
		t.Fatal(err)
	}
	p, leave := openOwn(t, h.url, profile)
	p.comesIn("owner@left.example", "/")
	p.settles()
	p.sees("Right House")
	p.visit(at)
	p.press("Vision")
	p.until("she is there", `location.pathname === $1`, at+"/vision")
	p.ready()
	p.saved()
	p.takes(boldest, "")
	p.writes("Before. ")
	p.saved()
	h.has("Before. ")

	h.falls()
	p.takes(boldest, "Before. ")
	p.writes("Left alone. ")
	p.says("Offline, kept here")
	leave()

	p, leave = openOwn(t, h.url, profile)
	p.visit(at + "/vision")
	p.sees(noConnection)
	p.reads(boldest, "Before. Left alone. ")
	p.shot("offline-vision-phone")
	p.takes(boldest, "Left alone. ")
	p.writes("After a cold start. ")
	p.says("Offline, kept here")
	leave()

	p, leave = openOwn(t, h.url, profile)
	p.visit("/")
	p.sees(noConnection)
	p.sees("Right House")
	p.shot("offline-portfolio-phone")
	p.visit(at)
	p.sees("Overview")
	p.shot("offline-overview-phone")
	p.visit(at + "/people")
	p.sees("this device has not kept this page")
	p.shot("offline-never-read-phone")
	p.visit(at + "/why")
	p.press("Vision")
	p.until("she is there", `location.pathname === $1`, at+"/vision")
	p.ready()
	p.reads(boldest, "Before. Left alone. After a cold start. ")
	p.takes(boldest, "cold start. ")
	p.writes("And on.")

	h.rises()
	p.saved()
	h.has("Before. Left alone. After a cold start. And on.")
	p.reads(boldest, "Before. Left alone. After a cold start. And on.")
	p.until("the page has mended itself", `!document.body.innerText.includes("No connection")`)
	leave()
}

func TestAKilledTabLosesNothingAndLeavesItToTheOneThatStays(t *testing.T) {
	t.Parallel()
	h := keepHouse(t)
	b := openBrowser(t, h.url)
	at := "/r/" + h.rel + "/vision"
	p := b.person("Hanna", laptop)
	p.comesIn("owner@left.example", at)
	p.settles()
	// The service worker lives in the process that crashes, and Chromium is slow to notice.
	p.until("it is gone", `navigator.serviceWorker.ready.then(r => r.unregister())`)
	p.saved()
	p.takes(boldest, "")
	p.writes("Stored. ")
	p.saved()
	p.writes("Typed as the tab is killed.")
	p = b.within(b.crash(p), "Hanna again", laptop)
	p.comesTo(at)
	p.saved()
	kept := p.text(boldest)
	if !strings.HasPrefix(kept, "Stored. ") || !strings.HasPrefix("Stored. Typed as the tab is killed.", kept) {
		t.Errorf("what is kept reads %q", kept)
	}
	h.has(kept)

	stays, dies := p, b.another(p)
	dies.comesTo(at)
	dies.saved()
	dies.network(false)
	dies.says("Offline, kept here")
	dies.takes(boldest, kept)
	dies.writes("Unsent in the tab that dies.")
	dies.until("all of it is kept", unsentHere+`.then(n => n >= 27)`)
	stays.takes(boldest, kept)
	stays.writes("Meanwhile. ")
	stays.saved()
	if got := stays.text(boldest); got != kept+"Meanwhile. " {
		t.Errorf("one tab sends what the other is about to send: %q", got)
	}
	b.crash(dies)
	both := regexp.MustCompile("^" + regexp.QuoteMeta(kept) + `(Meanwhile\. Unsent in the tab that dies\.|Unsent in the tab that dies\.Meanwhile\. )$`)
	if !wait(func() bool { return both.MatchString(stays.text(boldest)) && both.MatchString(h.written()) }) {
		t.Fatalf("the tab that stays reads %q, the server has %q", stays.text(boldest), h.written())
	}
	stays.saved()
	stays.until("nothing is left to send", unsentHere+`.then(n => n === 0)`)
}

// unsentHere is the number of changes that this browser holds for anybody.
const unsentHere = `new Promise(resolve => {
	const request = indexedDB.open("midspan");
	request.onsuccess = () => {
		const count = request.result.transaction("unsent").objectStore("unsent").count();
		count.onsuccess = () => { request.result.close(); resolve(count.result); };
	};
})`

// traces is all that a browser holds for the portal, as text.
const traces = `(async () => {
	const db = await new Promise(resolve => {
		const request = indexedDB.open("midspan");
		request.onsuccess = () => resolve(request.result);
	});
	const found = [];
	for (const name of db.objectStoreNames) {
		const store = db.transaction(name).objectStore(name);
		for (const request of [store.getAllKeys(), store.getAll()])
			await new Promise(resolve => { request.onsuccess = () => { found.push(...request.result); resolve(); }; });
	}
	db.close();
	for (const store of [localStorage, sessionStorage]) found.push(...Object.entries(store));
	const plain = v => v instanceof Uint8Array ? new TextDecoder().decode(v) : v?.body instanceof Uint8Array ? new TextDecoder().decode(v.body) : v;
	return JSON.stringify(found.map(plain));
})()`

// shells is all that the caches hold that a person could read.
const shells = `(async () => {
	let all = "";
	for (const name of await caches.keys()) {
		const cache = await caches.open(name);
		for (const request of await cache.keys()) {
			const answer = await cache.match(request);
			if (/html|json/.test(answer.headers.get("content-type"))) all += request.url + await answer.text();
		}
	}
	return all;
})()`

// expires ends the browser's session at the server, which tells nobody.
func (h *household) expires(p *tab) {
	h.t.Helper()
	v := h.visitor()
	here, err := url.Parse(h.url)
	if err != nil {
		h.t.Fatal(err)
	}
	p.do(chromedp.ActionFunc(func(ctx context.Context) error {
		cookies, err := network.GetCookies().Do(ctx)
		for _, c := range cookies {
			v.client.Jar.SetCookies(here, []*http.Cookie{{Name: c.Name, Value: c.Value}})
		}
		return err
	}))
	v.must("mutation { signOut }", nil, "")
}

func TestASignInThatExpiresKeepsTheWordsForTheSamePerson(t *testing.T) {
	t.Parallel()
	h := keepHouse(t)
	b := openBrowser(t, h.url)
	at := "/r/" + h.rel + "/vision"
	p := b.person("Hanna", laptop)
	p.comesIn("owner@left.example", at)
	p.saved()
	p.takes(boldest, "")
	p.writes("Signed in. ")
	p.saved()
	p.network(false)
	p.says("Offline, kept here")
	p.takes(boldest, "Signed in. ")
	p.writes("Typed meanwhile. ")
	h.expires(p)
	p.network(true)
	p.sees("You are signed out.")
	p.shot("offline-expired")
	if got := p.text(boldest); got != "Signed in. Typed meanwhile. " {
		t.Errorf("on the screen is left %q", got)
	}
	h.has("Signed in. ")

	elsewhere := b.another(p)
	elsewhere.comesIn("owner@left.example", "/account")
	h.has("Signed in. Typed meanwhile. ")
	p.saved()
	p.until("nothing stands over the page", `!document.body.innerText.includes("You are signed out")`)
	p.takes(boldest, "Typed meanwhile. ")
	p.writes("And on. ")
	p.saved()
	h.has("Signed in. Typed meanwhile. And on. ")

	p.network(false)
	p.says("Offline, kept here")
	p.takes(boldest, "And on. ")
	p.writes("Never to be his.")
	h.expires(elsewhere)
	elsewhere.visit("/")
	elsewhere.sees("Make an account") // nobody is known here
	elsewhere.comesIn("owner@outside.example", "/")
	p.network(true)
	p.until("nothing of hers is left on a screen", `!document.body.innerText.includes("Right House") && document.body.innerText.includes("Somebody Else")`)
	elsewhere.visit(at)
	elsewhere.sees("There is nothing here.")
	if left := elsewhere.get(traces); strings.Contains(left, "Right House") || strings.Contains(left, "And on.") {
		t.Errorf("for the next person there is left %.2000s", left)
	}
	h.has("Signed in. Typed meanwhile. And on. ")

	elsewhere.visit("/account")
	elsewhere.press("Sign out")
	elsewhere.sees("Make an account")
	elsewhere.comesIn("owner@left.example", "/account") // not where she wrote
	h.has("Signed in. Typed meanwhile. And on. Never to be his.")
	elsewhere.until("nothing is left to send", unsentHere+`.then(n => n === 0)`)
}

func TestSigningOutLeavesNothingOnTheDevice(t *testing.T) {
	t.Parallel()
	h := keepHouse(t)
	b := openBrowser(t, h.url)
	at := "/r/" + h.rel + "/vision"
	p := b.person("Hanna", phone)
	p.comesIn("owner@left.example", at)
	p.settles()
	p.saved()
	p.takes(boldest, "")
	p.writes("Our secret.")
	p.saved()
	p.until("the text is kept", traces+`.then(all => all.includes("Our secret.") && all.includes("Right House"))`)
	other := b.another(p)
	other.visit(at)
	other.reads(boldest, "Our secret.")

	p.visit("/account")
	p.network(false)
	p.press("Sign out")
	p.sees("Not signed out.")
	p.network(true)
	p.press("Sign out")
	p.sees("Make an account")
	other.sees("Make an account") // she is gone from there too
	for what, left := range map[string]string{"the database": p.get(traces), "the caches": p.get(shells)} {
		for _, word := range []string{"secret", "House", "owner", "usr_", "rel_", "doc_"} {
			if strings.Contains(left, word) {
				t.Errorf("%s still hold %s: %.1000s", what, word, left)
			}
		}
	}
	if left := p.get(traces); left != "[]" {
		t.Errorf("the database still holds %.1000s", left)
	}

	p.comesIn("owner@outside.example", "/")
	p.until("the page is kept", traces+`.then(all => all.includes("Somebody Else"))`)
	p.visit(at)
	p.sees("There is nothing here.")
	h.falls()
	p.visit(at)
	p.sees("this device has not kept this page")
	p.visit("/")
	p.sees("Somebody Else")
	if page := p.get(`document.body.innerText`); strings.Contains(page, "Right House") {
		t.Errorf("without a network it shows %.500s", page)
	}
}

func TestWhoeverIsRemovedKeepsNothingOfTheRoom(t *testing.T) {
	t.Parallel()
	h := keepHouse(t)
	b := openBrowser(t, h.url)
	at := "/r/" + h.rel
	h.left.colleague(h.running, h.rel, "colleague@left.example", "MEMBER")
	p := b.person("A colleague", laptop)
	p.comesIn("colleague@left.example", at)
	p.settles()
	p.press("Vision")
	p.until("they are there", `location.pathname === $1`, at+"/vision")
	p.ready()
	p.saved()
	p.takes(boldest, "")
	p.writes("Ours.")
	p.saved()
	p.until("the text is kept", traces+`.then(all => all.includes("Ours.") && all.includes("Right House"))`)
	p.network(false)
	p.writes(" Never sent.")
	p.says("Offline, kept here")
	p.do(chromedp.Navigate("about:blank")) // the tab is closed, and with it the page
	seat := h.left.mustText(`query($r: ID!) { node(id: $r) { ... on Relationship { participants { edges { node { id user { name } } } } } } }`,
		vars{"r": h.rel}, "node.participants.edges.2.node.id")
	h.left.must(`mutation($p: ID!) { removeParticipant(input: {participant: $p}) { participant { id } } }`, vars{"p": seat}, "")
	p.network(true)
	p.visit(at)
	p.sees("There is nothing here.")
	p.until("their words are given back", `document.querySelector("dialog#unsent[open] textarea")?.value === " Never sent."`)
	p.press("Close")
	p.until("nothing of it is kept", traces+`.then(all => !all.includes("Ours.") && !all.includes("Right House"))`)
}
