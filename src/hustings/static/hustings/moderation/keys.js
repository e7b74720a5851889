// Keys for moderators: k keep, h hide, n next, digits choose a reason. None while somebody types.
(() => {
  const form = document.getElementById("ruling");
  if (!form) return;
  document.getElementById("ruling-keys").hidden = false;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]; // the key: a French keyboard writes "&" with it
    const reason = form.querySelectorAll("[name=reason]")[digit - 1];
    if (reason) {
      reason.checked = true;
      reason.focus();
      return;
    }
    form.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`)?.click();
  });
})();
