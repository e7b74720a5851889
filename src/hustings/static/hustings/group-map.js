// The map of local groups: points above our own outlines; tiles only where the campaign set some.
(function () {
  const box = document.getElementById("group-map");
  if (!box || !window.L || !window.siteMap) return;
  const MANY = 500; // points that one drawing takes better than an element each

  function json(address) {
    return fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));
  }

  const lines = json(box.dataset.outlines).catch(() => ({ lines: [] }));
  Promise.all([json(box.dataset.points), lines]).then(([found, outlines]) => {
    const map = siteMap.make(box, { preferCanvas: found.points.length > MANY });
    const colour = siteMap.colour(box);
    siteMap.below(map, outlines.lines);
    const bounds = [];
    for (const [lat, lon, name, place, path] of found.points) {
      const style = { radius: 7, weight: 2, color: colour, fillColor: colour, fillOpacity: 0.55 };
      const point = L.circleMarker([lat, lon], style).addTo(map);
      point.bindPopup(() => siteMap.about(name, place, box.dataset.below + path), { minWidth: 160 });
      point.bindTooltip(() => siteMap.words(name));
      bounds.push(L.latLngBounds([[lat, lon]]));
    }
    const at = (box.dataset.at || "").split(" ").map(Number);
    const near = found.points.filter(([lat, lon]) => Math.abs(lat - at[0]) < 0.6 && Math.abs(lon - at[1]) < 0.9);
    if (at.length === 2 && near.length) {
      map.fitBounds(L.latLngBounds([at, ...near.map(([lat, lon]) => [lat, lon])]).pad(0.15), { maxZoom: 10 });
    } else if (at.length === 2) map.setView(at, 10);
    else siteMap.fit(map, bounds);
    box.dataset.ready = found.points.length;
  }).catch(() => {}); // the list holds the same
})();
