// Times one interaction, which comes from outside: `arm` before it, `read` after it.
(() => {
  const entries = [];
  new PerformanceObserver((list) => entries.push(...list.getEntries())).observe({
    type: "event",
    durationThreshold: 16,
    buffered: true,
  });
  const shown = () => location.href + (document.querySelector("main")?.textContent ?? "");
  const isBusy = () => window.openRequests > 0 || document.querySelector("[data-state=loading], [aria-busy=true]");
  let started, answered;

  window.arm = () => {
    const before = shown();
    started = answered = undefined;
    addEventListener("pointerdown", (event) => (started = event.timeStamp), { capture: true, once: true });
    const look = () => {
      if (started === undefined || isBusy() || shown() === before) return requestAnimationFrame(look);
      // A message after the frame's own work comes once it was painted.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => (answered = performance.now() - started);
      requestAnimationFrame(() => channel.port2.postMessage(0));
    };
    requestAnimationFrame(look);
  };

  window.read = (done) => {
    let frames = 0;
    const look = () => {
      // What took less than 16 ms is not reported at all; a few frames later it will not come any more.
      frames = answered === undefined ? 0 : frames + 1;
      if (frames < 10) return requestAnimationFrame(look);
      const own = entries.filter((entry) => entry.startTime >= started).map((entry) => entry.duration);
      done({ painted: Math.max(16, ...own), answered });
    };
    look();
  };
})();
