// The point of an event or a group. In a form a territory that is chosen sets it, and the pin is moved by drag, tap or
// arrow keys; elsewhere the map only shows it.
(function () {
  const box = document.querySelector("[data-point-map]");
  if (!box || !window.L || !window.siteMap) return;
  const form = box.closest("form");
  const frame = box.closest("[data-point]") || box;
  const near = box.dataset.tiles ? 15 : 9; // without tiles only outlines tell where one is
  const read = (text) => (text || "").split(" ").filter(Boolean).map(Number);
  frame.hidden = false;
  const map = siteMap.make(box, { dragging: Boolean(form) || !L.Browser.mobile }); // a thumb passes what is only shown
  const icon = L.divIcon({ className: "point-map__pin", iconSize: [44, 44], iconAnchor: [22, 40] });
  let pin = null;

  function draw(point, more) {
    if (pin) pin.remove();
    pin = point && L.marker(point, { icon, title: box.dataset.pin, ...more }).addTo(map);
    return pin;
  }

  function begin(point, start) {
    if (start.length === 2) map.setView(start, near);
    else siteMap.fit(map, []);
    if (point && !form) draw(point, { interactive: false, keyboard: false });
    fetch(box.dataset.outlines)
      .then((answer) => answer.json())
      .then((found) => siteMap.below(map, found.lines))
      .catch(() => {}); // the point can be seen without them
  }

  if (!form) {
    const point = read(box.dataset.at);
    begin(point.length === 2 ? point : null, point);
    return;
  }

  const { latitude, longitude } = form.elements;
  const said = form.querySelector("[data-point-said]");
  let town = read(box.dataset.town);
  let follows = false; // it stands where the address put it, and nobody moved it
  for (const number of form.querySelectorAll("[data-point-number]")) number.hidden = !("wrong" in number.dataset);

  function at() {
    const typed = [latitude.value, longitude.value];
    return typed.some((each) => each.trim() === "" || Number.isNaN(Number(each))) ? null : typed.map(Number);
  }

  function show() {
    if (!draw(at(), { draggable: true })) return;
    const handle = pin.getElement();
    handle.setAttribute("aria-label", box.dataset.pin);
    handle.setAttribute("aria-describedby", "point-map-help");
    handle.addEventListener("keydown", walk);
    pin.on("dragend", () => set(pin.getLatLng()));
  }

  function set(point, is_of_address = false) {
    follows = is_of_address;
    const { lat, lng } = point ? L.latLng(point) : {};
    latitude.value = point ? lat.toFixed(5) : "";
    longitude.value = point ? lng.toFixed(5) : "";
    said.textContent = point ? said.dataset.moved : said.dataset.gone;
    if (pin && point) pin.setLatLng(point); // the same pin: it keeps the keyboard
    else show();
  }

  function walk(event) {
    const step = event.shiftKey ? 1 : 10;
    const ways = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (!ways[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    set(map.containerPointToLatLng(map.latLngToContainerPoint(pin.getLatLng()).add(ways[event.key])));
    map.panInside(pin.getLatLng(), { padding: [44, 44] });
  }

  form.addEventListener("change", (event) => {
    if (event.target === latitude || event.target === longitude) {
      show();
      if (at()) map.panTo(at());
    } else if (event.target.name === "address_id") {
      const point = read(event.target.dataset.at);
      if (point.length !== 2) return;
      town = event.target.dataset.point ? point : [];
      set(town.length ? town : null, true);
      map.setView(point, town.length ? near : Math.min(near, 8));
    }
  });
  form.elements.address.addEventListener("input", () => {
    if (follows) set(null); // another address is typed
  });
  map.on("click", (event) => set(event.latlng));
  form.querySelector("[data-point-here]").addEventListener("click", () => set(map.getCenter()));
  form.querySelector("[data-point-clear]").addEventListener("click", () => {
    set(town.length ? town : null);
    if (town.length) map.setView(town, near);
  });
  begin(null, at() || (town.length ? town : read(box.dataset.at)));
  show(); // a pin is drawn once the map has its view
})();
