// Stock yjs + y-websocket clients, as many as are opened, told what to do by JSON lines on
// standard input:
//   {"do": name, "who": name, ...arguments}  is answered by  {"ok": result}  or  {"error": message}
// Each is a page of its own that knows its text by memory alone: kill and it is gone.
import readline from 'node:readline'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { WebsocketProvider } from 'y-websocket'

const open = new Map()

// join makes a client as the browser has it, with the cookies of its origin.
const join = (server, document, cookie) => {
  class Page extends WebSocket {
    constructor (url, protocols) {
      super(url, protocols, { headers: { Cookie: cookie }, origin: server.replace('ws', 'http') })
    }
  }
  const doc = new Y.Doc()
  const it = { server, document, cookie, doc, closed: null }
  it.provider = new WebsocketProvider(server + '/sync', document, doc, {
    WebSocketPolyfill: Page, disableBc: true, maxBackoffTime: 100
  })
  it.provider.on('closed', ({ code }) => { it.closed = code })
  it.provider.on('connection-error', () => {})
  return it
}

// place is where a stroke comes to lie: at a UTF-16 offset that cuts no character.
const place = (text, { behind, part }) => {
  const found = behind === '' ? -1 : text.indexOf(behind)
  if (found >= 0) return found + behind.length
  const at = Math.floor(part * text.length)
  return cuts(text, at) ? at + 1 : at
}
const cuts = (text, at) => /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[at] ?? '')

const commands = {
  open: ({ who, server, document, cookie }) => { open.set(who, join(server, document, cookie)) },
  stroke: ({ it, stroke }) => {
    const text = it.doc.getText(stroke.section)
    const now = text.toString()
    const to = place(now, stroke)
    let from = to
    for (let n = stroke.erase; n > 0 && from > 0; n--) from -= cuts(now, from - 1) ? 2 : 1
    it.doc.transact(() => {
      text.delete(from, to - from)
      text.insert(from, stroke.typed)
    })
    return now.slice(from, to)
  },
  texts: ({ it, sections }) => Object.fromEntries(sections.map(s => [s, it.doc.getText(s).toString()])),
  whole: ({ it }) => Buffer.from(Y.encodeStateAsUpdate(it.doc)).toString('base64'),
  status: ({ it }) => ({ synced: it.provider.synced, closed: it.closed }),
  leave: ({ it }) => it.provider.disconnect(),
  return: ({ it }) => it.provider.connect(),
  // as if half a minute had passed in which nothing was heard
  wait: ({ it }) => { it.provider.wsLastMessageReceived = 0 },
  kill: ({ who, it }) => {
    it.provider.ws?.terminate()
    it.provider.shouldConnect = false
    it.provider.destroy()
    it.doc.destroy()
    open.set(who, join(it.server, it.document, it.cookie))
  }
}

const say = answer => process.stdout.write(JSON.stringify(answer) + '\n')
readline.createInterface({ input: process.stdin }).on('line', line => {
  try {
    const { do: name, ...rest } = JSON.parse(line)
    say({ ok: commands[name]({ it: open.get(rest.who), ...rest }) ?? null })
  } catch (e) {
    say({ error: String(e.stack) })
  }
}).on('close', () => process.exit(0))
