// A stop is chosen in the drawing of the walk, too: a tap ticks its box in the list.
(function () {
  const dots = new Map();
  for (const dot of document.querySelectorAll("circle[data-stop]")) {
    const tick = document.getElementById(`stop-${dot.dataset.stop}`);
    if (!tick) continue;
    dots.set(tick, dot);
    dot.classList.add("turf-stop");
    dot.addEventListener("click", () => {
      tick.checked = !tick.checked;
      show(tick);
    });
    show(tick);
  }

  function show(tick) {
    dots.get(tick)?.classList.toggle("turf-stop--chosen", tick.checked);
  }

  document.addEventListener("change", (event) => show(event.target));
  window.addEventListener("pageshow", () => dots.forEach((_dot, tick) => show(tick)));
})();
