// A frame shows that the keyboard is inside it. No style sheet can: the page inside is another one's, and the
// browser tells the page around it only that its own focus is gone.
let looking;
const mark = () => {
  for (const frame of document.querySelectorAll("iframe")) {
    frame.classList.toggle("hq-entered", frame === document.activeElement);
  }
};
addEventListener("blur", () => {
  mark();
  clearInterval(looking);
  looking = setInterval(mark, 150);
});
addEventListener("focus", () => {
  clearInterval(looking);
  mark();
});
