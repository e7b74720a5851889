// The time zone of an event is asked for only where its territory has another than the campaign.
(function () {
  const field = document.querySelector("[data-clock]");
  const said = document.querySelector("[data-clock-said]");
  if (!field || !said) return;
  const clocks = Object.entries(JSON.parse(document.getElementById("clocks-elsewhere").textContent));
  field.closest("form").elements.address.addEventListener("input", () => said.replaceChildren());
  field.closest("form").addEventListener("change", (event) => {
    if (!["address_id", "zone_id"].includes(event.target.name)) return;
    const code = event.target.dataset.code || "";
    const found = clocks.find(([start]) => code.startsWith(start));
    field.hidden = !found && !field.querySelector("select").value;
    said.textContent = found ? said.dataset.words.replace("CLOCK", found[1]) : "";
  });
})();
