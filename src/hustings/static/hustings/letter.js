// A letter's frame is as high as the letter. Without this it scrolls.
for (const frame of document.querySelectorAll(".letter-frame")) {
  const fit = () => {
    const inside = frame.contentDocument?.body;
    if (inside?.children.length) frame.style.blockSize = `${Math.ceil(inside.getBoundingClientRect().height) + 2}px`;
  };
  frame.addEventListener("load", fit);
  new ResizeObserver(fit).observe(frame.parentElement);
  fit();
}
