/* The phone's own database: `handsets`, one row for each stream that was handed to it; `log`, what it noted or got;
   `attachments`, what of a handset is too large to be written with each note.
   A row of the log with `unsent` (its count) waits for the server. Nothing resolves before it is on the disk. */

const Sync = {};

(() => {
  const NAME = "hustings-phone";
  const STORES = ["handsets", "log", "attachments"];
  let opening = null;

  function upgrade(database, version) {
    if (version < 2) database.createObjectStore("attachments", { keyPath: "id" });
    if (version) return;
    database.createObjectStore("handsets", { keyPath: "id" });
    const log = database.createObjectStore("log", { keyPath: ["handset", "id"] });
    log.createIndex("key", ["handset", "key"]);
    log.createIndex("unsent", ["handset", "unsent"]); // rows without it don't stand in it
  }

  function open() {
    opening ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open(NAME, 2);
      asked.onupgradeneeded = ({ oldVersion }) => upgrade(asked.result, oldVersion);
      asked.onerror = () => reject(asked.error);
      asked.onsuccess = () => {
        const database = asked.result;
        database.onclose = () => { opening = null; };
        database.onversionchange = () => { database.close(); opening = null; };
        resolve(database);
      };
    });
    opening.catch(() => { opening = null; });
    return opening;
  }

  function attempt(database, mode, work) {
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORES, mode, { durability: "strict" });
      let result;
      let wrong = null;
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = () => reject(wrong || transaction.error || new DOMException("aborted", "AbortError"));
      const stores = Object.fromEntries(STORES.map((name) => [name, transaction.objectStore(name)]));
      Promise.resolve(work(stores)).then(
        (value) => { result = value; },
        (error) => {
          wrong = error;
          try { transaction.abort(); } catch { reject(error); } // it ended by itself
        },
      );
    });
  }

  /** Once more on a new connection: a phone that was asleep has lost the old one. */
  async function run(mode, work) {
    try {
      return await attempt(await open(), mode, work);
    } catch (error) {
      if (!["InvalidStateError", "UnknownError", "AbortError"].includes(error.name)) throw error;
      (await opening?.catch(() => null))?.close();
      opening = null;
      return attempt(await open(), mode, work);
    }
  }

  Object.assign(Sync, {
    /** What a request of IndexedDB answers. */
    ask: (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    }),
    read: (work) => run("readonly", work),
    write: (work) => run("readwrite", work),
    /** All rows of a handset by an index, from the lowest. */
    rows: (log, index, handset, most) => Sync.ask(
      log.index(index).getAll(IDBKeyRange.bound([handset], [handset, []]), most),
    ),
    uuid() {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      bytes[6] = (bytes[6] & 0x0f) | 0x40;
      bytes[8] = (bytes[8] & 0x3f) | 0x80;
      const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    },
  });
})();
