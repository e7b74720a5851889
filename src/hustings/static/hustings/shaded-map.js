// Areas in five shades, each with its words on a tap. The legend is in the page, and the table holds the same.
(function () {
  const box = document.querySelector("[data-shaded-map]");
  if (!box || !window.L || !window.siteMap) return;
  const flip = (corners) => corners.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [y, x])));

  function look({ shade, is_apart }) {
    return `shade shade--${shade ?? "none"}${is_apart ? " shade--apart" : ""}`;
  }

  fetch(box.dataset.shadedMap)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then(({ areas }) => {
      const map = siteMap.make(box);
      const drawn = areas.map((area) => {
        const shape = L.polygon(flip(area.corners), { className: look(area) }); // wins over Leaflet's colours
        return shape.bindPopup(siteMap.about(area.name, area.words, area.address)).addTo(map);
      });
      siteMap.fit(map, drawn.map((shape) => shape.getBounds()), 16);
      box.dataset.ready = areas.length;
    })
    .catch(() => box.remove());
})();
