// Writes the frames of app/coedit/testdata/frames.json, as lib0 and y-protocols make
// them: node frames.mjs > ../../../app/coedit/testdata/frames.json
import * as Y from 'yjs'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as awareness from 'y-protocols/awareness'
import * as auth from 'y-protocols/auth'

const frame = (type, write) => {
  const e = encoding.createEncoder()
  encoding.writeVarUint(e, type)
  write(e)
  return Buffer.from(encoding.toUint8Array(e)).toString('hex')
}
const doc = new Y.Doc()
doc.clientID = 4000000000
doc.getText('words').insert(0, 'Grüße 🚚')
const who = new awareness.Awareness(doc)
who.setLocalState({ user: { name: 'Owner' }, cursor: null })
const seen = (clients, states) => e =>
  encoding.writeVarUint8Array(e, awareness.encodeAwarenessUpdate(who, clients, states))

const hex = bytes => Buffer.from(bytes).toString('hex')
const frames = {
  stateVector: hex(Y.encodeStateVector(doc)),
  update: hex(Y.encodeStateAsUpdate(doc)),
  step1: frame(0, e => sync.writeSyncStep1(e, doc)),
  step2: frame(0, e => sync.writeSyncStep2(e, doc)),
  sync: frame(0, e => sync.writeUpdate(e, Y.encodeStateAsUpdate(doc))),
  here: frame(1, seen([doc.clientID])),
  gone: frame(1, seen([doc.clientID], new Map())),
  denied: frame(2, e => auth.writePermissionDenied(e, 'not yours')),
  query: frame(3, () => {}),
  largest: frame(Number.MAX_SAFE_INTEGER, () => {})
}
console.log(JSON.stringify(frames, null, 2))
process.exit(0)
