/* The shortest walk from where one stands: what field/turfs/walks/order.py and distances.py do, on the phone. */

const Nearest = {};

(() => {
  const NEAR = 9, PIECE = 3, KICK = 30, BUDGET = 80_000, MOST_KICKS = 800;
  const OVER = 150; // decimetres that it costs to cross a street
  const LATITUDE = 1_105_740, LONGITUDE = 1_113_200; // decimetres a degree; of longitude at the equator
  const mod = (one, n) => ((one % n) + n) % n;

  /** A round tour being shortened. `order`: places; `at`: the position of each. */
  class Tour {
    constructor(distances) {
      this.d = distances;
      this.n = distances.length;
      this.near = distances.map((row, one) => [...row.keys()].filter((other) => other !== one)
        .sort((a, b) => row[a] - row[b] || a - b).slice(0, NEAR));
      this.order = this.greedy();
      this.at = [];
      this.renumber(0, this.n);
    }

    improve(kicks, seed) {
      this.mend([...this.d.keys()]);
      let state = seed >>> 0 || 1;
      const draw = () => {
        state = (state ^ (state << 13)) >>> 0;
        state = (state ^ (state >>> 17)) >>> 0;
        state = (state ^ (state << 5)) >>> 0;
        return state;
      };
      for (let kick = 0; this.n >= 8 && kick < kicks; kick += 1) this.kick(draw(), draw(), draw());
    }

    greedy() {
      const order = [this.n - 1];
      const free = new Set([...this.d.keys()].slice(0, -1));
      while (free.size) {
        const row = this.d[order.at(-1)];
        let nearest = -1;
        for (const one of free) if (nearest < 0 || row[one] < row[nearest]) nearest = one;
        order.push(nearest);
        free.delete(nearest);
      }
      return order;
    }

    renumber(first, last) {
      for (let position = first; position < last; position += 1) this.at[this.order[position]] = position;
    }

    /** Swaps two neighbouring pieces, mends, and goes back if that was no good. */
    kick(one, two, three) {
      const { d, order, n } = this;
      const reach = Math.min(KICK, Math.floor((n - 2) / 2));
      const first = 1 + (one % reach), second = 1 + (two % reach);
      const begin = three % (n - first - second);
      const middle = begin + 1 + first, end = begin + 1 + first + second;
      const before = order[begin], after = order[end % n];
      const [a, b, c, e] = [order[begin + 1], order[middle - 1], order[middle], order[end - 1]];
      const added = d[before][c] + d[e][a] + d[b][after] - d[before][a] - d[b][c] - d[e][after];
      const saved = order.slice();
      order.splice(begin + 1, end - begin - 1, ...saved.slice(middle, end), ...saved.slice(begin + 1, middle));
      this.renumber(begin + 1, end);
      if (this.mend([before, a, b, c, e, after]) < added) {
        this.order = saved;
        this.renumber(0, n);
      }
    }

    /** Improves around these places until nothing helps; how much was gained. */
    mend(queue) {
      const waiting = new Set(queue);
      let gained = 0;
      while (queue.length) {
        const one = queue.pop();
        waiting.delete(one);
        for (let found = this.two(one) || this.piece(one); found; found = this.two(one) || this.piece(one)) {
          gained += found[0];
          for (const other of found[1]) {
            if (waiting.has(other)) continue;
            waiting.add(other);
            queue.push(other);
          }
        }
      }
      return gained;
    }

    /** 2-opt: where two edges cross over, the way between them is walked backwards. */
    two(one) {
      const { d, order, at, n } = this;
      const row = d[one], here = at[one];
      for (const way of [1, -1]) {
        const next = order[mod(here + way, n)];
        for (const other of this.near[one]) {
          let gain = row[next] - row[other];
          if (gain <= 0) break;
          const beyond = order[mod(at[other] + way, n)];
          gain += d[other][beyond] - d[next][beyond];
          if (gain <= 0) continue;
          if (way > 0) this.turn(here + 1, at[other]);
          else this.turn(at[other], here - 1);
          return [gain, [one, next, other, beyond]];
        }
      }
      return null;
    }

    /** Or-opt: up to three places that begin or end with `one` move beside a neighbour of it. */
    piece(one) {
      const { d, order, at, n } = this;
      const row = d[one], here = at[one];
      for (let size = 1; size <= PIECE; size += 1) {
        for (const way of [1, -1]) {
          const last = order[mod(here + way * (size - 1), n)];
          const before = order[mod(here - way, n)], after = order[mod(here + way * size, n)];
          const freed = row[before] + d[last][after] - d[before][after];
          const isIn = (other) => mod((at[other] - here) * way, n) < size;
          for (const other of this.near[one]) {
            if (row[other] >= freed) break;
            if (isIn(other)) continue;
            for (const beside of [order[mod(at[other] + 1, n)], order[mod(at[other] - 1, n)]]) {
              if (isIn(beside)) continue;
              const gain = freed + d[other][beside] - row[other] - d[last][beside];
              if (gain <= 0) continue;
              this.move(here, way, size, other, beside);
              return [gain, [before, after, one, last, other, beside]];
            }
          }
        }
      }
      return null;
    }

    move(here, way, size, other, beside) {
      const piece = Array.from({ length: size }, (_each, step) => this.order[mod(here + way * step, this.n)]);
      const rest = this.order.filter((one) => !piece.includes(one));
      const index = rest.indexOf(other);
      if (rest[(index + 1) % rest.length] === beside && (rest.length > 2 || index === 0)) rest.splice(index + 1, 0, ...piece);
      else rest.splice(index, 0, ...piece.reverse());
      this.order = rest;
      this.renumber(0, this.n);
    }

    /** Walks from one position to another the other way round; of the two sides the shorter is turned. */
    turn(from, to) {
      const { order, at, n } = this;
      let first = mod(from, n), last = mod(to, n);
      let inner = mod(last - first, n) + 1;
      if (2 * inner > n) [first, last, inner] = [(last + 1) % n, mod(first - 1, n), n - inner];
      for (let swap = 0; swap < inner >> 1; swap += 1) {
        const one = order[first], other = order[last];
        [order[first], at[other], order[last], at[one]] = [other, first, one, last];
        first = (first + 1) % n;
        last = mod(last - 1, n);
      }
    }
  }

  Object.assign(Nearest, {
    /** Indices in walking order, from `start`. `distances`: whole numbers. */
    walk(distances, start = 0, seed = 1) {
      const n = distances.length;
      if (n < 3) return start ? [...distances.keys()].reverse() : [...distances.keys()];
      const pull = -1 - 4 * distances.reduce((most, row) => row.reduce((a, b) => Math.max(a, b), most), 0);
      const rows = [...distances.map((row, one) => [...row, one === start ? pull : 0]), new Array(n + 1).fill(0)];
      rows[n][start] = pull;
      const tour = new Tour(rows);
      tour.improve(Math.min(MOST_KICKS, Math.floor(BUDGET / n)), seed);
      const at = tour.at[n];
      const found = [...tour.order.slice(at + 1), ...tour.order.slice(0, at)];
      return found[0] === start ? found : found.reverse();
    },

    /** Distances in decimetres between places [latitude, longitude, street, side of it or null]. */
    distances(places) {
      const east = LONGITUDE * Math.cos((places[0][0] * Math.PI) / 180);
      return places.map(([north, west, street, side]) => places.map(([toNorth, toWest, toStreet, toSide]) => {
        const straight = Math.round(Math.hypot((toNorth - north) * LATITUDE, (toWest - west) * east));
        const isOver = street && street === toStreet && side != null && toSide != null && side !== toSide;
        return straight + (isOver ? OVER : 0);
      }));
    },
  });
})();
