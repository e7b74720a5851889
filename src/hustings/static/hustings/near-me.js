// "Near me": asks the device for its place and opens the list of what is near, with the filters of the form.
// The place is rounded to about a kilometre before it leaves the device. Without a script the form works by town.
function open(form, { latitude, longitude }) {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value && name !== "q") asked.set(name, value);
  asked.set("at", `${latitude.toFixed(2)},${longitude.toFixed(2)}`);
  location.assign(`${form.action}?${asked}`);
}

for (const button of document.querySelectorAll("button[data-near]")) {
  if (!("geolocation" in navigator)) continue;
  const status = button.form.querySelector("[data-near-status]");
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => open(button.form, coords),
      () => {
        button.disabled = false;
        status.textContent = status.dataset.failed;
      },
      { maximumAge: 600000, timeout: 10000 },
    );
  });
}
