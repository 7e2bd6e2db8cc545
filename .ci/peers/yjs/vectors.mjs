// Writes app/ytext/testdata/vectors.json: what the real Yjs does, for go test.
//   node vectors.mjs > ../../../app/ytext/testdata/vectors.json
import * as Y from 'yjs'

const base64 = array => Buffer.from(array).toString('base64')

// A generator with a seed, so that the file comes out the same each time.
const random = seed => () => {
  seed = (seed + 0x6D2B79F5) | 0
  let n = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  n = (n + Math.imul(n ^ (n >>> 7), 61 | n)) ^ n
  return ((n ^ (n >>> 14)) >>> 0) / 2 ** 32
}

const open = client => {
  const doc = new Y.Doc()
  doc.clientID = client
  const updates = []
  doc.on('update', update => updates.push(update))
  return { doc, updates, client }
}

// A story is a list of steps that replicas go through: edits of their own with
// the update that came out, and updates taken in with what was new in them.
class Story {
  constructor (name, clients) {
    this.name = name
    this.replicas = clients.map(open)
    this.clients = clients
    this.steps = []
  }

  edit (who, ...edits) {
    const { doc, updates } = this.replicas[who]
    doc.transact(() => edits.forEach(([root, at, length, insert]) => {
      if (length) doc.getText(root).delete(at, length)
      if (insert) doc.getText(root).insert(at, insert)
    }))
    const update = updates.splice(0)[0]
    this.steps.push({
      replica: who,
      edits: edits.map(([root, at, length, insert]) => ({ root, at, delete: length, insert })),
      update: update ? base64(update) : ''
    })
    return update
  }

  apply (who, update) {
    const { doc, updates } = this.replicas[who]
    Y.applyUpdate(doc, update)
    const added = updates.splice(0)[0]
    this.steps.push({ replica: who, apply: base64(update), added: added ? base64(added) : '' })
  }

  sync (to, from) {
    this.apply(to, Y.encodeStateAsUpdate(this.replicas[from].doc, Y.encodeStateVector(this.replicas[to].doc)))
  }

  meet () {
    for (let i = 1; i < this.replicas.length; i++) this.sync(0, i)
    for (let i = 1; i < this.replicas.length; i++) this.sync(i, 0)
  }

  end () {
    this.meet()
    const { doc } = this.replicas[0]
    const texts = {}
    for (const root of [...doc.share.keys()].sort()) texts[root] = doc.getText(root).toString()
    return {
      name: this.name,
      clients: this.clients,
      steps: this.steps,
      texts,
      vector: base64(Y.encodeStateVector(doc)),
      state: base64(Y.encodeStateAsUpdate(doc))
    }
  }
}

const stories = []
const story = (name, clients, tell) => {
  const s = new Story(name, clients)
  tell(s)
  stories.push(s.end())
}

