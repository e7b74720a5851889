/* Seals what was said at a door for the campaign alone, as `canvassing/seals.py` opens it. */

const Seals = {};

(() => {
  const CURVE = { name: "ECDH", namedCurve: "P-256" };
  const INFO = new TextEncoder().encode("hustings door 1");
  const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const text = (raw) => btoa(Array.from(raw, (each) => String.fromCharCode(each)).join(""));

  Object.assign(Seals, {
    /** The words as a text that this phone can't read again. */
    async seal(key, door, said) {
      const { subtle } = crypto;
      const theirs = await subtle.importKey("raw", bytes(key), CURVE, false, []);
      const own = await subtle.generateKey(CURVE, false, ["deriveBits"]);
      const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, own.privateKey, 256);
      const base = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
      const derived = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: INFO };
      const aes = await subtle.deriveKey(derived, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
      const bound = { name: "AES-GCM", iv: new Uint8Array(12), additionalData: new TextEncoder().encode(door) };
      const kept = await subtle.encrypt(bound, aes, new TextEncoder().encode(JSON.stringify(said)));
      const point = await subtle.exportKey("raw", own.publicKey);
      return text([...new Uint8Array(point), ...new Uint8Array(kept)]);
    },
  });
})();
