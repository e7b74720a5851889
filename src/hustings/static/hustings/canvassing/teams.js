/* Teams of the plan beside each other, where HQ shares them; only with a network, and nothing of it is kept. */

const Teams = {};

(() => {
  const written = (n) => n.toLocaleString(document.documentElement.lang);

  function line([name, doors, talks, contacts, hours], { own, say }) {
    const made = document.createElement("li");
    const figures = { doors: written(doors), talks: written(talks), contacts: written(contacts), hours: written(hours) };
    made.classList.toggle("is-own", name === own);
    made.append(Object.assign(document.createElement("strong"), { textContent: name }), document.createElement("br"), say(figures));
    return made;
  }

  Object.assign(Teams, {
    /** Fills a place that stays hidden while there is nothing to see; opened, it asks again. `say` tells figures. */
    open(place, { id, secret, name }, say) {
      async function ask() {
        const headers = { Authorization: `Bearer ${id}.${secret}` };
        const answer = await fetch(place.dataset.walkTeams, { headers, cache: "no-store", credentials: "omit" }).catch(() => null);
        if (!answer?.ok) return; // no network: what was shown stays
        const { teams } = await answer.json();
        place.hidden = !teams?.length;
        place.querySelector("ol").replaceChildren(...(teams || []).map((each) => line(each, { own: name, say })));
      }

      place.addEventListener("toggle", () => place.open && ask());
      return ask();
    },
  });
})();
