/* Says how many notes wait and since when, sends them now, saves them as a file: <section data-sync-status>. */

(() => {
  const WORDS = JSON.parse(document.getElementById("sync-words").textContent);
  const say = (name, values = {}) => WORDS[name].replace(/\{(\w+)\}/g, (_all, each) => values[each]);
  const LANGUAGE = document.documentElement.lang;
  const STEPS = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];

  function ago(moment) {
    const seconds = Math.max(0, (Date.now() - Date.parse(moment)) / 1000);
    const [unit, size] = STEPS.find(([, each]) => seconds >= each) || STEPS.at(-1);
    return new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto" }).format(-Math.floor(seconds / size), unit);
  }

  function lines({ handset, unsent, oldest, stuck, held, problems, trouble }) {
    const found = [];
    if (unsent) found.push(say("unsent", { n: unsent }), say("oldest", { ago: ago(oldest) }));
    else if (!stuck) found.push(say("sent"));
    if (trouble?.status === 401) found.push(say("unknown"));
    else if (trouble) found.push(say("offline"));
    if (stuck) found.push(say("stuck", { n: stuck }));
    if (held) found.push(say("held", { n: held }));
    if (problems) found.push(say("problems", { n: problems }));
    if (handset.state !== "live") found.push(say(handset.state));
    else if (handset.closed_at) found.push(say("closed"));
    return found;
  }

  function save(file) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  Object.assign(Sync, {
    say,

    /** Keeps the section of this page up to date. */
    show(log, section = document.querySelector("[data-sync-status]")) {
      const find = (each) => section.querySelector(`[data-sync-${each}]`);
      const [text, send, rescue] = ["lines", "send", "rescue"].map(find);
      let drawn = "";
      async function draw() {
        const status = await log.status();
        const words = lines(status);
        if (words.join() !== drawn) {
          drawn = words.join();
          text.replaceChildren(...words.flatMap((each) => [each, document.createElement("br")]));
        }
        section.dataset.unsent = status.unsent;
        rescue.hidden = !(status.unsent || status.stuck);
        section.hidden = false;
      }
      send.addEventListener("click", () => log.send());
      rescue.addEventListener("click", async () => save(await log.rescueFile()));
      log.addEventListener("change", draw);
      setInterval(draw, 30_000);
      return draw();
    },
  });
})();
