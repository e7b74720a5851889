// The map of candidates: our own outlines; tiles below them only where the campaign set some.
(function () {
  const box = document.getElementById("candidate-map");
  if (!box || !window.L || !window.siteMap) return;
  const CLOSEST = 14; // a part of a city fills the box, too
  const MANY = 300;

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
      if (one.url) element("a", words, line).href = siteMap.along(one.url);
      else line.textContent = words;
    }
    return about;
  }

  fetch(box.dataset.shapes).then((answer) => answer.json()).then((shapes) => {
    const map = siteMap.make(box);
    const layer = L.geoJSON(shapes, { style: () => ({ className: "zone", weight: 1 }) });
    layer.eachLayer((each) => {
      each.bindPopup(() => popup(each.feature), { minWidth: 200 });
      each.bindTooltip(() => siteMap.words(each.feature.properties.name), { sticky: true });
    });
    layer.addTo(map);
    siteMap.fit(map, layer.getLayers().map((each) => each.getBounds()), CLOSEST);
    box.dataset.ready = shapes.features.length;
    if (shapes.features.length >= MANY) return; // they show the country themselves
    fetch(box.dataset.outlines).then((answer) => answer.json()).then((found) => siteMap.below(map, found.lines).bringToBack()).catch(() => {});
  });
})();