story('typing one by one is one run', [1], s => {
  [...'We ship on time.'].forEach((c, i) => s.edit(0, ['vision', i, 0, c]))
})
story('two begin an empty text at once', [7, 3], s => {
  s.edit(0, ['vision', 0, 0, 'left'])
  s.edit(1, ['vision', 0, 0, 'right'])
})
story('three type at the same place', [5, 1, 9], s => {
  s.edit(0, ['vision', 0, 0, '[]'])
  s.meet()
  for (const c of 'abc') for (let i = 0; i < 3; i++) s.edit(i, ['vision', 1 + 'abc'.indexOf(c), 0, c + i])
})
story('one prepends while another appends', [2, 1], s => {
  s.edit(0, ['vision', 0, 0, 'x'])
  s.meet()
  for (const c of 'cba') s.edit(0, ['vision', 0, 0, c])
  for (const c of '123') s.edit(1, ['vision', s.replicas[1].doc.getText('vision').length, 0, c])
})
story('a remote deletion of a part keeps the rest', [1, 2], s => {
  s.edit(0, ['vision', 0, 0, 'The long sentence stays.'])
  s.meet()
  s.edit(1, ['vision', 4, 5, ''])
  s.edit(0, ['vision', 6, 0, 'XX'])
})
story('both delete overlapping parts', [1, 2], s => {
  s.edit(0, ['vision', 0, 0, '0123456789'])
  s.meet()
  s.edit(0, ['vision', 2, 5, ''])
  s.edit(1, ['vision', 4, 5, 'new'])
})
story('everything is deleted and begun again', [1, 2], s => {
  s.edit(0, ['vision', 0, 0, 'old words'])
  s.meet()
  s.edit(0, ['vision', 0, 9, ''])
  s.edit(1, ['vision', 9, 0, '!'])
  s.meet()
  s.edit(0, ['vision', 0, 1, 'again'])
})
story('an insertion cuts a surrogate pair', [1, 2], s => {
  s.edit(0, ['vision', 0, 0, 'a😀b'])
  s.meet()
  s.edit(1, ['vision', 2, 0, '-'])
})
story('deletions cut surrogate pairs at both ends', [1, 2], s => {
  s.edit(0, ['vision', 0, 0, '𝄞𝄞𝄞𠮷'])
  s.meet()
  s.edit(0, ['vision', 1, 4, ''])
  s.edit(1, ['vision', 3, 4, '約束'])
})
story('scripts of many kinds', [1, 2], s => {
  s.edit(0, ['vision', 0, 0, 'e\u0301 שלום مرحبا 守る 👩‍🚀 🇨🇭\u202e\uFEFF\u0000'])
  s.meet()
  s.edit(0, ['vision', 1, 1, ''])
  s.edit(1, ['vision', 4, 2, 'ü'])
})
story('several texts in one transaction', [4294967295, 128], s => {
  s.edit(0, ['vision', 0, 0, 'one'], ['', 0, 0, 'nameless'], ['注', 0, 0, 'three'], ['vision', 1, 1, ''])
  s.edit(1, ['vision', 0, 0, 'two'], ['注', 0, 0, 'drei'])
})
story('updates come twice and partly known', [1, 2], s => {
  const first = s.edit(0, ['vision', 0, 0, 'abc'])
  s.apply(1, first)
  s.apply(1, first)
  s.edit(0, ['vision', 3, 0, 'def'])
  s.edit(0, ['vision', 1, 1, ''])
  s.apply(1, Y.encodeStateAsUpdate(s.replicas[0].doc))
  s.apply(1, Y.encodeStateAsUpdate(s.replicas[0].doc))
})
story('inserted and deleted in one transaction', [1, 2], s => {
  s.edit(0, ['vision', 0, 0, 'keep'])
  s.edit(0, ['vision', 4, 0, 'gone'], ['vision', 4, 4, ''], ['vision', 0, 1, ''])
})
story('a document without collection hands on deleted words', [1, 2], s => {
  const { doc } = s.replicas[0]
  const keeping = new Y.Doc({ gc: false })
  keeping.clientID = 77
  keeping.getText('vision').insert(0, 'deleted later, and')
  keeping.getText('vision').delete(0, 14)
  s.apply(0, Y.encodeStateAsUpdate(keeping))
  s.edit(0, ['vision', doc.getText('vision').length, 0, ' kept'])
})
for (let seed = 1; seed <= 12; seed++) {
  const next = random(seed)
  const pick = n => Math.floor(next() * n)
  const words = ['a', 'bc', 'Quay ', '😀', '約束', 'é', '\n', '𝄞x𝄞', 'שלום', '👩‍🚀']
  story(`random ${seed}`, [1 + pick(5), 100 + pick(5), 1e6 + pick(5)], s => {
    for (let i = 0; i < 45; i++) {
      const who = pick(3)
      const length = s.replicas[who].doc.getText('vision').length
      const at = pick(length + 1)
      const cut = pick(3) ? 0 : Math.min(pick(8), length - at)
      s.edit(who, ['vision', at, cut, cut && pick(2) ? '' : words[pick(words.length)]])
      if (pick(4) === 0) s.sync(pick(3), who)
    }
  })
}

