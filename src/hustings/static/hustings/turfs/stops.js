// The walk of a turf on a map, beside its neighbours. Stops are chosen by a tap or a rectangle: it ticks the list.
(function () {
  const drawing = document.querySelector("[data-turf-map]");
  if (!drawing || !window.L || !window.siteMap) return;
  const COLOUR = "#007d7e", CHOSEN = "#b3261e";
  const to = document.getElementById("to");
  const button = document.querySelector("[data-turf-rectangle]");
  const dots = new Map();
  const box = document.createElement("div");
  box.className = "point-map__box point-map__box--tall";
  for (const name of ["label", "tiles", "credit", "closer", "further"]) {
    if (drawing.dataset[name]) box.dataset[name] = drawing.dataset[name];
  }
  drawing.replaceWith(box);
  const map = siteMap.make(box);
  const all = [...drawing.querySelectorAll("[data-stop]")].map(({ dataset, textContent }) => ({
    place: dataset.at.split(" ").map(Number), name: textContent.trim(), tick: document.getElementById(`stop-${dataset.stop}`),
  }));
  siteMap.fit(map, [L.latLngBounds(all.map(({ place }) => place)).pad(0.1)], 18);
  map.createPane("beside").style.zIndex = 390;
  L.polyline(all.map(({ place }) => place), { color: COLOUR, weight: 2, interactive: false }).addTo(map);
  all.forEach(({ place, name, tick }, n) => {
    const style = { className: "turf-dot", color: COLOUR, radius: n ? 6 : 10, weight: 2, interactive: Boolean(tick) };
    const dot = L.circleMarker(place, style).addTo(map);
    if (!tick) return;
    dots.set(tick, dot);
    dot.bindTooltip(siteMap.words(name)).on("click", () => choose(tick, !tick.checked));
    show(tick);
  });

  function choose(tick, checked) {
    tick.checked = checked;
    show(tick);
  }

  function show(tick) {
    dots.get(tick)?.setStyle({ color: tick.checked ? CHOSEN : COLOUR, weight: tick.checked ? 6 : 2 });
  }

  function beside({ turfs }) {
    const style = { renderer: L.canvas({ pane: "beside" }), radius: 3, weight: 1, color: "#666", interactive: false };
    for (const turf of turfs) {
      if (String(turf.number) === drawing.dataset.number) continue;
      for (const place of turf.stops) L.circleMarker(place, style).addTo(map);
      const html = siteMap.words(turf.number);
      const icon = L.divIcon({ className: "point-map__number", html, iconSize: [28, 22] });
      const here = map.getCenter();
      const near = turf.stops.reduce((best, place) => (here.distanceTo(place) < here.distanceTo(best) ? place : best));
      const sign = L.marker(near, { icon, title: turf.name, keyboard: false });
      sign.addTo(map).on("click", () => {
        if (to?.querySelector(`option[value="${turf.number}"]`)) to.value = turf.number;
      });
    }
    box.dataset.ready = turfs.length;
  }

  // A rectangle from where the pointer went down to where it goes up.
  function rectangle(event) {
    if (button?.getAttribute("aria-pressed") !== "true" || event.target.closest(".leaflet-control")) return;
    const from = map.mouseEventToLatLng(event);
    const frame = L.rectangle([from, from], { color: CHOSEN, weight: 2, interactive: false }).addTo(map);
    const bounds = (at) => L.latLngBounds(from, map.mouseEventToLatLng(at));
    const drag = (at) => frame.setBounds(bounds(at));
    const end = (at) => {
      document.removeEventListener("pointermove", drag);
      for (const name of ["pointerup", "pointercancel"]) document.removeEventListener(name, end);
      frame.remove();
      if (at.type !== "pointerup") return;
      dots.forEach((dot, tick) => bounds(at).contains(dot.getLatLng()) && choose(tick, true));
      press(false);
    };
    document.addEventListener("pointermove", drag);
    for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, end);
  }

  function press(is_on) {
    button.setAttribute("aria-pressed", is_on);
    map.dragging[is_on ? "disable" : "enable"]();
    box.style.touchAction = is_on ? "none" : "";
  }

  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => press(button.getAttribute("aria-pressed") !== "true"));
    box.addEventListener("pointerdown", rectangle);
  }
  document.addEventListener("change", (event) => show(event.target));
  window.addEventListener("pageshow", () => dots.forEach((_dot, tick) => show(tick)));
  fetch(drawing.dataset.turfMap)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then(beside)
    .catch(() => {}); // the walk itself is there
})();
