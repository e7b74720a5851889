/* Draws an area on a map made of our own outlines and towns. Without this script its corners are typed. */

const [WIDTH, HEIGHT] = [600, 420];
const opened = new Set(); // the maps that stay open when the rows come anew
const SVG = "http://www.w3.org/2000/svg";

function read(text) {
  const numbers = (text.match(/-?\d+(?:\.\d+)?/g) || []).map(Number);
  return numbers.length % 2 ? [] : numbers.flatMap((one, at) => (at % 2 ? [] : [[one, numbers[at + 1]]]));
}

function write(corners) {
  return corners.map((corner) => corner.map((one) => one.toFixed(5)).join(", ")).join("; ");
}

function element(name, attributes, text = "") {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.textContent = text;
  return made;
}

/** A box of the map's shape around a middle; a degree of longitude is as long as the latitude leaves it. */
function around([latitude, longitude], high) {
  const wide = (high * WIDTH) / HEIGHT / Math.cos((latitude * Math.PI) / 180);
  return [longitude - wide / 2, latitude - high / 2, longitude + wide / 2, latitude + high / 2];
}

class AreaMap {
  constructor(field) {
    this.field = field;
    this.shown = { lines: [], towns: [] };
    this.svg = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": field.dataset.help });
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = field.dataset.open;
    const help = document.createElement("p");
    help.textContent = field.dataset.help;
    const bar = document.createElement("div");
    bar.className = "hq-actions";
    bar.append(
      this.button("+", field.dataset.nearer, () => this.zoom(0.5)),
      this.button("−", field.dataset.farther, () => this.zoom(2)),
      this.button("←", field.dataset.west, () => this.move(-0.25, 0)),
      this.button("→", field.dataset.east, () => this.move(0.25, 0)),
      this.button("↑", field.dataset.north, () => this.move(0, 0.25)),
      this.button("↓", field.dataset.south, () => this.move(0, -0.25)),
      this.button(field.dataset.undo, "", () => this.keep(this.corners.slice(0, -1))),
    );
    details.className = "hq-more hq-area";
    details.append(summary, help, bar, this.svg);
    field.after(details);
    details.addEventListener("toggle", () => {
      if (details.open) opened.add(field.name);
      else if (details.isConnected) opened.delete(field.name);
      if (details.open && !this.box) this.start();
    });
    details.open = opened.has(field.name);
    field.addEventListener("input", () => this.box && this.draw());
    this.svg.addEventListener("pointerdown", (event) => this.grab(event));
    this.svg.addEventListener("pointerup", (event) => this.drop(event));
  }

  button(text, label, act) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "button button-small button-secondary", textContent: text });
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }

  get corners() {
    return read(this.field.value);
  }

  keep(corners) {
    this.field.value = write(corners);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  start() {
    const corners = this.corners;
    if (!corners.length) return this.load("");
    const [south, north] = [Math.min, Math.max].map((of) => of(...corners.map((one) => one[0])));
    const [west, east] = [Math.min, Math.max].map((of) => of(...corners.map((one) => one[1])));
    this.load(around([(south + north) / 2, (west + east) / 2], Math.max(north - south, east - west, 0.02) * 2));
  }

  async load(box) {
    const url = new URL(this.field.dataset.draw, window.location.href);
    if (box) url.searchParams.set("box", [...box].map((one) => one.toFixed(4)).join(","));
    const response = await fetch(url, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    this.shown = await response.json();
    const [west, south, east, north] = this.shown.box;
    this.box = box || around([(south + north) / 2, (west + east) / 2], north - south);
    this.draw();
  }

  zoom(by) {
    const [west, south, east, north] = this.box;
    const high = Math.min(Math.max((north - south) * by, 0.01), 20);
    this.load(around([(south + north) / 2, (west + east) / 2], high));
  }

  move(right, up) {
    const [west, south, east, north] = this.box;
    const [x, y] = [(east - west) * right, (north - south) * up];
    this.load([west + x, south + y, east + x, north + y]);
  }

  at(event) {
    const spot = this.svg.getBoundingClientRect();
    return [(event.clientX - spot.left) / spot.width, (event.clientY - spot.top) / spot.height];
  }

  grab(event) {
    this.grabbed = this.at(event);
  }

  drop(event) {
    if (!this.grabbed || !this.box) return;
    const [x, y] = this.at(event);
    const [right, down] = [x - this.grabbed[0], y - this.grabbed[1]];
    this.grabbed = null;
    if (Math.hypot(right, down) > 0.03) return this.move(-right, down);
    const [west, south, east, north] = this.box;
    this.keep([...this.corners, [north - y * (north - south), west + x * (east - west)]]);
  }

  place([latitude, longitude]) {
    const [west, south, east, north] = this.box;
    const x = ((longitude - west) / (east - west)) * WIDTH;
    return `${x.toFixed(1)},${(((north - latitude) / (north - south)) * HEIGHT).toFixed(1)}`;
  }

  draw() {
    const lines = this.shown.lines.map((ring) =>
      element("polygon", { class: "hq-area__land", points: ring.map(([x, y]) => this.place([y, x])).join(" ") }),
    );
    const towns = this.shown.towns.flatMap(([name, latitude, longitude]) => {
      const [x, y] = this.place([latitude, longitude]).split(",").map(Number);
      return [
        element("circle", { class: "hq-area__town", cx: x, cy: y, r: 2 }),
        element("text", { class: "hq-area__name", x: x + 4, y: y + 3 }, name),
      ];
    });
    const corners = this.corners;
    const points = corners.map((one) => this.place(one));
    const drawn = element("polygon", { class: "hq-area__drawn", points: points.join(" ") });
    const dots = points.map((point) => {
      const [x, y] = point.split(",");
      return element("circle", { class: "hq-area__corner", cx: x, cy: y, r: 4 });
    });
    this.svg.replaceChildren(...lines, ...this.apart(towns), drawn, ...dots);
  }

  /** Names that would lie on one another are left out, the largest towns first. */
  apart(towns) {
    const taken = [];
    return towns.filter((one) => {
      if (one.tagName !== "text") return true;
      const [x, y] = [Number(one.getAttribute("x")), Number(one.getAttribute("y"))];
      const wide = one.textContent.length * 6;
      if (taken.some(([left, top, far]) => Math.abs(top - y) < 11 && x < far && left < x + wide)) return false;
      taken.push([x, y, x + wide]);
      return true;
    });
  }
}

function setUpAll(within) {
  within.querySelectorAll("textarea[data-draw]").forEach((field) => {
    if (field.dataset.ready) return;
    field.dataset.ready = "yes";
    new AreaMap(field);
  });
}

setUpAll(document);
document.addEventListener("htmx:load", (event) => setUpAll(event.target));
