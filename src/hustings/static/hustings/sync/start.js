/* Takes the link that was opened, and lists what this phone was given. */

(async () => {
  const find = (each) => document.querySelector(`[data-start-${each}]`);
  const [says, list, empty, row] = ["says", "list", "empty", "row"].map(find);

  function complain(name) {
    says.textContent = Sync.say(name);
    says.hidden = false;
  }

  async function take(link) {
    try {
      const handset = await Sync.take(link);
      location.replace(`${handset.page}#${handset.id}`); // the secret stays in no history
    } catch (error) {
      if (error instanceof Sync.Refused && error.status === 401) {
        history.replaceState(null, "", location.pathname);
        complain("no_link");
      } else if (error instanceof Sync.Refused) complain("no_network");
      else complain(error instanceof DOMException && error.name !== "TimeoutError" ? "no_store" : "no_network");
    }
  }

  async function draw() {
    const handsets = await Sync.handsets();
    empty.hidden = handsets.length > 0;
    list.replaceChildren(...handsets.map((handset) => {
      const made = row.content.cloneNode(true);
      Object.assign(made.querySelector("a"), { href: `${handset.page}#${handset.id}`, textContent: handset.title });
      made.querySelector("small").textContent = handset.name;
      const badge = made.querySelector(".badge");
      badge.hidden = !handset.waiting;
      badge.textContent = Sync.say("unsent", { n: handset.waiting });
      return made;
    }));
  }

  if (location.hash.includes(".")) await take(location.hash.slice(1));
  addEventListener("hashchange", () => location.hash.includes(".") && take(location.hash.slice(1)));
  await draw().catch(() => complain("no_store"));
})();
