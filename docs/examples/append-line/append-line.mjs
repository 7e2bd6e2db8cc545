// Adds a line to the end of a section with editSection:
//   node append-line.mjs <server> <email> <password> <document id> <section key> <line>
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

const [server, email, password, document, section, line] = process.argv.slice(2)
if (!line) {
  console.error('Usage: node append-line.mjs <server> <email> <password> <document id> <section key> <line>')
  process.exit(2)
}

class Refused extends Error {
  constructor ({ message, extensions }) {
    super(message)
    Object.assign(this, extensions)
  }
}

const ask = async (query, variables, token) => {
  const response = await fetch(server + '/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables })
  })
  const { data, errors } = await response.json()
  if (errors) throw new Refused(errors[0])
  return data
}

// append reads and writes, and begins anew when the text has moved on too far meanwhile.
const append = async token => {
  for (let tries = 1; tries <= 5; tries++) {
    const { node } = await ask('query($id: ID!) { node(id: $id) { ... on Document { seq sections { key text } } } }', { id: document }, token)
    const read = node.sections.find(s => s.key === section)
    if (!read) throw new Error(`This document has no section “${section}”.`)
    const input = {
      document, section, baseSeq: node.seq,
      edits: [{ at: read.text.length, insert: (read.text ? '\n' : '') + line }],
      clientMutationId: randomUUID()
    }
    const done = await send(input, token)
    if (done) return done.editSection.section.text
  }
  throw new Error('Others are writing too quickly. Nothing was changed; try again in a moment.')
}

// send repeats one change until it is answered: the same id makes it happen once.
const send = async (input, token) => {
  for (let tries = 1; ; tries++) {
    try {
      return await ask('mutation($in: EditSectionInput!) { editSection(input: $in) { section { text } } }', { in: input }, token)
    } catch (error) {
      if (error.code === 'CONFLICT') return null
      const again = error.code === 'LIMITED' ? error.retryAfter : error instanceof Refused ? 0 : 1
      if (!again || tries === 5) throw error
      await pause(again * 1000)
    }
  }
}

try {
  const { signIn } = await ask('mutation($in: SignInInput!) { signIn(input: $in) { accessToken } }', { in: { email, password } })
  console.log(await append(signIn.accessToken))
} catch (error) {
  console.error(error.cause?.message ?? error.message)
  process.exit(1)
}
