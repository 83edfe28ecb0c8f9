// Runs before every page's own scripts: the page's clock shows the server's time, and open requests are counted.
(() => {
  const Real = Date;
  const now = () => Real.now() + OFFSET;
  globalThis.Date = new Proxy(Real, {
    construct: (real, given, target) => Reflect.construct(real, given.length ? given : [now()], target),
    apply: () => new Real(now()).toString(),
    get: (real, name) => (name === "now" ? now : Reflect.get(real, name)),
  });

  let open = 0;
  const send = globalThis.fetch;
  globalThis.fetch = (...given) => {
    open += 1;
    return send(...given).finally(() => (open -= 1));
  };
  Object.defineProperty(globalThis, "openRequests", { get: () => open });
})();
