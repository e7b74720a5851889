// The area of a plan: corners are tapped, dragged, put between others and deleted; the table has the same ones.
(function () {
  const box = document.querySelector("[data-area-map]");
  const body = document.querySelector("[data-area-corners] tbody");
  if (!box || !window.L || !window.siteMap) return;
  const at = (name) => document.querySelector(`[data-area-${name}]`);
  const blank = body.rows[body.rows.length - 1].cloneNode(true);
  const COLOUR = "#007d7e";
  const wide = new Intl.NumberFormat(document.documentElement.lang || "en");
  const read = (row) => [...row.querySelectorAll("input")].map((input) => parseFloat(input.value.replace(",", ".")));
  const placed = ([lat, lon]) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  const say = (text, words) => text.replace(/\{(\w+)\}/g, (_all, name) => words[name]);
  let map, told, line, signs, open = true;

  function rows() {
    return [...body.rows];
  }

  function insert(place, lat, lon) {
    const row = blank.cloneNode(true);
    const inputs = row.querySelectorAll("input");
    if (lat !== undefined) [inputs[0].value, inputs[1].value] = [lat.toFixed(6), lon.toFixed(6)];
    body.insertBefore(row, body.rows[place] || null);
    number();
    return row;
  }

  function number() {
    rows().forEach((row, n) => {
      row.cells[0].textContent = n + 1;
      for (const part of row.querySelectorAll("[aria-label]")) {
        part.setAttribute("aria-label", part.getAttribute("aria-label").replace(/\d*$/, n + 1));
      }
      row.querySelector("button").hidden = false;
    });
  }

  function remove(row) {
    const next = row.nextElementSibling || row.previousElementSibling;
    row.remove();
    if (!body.rows.length) insert(0);
    number();
    draw();
    (next || body.rows[0]).querySelector("input").focus({ preventScroll: true });
  }

  function corner(row, n, place) {
    const name = say(box.dataset.corner, { n: n + 1 });
    const icon = L.divIcon({ className: "area-corner", html: siteMap.words(n + 1), iconSize: [26, 26] });
    const sign = L.marker(place, { icon, draggable: true, title: name, alt: name, autoPan: true });
    sign.on("drag", ({ latlng }) => line.setLatLngs(corners().map((each, m) => (m === n ? latlng : each.place))));
    sign.on("dragend", () => move(row, sign.getLatLng()));
    sign.on("click", () => (open && n === 0 && corners().length > 2 ? close() : row.querySelector("input").focus()));
    sign.on("keydown", ({ originalEvent: { key } }) => (key === "Delete" || key === "Backspace") && remove(row));
    return sign;
  }

  function between(n, [lat, lon], [lat2, lon2]) {
    const icon = L.divIcon({ className: "area-between", iconSize: [18, 18] });
    const sign = L.marker([(lat + lat2) / 2, (lon + lon2) / 2], { icon, draggable: true, keyboard: false });
    return sign.on("dragend", () => {
      const { lat: y, lng: x } = sign.getLatLng();
      insert(n + 1, y, x);
      draw();
    });
  }

  function move(row, { lat, lng }) {
    const inputs = row.querySelectorAll("input");
    [inputs[0].value, inputs[1].value] = [lat.toFixed(6), lng.toFixed(6)];
    draw();
  }

  function corners() {
    return rows().map((row) => ({ row, place: read(row) })).filter(({ place }) => placed(place));
  }

  function draw() {
    const found = corners();
    signs.clearLayers();
    line?.remove();
    const style = { color: COLOUR, weight: 3, fillOpacity: 0.1, interactive: false };
    const places = found.map(({ place }) => place);
    line = (open ? L.polyline : L.polygon)(places, { ...style, dashArray: open ? "6 6" : null }).addTo(map);
    found.forEach(({ row, place }, n) => {
      const next = (n + 1) % places.length;
      if (!open) between(rows().indexOf(row), place, places[next]).addTo(signs);
      corner(row, n, place).addTo(signs);
    });
    at("close").hidden = !open || found.length < 3;
    at("clear").hidden = !found.length;
    at("told").textContent = found.length > 2 ? count(places) : "";
  }

  function count(places) {
    let buildings = 0, homes = 0;
    for (const [lat, lon, n] of told.buildings) {
      let inside = false;
      for (let one = 0, other = places.length - 1; one < places.length; other = one++) {
        const [y, x] = places[one], [y2, x2] = places[other];
        if (y > lat !== y2 > lat && lon < ((x2 - x) * (lat - y)) / (y2 - y) + x) inside = !inside;
      }
      if (inside) [buildings, homes] = [buildings + 1, homes + n];
    }
    const all = told.buildings.length ? told.n / told.buildings.length : 1;
    const [b, h] = [buildings, homes].map((each) => Math.round(each * all));
    const turfs = h ? Math.max(1, Math.round(h / told.size)) : 0;
    return say(box.dataset.told, { buildings: wide.format(b), homes: wide.format(h), turfs: wide.format(turfs) });
  }

  function close() {
    open = false;
    draw();
  }

  function clear() {
    body.replaceChildren();
    insert(0);
    open = true;
    draw();
  }

  function start() {
    for (const row of rows()) if (!row.querySelector("input:not([value=''])")) row.remove();
    open = !body.rows.length;
    if (open) insert(0);
    number();
    map = siteMap.make(box, { preferCanvas: true, doubleClickZoom: false });
    siteMap.fit(map, [L.latLngBounds(open ? told.buildings : corners().map(({ place }) => place)).pad(0.1)], 17);
    siteMap.below(map, told.lines);
    const style = { radius: 3, weight: 1, color: "#333", interactive: false };
    for (const [lat, lon] of told.buildings) L.circleMarker([lat, lon], style).addTo(map);
    signs = L.layerGroup().addTo(map);
    map.on("click", ({ latlng: { lat, lng } }) => {
      if (!open) return;
      const last = rows().find((row) => !placed(read(row)));
      if (last) return move(last, { lat, lng });
      insert(body.rows.length, lat, lng);
      draw();
    });
    body.addEventListener("change", draw);
    body.addEventListener("click", ({ target }) => target.closest("button") && remove(target.closest("tr")));
    at("close").addEventListener("click", close);
    at("clear").addEventListener("click", clear);
    at("add").addEventListener("click", () => insert(body.rows.length).querySelector("input").focus());
    at("add").hidden = false;
    draw();
    box.dataset.ready = told.buildings.length;
  }

  fetch(box.dataset.areaMap)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then((found) => {
      told = found;
      start();
    })
    .catch(() => box.remove());
})();
