/* Who knocks while somebody else records: letters or names that are typed once, and chosen with one tap. */

const Walkers = {};

(() => {
  const MOST = 12;
  const LONGEST = 30; // characters of a name

  const read = (text) => [...new Set(text.split(/[,;\n]/).map((each) => each.trim().slice(0, LONGEST)))].filter(Boolean).slice(0, MOST);

  Object.assign(Walkers, {
    /** Has a form name them and some places offer them; they are forgotten with the list. */
    open(log, form, places) {
      const { names } = form.elements;
      let { walkers = [], knocks = "" } = log.handset.kept || {};

      function draw() {
        for (const place of places) {
          place.hidden = !walkers.length;
          place.querySelector("div").replaceChildren(...walkers.map((name) => {
            const button = Object.assign(document.createElement("button"), { type: "button", className: "button second", textContent: name });
            button.setAttribute("aria-pressed", String(name === knocks));
            button.addEventListener("click", () => choose(name === knocks ? "" : name, place));
            return button;
          }));
        }
      }

      async function choose(name, place) {
        knocks = name;
        draw();
        place.querySelector("[aria-pressed=true]")?.focus();
        await log.keep({ knocks });
      }

      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        walkers = read(names.value);
        knocks = walkers.includes(knocks) ? knocks : "";
        form.closest("details").open = false;
        draw();
        await log.keep({ walkers, knocks });
      });
      names.value = walkers.join(", ");
      draw();
      return { chosen: () => knocks };
    },
  });
})();
