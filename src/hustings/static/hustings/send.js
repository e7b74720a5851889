// A choice of recipients is saved as it is made: the page counts anew.
for (const form of document.querySelectorAll("form[data-submits]")) {
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => form.requestSubmit());
}
