// A video of another server: the click that would leave for it shows it in its place instead.
for (const stage of document.querySelectorAll("[data-video]")) {
  stage.querySelector(".video-call").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // wanted elsewhere
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.title = stage.dataset.title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin"; // some servers play for nobody unnamed
    frame.src = stage.dataset.video;
    stage.replaceChildren(frame);
    frame.focus();
  });
}
