// The point of an event or a group: a territory that is chosen sets it, a click moves it.
(function () {
  const box = document.querySelector("[data-point-map]");
  const form = box && box.closest("form");
  if (!form || !window.L || !window.siteMap) return;
  const { latitude, longitude } = form.elements;
  const clear = document.querySelector("[data-point-clear]");
  const map = siteMap.make(box, {});
  const colour = siteMap.colour(box);
  const near = box.dataset.tiles ? 12 : 8; // without tiles only outlines tell where one is
  let marker = null;

  function at() {
    const typed = [latitude.value, longitude.value];
    return typed.some((each) => each.trim() === "" || Number.isNaN(Number(each))) ? null : typed.map(Number);
  }

  function show() {
    const point = at();
    if (marker) marker.remove();
    marker = point && L.circleMarker(point, { radius: 9, weight: 3, color: colour, fillOpacity: 0.5 }).addTo(map);
    clear.hidden = !point;
  }

  function set(point) {
    latitude.value = point ? point[0].toFixed(5) : "";
    longitude.value = point ? point[1].toFixed(5) : "";
    show();
  }

  form.addEventListener("change", (event) => {
    if (event.target.name === "zone_id") {
      const point = (event.target.dataset.at || "").split(" ").map(Number);
      if (point.length !== 2) return;
      set(point);
      map.setView(point, near);
    } else if (event.target === latitude || event.target === longitude) {
      show();
      if (at()) map.panTo(at());
    }
  });
  map.on("click", (event) => set([event.latlng.lat, event.latlng.lng]));
  clear.addEventListener("click", () => set(null));

  const start = at() || (box.dataset.at || "").split(" ").filter(Boolean).map(Number);
  if (start.length === 2) map.setView(start, near);
  else siteMap.fit(map, []);
  show();
  fetch(box.dataset.outlines)
    .then((answer) => answer.json())
    .then((found) => siteMap.below(map, found.lines))
    .catch(() => {}); // the point can be set without them
})();
