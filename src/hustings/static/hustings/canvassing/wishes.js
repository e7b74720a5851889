/* Doors where somebody is to come back: asking when at one touch, and saying when, by this phone's own clock. */

const Wishes = {};

(() => {
  const LANGUAGE = document.documentElement.lang;
  const [EVENING, MORNING, SATURDAY] = [18, 10, 6];
  const HOUR = { hour: "2-digit", minute: "2-digit" };
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_all, each) => values[each] ?? "");
  const dayOf = (at) => at.toLocaleDateString(LANGUAGE);

  function on(now, days, hour) {
    return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  }

  /** Usual moments, of those that are still ahead: key of their words, moment. */
  function usual(now) {
    const days = (SATURDAY - now.getDay() + 7) % 7 || 7;
    return [["evening", on(now, 0, EVENING)], ["tomorrow", on(now, 1, MORNING)], ["saturday", on(now, days, MORNING)]]
      .filter(([name, at]) => at > now && !(name === "saturday" && days === 1));
  }

  /** The moment, with its day where that isn't today. */
  function told(at, now) {
    const day = dayOf(at) !== dayOf(now) && { weekday: "short", day: "numeric", month: "short" };
    return at.toLocaleString(LANGUAGE, { ...day, ...HOUR });
  }

  const forPicker = (at) => new Date(at - 60_000 * at.getTimezoneOffset()).toISOString().slice(0, 16);

  Object.assign(Wishes, {
    usual,

    /** Has a form ask and a place list what waits; `note` is told what was wished, `go` the door that is pressed. */
    open({ form, place, words, now, nameOf, note, go }) {
      const { due, remark } = form.elements;
      const send = (at) => note({ due: Math.floor(at / 1000), ...remark.value.trim() && { remark: remark.value.trim() } });
      const isDue = (door) => door.wish === "waits" && 1000 * door.due <= now();
      const said = (door) => [fill(words.from, { moment: told(new Date(1000 * door.due), now()) }), door.remark].filter(Boolean).join(" · ");

      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const at = new Date(due.value);
        if (at > 0) send(at);
        else due.focus();
      });

      function button([name, at]) {
        const made = Object.assign(document.createElement("button"), { type: "button", className: "button second" });
        made.dataset.when = name;
        made.textContent = fill(words[name], { moment: at.toLocaleTimeString(LANGUAGE, HOUR) });
        made.addEventListener("click", () => send(at));
        return made;
      }

      function line([building, door]) {
        const made = document.createElement("li");
        const press = Object.assign(document.createElement("button"), { type: "button", className: "plain" });
        press.textContent = `${nameOf(building, door)} · ${said(door)}`;
        press.addEventListener("click", () => go(building, door));
        made.classList.toggle("is-due", isDue(door));
        if (isDue(door)) made.append(Object.assign(document.createElement("strong"), { textContent: words.due }), " ");
        made.append(press);
        return made;
      }

      return {
        said,

        /** The form anew, for one door. */
        ask({ code }) {
          form.reset();
          form.hidden = code === "no_return";
          form.querySelector("details").open = false;
          form.querySelector("[data-walk-usual]").replaceChildren(...usual(now()).map(button));
          due.min = forPicker(now());
        },

        /** What waits, the earliest first. */
        list(buildings) {
          const all = [...buildings].flatMap((one) => one.doors.map((door) => [one, door])).filter(([, { wish }]) => wish === "waits");
          all.sort(([, one], [, other]) => one.due - other.due);
          place.hidden = !all.length;
          place.querySelector("ul").replaceChildren(...all.map(line));
        },
      };
    },
  });
})();
