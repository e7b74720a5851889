/* The buildings of a walk list with all that this phone knows of them. It draws nothing. */

const Buildings = {};

(() => {
  const sides = new Intl.Collator(undefined, { numeric: true });
  const words = (key) => key.split("/").slice(1);

  class Building {
    constructor({ id, address, doors, at }) {
      Object.assign(this, { id, address, at, ops: [], texts: new Map() });
      this.listed = new Map(doors.map(([key, stair, floor, label]) => [key, { key, stair, floor, label }]));
      this.count();
    }

    /** Takes in an entry, of which the body's text is kept beside. */
    add(op, text) {
      this.ops.push(op);
      if (text) this.texts.set(op.id, text);
    }

    count() {
      const one = Rules.building(this.ops.filter((op) => op.key === this.id));
      const states = Rules.byDoor(this.ops.filter((op) => op.key !== this.id), one);
      const keys = new Set([...this.listed.keys(), ...one.added]);
      for (const key of one.parted) keys.delete(key);
      for (const [key, chief] of Object.entries(one.names)) if (key !== chief) keys.delete(key);
      this.doors = [...keys].map((key) => this.door(key, states.get(key)));
      this.notes = one.notes.map((id) => this.texts.get(id));
    }

    door(key, state = { code: "", n_absent: 0, doubles: [], talks: [] }) {
      const [stair, floor, label] = words(key);
      const known = this.listed.get(key);
      return { ...state, ...(known || { key, stair: stair.toUpperCase(), floor, label: label.toUpperCase(), side: label }), isFound: !known };
    }

    /** Doors by staircase and floor: as they stand on the list, then what was found. */
    landings() {
      const found = new Map();
      for (const door of this.doors) {
        const at = words(door.key).slice(0, 2).join("/");
        if (found.has(at)) found.get(at).push(door);
        else found.set(at, [door]);
      }
      for (const doors of found.values()) doors.sort((one, other) => one.isFound - other.isFound || (one.isFound ? sides.compare(one.label, other.label) : 0));
      return [...found.values()];
    }
  }

  /** How doors are called in the words of a page: by themselves, by their floor, and in full. */
  function names(said, fill) {
    const nameOf = ({ label, floor, stair, side }) => (
      label ? `${said.door} ${said.sides[side] || label}` : floor || stair ? said.door : said.house
    );
    const floorOf = ({ stair, floor }) => [
      stair && fill(said.stair, { stair }),
      floor && (DoorKeys.key("", "", floor).split("/")[2] === "0" ? said.ground : fill(said.floor, { floor })),
    ].filter(Boolean).join(" · ");
    return {
      nameOf, floorOf,
      fullName: (building, door) => [building.address, floorOf(door), nameOf(door)].filter(Boolean).join(" · "),
    };
  }

  Object.assign(Buildings, { Building, names });
})();
