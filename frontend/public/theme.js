// Runs before the first paint, so that a dark page does not flash white. The app writes the choice under the same key:
// "light" or "dark"; without one the system's setting holds.
(function () {
  let choice = null;
  try {
    choice = localStorage.getItem("steward-theme");
  } catch {
    // Storage may be closed; the system's setting holds then.
  }
  const dark = choice ? choice === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "steward-dark" : "steward-light";
})();
