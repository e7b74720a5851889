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

  /** Why there is no list, or soon none: one reason, what the server says before what the clock does. */
  function reason({ handset, trouble }) {
    if (trouble?.status === 401) return "unknown";
    if (handset.state !== "live") return handset.state;
    if (!Sync.isOver(handset)) return "";
    return handset.snapshot ? "shut" : "lapsed";
  }

  function lines({ handset, unsent, oldest, stuck, held, problems, trouble }, isTold) {
    const found = [];
    if (unsent) found.push(say("unsent", { n: unsent }), say("oldest", { ago: ago(oldest) }));
    else if (!stuck) found.push(say("sent"));
    if (trouble && trouble.status !== 401) found.push(say("offline"));
    if (stuck) found.push(say("stuck", { n: stuck }));
    if (held) found.push(say("held", { n: held }));
    if (problems) found.push(say("problems", { n: problems }));
    const why = reason({ handset, trouble });
    if (why && !isTold) found.push(say(why));
    else if (!why && handset.closed_at) found.push(say("closed"));
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

    /** Says in `none` why there is no list, and shows what waits to be sent; a list that is live again opens. */
    async over(log, none) {
      const draw = async () => {
        if (log.snapshot) location.reload();
        else none.querySelector("p").textContent = say(reason(await log.status()) || "lapsed");
      };
      log.isTold = true;
      log.addEventListener("change", draw);
      await draw();
      await Sync.show(log);
    },

    /** Keeps the section of this page up to date. */
    show(log, section = document.querySelector("[data-sync-status]")) {
      const find = (each) => section.querySelector(`[data-sync-${each}]`);
      const [text, send, rescue] = ["lines", "send", "rescue"].map(find);
      let drawn = "";
      async function draw() {
        const status = await log.status();
        const words = lines(status, log.isTold);
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