// Anchors, made in one state and looked up in a later one.
const anchors = []
{
  const { doc } = open(11)
  const text = doc.getText('vision')
  text.insert(0, '0123456789')
  text.delete(3, 2)
  const made = base64(Y.encodeStateAsUpdate(doc))
  const places = []
  for (const assoc of [0, -1]) {
    for (const at of [0, 1, 3, 7, 8]) places.push({ at, assoc, position: Y.createRelativePositionFromTypeIndex(text, at, assoc) })
  }
  text.insert(4, 'new')
  text.delete(0, 2)
  text.insert(0, '<')
  text.insert(text.length, '>')
  const later = base64(Y.encodeStateAsUpdate(doc))
  for (const { at, assoc, position } of places) {
    anchors.push({
      made, root: 'vision', at, assoc, later,
      json: JSON.stringify(position),
      offset: Y.createAbsolutePositionFromRelativePosition(position, doc).index
    })
  }
}

// Updates that go together in one, without a document; a gap becomes a skip.
const merged = []
{
  const { doc, updates } = open(21)
  const text = doc.getText('vision')
  for (const c of 'merge me') text.insert(text.length, c)
  text.insert(2, '😀')
  text.delete(1, 4)
  const all = updates.slice()
  const other = open(22)
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(doc))
  other.doc.getText('vision').insert(0, 'hello ')
  all.push(other.updates[1])
  const state = base64(Y.encodeStateAsUpdate(other.doc))
  merged.push({ name: 'in order', updates: all.map(base64), merged: base64(Y.mergeUpdates(all)), state })
  const shuffled = [...all.slice(5), all[2], all[0], all[4], all[0], all[3], all[1]]
  merged.push({ name: 'out of order and doubled', updates: shuffled.map(base64), merged: base64(Y.mergeUpdates(shuffled)), state })
  const overlapping = [Y.mergeUpdates(all.slice(0, 6)), Y.encodeStateAsUpdate(doc), all[all.length - 1]]
  merged.push({ name: 'overlapping', updates: overlapping.map(base64), merged: base64(Y.mergeUpdates(overlapping)), state })
  const gap = [all[0], all[3], all[4]]
  merged.push({ name: 'with a gap', updates: gap.map(base64), merged: base64(Y.mergeUpdates(gap)), state: '' })
}

// What is not plain text.
const refused = []
const refuse = (name, code, make, encode = Y.encodeStateAsUpdate) => {
  const { doc } = open(31)
  make(doc)
  refused.push({ name, code, update: base64(encode(doc)) })
}
refuse('a map', 'unsupported', doc => doc.getMap('m').set('k', 1))
refuse('a map entry set twice', 'unsupported', doc => { doc.getMap('m').set('k', 1); doc.getMap('m').set('k', 'two') })
refuse('an array', 'unsupported', doc => doc.getArray('a').insert(0, [1, 'two', null]))
refuse('bytes', 'unsupported', doc => doc.getArray('a').insert(0, [new Uint8Array([1, 2])]))
refuse('an embed', 'unsupported', doc => doc.getText('t').insertEmbed(0, { image: 'x' }))
refuse('bold text', 'unsupported', doc => doc.getText('t').insert(0, 'x', { bold: true }))
refuse('a text within a map', 'unsupported', doc => doc.getMap('m').set('k', new Y.Text('nested')))
refuse('an XML element', 'unsupported', doc => doc.getXmlFragment('x').insert(0, [new Y.XmlElement('p')]))
refuse('a subdocument', 'unsupported', doc => doc.getMap('m').set('k', new Y.Doc({ guid: 'g' })))
refuse('an update of version 2', 'malformed', doc => doc.getText('t').insert(0, 'text'), Y.encodeStateAsUpdateV2)

const lines = list => list.map(entry => JSON.stringify(entry)).join(',\n')
process.stdout.write(`{"stories": [\n${lines(stories)}\n],
"anchors": [\n${lines(anchors)}\n],
"merged": [\n${lines(merged)}\n],
"refused": [\n${lines(refused)}\n]}\n`)
