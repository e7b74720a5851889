/*! Hustings: a form of a campaign within another site's page. Never changed: who loads it names its hash. */
(function () {
  "use strict";
  var home = new URL(document.currentScript.src).origin;
  var MARK = "data-hustings-embed";
  var WAIT = 2000; // milliseconds after loading: a frame that says nothing is one that may not be shown here

  function nameOf(address) {
    try { return new URL(address).hostname; } catch (error) { return ""; }
  }

  function addressOf(link) {
    var what = link.getAttribute(MARK) || "";
    var language = link.getAttribute("data-language") || (document.documentElement.lang || "").slice(0, 2);
    var theme = link.getAttribute("data-theme") || "auto";
    if (!/^[a-z-]+\/[\w-]+$/.test(what) || !/^[a-z]{2}$/.test(language)) return "";
    var address = new URL("/" + language + "/embeds/" + what + "/", home);
    address.searchParams.set("at", location.origin);
    if (theme === "light" || theme === "dark") address.searchParams.set("theme", theme);
    new URLSearchParams(location.search).forEach(function (word, name) {
      if (/^utm_[a-z]+$/.test(name)) address.searchParams.set(name, word);
    });
    var before = nameOf(document.referrer);
    if (before && before !== location.hostname) address.searchParams.set("before", before);
    return address.href;
  }

  function show(link) {
    var address = addressOf(link);
    if (!address) return;
    link.setAttribute("data-hustings-shown", "");
    var frame = document.createElement("iframe");
    var heard = false;
    var attributes = {
      src: address,
      title: link.getAttribute("data-title") || link.textContent.trim(),
      width: "100%",
      height: link.getAttribute("data-height") || "640",
      frameborder: "0",
      loading: "lazy",
      referrerpolicy: "strict-origin-when-cross-origin",
      sandbox: "allow-forms allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts"
    };
    Object.keys(attributes).forEach(function (name) { frame.setAttribute(name, attributes[name]); });

    addEventListener("message", function (event) {
      var said = event.data;
      if (event.origin !== home || event.source !== frame.contentWindow || !said || said.hustings !== 1) return;
      heard = link.hidden = true;
      if (said.height > 0 && said.height < 30000) frame.setAttribute("height", String(Math.ceil(said.height)));
      if (said.top && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
    });
    frame.addEventListener("load", function () {
      if (heard || !frame.contentWindow) return;
      frame.contentWindow.postMessage({ hustings: 1, hello: 1 }, home);
      setTimeout(function () { if (!heard) frame.remove(); }, WAIT); // the link is still there
    });
    link.parentNode.insertBefore(frame, link.nextSibling);
  }

  function showAll() {
    document.querySelectorAll("a[" + MARK + "]:not([data-hustings-shown])").forEach(show);
  }

  showAll();
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", showAll);
})();
