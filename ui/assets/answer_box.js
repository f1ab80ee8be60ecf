// The submit button lives here, beside the text: a button in Python would miss the keys of the last 800 ms.
// This function runs again with each change of data, so what must survive stands in one record on the element.
const SAVE_AFTER = 800;
const GIVE_UP_AFTER = 8000;
const RETRY_AFTER = 5000;
const TURN_PAGE_AFTER = 1500;
const OFFLINE = "No connection. What you write stays in this tab and is saved when the connection returns.";
const RECEIVED = "Your answer is received. What comes next is slow to open; reload the page to go on.";

// A script run is dropped when its tab closes or reloads at that moment. What leaves with the tab goes to our own routes
// as well: the browser finishes such a request by itself. Arriving twice is harmless.
// Resolves to true when the app says that it has what was sent; hosts without these routes answer something else.
const post = (path, body) =>
  fetch(path, { method: "POST", keepalive: true, credentials: "same-origin", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })
    .then((reply) => reply.status === 204, () => false);

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

// What the server has not confirmed yet also waits in this tab's own storage, in case the page is reloaded.
// A recording that was heard makes a new edition of the draft; text kept for an older edition lacks its words.
const kept = {
  name: (data, edition = data.edition) => "draft-" + data.turn + (edition ? "-" + edition : ""),
  get: (data, edition) => { try { return sessionStorage.getItem(kept.name(data, edition)); } catch { return null; } },
  set: (data, text) => { try { sessionStorage.setItem(kept.name(data), text); } catch { /* storage may be switched off */ } },
  drop: (data, edition) => { try { sessionStorage.removeItem(kept.name(data, edition)); } catch { /* as above */ } },
};

const unsavedText = (data) => {
  const now = kept.get(data);
  if (now !== null) return now;
  for (let older = data.edition - 1; older >= data.first_edition; older--) {
    const text = kept.get(data, older);
    if (text === null) continue;
    kept.drop(data, older);
    if (data.heard && text.trim() && !data.draft.includes(text.trim())) return text.trimEnd() + "\n\n" + data.heard;
  }
  return null;
};

