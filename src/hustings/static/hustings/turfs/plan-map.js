// The turfs of a plan: a colour and a number for each, barriers as dark lines. The table holds the same.
(function () {
  const box = document.querySelector("[data-plan-map]");
  if (!box || !window.L || !window.siteMap) return;
  const colour = (number) => `hsl(${(number * 137.5) % 360} 70% ${number % 2 ? 35 : 50}%)`; // neighbours differ

  function number(turf) {
    const [lat, lon] = turf.stops[Math.floor(turf.stops.length / 2)]; // on the walk, whatever its shape
    const icon = L.divIcon({ className: "point-map__number", html: siteMap.words(turf.number), iconSize: [28, 22] });
    const sign = L.marker([lat, lon], { icon, title: turf.name, keyboard: false });
    return sign.on("click", () => location.assign(turf.address));
  }

  fetch(box.dataset.planMap)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then(({ turfs, barriers, outline }) => {
      const map = siteMap.make(box, { preferCanvas: true });
      const bounds = turfs.map((turf) => L.latLngBounds(turf.stops));
      siteMap.fit(map, bounds, 16);
      const flip = (line) => line.map(([x, y]) => [y, x]);
      L.polyline(barriers.map(flip), { color: "#333", weight: 3, interactive: false }).addTo(map);
      const dashes = { color: "#007d7e", weight: 2, dashArray: "6 6", fill: false, interactive: false };
      L.polygon(flip(outline), dashes).addTo(map);
      for (const turf of turfs) {
        const style = { radius: 4, weight: 1, color: colour(turf.number), fillOpacity: 0.8 };
        for (const place of turf.stops) L.circleMarker(place, { ...style, interactive: false }).addTo(map);
        number(turf).addTo(map);
      }
      box.dataset.ready = turfs.length;
    })
    .catch(() => box.remove());
})();
