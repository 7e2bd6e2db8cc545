// What this device keeps: in the browser's database, all of it under the person it
// belongs to. app/link is what calls it, and says what for.
window.midspanDevice = (() => {
  "use strict";
  const every = ["accounts", "unsent", "texts", "answers"];
  const opens = 5000; // milliseconds; a tab with an older version may be in the way
  const most = { entries: 200, bytes: 16 << 20, age: 60 * 24 * 3600 * 1000 };
  const under = (...key) => IDBKeyRange.bound(key, [...key, []]);

  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  async function walk(request, each) {
    for (;;) {
      const cursor = await done(request);
      if (!cursor) return;
      each(cursor);
      cursor.continue();
    }
  }

  // The database, opened when it is needed first, and again after it was taken away.
  // accounts: user → {state, at}: "in", as the server said last, or "left": what is unsent waits
  // unsent:   [user, document, client, number] → update
  // texts:    [user, document] → {user, at, size, body, by}
  // answers:  [user, operation, variables] → {user, at, size, body}
  let database;
  function open() {
    database ??= new Promise((resolve, reject) => {
      const request = indexedDB.open("midspan", 2);
      const late = setTimeout(reject, opens, new Error("the database does not open"));
      request.onupgradeneeded = ({ oldVersion }) => upgrade(request.result, request.transaction, oldVersion);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        clearTimeout(late);
        const db = request.result;
        db.onclose = () => { database = undefined; };
        db.onversionchange = () => { db.close(); database = undefined; };
        resolve(db);
      };
    }).catch((why) => { database = undefined; throw why; });
    return database;
  }

  function upgrade(db, transaction, from) {
    if (from < 1) for (const name of ["unsent", "texts"]) db.createObjectStore(name);
    db.createObjectStore("accounts");
    const age = ["user", "at", "size"], texts = transaction.objectStore("texts");
    db.createObjectStore("answers").createIndex("age", age);
    texts.createIndex("age", age);
    walk(texts.openCursor(), (c) => c.update(entry(c.key[0], c.value, c.value.length)));
  }

  const entry = (user, body, size) => ({ user, at: Date.now(), size, body });

  // Does work in one transaction and waits until it is durable: against the end of the
  // browser, and with "strict" also against a loss of power.
  async function transact(mode, names, work, durability = "relaxed") {
    let transaction;
    try {
      transaction = (await open()).transaction(names, mode, { durability });
    } catch {
      database = undefined; // it was closed on us: once more
      transaction = (await open()).transaction(names, mode, { durability });
    }
    const durable = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error ?? new Error("undone"));
    });
    const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
    const [result] = await Promise.all([work(stores, transaction), durable]);
    return result;
  }
  const change = (names, work, durability) => transact("readwrite", names, work, durability);
  const read = (names, work) => transact("readonly", names, work);

  function unread({ texts, answers }, user) {
    texts.delete(under(user));
    answers.delete(under(user));
  }

  // The server knew this person here at a time; later, somebody else may have come. What
  // others could read goes; what they have not sent waits for them. Gives who is here.
  let entering = Promise.resolve(); // what is kept waits for it
  const enter = (user, asked) => {
    const coming = come(user, asked);
    entering = coming.catch(() => {});
    return coming;
  };

  async function come(user, asked) {
    const here = await change(every, async (s) => {
      for (const other of await done(s.accounts.getAllKeys())) {
        if (other === user) continue;
        const { state, at } = await done(s.accounts.get(other));
        if (state === "in" && at > asked) return other;
        unread(s, other);
        if (await done(s.unsent.count(under(other)))) s.accounts.put({ state: "left" }, other);
        else s.accounts.delete(other);
      }
      s.accounts.put({ state: "in", at: Date.now() }, user);
      return user;
    });
    if (here !== user) return here;
    tell(user, false);
    prune(user).catch(() => {}); // another time
    return here;
  }

  // The server knew nobody here at a time, or is about to know somebody.
  const nobody = (asked) => change(every, (s) => walk(s.accounts.openCursor(), (c) => {
    if (c.value.state !== "in" || c.value.at > asked) return;
    unread(s, c.key);
    c.update({ state: "left" });
  }));

  // Somebody signed out: all of theirs goes.
  async function forget(user) {
    try {
      await change(every, (s) => {
        s.accounts.delete(user);
        s.unsent.delete(under(user));
        unread(s, user);
      });
    } finally {
      tell(user, true);
    }
  }

  const who = () => read(["accounts"], async ({ accounts }) => {
    let user = "";
    await walk(accounts.openCursor(), (c) => { if (c.value.state === "in") user = c.key; });
    return user;
  });

  // The documents that hold something unsent, once for each change.
  const unsent = (user) => read(["unsent"], async (s) =>
    (await done(s.unsent.getAllKeys(under(user)))).map(([, document]) => document));

  const isIn = async (accounts, user) => (await done(accounts.get(user)))?.state === "in";
  const admits = async (user) => {
    await entering;
    return read(["accounts"], ({ accounts }) => isIn(accounts, user));
  };

  const keep = async (user, operation, variables, body) => {
    await entering;
    for (const [, id, epoch, sealed] of body.matchAll(began)) {
      if (sealed === "true") await begin(user, id, epoch);
      else known.delete(user + id); // what is kept while it is open goes when it is sealed again
    }
    await change(["accounts", "answers"], async ({ accounts, answers }) => {
      if (await isIn(accounts, user)) answers.put(entry(user, body, body.length), [user, operation, variables]);
    });
  };

  // Where both began anew and sealed what was, nothing stays that was kept before.
  const began = /"id":"(rel_\w+)","epoch":(\d+),"sealed":(true|false)/g;
  const known = new Map(); // the epoch of each relationship that this tab has looked after
  async function begin(user, id, epoch) {
    const about = user + id, now = `"id":"${id}","epoch":${epoch},"sealed":true`;
    if (known.get(about) === epoch) return;
    let older = false;
    await change(["answers"], ({ answers }) => walk(answers.openCursor(under(user)), (c) => {
      older ||= c.value.body.includes(`"id":"${id}","epoch":`) && !c.value.body.includes(now);
    }));
    if (older) await drop(user, id);
    known.set(about, epoch);
  }

  const find = (user, operation, variables) => read(["accounts", "answers"], async ({ accounts, answers }) =>
    await isIn(accounts, user) ? done(answers.get([user, operation, variables])) : undefined);

  // What somebody may not see any more goes, with all answers that tell of it and the
  // texts of documents in answers about it. Texts that something unsent builds on stay until
  // that is given back.
  const drop = (user, id) => change(["unsent", "texts", "answers"], async ({ unsent, texts, answers }) => {
    const needed = await needs(unsent, user);
    const forget = (document) => { if (!needed.has(document)) texts.delete([user, document]); };
    forget(id);
    await walk(answers.openCursor(under(user)), (c) => {
      const about = c.key[2].includes(id) || only(c.value.body, id);
      if (about) for (const [document] of c.value.body.matchAll(/doc_\w+/g)) forget(document);
      if (about || c.value.body.includes(id)) c.delete();
    });
  });
  const only = (body, id) => body.includes(id) && body.match(/\brel_\w+/g).every((other) => other === id);
  const needs = async (unsent, user) => new Set((await done(unsent.getAllKeys(under(user)))).map(([, document]) => document));

  // The oldest go. Texts that something unsent builds on stay.
  const prune = (user) => change(["unsent", "texts", "answers"], async (s) => {
    const needed = await needs(s.unsent, user);
    for (const store of [s.texts, s.answers]) {
      let entries = 0, bytes = 0;
      await walk(store.index("age").openKeyCursor(under(user), "prev"), ({ key: [, at, size], primaryKey }) => {
        entries += 1;
        bytes += size;
        const stays = entries <= most.entries && bytes <= most.bytes && Date.now() - at <= most.age;
        if (!stays && !needed.has(primaryKey[1])) store.delete(primaryKey);
      });
    }
  });

  // Takes a name for as long as this tab lives, or until what it gives is called; gives
  // nothing if another has it. A browser without locks lets everybody have it.
  const claim = (name) => new Promise((resolve) => {
    if (!navigator.locks) resolve(() => {});
    else navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock) return new Promise((release) => resolve(release));
      resolve();
    }).catch(() => resolve(() => {}));
  });

  // A document's place in the database, as one tab has it: the changes of those clients
  // that it has claimed are its own to send.
  class Shelf {
    constructor(user, document) {
      Object.assign(this, { user, document, claims: new Map(), mark: crypto.randomUUID?.() ?? String(Math.random()), known: "" });
    }

    async claim(client) {
      if (!this.claims.has(client)) this.claims.set(client, claim(`midspan/${this.user}/${this.document}/${client}`));
      const release = await this.claims.get(client);
      if (!release) this.claims.delete(client);
      if (this.closed) release?.();
      return Boolean(release);
    }

    close() {
      this.closed = true;
      for (const claimed of this.claims.values()) claimed.then((release) => release?.());
    }

    // The state, the first time, and what is unsent and claimed by nobody else, once.
    async load(own) {
      const { user, document } = this, mine = under(user, document);
      await this.claim(own);
      const free = new Set();
      for (const [, , client] of await read(["unsent"], ({ unsent }) => done(unsent.getAllKeys(mine)))) {
        if (!this.claims.has(client) && await this.claim(client)) free.add(client);
      }
      const first = !this.loaded;
      if (!first && !free.size) return { pending: [] };
      return read(["unsent", "texts"], async ({ unsent, texts }) => {
        const text = await done(texts.get([user, document]));
        const keys = await done(unsent.getAllKeys(mine)), updates = await done(unsent.getAll(mine));
        const pending = keys.map(([, , client, number], i) => [client, number, updates[i]]).filter(([client]) => free.has(client));
        if (first) Object.assign(this, { loaded: true, known: text?.by });
        return { state: first ? text?.body : undefined, pending };
      });
    }

    // Keeps and forgets changes. Unless the person has signed out here, what can be read
    // again makes room for what cannot.
    async write(kept, dropped) {
      await entering;
      await Promise.all([...new Set(kept.map(([client]) => client))].map((client) => this.claim(client)));
      if (kept.length && !navigator.onLine) this.asked ??= navigator.storage?.persist?.();
      let gone;
      const write = () => change(["accounts", "unsent"], async ({ accounts, unsent }, transaction) => {
        gone = await done(accounts.get(this.user)) === undefined;
        if (gone) return transaction.abort();
        for (const [client, number, update] of kept) unsent.put(update, [this.user, this.document, client, number]);
        for (const [client, number] of dropped) unsent.delete([this.user, this.document, client, number]);
      });
      try {
        await write();
      } catch (why) {
        if (gone || !kept.length) throw why;
        await change(["answers"], ({ answers }) => answers.clear());
        await write();
      }
    }

    // Keeps the text as a whole. Where another tab has kept one since, and this one may
    // not know all of it, gives that instead: to be laid together and saved again.
    async save(state, whole) {
      await entering;
      const { user, document, mark } = this;
      return change(["accounts", "texts"], async ({ accounts, texts }) => {
        if (!await isIn(accounts, user)) return undefined; // they may not be shown it any more
        const there = await done(texts.get([user, document]));
        if (!whole && there && there.by !== this.known) {
          this.known = there.by;
          return there.body;
        }
        texts.put({ ...entry(user, state, state.length), by: mark }, [user, document]);
        this.known = mark;
      }, "strict");
    }

    async wipe(unsentToo) {
      if (unsentToo) await change(["unsent"], ({ unsent }) => unsent.delete(under(this.user, this.document)));
      await drop(this.user, this.document);
    }
  }

  // What happens to who is signed in is told between tabs.
  const tabs = window.BroadcastChannel && new BroadcastChannel("midspan/accounts");
  const tell = (user, out) => tabs?.postMessage({ user, out });
  const hear = (told) => { if (tabs) tabs.onmessage = ({ data }) => told(data.user, data.out); };

  return {
    enter, nobody, forget, who, unsent, admits, keep, find, drop, prune, hear,
    shelf: (user, document) => new Shelf(user, document),
  };
})();
