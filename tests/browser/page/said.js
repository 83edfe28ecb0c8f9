// What a node says: hidden parts left out, blocks apart. With `named`, labels stand for what they label.
const tidy = (text) => text.replace(/\s+/g, " ").trim();
// Something without a box of its own (display: contents) is there when what is around it is.
const drawn = (e) =>
  e.checkVisibility({ visibilityProperty: true }) ||
  (e !== document.body && getComputedStyle(e).display === "contents" && drawn(e.parentElement));
const said = (node, named) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-hidden") === "true") return "";
  if (["SCRIPT", "STYLE", "NOSCRIPT"].includes(node.tagName)) return "";
  if (!drawn(node)) return "";
  const label = named && node.getAttribute("aria-label");
  if (label) return ` ${label} `;
  const inside = [...node.childNodes].map((child) => said(child, named)).join("");
  return getComputedStyle(node).display === "inline" ? inside : ` ${inside} `;
};
