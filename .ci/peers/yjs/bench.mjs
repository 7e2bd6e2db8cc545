// The work of app/ytext/bench_test.go done by the real Yjs, told in the format
// of go test -bench, under the same names; all cases, or those named.
import * as Y from 'yjs'

let state = 1
const roll = n => {
  state = (state + 0x6D2B79F5) | 0
  let x = Math.imul(state ^ (state >>> 15), state | 1)
  x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
  return ((x ^ (x >>> 14)) >>> 0) % n
}

const trace = count => {
  state = 1
  const edits = []
  let at = 0
  let length = 0
  for (let i = 0; i < count; i++) {
    if (roll(50) === 0) at = roll(length + 1)
    if (at > 0 && roll(10) < 3) {
      at--
      length--
      edits.push({ at, remove: 1, insert: '' })
      continue
    }
    edits.push({ at, remove: 0, insert: String.fromCharCode(97 + roll(26)) })
    at++
    length++
  }
  return edits
}

const open = client => {
  const doc = new Y.Doc()
  doc.clientID = client
  const updates = []
  doc.on('update', update => updates.push(update))
  return { doc, text: doc.getText('vision'), updates }
}

const replay = edits => {
  const replica = open(1)
  for (const { at, remove, insert } of edits) {
    replica.doc.transact(() => {
      if (remove) replica.text.delete(at, remove)
      if (insert) replica.text.insert(at, insert)
    })
  }
  return replica
}

const long = () => {
  const replica = replay(trace(40_000))
  const other = open(2)
  while (replica.text.length < 55_000) {
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(replica.doc, Y.encodeStateVector(other.doc)))
    other.text.insert(Math.floor(other.text.length / 3), '約束 '.repeat(25))
    Y.applyUpdate(replica.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(replica.doc)))
  }
  replica.updates.length = 0
  return replica
}

// remote is the work of taking in key strokes, with or without an editor that
// asks for what changed.
const remote = watch => {
  const replica = long()
  const writer = open(3)
  Y.applyUpdate(writer.doc, Y.encodeStateAsUpdate(replica.doc))
  writer.updates.length = 0
  for (let i = 0; i < keystrokes + 1; i++) writer.text.insert(20_000 + i, 'x')
  watch(replica.text)
  let i = 0
  return () => Y.applyUpdate(replica.doc, writer.updates[i++])
}

const edits = trace(260_000)
const keystrokes = 50_000

// Each case prepares and gives its work, and how often it is done.
const cases = {
  Replay: () => [2, () => replay(edits)],
  ReplayOfUpdates: () => {
    const { updates } = replay(edits)
    return [2, () => {
      const other = open(2)
      updates.forEach(update => Y.applyUpdate(other.doc, update))
    }]
  },
  Load: () => {
    const encoded = Y.encodeStateAsUpdate(replay(edits).doc)
    return [10, () => Y.applyUpdate(new Y.Doc(), encoded)]
  },
  Encode: () => {
    const { doc } = replay(edits)
    const size = Y.encodeStateAsUpdate(doc).length
    return [20, () => Y.encodeStateAsUpdate(doc), `\t${size} encoded-B`]
  },
  KeystrokeLocal: () => {
    const { text } = long()
    let at = Math.floor(text.length / 2)
    return [keystrokes, () => text.insert(at++, 'x')]
  },
  KeystrokeRemote: () => [keystrokes, remote(text => text.observe(event => event.delta))],
  KeystrokeRemoteUnseen: () => [keystrokes, remote(() => {})]
}

for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(cases)) {
  const [times, work, extra = ''] = cases[name]()
  work() // warm
  const start = process.hrtime.bigint()
  for (let i = 0; i < times; i++) work()
  const each = Number(process.hrtime.bigint() - start) / times
  console.log(`Benchmark${name}/yjs\t${times}\t${each.toFixed(0)} ns/op${extra}`)
}
