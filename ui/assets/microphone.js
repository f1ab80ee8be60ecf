// A look at the microphone before the first answer. The sound stays in this function: it is measured and let go.
const LONG_ENOUGH = 20000;
const QUIET_AFTER = 4000;
const HEARD = 0.02;

const REFUSED = {
  NotAllowedError: "The browser was not allowed to use the microphone. Allow it beside the address, then start the check again.",
  NotFoundError: "No microphone was found. Connect one, then start the check again.",
  NotReadableError: "Another program holds the microphone. Close it, then start the check again.",
};

export default function ({ parentElement: root }) {
  const button = root.querySelector("button"), bar = root.querySelector("i"), meter = root.querySelector(".meter"), told = root.querySelector(".say");
  const me = (root.__microphone ??= {});
  const say = (text, problem) => { if (told.textContent !== text) told.textContent = text; told.classList.toggle("problem", Boolean(problem)); };
  const show = (level) => { const percent = Math.min(100, Math.round(level * 400)); bar.style.width = percent + "%"; meter.setAttribute("aria-valuenow", String(percent)); };

  const stop = () => {
    cancelAnimationFrame(me.frame);
    me.stream?.getTracks().forEach((track) => track.stop());
    me.context?.close();
    me.stream = me.context = null;
    button.textContent = "Start the check";
    show(0);
  };

  const start = async () => {
    if (!navigator.mediaDevices?.getUserMedia) { say("This browser offers no microphone here. An address that begins with https is needed; typing works everywhere.", true); return; }
    try { me.stream = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch (error) { say(REFUSED[error.name] ?? "The microphone could not be opened: " + error.name + ".", true); return; }
    button.textContent = "Stop the check";
    me.context = new AudioContext();
    const analyser = me.context.createAnalyser();
    analyser.fftSize = 1024;
    me.context.createMediaStreamSource(me.stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize), begun = Date.now(), name = me.stream.getAudioTracks()[0]?.label;
    let loudest = 0;
    say("Say a few words.");
    const look = () => {
      if (!me.stream) return;
      analyser.getFloatTimeDomainData(samples);
      const level = Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
      loudest = Math.max(loudest, level);
      show(level);
      if (loudest > HEARD) say("We hear you" + (name ? " through " + name : "") + ".");
      else if (Date.now() - begun > QUIET_AFTER) say("We hear nothing yet. Check that the microphone is switched on, not muted, and the one you mean.", true);
      if (Date.now() - begun > LONG_ENOUGH) { stop(); return; }
      me.frame = requestAnimationFrame(look);
    };
    look();
  };

  button.onclick = () => (me.stream ? stop() : start());
  return stop;
}
