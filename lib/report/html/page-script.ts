/**
 * The page's only script: search, unfolding all, light or dark, and the unfolding of a link's target, and of everything in print. Without the script,
 * everything is still on the page. It writes no markup.
 */
export const PAGE_SCRIPT = `
(function () {
  "use strict";
  var all = Array.prototype.slice.call(document.querySelectorAll("[data-find]"));
  var tools = document.getElementById("tools");
  var search = document.getElementById("search");
  var found = document.getElementById("found");
  var root = document.documentElement;
  tools.hidden = false;
  function look() {
    var words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    var hits = new Set();
    var shown = new Set();
    all.forEach(function (part) {
      var text = part.dataset.find;
      if (!words.every(function (word) { return text.includes(word); })) return;
      hits.add(part);
      for (var one = part; one; one = one.parentElement && one.parentElement.closest("[data-find]")) shown.add(one);
    });
    all.forEach(function (part) {
      var above = part.parentElement.closest("[data-find]");
      part.hidden = !(shown.has(part) || (above && hits.has(above)));
    });
    found.textContent = words.length === 0 ? "" : hits.size + " found";
  }
  var waiting;
  search.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(look, 120); });
  function fold(open) {
    document.querySelectorAll("main details").forEach(function (one) { one.open = open; });
  }
  document.getElementById("open").addEventListener("click", function () { fold(true); });
  document.getElementById("close").addEventListener("click", function () { fold(false); });
  document.getElementById("theme").addEventListener("click", function () {
    var dark = matchMedia("(prefers-color-scheme: dark)").matches;
    var now = root.dataset.theme || (dark ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
  });
  function reveal() {
    var id = location.hash.slice(1);
    // An address that was cut off somewhere leads nowhere.
    try { id = decodeURIComponent(id); } catch (error) { return; }
    var target = document.getElementById(id);
    if (!target) return;
    var part = target.closest("[data-find]");
    if (part && (part.closest("[hidden]") || part.querySelector("[hidden]"))) {
      clearTimeout(waiting);
      search.value = "";
      look();
    }
    for (var one = target; one; one = one.parentElement) {
      if (one.tagName === "DETAILS") one.open = true;
    }
    target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  // A second click on a link changes no hash.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) reveal();
  });
  var folded = [];
  addEventListener("beforeprint", function () {
    folded = Array.prototype.slice.call(document.querySelectorAll("main details:not([open])"));
    fold(true);
  });
  addEventListener("afterprint", function () { folded.forEach(function (one) { one.open = false; }); });
  reveal();
})();
`;
