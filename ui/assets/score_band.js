const SCALE = [0, 25, 50, 75, 100];

export default function ({ parentElement: root, data }) {
  const make = (tag, cls, text = "") => Object.assign(document.createElement(tag), { className: cls, textContent: text });
  const band = root.querySelector(".band");
  band.className = "band " + data.state + (data.mini ? " mini" : "");
  const head = make("div", "head"), rail = make("div", "rail"), scale = make("div", "scale");
  rail.setAttribute("role", "img");
  rail.setAttribute("aria-label", data.label);
  if (data.total === null) {
    if (!data.mini) head.append(make("span", "num", "No score"));
    head.append(make("span", "say", data.say));
  } else {
    head.append(make("span", "num", String(data.total)), make("span", "pm", "\u00b1 " + data.spread));
    if (data.say) head.append(make("span", "say", data.say));
    const range = make("div", "range"), tick = make("div", "tick");
    range.style.left = data.low + "%";
    range.style.width = data.high - data.low + "%";
    tick.style.left = data.total + "%";
    rail.append(range, tick);
    SCALE.forEach((at) => { const mark = make("span", "", String(at)); mark.style.left = at + "%"; scale.append(mark); });
  }
  band.replaceChildren(head, rail, scale);
}
