// Finds elements as people and screen readers do: by role and name, step by step from the outside in. Follows said.js.
// arguments[0]: [{ role, name, exact, nth }]; a step without a role looks for text. Returns the elements.
const INPUTS = {
  button: "button", submit: "button", reset: "button", checkbox: "checkbox", radio: "radio", search: "searchbox",
  number: "spinbutton", range: "slider", date: "date", file: "file", hidden: null,
};
const ROLES = {
  A: (e) => (e.hasAttribute("href") ? "link" : null), ARTICLE: "article", ASIDE: "complementary", BUTTON: "button",
  CAPTION: "caption", DD: "definition", DIALOG: "dialog", DT: "term", FIELDSET: "group", FIGURE: "figure", FORM: "form",
  H1: "heading", H2: "heading", H3: "heading", H4: "heading", HEADER: "banner", IMG: "img",
  INPUT: (e) => (e.type in INPUTS ? INPUTS[e.type] : "textbox"), LI: "listitem", MAIN: "main", NAV: "navigation",
  OL: "list", OPTION: "option", SECTION: (e) => (e.matches("[aria-label],[aria-labelledby]") ? "region" : null),
  SELECT: "combobox", TABLE: "table", TBODY: "rowgroup", TD: "cell", TEXTAREA: "textbox",
  TH: (e) => (e.scope === "row" ? "rowheader" : "columnheader"), TR: "row", UL: "list",
};
const FROM_LABEL = new Set(["textbox", "searchbox", "checkbox", "radio", "combobox", "date", "file", "spinbutton"]);
const FROM_CONTENT = new Set([
  "button", "link", "heading", "cell", "row", "rowheader", "columnheader", "listitem", "option", "caption", "term",
  "definition", "alert", "status", "tooltip",
]);

const role = (e) => {
  const stated = e.getAttribute("role");
  if (stated) return stated.split(" ")[0];
  const implied = ROLES[e.tagName];
  return typeof implied === "function" ? implied(e) : implied ?? null;
};
const shown = (e) => drawn(e) && !e.closest('[aria-hidden="true"],[inert]');
const name = (e) => {
  const by = e.getAttribute("aria-labelledby");
  if (by) return tidy(by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" "));
  const label = e.getAttribute("aria-label");
  if (label) return tidy(label);
  const kind = role(e);
  if (FROM_LABEL.has(kind)) {
    const labels = [...(e.labels ?? [])].map((l) => said(l, false)).join(" ");
    return tidy(labels || e.getAttribute("title") || e.getAttribute("placeholder") || "");
  }
  if (kind === "group") return tidy(e.querySelector("legend")?.textContent ?? "");
  if (kind === "table") return tidy(e.caption?.textContent ?? "");
  if (FROM_CONTENT.has(kind)) return tidy([...e.childNodes].map((child) => said(child, true)).join("")) || tidy(e.getAttribute("title") ?? "");
  return tidy(e.getAttribute("title") ?? e.getAttribute("alt") ?? "");
};

const inner = (e, fits) => {
  if (!fits(tidy(said(e, false)))) return [];
  const deeper = [...e.children].flatMap((child) => inner(child, fits));
  return deeper.length ? deeper : [e];
};

let within = [document.body];
for (const step of arguments[0]) {
  const fits = (text) => step.name === null || (step.exact ? text === step.name : text.includes(step.name));
  const inside = (outer) =>
    step.role === null
      ? inner(outer, fits).filter(shown)
      : [...outer.querySelectorAll("*")].filter((e) => role(e) === step.role && shown(e) && fits(name(e)));
  within = [...new Set(within.flatMap(inside))];
  if (step.nth !== null) within = within.slice(step.nth, step.nth + 1);
}
return within;
