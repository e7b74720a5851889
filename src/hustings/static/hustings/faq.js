// Questions: a search among those on the page, and the answer that an address leads to is open.
const items = [...document.querySelectorAll(".faq-item")];
const box = document.querySelector(".faq-search");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const words = new Map(items.map((item) => [item, plain(item.textContent)]));

function unfold() {
  const item = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (item?.matches("details")) {
    item.open = true;
    item.scrollIntoView();
  }
}

box.hidden = items.length < 4;
box.querySelector("input").addEventListener("input", (event) => {
  const asked = plain(event.target.value).split(/\s+/).filter(Boolean);
  const found = items.filter((item) => {
    const fits = asked.every((word) => words.get(item).includes(word));
    item.hidden = !fits;
    return fits;
  });
  for (const section of document.querySelectorAll(".faq-section")) {
    section.hidden = !section.querySelector(".faq-item:not([hidden])");
  }
  const status = box.querySelector("[role=status]");
  status.textContent = asked.length ? status.dataset[found.length === 1 ? "one" : "many"].replace("#", found.length) : "";
});
addEventListener("hashchange", unfold);
unfold();
