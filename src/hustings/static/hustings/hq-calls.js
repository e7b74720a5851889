// Does what Wagtail's inline scripts did, so that the security policy can forbid all inline scripts.
// <script type="application/json" data-hq-call="InlinePanel">[arguments]</script>

const FUNCTIONS = ["initDateChooser", "initDateTimeChooser", "initTimeChooser", "createTaskChooser"];
const CLASSES = /^(InlinePanel|MultipleChooserPanel|[A-Z]\w*Chooser)$/; // no other name is ever called

function call(element) {
  const name = element.dataset.hqCall;
  element.removeAttribute("data-hq-call");
  let words = JSON.parse(element.textContent);
  if ("hqParse" in element.dataset) words = words.map(JSON.parse);
  if (!Object.hasOwn(window, name) || typeof window[name] !== "function") return;
  if (FUNCTIONS.includes(name)) window[name](...words);
  else if (CLASSES.test(name)) new window[name](...words);
}

function callAll(root) {
  for (const element of root.querySelectorAll("script[data-hq-call]")) call(element);
}

callAll(document);
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (node.nodeType !== Node.ELEMENT_NODE || !node.isConnected) continue;
      if (node.matches("script[data-hq-call]")) call(node);
      else callAll(node);
    }
  }
}).observe(document.body, { childList: true, subtree: true });
