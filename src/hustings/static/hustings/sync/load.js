/* Files that a page needs only once somebody asks for what they do: loaded then, each once. */

(() => {
  const loading = new Map();

  function load(file) {
    const isStyle = new URL(file, location).pathname.endsWith(".css");
    const made = document.createElement(isStyle ? "link" : "script");
    Object.assign(made, isStyle ? { rel: "stylesheet", href: file } : { src: file });
    return new Promise((resolve, reject) => {
      Object.assign(made, { onload: resolve, onerror: () => reject(new Error(file)) });
      document.head.append(made);
    });
  }

  /** Loads a style or a script; one that failed is tried again when it is asked for again. */
  Sync.load = (file) => {
    if (!loading.has(file)) loading.set(file, load(file).catch((error) => { loading.delete(file); throw error; }));
    return loading.get(file);
  };
})();
