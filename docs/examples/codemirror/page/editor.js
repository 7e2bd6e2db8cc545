// One section of a document of Midspan in CodeMirror, with stock parts alone: Yjs, y-websocket and
// y-codemirror.next.
import { defaultKeymap } from '@codemirror/commands'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const say = words => { document.getElementById('state').textContent = words }

// open shows a section and keeps it in step with everybody else's.
const open = ({ server, document: id, section, token }) => {
  const doc = new Y.Doc()
  const text = doc.getText(section)
  const provider = new WebsocketProvider(server.replace(/^http/, 'ws') + '/sync', id, doc, {
    params: { token },
    disableBc: true // each tab speaks for itself: another one may be somebody else's
  })
  provider.awareness.setLocalStateField('user', { name: 'whatever a client says' }) // the server knows better

  let view
  provider.on('sync', known => {
    if (!known || view) return
    view = new EditorView({
      parent: document.getElementById('editor'),
      state: EditorState.create({
        doc: text.toString(),
        extensions: [
          keymap.of([...yUndoManagerKeymap, ...defaultKeymap]), // undoes one's own words alone
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': 'The section' }),
          yCollab(text, provider.awareness)
        ]
      })
    })
  })
  provider.on('status', ({ status }) => say(
    status === 'connected' ? 'Connected.' : 'Not connected. What you write is kept in this tab; it goes out by itself.'))
  provider.on('closed', ({ code, reason }) => say(
    `${reason || 'The server closed the document.'} (${code}) ` +
    'What you wrote is still here: copy it, or sign in again and open a new link.'))
}

const form = document.getElementById('where')
form.addEventListener('submit', event => {
  event.preventDefault()
  form.hidden = true
  say('Connecting …')
  open(Object.fromEntries(new FormData(form)))
})

// A link brings what the form asks for; the token does not stay in the address.
const given = new URLSearchParams(location.hash.slice(1))
for (const [name, value] of given) {
  if (form.elements[name]) form.elements[name].value = value
}
if (given.has('token')) {
  history.replaceState(null, '', location.pathname)
  form.requestSubmit()
}
