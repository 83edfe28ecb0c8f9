// Answers once the app has begun, no request is open, and what came is drawn.
const done = arguments[0];
let calm = 0;
const look = () => {
  const busy = !document.querySelector('main') || window.openRequests > 0
    || document.readyState !== 'complete' || document.fonts.status !== 'loaded'
    || document.querySelector('[data-state=loading], [aria-busy=true]');
  calm = busy ? 0 : calm + 1;
  if (calm >= 4) done(true); else requestAnimationFrame(look);
};
look();
