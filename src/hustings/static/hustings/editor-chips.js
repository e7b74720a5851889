// Merge fields while a mailing is written: chips in the text editor, highlighted words in lines, one picker for both.
(() => {
  const { React, DraftJS, draftail } = window;
  const TOKEN = /\{\{[^{}]*\}\}|\[\[[^[\]]*\]\]/g;
  const dialog = () => document.getElementById("merge-dialog");

  // --- The picker ---------------------------------------------------------------------------------
  function ask(done) {
    const box = dialog();
    if (!box) return done(null);
    const form = box.querySelector("form");
    const select = form.elements.field;
    const words = form.elements.fallback;
    const fit = () => (words.closest("p").hidden = select.value === "email");
    form.reset();
    fit();
    select.onchange = fit;
    box.onclose = () => {
      const fallback = select.value === "email" ? "" : words.value.replace(/[{}|"\n]/g, "").trim();
      const label = select.selectedOptions[0].textContent.trim();
      done(box.returnValue === "insert" ? { field: select.value, fallback, label } : null);
    };
    box.returnValue = "";
    box.showModal();
  }
  const token = ({ field, fallback }) => (fallback ? `{{ ${field}|"${fallback}" }}` : `{{ ${field} }}`);

  // --- The text editor ----------------------------------------------------------------------------
  class Source extends React.Component {
    componentDidMount() {
      const { editorState, entityType, onComplete, onClose } = this.props;
      ask((said) => {
        if (!said) return onClose();
        const { field, fallback, label } = said;
        let content = editorState.getCurrentContent().createEntity(entityType.type, "IMMUTABLE", { field, fallback });
        const key = content.getLastCreatedEntityKey();
        content = DraftJS.Modifier.replaceText(content, editorState.getSelection(), label, null, key);
        onComplete(DraftJS.EditorState.push(editorState, content, "insert-characters"));
      });
    }

    render() {
      return null;
    }
  }

  const Chip = ({ entityKey, contentState, children }) => {
    const { field, fallback } = contentState.getEntity(entityKey).getData();
    const more = { className: "merge-chip", title: token({ field, fallback }), "data-else": fallback || null };
    return React.createElement("span", more, children);
  };

  const Typed = ({ decoratedText, children }) => {
    const className = decoratedText.startsWith("[[") ? "merge-open" : "merge-typed";
    return React.createElement("span", { className }, children);
  };

  draftail?.registerPlugin({ type: "MERGE", source: Source, decorator: Chip }, "entityTypes");
  draftail?.registerPlugin(
    {
      type: "MERGE_TYPED",
      strategy: (block, found) => {
        for (const each of block.getText().matchAll(TOKEN)) found(each.index, each.index + each[0].length);
      },
      component: Typed,
    },
    "decorators",
  );

  // --- Lines --------------------------------------------------------------------------------------
  const SAME = ["font", "letter-spacing", "line-height", "padding", "border-width", "text-indent", "box-sizing"];

  function dress(line) {
    line.dataset.merge = "on";
    const box = dialog();
    if (!box) return;
    const behind = document.createElement("div");
    behind.className = "merge-behind";
    behind.setAttribute("aria-hidden", "true");
    const frame = document.createElement("div");
    frame.className = "merge-line";
    line.before(frame);
    frame.append(behind, line);
    const insert = (said) => {
      line.focus();
      if (!said) return;
      line.setRangeText(token(said), line.selectionStart, line.selectionEnd, "end");
      line.dispatchEvent(new Event("input", { bubbles: true }));
      line.dispatchEvent(new Event("change", { bubbles: true }));
    };
    frame.append(button(box, () => ask(insert)));
    const draw = () => {
      behind.replaceChildren();
      let at = 0;
      for (const each of line.value.matchAll(TOKEN)) {
        const mark = document.createElement("mark");
        mark.className = each[0].startsWith("[[") ? "merge-open" : "merge-typed";
        mark.textContent = each[0];
        behind.append(line.value.slice(at, each.index), mark);
        at = each.index + each[0].length;
      }
      behind.append(line.value.slice(at));
      behind.scrollLeft = line.scrollLeft;
    };
    const measure = () => {
      const worn = getComputedStyle(line);
      for (const name of SAME) behind.style.setProperty(name, worn.getPropertyValue(name));
      draw();
    };
    for (const what of ["input", "change", "keyup", "click", "scroll"]) line.addEventListener(what, draw);
    new ResizeObserver(measure).observe(line);
    measure();
  }

  function button(box, done) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "merge-button";
    made.textContent = "{ }";
    made.title = box.dataset.button;
    made.setAttribute("aria-label", box.dataset.button);
    made.addEventListener("click", done);
    return made;
  }

  function dressText(frame) {
    if (!dialog()) return;
    frame.dataset.chips = "on";
    const editor = () => frame.parentElement.querySelector("input").draftailEditor;
    frame.append(button(dialog(), () => editor()?.onRequestSource("MERGE")));
  }

  const all = () => {
    document.querySelectorAll("[data-merge='']").forEach(dress);
    document.querySelectorAll("[data-draftail-editor-wrapper]:not([data-chips])").forEach(dressText);
  };
  const begin = () => {
    all();
    new MutationObserver(all).observe(document.body, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
