// Changing page and address makes two entries in the browser's history: the new page with the old address, then the
// right one. "Back" lands on the first; this takes the second step, so that one press is one screen.
export default function () {
  const here = window.location.href;
  if (window.__steppedBackFrom === here || window.history.length < 2) return;
  window.__steppedBackFrom = here;
  window.history.back();
  setTimeout(() => { window.__steppedBackFrom = null; }, 1500);
}
