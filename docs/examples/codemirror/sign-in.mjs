// Signs in and prints a link to the example for each section of each document.
//   npm run sign-in -- <server> <email> <password>
const [server, email, password] = process.argv.slice(2)
if (!password) {
  console.error('Usage: npm run sign-in -- http://127.0.0.1:8080 owner@quay.example midspan-demo')
  process.exit(2)
}
const example = `http://127.0.0.1:${process.env.PORT ?? 8088}`

const ask = async (query, variables, token) => {
  const response = await fetch(server + '/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables })
  })
  const { data, errors } = await response.json()
  if (errors) throw new Error(errors[0].message)
  return data
}

try {
  const { signIn } = await ask(
    'mutation($in: SignInInput!) { signIn(input: $in) { accessToken expiresAt user { name } } }',
    { in: { email, password } })
  const { relationships } = await ask(`{ relationships { edges { node { name documents { edges { node {
    id title sections { key prompt } } } } } } } }`, {}, signIn.accessToken)
  console.log(`Signed in as ${signIn.user.name}, until ${signIn.expiresAt}.`)
  for (const { node: relationship } of relationships.edges) {
    for (const { node: document } of relationship.documents.edges) {
      for (const section of document.sections) {
        const at = new URLSearchParams({ server, document: document.id, section: section.key, token: signIn.accessToken })
        console.log(`\n${relationship.name} · ${document.title} · ${section.prompt || section.key}\n${example}/#${at}`)
      }
    }
  }
} catch (error) {
  console.error(error.cause?.message ?? error.message)
  process.exit(1)
}
