// The map of candidates: our own outlines; tiles below them only where the campaign set some.
(function () {
  const box = document.getElementById("candidate-map");
  if (!box || !window.L) return;
  const HOME = [[41.2, -5.3], [51.2, 9.7]];

  function element(name, words, parent) {
    const made = document.createElement(name);
    if (words) made.textContent = words;
    if (parent) parent.append(made);
    return made;
  }

  function popup(feature) {
    const about = element("div");
    element("strong", feature.properties.name, about);
    const list = element("ul", "", about);
    for (const one of feature.properties.candidates) {
      const line = element("li", "", list);
      const words = one.ticket ? `${one.name} (${one.ticket})` : one.name;
      if (one.url) element("a", words, line).href = one.url;
      else line.textContent = words;
    }
    return about;
  }

  fetch(box.dataset.shapes).then((answer) => answer.json()).then((shapes) => {
    box.replaceChildren();
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", box.dataset.label);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map(box, { zoomSnap: 0.25, scrollWheelZoom: false, zoomAnimation: !still, fadeAnimation: !still });
    map.attributionControl.setPrefix(false);
    if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { attribution: box.dataset.credit, maxZoom: 18 }).addTo(map);
    const layer = L.geoJSON(shapes, { style: () => ({ className: "zone", weight: 1 }) });
    layer.eachLayer((each) => {
      each.bindPopup(() => popup(each.feature), { minWidth: 200 });
      each.bindTooltip(each.feature.properties.name, { sticky: true });
    });
    layer.addTo(map);
    const home = L.latLngBounds(HOME);
    const near = layer.getLayers().filter((each) => home.contains(each.getBounds()));
    map.fitBounds(near.length ? L.featureGroup(near).getBounds() : layer.getBounds());
  });
})();
