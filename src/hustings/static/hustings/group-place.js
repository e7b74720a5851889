// Where one group meets, and where its next events are: a pin each, which Tab reaches and Enter opens. The page says the
// same in words, so without this there is no map.
(function () {
  const box = document.getElementById("group-place");
  if (!box || !window.L || !window.siteMap) return;
  const points = JSON.parse(document.getElementById("group-place-points").textContent);
  box.hidden = false;
  const map = siteMap.make(box, { dragging: !L.Browser.mobile }); // a thumb passes it
  siteMap.fit(map, points.map(([lat, lon]) => L.latLngBounds([[lat, lon]])), box.dataset.tiles ? 14 : 9);
  for (const [lat, lon, name, line, address] of points) {
    const here = address ? "" : " point-map__pin--here";
    const icon = L.divIcon({ className: `point-map__pin${here}`, iconSize: [44, 44], iconAnchor: [22, 40] });
    const pin = L.marker([lat, lon], { icon, zIndexOffset: address ? 0 : 500 }).addTo(map);
    pin.getElement().setAttribute("aria-label", [name, line].filter(Boolean).join(", "));
    pin.bindPopup(() => siteMap.about(name, line, address), { minWidth: 160, offset: [0, -30] });
  }
  box.dataset.ready = points.length;
  fetch(box.dataset.outlines)
    .then((answer) => answer.json())
    .then((found) => siteMap.below(map, found.lines))
    .catch(() => {}); // the pins can be seen without them
})();
