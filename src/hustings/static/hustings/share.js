// Buttons that need a script appear when it runs: the phone's own sharing, and copying.
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // refused, or an address without https
    return;
  }
  const word = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = word; }, 2000);
}

for (const row of document.querySelectorAll("[data-share]")) {
  const { title, text, address, nativeAddress } = row.dataset;
  const [native, link] = ["native", "copy"].map((name) => row.querySelector(`[data-${name}]`));
  if (navigator.share) {
    native.hidden = false;
    native.firstElementChild.addEventListener("click", () => {
      navigator.share({ title, text: text || title, url: nativeAddress || address }).catch(() => {}); // closed without sharing
    });
  }
  if (navigator.clipboard) {
    link.hidden = false;
    link.firstElementChild.addEventListener("click", (event) => copy(address, event.currentTarget));
  }
}
for (const button of document.querySelectorAll("[data-copies-text]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => copy(button.dataset.copiesText, button));
}
