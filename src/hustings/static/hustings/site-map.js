// What the maps of the site share: a map in its box, and its first view, whatever it shows.
(function () {
  const HOME = [[41.2, -5.3], [51.2, 9.7]];

  function make(box, options) {
    box.replaceChildren();
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", box.dataset.label);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const moves = { zoomAnimation: !still, fadeAnimation: !still };
    const map = L.map(box, { zoomSnap: 0.25, scrollWheelZoom: false, zoomControl: false, ...moves, ...options });
    L.control.zoom({ zoomInTitle: box.dataset.closer, zoomOutTitle: box.dataset.further }).addTo(map);
    map.attributionControl.setPrefix(false);
    if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { attribution: box.dataset.credit, maxZoom: 18 }).addTo(map);
    return map;
  }

  // Those at home, else all, else the country: nothing to show has no bounds, and one point no width.
  function fit(map, all, closest = 11) {
    const home = L.latLngBounds(HOME);
    const valid = all.filter((each) => each.isValid());
    const near = valid.filter((each) => home.contains(each));
    const bounds = L.latLngBounds([]);
    for (const each of near.length ? near : valid) bounds.extend(each);
    map.fitBounds(bounds.isValid() ? bounds : home, { maxZoom: closest, padding: [12, 12] });
  }

  // The outlines below, in the colour that the box is drawn in.
  function below(map, lines) {
    const rings = lines.map((ring) => ring.map(([x, y]) => [y, x]));
    const style = { color: colour(map.getContainer()), weight: 1, opacity: 0.45, interactive: false };
    return L.polyline(rings, style).addTo(map);
  }

  function colour(box) {
    return getComputedStyle(box).getPropertyValue("--brand-text").trim() || "currentColor";
  }

  // What is shown beside a point: Leaflet takes a text for HTML, and names are whatever somebody typed.
  function words(text) {
    const span = document.createElement("span");
    span.textContent = text;
    return span;
  }

  // A link with by what the reader came, as the links of the page have it.
  function along(address) {
    const url = new URL(address, location.href);
    if (url.origin !== location.origin) return address;
    for (const [name, word] of new URLSearchParams(location.search)) {
      const is_one = /^(via|utm_(source|medium|campaign|content|term))$/.test(name);
      if (is_one && !url.searchParams.has(name)) url.searchParams.set(name, word);
    }
    return url.pathname + url.search + url.hash;
  }

  // A name that leads to its page, if it has one, above a line about it.
  function about(name, line, address) {
    const box = document.createElement("div");
    const link = document.createElement(address ? "a" : "strong");
    if (address) link.href = along(address);
    link.textContent = name;
    box.append(link, document.createElement("br"), line);
    return box;
  }

  window.siteMap = { make, fit, below, colour, words, along, about };
})();
