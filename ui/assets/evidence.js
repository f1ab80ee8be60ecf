// Python cut the answer into segments whose marks it verified; words enter as text nodes, never as markup.
export default function ({ parentElement: root, data }) {
  const make = (tag, cls = "", text = "") => Object.assign(document.createElement(tag), { className: cls, textContent: text });
  const wrap = root.querySelector(".wrap");
  const grid = make("div", "grid"), text = make("div", "text"), rows = make("div", "rows");
  const names = Object.fromEntries(data.criteria.map((c) => [c.id, c.name]));
  const me = (root.__evidence ??= { open: null });

  const show = (id) => {
    me.open = id;
    text.classList.toggle("focused", id !== null);
    text.querySelectorAll("mark").forEach((m) => m.classList.toggle("on", m.ids.includes(id)));
    rows.querySelectorAll(".row").forEach((r) => {
      r.classList.toggle("open", r.id === "row-" + id);
      r.querySelector("button").setAttribute("aria-expanded", String(r.id === "row-" + id));
    });
  };
  const press = (id) => show(me.open === id ? null : id);

  const markFor = (segment) => {
    const mark = make("mark", "", segment.text);
    mark.ids = segment.ids;
    if (segment.tags) mark.append(make("sup", "", segment.tags));
    mark.tabIndex = 0;
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-label", "Evidence for " + segment.ids.map((id) => names[id]).join(" and ") + ": " + segment.text);
    // Words that carry several numbers open the criteria in turn.
    mark.onclick = () => {
      const at = segment.ids.indexOf(me.open);
      show(at + 1 < segment.ids.length ? segment.ids[at + 1] : null);
    };
    mark.onkeydown = (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); mark.onclick(); } };
    return mark;
  };
  data.paragraphs.forEach((segments) => {
    const paragraph = make("p");
    segments.forEach((s) => paragraph.append(s.ids.length ? markFor(s) : s.text));
    text.append(paragraph);
  });

  const rowFor = (c) => {
    const row = make("div", "row " + data.state + (c.verified ? "" : " unverified")), button = make("button"), line = make("span", "line");
    const name = make("span", "name"), level = make("span", "level"), steps = make("span", "steps"), more = make("div", "more");
    row.id = "row-" + c.id;
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    steps.setAttribute("aria-hidden", "true");
    name.append(make("span", c.quotes.length ? "chip" : "chip hollow", c.tag), c.name);
    for (let i = 1; i <= 4; i++) steps.append(make("i", i <= c.level ? "full" : ""));
    level.append(steps, c.level + " of 4");
    line.append(name, level);
    button.append(line, make("span", "anchor", c.anchor));
    button.onclick = () => press(c.id);
    c.quotes.forEach((q) => more.append(make("p", "quote", "\u201c" + q + "\u201d")));
    if (!c.verified) more.append(make("p", "", "No words in the answer support a higher level, so this criterion is marked not verified."));
    if (c.why) more.append(make("p", "", c.why));
    if (c.next) more.append(make("p", "next", c.next));
    row.append(button, more);
    return row;
  };
  rows.append(...data.criteria.map(rowFor));
  grid.append(text, rows);
  wrap.replaceChildren(grid);
  show(names[me.open] ? me.open : data.open);
}
