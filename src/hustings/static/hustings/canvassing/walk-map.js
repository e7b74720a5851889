/* The stops on the piece of map that the phone carries along. Loaded when somebody wants to see it. */

const WalkMap = (() => {
  const FILES = JSON.parse(document.getElementById("walk-map-files").textContent);

  /** A mark says by its sign whether doors are left, and never by its colour alone. */
  function sign(place, { building, n, words }) {
    const isDone = building.doors.every(({ code, wish }) => code && wish !== "waits");
    place.textContent = isDone ? "✓" : n;
    place.classList.toggle("is-done", isDone);
    place.title = words(building);
    place.setAttribute("aria-label", place.title);
  }

  /** A button that shows where the phone is, until it is pressed again. Nobody else is told. */
  function follow(map, { here, lost }) {
    const control = L.control({ position: "topright" });
    const shown = L.layerGroup().addTo(map);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button second where", textContent: here });
    const press = (isOn) => {
      button.setAttribute("aria-pressed", isOn);
      map.stopLocate();
      shown.clearLayers();
      if (isOn) map.locate({ watch: true, enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 });
    };
    map.on("locationfound", ({ latlng, accuracy }) => {
      if (!shown.getLayers().length) map.panTo(latlng, { animate: false });
      shown.clearLayers();
      const style = { className: "where-mark", interactive: false };
      for (const circle of [L.circle(latlng, { ...style, radius: accuracy }), L.circleMarker(latlng, { ...style, radius: 7 })]) {
        circle.addTo(shown);
      }
    });
    map.on("locationerror", () => {
      if (shown.getLayers().length) return; // the last place stays while a house is in the way
      press(false);
      lost();
    });
    button.addEventListener("click", () => press(button.getAttribute("aria-pressed") !== "true"));
    control.onAdd = () => {
      L.DomEvent.disableClickPropagation(button);
      return button;
    };
    button.setAttribute("aria-pressed", false);
    control.addTo(map);
  }

  /** Draws the map into `element`; `go` is told the building whose mark is pressed, `words` says how it stands. */
  async function open(element, piece, buildings, { go, words, ...where }) {
    for (const file of FILES) await Sync.load(file); // each needs the one before
    const layer = await MapExtract.layer(piece, document.documentElement.lang);
    if (!layer) throw new Error("no map");
    const map = L.map(element, { maxZoom: 19 });
    map.attributionControl.setPrefix(false);
    layer.addTo(map);
    if (navigator.geolocation) follow(map, where);
    map.fitBounds(buildings.filter(({ at }) => at).map(({ at }) => [at[0], at[1]]), { maxZoom: 18, padding: [24, 24] });
    const marks = new Map();
    buildings.forEach((building, n) => {
      if (!building.at) return;
      const icon = L.divIcon({ className: "stop-mark", iconSize: [34, 34] });
      const mark = L.marker([building.at[0], building.at[1]], { icon }).addTo(map);
      mark.on("click", () => go(building));
      mark.on("keypress", ({ originalEvent: { key } }) => key === "Enter" && go(building)); // Leaflet clicks for popups alone
      marks.set(building.id, { building, n: n + 1, words, place: mark.getElement() });
    });
    const drawn = { mark: ({ id }) => marks.has(id) && sign(marks.get(id).place, marks.get(id)) };
    buildings.forEach(drawn.mark);
    return drawn;
  }

  return { open };
})();
