// A Yjs replica set behind stdin and stdout: one JSON command a line, one JSON
// answer a line. Bytes travel as base64. app/ytext/peer_test.go drives it.
import * as readline from 'node:readline'
import * as Y from 'yjs'

const docs = new Map()
const bytes = text => new Uint8Array(Buffer.from(text, 'base64'))
const base64 = array => Buffer.from(array).toString('base64')

// what a replica shows, with the updates that came of the command
const view = ({ doc, updates }, roots) => ({
  updates: updates.splice(0),
  texts: roots.map(root => doc.getText(root).toString()),
  pending: doc.store.pendingStructs !== null || doc.store.pendingDs !== null
})

const commands = {
  reset () {
    docs.forEach(({ doc }) => doc.destroy())
    docs.clear()
    return {}
  },
  open ({ doc: name, client, roots }) {
    const doc = new Y.Doc()
    doc.clientID = client
    const replica = { doc, updates: [] }
    doc.on('update', update => replica.updates.push(base64(update)))
    docs.set(name, replica)
    return view(replica, roots)
  },
  // edits: [{root, at, delete, insert}], one transaction, deletion first
  edit ({ doc: name, edits, roots }) {
    const replica = docs.get(name)
    replica.doc.transact(() => edits.forEach(({ root, at, delete: length, insert }) => {
      const text = replica.doc.getText(root)
      if (length) text.delete(at, length)
      if (insert) text.insert(at, insert)
    }))
    return view(replica, roots)
  },
  apply ({ doc: name, update, roots }) {
    const replica = docs.get(name)
    Y.applyUpdate(replica.doc, bytes(update))
    return view(replica, roots)
  },
  diff ({ doc: name, vector }) {
    const { doc } = docs.get(name)
    return { update: base64(vector ? Y.encodeStateAsUpdate(doc, bytes(vector)) : Y.encodeStateAsUpdate(doc)) }
  },
  state ({ doc: name, roots }) {
    const replica = docs.get(name)
    return {
      ...view(replica, roots),
      vector: base64(Y.encodeStateVector(replica.doc)),
      update: base64(Y.encodeStateAsUpdate(replica.doc))
    }
  },
  anchor ({ doc: name, root, at, assoc }) {
    const text = docs.get(name).doc.getText(root)
    return { anchor: JSON.stringify(Y.createRelativePositionFromTypeIndex(text, at, assoc)) }
  },
  offset ({ doc: name, anchor }) {
    const position = Y.createAbsolutePositionFromRelativePosition(
      Y.createRelativePositionFromJSON(JSON.parse(anchor)), docs.get(name).doc)
    return { at: position === null ? -1 : position.index }
  }
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  let answer
  try {
    answer = commands[command.op](command)
  } catch (error) {
    answer = { error: String(error) }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
