// Log-in and account pages: say when a passkey failed; print and download recovery codes.

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const note of document.querySelectorAll("[data-passkey-error]")) note.hidden = false;
});

const codes = document.querySelector("[data-codes]");
if (codes) {
  const lines = [...codes.querySelectorAll("code")].map((code) => code.textContent).join("\n");
  const file = new Blob([lines + "\n"], { type: "text/plain" });
  document.querySelector("[data-download]").href = URL.createObjectURL(file);
  document.querySelector("[data-print]").addEventListener("click", () => window.print());
  document.querySelector("[data-codes-actions]").hidden = false;
}
