// A vision page as one would build it with React, Tiptap and Yjs: an editor over a shared
// document, kept and reached by nothing else, so that it has the least to load.
import { EditorContent, useEditor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import Collaboration from "@tiptap/extension-collaboration";
import { createRoot } from "react-dom/client";
import * as Y from "yjs";

const document_ = new Y.Doc();

function Vision() {
  const editor = useEditor({
    extensions: [StarterKit.configure({ undoRedo: false }), Collaboration.configure({ document: document_ })],
    onCreate: () => document.body.setAttribute("data-ready", ""),
  });
  return (
    <main>
      <h1>Vision</h1>
      <p>What this is to become, in words both sides would say aloud.</p>
      <EditorContent editor={editor} />
    </main>
  );
}

createRoot(document.getElementById("root")).render(<Vision />);
addEventListener("load", () => navigator.serviceWorker.register("/worker.js"));
