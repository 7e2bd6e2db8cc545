// A stock yjs + y-websocket client, told what to do by JSON lines on standard input:
//   {"do": name, ...arguments}  is answered by  {"ok": result}  or  {"error": message}
// node peer.mjs <server url> <document> <user>
import readline from 'node:readline'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { WebsocketProvider } from 'y-websocket'

const [server, document, user] = process.argv.slice(2)
const section = 'words'
const doc = new Y.Doc()
const text = doc.getText(section)
let received = 0
class Counting extends WebSocket {
  constructor (...all) {
    super(...all)
    this.on('message', () => { received++ })
  }
}
const provider = new WebsocketProvider(server, document, doc, {
  params: { user }, WebSocketPolyfill: Counting, disableBc: true
})
let closed = null
let drops = 0
provider.on('closed', ({ code }) => { closed = code })
provider.on('connection-close', () => { drops++ })
// the denial is told by the test, not by the console
console.warn = () => {}

const states = () => [...provider.awareness.getStates()].map(([client, state]) => ({ client, ...state }))
const place = relative => {
  const p = relative && Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(relative), doc)
  return p ? p.index : null
}
const commands = {
  insert: ({ at, insert }) => text.insert(Math.min(at, text.length), insert),
  delete: ({ at, delete: n }) => {
    const from = Math.min(at, text.length)
    text.delete(from, Math.min(n, text.length - from))
  },
  text: () => text.toString(),
  client: () => doc.clientID,
  status: () => ({ synced: provider.synced, connected: provider.wsconnected, closed, drops, received }),
  connect: () => provider.connect(),
  disconnect: () => provider.disconnect(),
  select: ({ anchor, head }) => provider.awareness.setLocalStateField('cursor', {
    anchor: Y.createRelativePositionFromTypeIndex(text, anchor),
    head: Y.createRelativePositionFromTypeIndex(text, head)
  }),
  call: ({ name }) => provider.awareness.setLocalStateField('user', { name, color: '#ff0000' }),
  others: () => states().filter(s => s.client !== doc.clientID).map(s => ({
    client: s.client, user: s.user, anchor: place(s.cursor?.anchor), head: place(s.cursor?.head)
  }))
}

const say = answer => process.stdout.write(JSON.stringify(answer) + '\n')
readline.createInterface({ input: process.stdin }).on('line', line => {
  try {
    const { do: name, ...rest } = JSON.parse(line)
    say({ ok: commands[name](rest) ?? null })
  } catch (e) {
    say({ error: String(e) })
  }
}).on('close', () => { provider.destroy(); process.exit(0) })
