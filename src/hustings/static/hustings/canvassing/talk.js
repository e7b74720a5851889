/* A script as a form: what is on the way is shown, by what was chosen so far. The server decides the same anew. */

const Talk = {};

(() => {
  const make = (name, words = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), words);
    made.append(...inside);
    return made;
  };

  function choice(step, option) {
    const input = make("input", { type: step.kind === "many" ? "checkbox" : "radio", name: step.key, value: option.key });
    input.dataset.goto = option.goto || "";
    return make("label", { className: "choice" }, input, make("span", { textContent: option.label }));
  }

  function part(step) {
    if (step.kind === "say") return make("p", { textContent: step.text });
    if (step.kind === "words") {
      const label = make("label", { textContent: step.text, htmlFor: `talk-${step.key}` });
      return make("div", { className: "field" }, label, make("textarea", { id: `talk-${step.key}`, name: step.key, rows: 3, maxLength: 2000 }));
    }
    return make("fieldset", {}, make("legend", { textContent: step.text }), ...step.options.map((each) => choice(step, each)));
  }

  /** Shows the steps that are walked; those that a choice skips are hidden. */
  function walk(steps, parts) {
    let skipping = "";
    steps.forEach((step, at) => {
      const isSkipped = skipping === "end" || (skipping && step.part !== skipping);
      parts[at].hidden = Boolean(isSkipped);
      if (!isSkipped) skipping = parts[at].querySelector("input:checked")?.dataset.goto || "";
    });
  }

  Object.assign(Talk, {
    /** Boxes of what somebody may agree to: purpose, key of the sentence, sentence. */
    ask(place, sentences) {
      place.replaceChildren(...sentences.map(([purpose, key, words]) => {
        const box = make("input", { type: "checkbox", name: `yes-${purpose}`, value: key });
        box.dataset.yes = purpose;
        return make("label", { className: "choice" }, box, make("span", { textContent: words }));
      }));
    },

    /** Who wishes to hear more: `told` is null without a yes, `missing` names the field that a yes needs. */
    contact(form) {
      const boxes = [...form.querySelectorAll("[data-yes]:checked")];
      if (!boxes.length) return { told: null };
      const fields = ["given_name", "family_name", "email", "phone"].map((name) => [name, form.elements[name].value.trim()]);
      const yes = Object.fromEntries(boxes.map((box) => [box.dataset.yes, box.value]));
      const told = { ...Object.fromEntries(fields), yes, language: document.documentElement.lang };
      const byPhone = boxes.some((box) => box.dataset.yes !== "email");
      if (yes.email && !(told.email && form.elements.email.validity.valid)) return { told, missing: "email" };
      if (byPhone && told.phone.replace(/\D/g, "").length < 8) return { told, missing: "phone" };
      return { told };
    },

    /** The form's parts, and a function that says what was answered. */
    open(form, place, steps) {
      const parts = steps.map(part);
      place.replaceChildren(...parts);
      form.onchange = () => walk(steps, parts);
      walk(steps, parts);
      return () => {
        const answers = {};
        steps.forEach(({ key, kind }, at) => {
          if (kind === "say" || parts[at].hidden) return;
          const words = kind === "words" ? [parts[at].querySelector("textarea").value.trim()] : (
            [...parts[at].querySelectorAll("input:checked")].map((each) => each.value)
          );
          if (words.some(Boolean)) answers[key] = words;
        });
        return answers;
      };
    },
  });
})();
