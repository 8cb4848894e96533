// <queue-keys hidden> with the hints, above the cases of the queue: j and k go on and back, p publishes, x opens what hides, space chooses, ? shows the hints.
customElements.define("queue-keys", class extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    document.addEventListener("keydown", event => this.press(event));
    document.addEventListener("selectionchange", () => this.remember());
    document.addEventListener("focusin", event => this.quote(event.target));
  }

  get cards() { return [...document.querySelectorAll(".case")]; }
  get here() { return document.activeElement?.closest(".case"); }

  press(event) {
    const at = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || at.closest("input, textarea, select, dialog, [contenteditable]")) return;
    if (event.key === " " && at !== this.here) return;
    const act = { j: () => this.go(1), k: () => this.go(-1), p: () => this.click("[data-key=p]"), x: () => this.open(), " ": () => this.click("[data-key=choose]"), "?": () => this.show() }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  go(by) {
    const { cards, here } = this;
    const next = cards[here ? cards.indexOf(here) + by : by > 0 ? 0 : cards.length - 1];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  click(what) { this.here?.querySelector(what)?.click(); }

  open() {
    const hide = this.here?.querySelector("[data-key=x]");
    if (!hide) return;
    hide.open = true;
    hide.querySelector("select, textarea")?.focus();
  }

  show() {
    const hints = this.querySelector("details");
    hints.open = !hints.open;
    if (hints.open) hints.querySelector("summary").focus();
  }

  // What is chosen in the words of a case is the passage, unless one was typed.
  remember() {
    const chosen = getSelection(), words = chosen.anchorNode?.parentElement?.closest(".case-words");
    if (words && !chosen.isCollapsed) this.passage = { card: words.closest(".case"), text: chosen.toString().trim() };
  }

  quote(field) {
    if (field.name === "passage" && !field.value && this.passage?.card === field.closest(".case")) field.value = this.passage.text;
  }
});
