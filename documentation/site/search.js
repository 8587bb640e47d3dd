// The search of the site. At its first use it loads everything that it needs with script elements, which also works from a disk.
const root = document.documentElement.dataset.root;
const form = document.querySelector(".search");
const input = document.getElementById("search");
const list = document.getElementById("found");
const count = document.getElementById("count");
const MOST = 12;

let ready;
let chosen = -1;
form.hidden = false;

function load(file) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}/assets/${file}`;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

function engine() {
  ready ??= Promise.all([load("minisearch.js"), load("search-index.js")]).then(() => {
    const { options, index } = window.searchIndex;
    return window.MiniSearch.loadJS(index, options);
  });
  return ready;
}

function close() {
  list.hidden = true;
  chosen = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function option({ href, heading, title }, number) {
  const link = document.createElement("a");
  link.id = `found-${number}`;
  link.setAttribute("role", "option");
  link.setAttribute("aria-selected", "false");
  link.href = `${root}/${href}`;
  link.tabIndex = -1;
  link.append(heading);
  if (title !== heading) {
    const place = document.createElement("small");
    place.append(title);
    link.append(place);
  }
  return link;
}

async function search() {
  const asked = input.value.trim();
  if (asked === "") return close();
  const found = (await engine()).search(asked).slice(0, MOST);
  // If the input has changed meanwhile, another search answers it.
  if (asked !== input.value.trim()) return;
  list.replaceChildren(...found.map(option));
  chosen = -1;
  input.removeAttribute("aria-activedescendant");
  list.hidden = found.length === 0;
  input.setAttribute("aria-expanded", String(found.length > 0));
  count.textContent = found.length === 0 ? "Nothing found" : `${found.length} found`;
}

function choose(number) {
  const options = [...list.children];
  if (options.length === 0) return;
  chosen = (number + options.length) % options.length;
  options.forEach((one, index) => {
    one.setAttribute("aria-selected", String(index === chosen));
  });
  options[chosen].scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", options[chosen].id);
}

input.addEventListener("focus", engine, { once: true });
input.addEventListener("input", search);
input.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  else if (event.key === "ArrowDown" && !list.hidden) choose(chosen + 1);
  else if (event.key === "ArrowUp" && !list.hidden) choose(chosen < 0 ? -1 : chosen - 1);
  else return;
  event.preventDefault();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  list.children[Math.max(chosen, 0)]?.click();
});
list.addEventListener("click", close);
document.addEventListener("click", (event) => {
  if (!form.contains(event.target)) close();
});
document.addEventListener("keydown", (event) => {
  if (
    event.key !== "/" ||
    event.ctrlKey ||
    event.metaKey ||
    /^(?:INPUT|TEXTAREA)$/.test(document.activeElement?.tagName)
  )
    return;
  event.preventDefault();
  input.focus();
});
// In a narrow window the menu of pages is closed until the button is pressed.
if (matchMedia("(max-width: 52rem)").matches) document.querySelector(".menu").open = false;