export default function ({ parentElement: root, data, setStateValue, setTriggerValue }) {
  const find = (selector) => root.querySelector(selector);
  const box = find(".box"), area = find("textarea"), button = find("button"), meta = find(".meta"), live = find(".sr");
  const me = (root.__answer ??= {});

  const wordCount = () => area.value.trim().split(/\s+/).filter(Boolean).length;
  const foot = (state, problem) => {
    const n = wordCount();
    meta.textContent = n + (n === 1 ? " word" : " words") + " \u00b7 " + state;
    meta.classList.toggle("problem", Boolean(problem));
  };
  const say = (mark, text) => { if (!me.told[mark]) { me.told[mark] = true; live.textContent = text; } };

  const save = () => {
    clearTimeout(me.wait); clearTimeout(me.doubt);
    me.wait = null;
    me.seq = Math.max(Date.now(), (me.seq ?? 0) + 1);
    me.saving = true;
    setStateValue("draft", { turn: data.turn, text: area.value, seq: me.seq });
    me.doubt = setTimeout(() => { foot(OFFLINE, true); me.wait = setTimeout(save, RETRY_AFTER); }, GIVE_UP_AFTER);
  };
  const flush = () => { if (me.wait && !me.submitting) save(); };
  const leave = () => {
    if (me.submitting || !(me.wait || me.saving)) return;
    flush();
    post("/drafts", { turn: data.turn, text: area.value });
  };

  const submit = (byClock) => {
    if (me.submitting) return;
    if (!byClock && !wordCount() && !me.emptyMeant) {
      me.emptyMeant = true;
      foot("nothing written yet; submit again to hand in an empty answer", true);
      area.focus();
      return;
    }
    clearTimeout(me.wait); clearTimeout(me.doubt);
    me.wait = null;
    me.submitting = true;
    me.byClock = byClock;
    me.attempt = Date.now();
    button.textContent = "Submitting";
    foot("submitting");
    const answer = { turn: data.turn, text: area.value, key: me.key, by_clock: byClock };
    // The short way keeps the answer and says so at once; drawing the next page waits for it, but not for long.
    const attempt = me.attempt;
    const turnPage = () => {
      if (me.turned === attempt) return;
      me.turned = attempt;
      setTriggerValue("submitted", { ...answer, attempt });
    };
    post("/answers", { ...answer, interview: data.interview }).then((received) => {
      if (received && me.submitting && me.attempt === attempt) {
        me.received = attempt;
        button.textContent = "Received";
        foot("answer received, opening what comes next");
      }
      turnPage();
    });
    setTimeout(turnPage, TURN_PAGE_AFTER);
    me.doubt = setTimeout(() => (me.received === attempt ? foot(RECEIVED, true) : unsubmit(OFFLINE)), GIVE_UP_AFTER);
  };
  const unsubmit = (problem) => {
    clearTimeout(me.doubt);
    me.submitting = false;
    button.textContent = "Submit answer";
    foot(problem, true);
    if (me.byClock) setTimeout(() => submit(true), RETRY_AFTER);
  };

  const place = data.turn + "/" + data.edition;
  if (me.place !== place) {
    clearInterval(me.tick);
    Object.assign(me, { place, key: newKey(), deadline: null, submitting: false, emptyMeant: false, saving: false, wait: null });
    const unsaved = unsavedText(data);
    area.value = unsaved ?? data.draft;
    area.maxLength = data.max_chars;
    button.textContent = "Submit answer";
    foot(data.draft_at ? "draft saved at " + data.draft_at : "saved as you type");
    if (unsaved !== null && unsaved !== data.draft) me.wait = setTimeout(save, 0);
    else kept.drop(data);
  }
  if (me.deadline !== data.deadline) Object.assign(me, { deadline: data.deadline, told: {}, end: Date.now() + data.left * 1000, handedIn: false });
  box.classList.toggle("speaking", data.speaking);
  if (data.saved && me.saving && data.saved.seq === me.seq) {
    clearTimeout(me.doubt);
    me.saving = false;
    if (data.saved.problem) {
      foot("not saved yet: " + data.saved.problem, true);
      me.wait = setTimeout(save, RETRY_AFTER);
    } else if (!me.wait) {
      kept.drop(data);
      foot("draft saved at " + data.saved.at);
    }
  }
  if (data.refused && me.submitting && data.refused.attempt === me.attempt) unsubmit("not submitted yet: " + data.refused.problem);

  area.oninput = () => {
    kept.set(data, area.value);
    me.emptyMeant = false;
    foot("saving");
    clearTimeout(me.wait);
    me.wait = setTimeout(save, SAVE_AFTER);
  };
  area.onblur = flush;
  button.onclick = () => submit(false);
  if (me.onhide) document.removeEventListener("visibilitychange", me.onhide);
  me.onhide = () => { if (document.visibilityState === "hidden") leave(); };
  document.addEventListener("visibilitychange", me.onhide);

  const clock = find(".time"), note = find(".note"), bar = find(".rail i");
  const draw = () => {
    if (data.listening) { clock.textContent = ""; note.textContent = "The clock stands still"; return; }
    const left = Math.round((me.end - Date.now()) / 1000), shown = Math.abs(left);
    const late = left < 0 && !data.realistic;
    clock.textContent = (late ? "+" : "") + (data.realistic && left < 0 ? "0:00" : Math.floor(shown / 60) + ":" + String(shown % 60).padStart(2, "0"));
    const over = data.realistic ? (data.speaking ? "time is up, stop the recording" : "time is up") : "over the usual time";
    note.textContent = left < 0 || (data.realistic && left === 0) ? over : left <= data.warn ? "left, time to close" : "left";
    bar.style.width = Math.max(0, Math.min(100, (left / data.total) * 100)) + "%";
    box.classList.toggle("late", left <= data.warn);
    if (left <= data.warn && left > 0) say("warn", data.warn + " seconds left, time to close.");
    if (left > 0) return;
    if (data.speaking) { say("over", "Time is up. Stop the recording; what you have said counts."); return; }
    say("over", data.realistic ? "Time is up. Your answer is handed in." : "Time is up. Your draft is saved; finish your sentence.");
    if (data.realistic && !me.handedIn) { me.handedIn = true; submit(true); }
  };
  clearInterval(me.tick);
  me.tick = setInterval(draw, 250);
  draw();

  return () => {
    clearInterval(me.tick);
    document.removeEventListener("visibilitychange", me.onhide);
    flush();
    clearTimeout(me.doubt);
  };
}
