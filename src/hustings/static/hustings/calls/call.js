// The page of one contact: says every 30 s that it is there, gives the contact back when it is left.

const root = document.querySelector("[data-call]");
const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
const words = () => new URLSearchParams({ csrfmiddlewaretoken: token });
const isHeld = "callBeat" in root.dataset;
let isRung = "callRung" in root.dataset;
let isSent = false;

function over() {
  // Whoever it is now, this page must not ring them: the number goes, what was typed stays.
  root.querySelector("[data-call-number]")?.remove();
  root.querySelector("[data-call-leave]")?.remove();
  document.querySelector("[data-call-over]").hidden = false;
  clearInterval(timer);
}

async function tell(url, more = {}) {
  try {
    const answer = await fetch(url, { method: "POST", body: words(), keepalive: true, ...more });
    if (answer.ok && (await answer.json()).is_held === false) over();
  } catch {
    // No network: the lease goes on until its end, and the next beat asks again.
  }
}

const timer = isHeld && setInterval(() => tell(root.dataset.callBeat), Number(root.dataset.callEvery));

root.querySelector("[data-call-number]")?.addEventListener("click", () => {
  isRung = true; // the phone may sleep now; leaving the page gives nobody back
  root.querySelector("[data-call-leave]")?.remove();
  tell(root.dataset.callRing);
});

for (const form of root.querySelectorAll("form")) form.addEventListener("submit", () => (isSent = true));

addEventListener("pagehide", () => {
  if (isHeld && !isRung && !isSent) navigator.sendBeacon(root.dataset.callRelease, words());
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // out of the browser's memory: ask whose contact it is now
});
document.addEventListener("visibilitychange", () => {
  if (isHeld && !document.hidden) tell(root.dataset.callBeat);
});

const back = root.querySelector("[data-call-back]");
function choose() {
  back.hidden = root.querySelector("[name=outcome]:checked")?.value !== "call_back";
}
root.addEventListener("change", choose);
choose();
