// Shows the steps of a script that are on the way, by what was chosen so far. The server decides the same anew.

export function walk(steps) {
  // steps: [{part, goto}], where goto is the way of the choice that was made; true for each that is walked.
  let skipping = "";
  return steps.map(({ part, goto }) => {
    if (skipping === "end" || (skipping && part !== skipping)) return false;
    skipping = goto || "";
    return true;
  });
}

function show(talk) {
  const elements = [...talk.querySelectorAll("[data-talk-step]")];
  const steps = elements.map((element) => ({
    part: element.dataset.talkStep,
    goto: element.querySelector("input:checked[data-talk-goto]")?.dataset.talkGoto,
  }));
  walk(steps).forEach((isShown, place) => (elements[place].hidden = !isShown));
}

for (const talk of document.querySelectorAll("[data-talk]")) {
  talk.addEventListener("change", () => show(talk));
  show(talk);
}
