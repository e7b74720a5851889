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

  /** Draws the map into `element`; `go` is told the building whose mark is pressed, `words` says how it stands. */
  async function open(element, piece, buildings, { go, words }) {
    for (const file of FILES) await Sync.load(file); // each needs the one before
    const layer = await MapExtract.layer(piece, document.documentElement.lang);
    if (!layer) throw new Error("no map");
    const map = L.map(element, { maxZoom: 19 });
    map.attributionControl.setPrefix(false);
    layer.addTo(map);
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
