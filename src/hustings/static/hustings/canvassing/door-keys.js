/* Names of doors, as `canvassing/door_keys.py` and `addresses/keys.py` have them: tables of cases hold them to it. */

const DoorKeys = {};

(() => {
  const LONGEST = 20;
  const LETTERS = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i" };
  const WITHIN = {
    stair: new Set(["cage", "entrance", "entree", "esc", "escalier", "hall", "stair", "staircase", "stairs"]),
    floor: new Set(["et", "etage", "etages", "etg", "floor", "level", "niv", "niveau", "storey"]),
    label: new Set(["apartment", "app", "appart", "appartement", "appt", "apt", "door", "flat", "lgt", "log", "logement", "logt", "n", "no", "numero", "porte", "pte", "unit"]),
  };
  const table = (rows) => new Map(Object.entries(rows).flatMap(([said, all]) => all.map((each) => [each, said])));
  const FLOORS = table({
    "0": ["rdc", "rez", "rch", "rc", "rez de chaussee", "rdch", "ground", "gf"],
    "1": ["premier", "premiere", "first"],
    "2": ["deuxieme", "second"],
    "3": ["troisieme", "third"],
    "4": ["quatrieme", "fourth"],
    "5": ["cinquieme", "fifth"],
    "-1": ["sous sol", "ss", "basement", "cave"],
    top: ["dernier"],
  });
  const LABELS = table({
    left: ["g", "gauche", "gche", "gch", "a gauche"],
    right: ["d", "droite", "droit", "dte", "drt", "a droite"],
    facing: ["face", "en face", "f", "opposite"],
    middle: ["milieu", "centre", "center"],
    back: ["fond", "au fond", "fd"],
  });
  const NUMBERED = /^r? ?([0-9]{1,3}) ?(?:e|er|ere|eme|ieme|nd|nde|st|rd|th|d)?$/;
  const BELOW = /^\s*[-\u2010-\u2015\u2212]\s*[0-9]/;

  function plain(text) {
    const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return bare.replace(/[œæßøłđı]/g, (each) => LETTERS[each]).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  function without(part, text) {
    const words = plain(text);
    return words.split(" ").filter((word) => !WITHIN[part].has(word)).join(" ") || words;
  }

  const numbered = (words) => (/^[0-9]+$/.test(words) ? words.replace(/^0+(?=[0-9])/, "") : words);

  function floor(text) {
    const words = without("floor", text);
    if (FLOORS.has(words)) return FLOORS.get(words);
    const found = NUMBERED.exec(words);
    if (!found) return words;
    const n = Number(found[1]);
    return `${n && BELOW.test(text) ? "-" : ""}${n}`;
  }

  function label(text) {
    const words = without("label", text);
    return LABELS.get(words) ?? numbered(words);
  }

  const cut = (part) => [...part].slice(0, LONGEST).join("");

  Object.assign(DoorKeys, {
    key: (building, stair = "", level = "", door = "") => (
      [building, ...[numbered(without("stair", stair)), floor(level), label(door)].map(cut)].join("/")
    ),
    buildingOf: (name) => name.split("/", 1)[0],
  });
})();
