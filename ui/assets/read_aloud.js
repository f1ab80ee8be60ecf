// The browser's own voice reads the question: nothing is sent, and the text is always on the page as well.
const ALWAYS = "read-aloud-always";
const NO_VOICE_AFTER = 2500;

const remembered = () => { try { return localStorage.getItem(ALWAYS) === "yes"; } catch { return false; } };
const remember = (yes) => { try { localStorage.setItem(ALWAYS, yes ? "yes" : "no"); } catch { /* storage may be switched off */ } };

export default function ({ parentElement: root, data }) {
  const button = root.querySelector("button"), always = root.querySelector("input"), label = root.querySelector("label"), told = root.querySelector(".say");
  const me = (root.__aloud ??= {});
  const speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) {
    button.hidden = label.hidden = true;
    told.textContent = "This browser cannot read aloud.";
    return;
  }
  always.checked = remembered();

  const rest = () => { clearTimeout(me.doubt); me.speaking = false; button.textContent = "Read aloud"; };
  const stop = () => { speech.cancel(); rest(); };
  const speak = () => {
    speech.cancel();
    const words = new SpeechSynthesisUtterance(data.text);
    words.lang = "en";
    words.rate = data.rate;
    words.onend = rest;
    words.onerror = (event) => { rest(); if (!["interrupted", "canceled"].includes(event.error)) told.textContent = "This browser has no voice to read with."; };
    words.onstart = () => { clearTimeout(me.doubt); told.textContent = ""; };
    me.speaking = true;
    button.textContent = "Stop reading";
    me.doubt = setTimeout(() => { if (!speech.speaking || !speech.getVoices().length) { stop(); told.textContent = "This browser has no voice to read with."; } }, NO_VOICE_AFTER);
    speech.speak(words);
  };

  button.onclick = () => (me.speaking ? stop() : speak());
  always.onchange = () => { remember(always.checked); if (always.checked && !me.speaking) speak(); };
  if (me.text !== data.text) {
    me.text = data.text;
    stop();
    if (always.checked && data.now) speak();
  }
  return stop;
}
