/* Reads tickets as `checkins/tickets.py` writes them: signed ones from a QR code, and the short code below it. */

const Tickets = {};

(() => {
  const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const MARK = "HT";
  const [HEAD, SIGNED, LENGTH, SHORT] = [16, 80, 130, 8];
  const CONTEXT = new TextEncoder().encode("hustings ticket");
  const ALIKE = { I: "1", L: "1", O: "0", U: "V", "-": "", " ": "" };

  const values = (text) => [...text].map((each) => DIGITS.indexOf(each));
  const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));

  function check(digits) {
    let found = 0;
    for (const digit of digits) {
      found = (found ^ digit) << 1;
      if (found & 32) found ^= 0b100101;
    }
    return found;
  }

  function unpacked(text) {
    const found = new Uint8Array(SIGNED);
    let [bits, held, at] = [0, 0, 0];
    for (const value of values(text)) {
      held = ((held << 5) | value) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        found[at++] = held >> bits;
      }
    }
    return found;
  }

  /** The number of a short code, as its seven digits; null where it is mistyped. */
  function typed(plain) {
    const digits = values(plain);
    const last = digits.pop();
    return check(digits) === last ? plain.slice(0, SHORT - 1) : null;
  }

  /** Five bytes of a number, as the key of the list is made from. */
  function fiveBytes(digits) {
    let whole = 0n;
    for (const value of values(digits)) whole = whole * 32n + BigInt(value);
    return Uint8Array.from([4n, 3n, 2n, 1n, 0n], (at) => Number((whole >> (8n * at)) & 255n));
  }

  async function isSigned(key, head, signature) {
    const message = new Uint8Array([...CONTEXT, ...head]);
    const made = await crypto.subtle.importKey("raw", bytes(key), { name: "Ed25519" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "Ed25519" }, made, signature, message);
  }

  async function signed(raw, { event, keys }, now) {
    const head = raw.slice(0, HEAD);
    const view = new DataView(head.buffer);
    const number = head.slice(6, 11);
    if (view.getUint8(0) !== 1) return { code: "not_a_ticket" };
    const key = keys[view.getUint8(1)];
    if (!key) return { code: "unknown_key" };
    try {
      if (!(await isSigned(key, head, raw.slice(HEAD)))) return { code: "forged" };
    } catch {
      // an old browser knows no such signatures: only the list can tell, as of a short code
      return view.getUint32(2) === event ? { code: "typed", number } : { code: "other_event" };
    }
    if (view.getUint32(2) !== event) return { code: "other_event" };
    return { code: now > view.getUint32(12) * 60 ? "lapsed" : "ok", number, people: view.getUint8(11) };
  }

  Object.assign(Tickets, {
    /** What was scanned or typed at a door: its code, and where it has them, its number and people. */
    async read(text, list, now) {
      const plain = text.trim().toUpperCase().replace(/[ILOU \-]/g, (each) => ALIKE[each]);
      if ([...plain].some((each) => !DIGITS.includes(each))) return { code: "not_a_ticket" };
      if (plain.length === SHORT) {
        const digits = typed(plain);
        return digits === null ? { code: "mistyped" } : { code: "typed", number: fiveBytes(digits) };
      }
      if (plain.length !== LENGTH || !plain.startsWith(MARK)) return { code: "not_a_ticket" };
      return signed(unpacked(plain.slice(MARK.length)), list, now);
    },

    /** What the list and the log know a number by. */
    async key(number, salt) {
      const made = await crypto.subtle.importKey(
        "raw", bytes(salt), { name: "HMAC", hash: "SHA-256" }, false, ["sign"],
      );
      const digest = new Uint8Array(await crypto.subtle.sign("HMAC", made, number)).slice(0, 9);
      return btoa(String.fromCharCode(...digest)).replaceAll("+", "-").replaceAll("/", "_");
    },
  });
})();
