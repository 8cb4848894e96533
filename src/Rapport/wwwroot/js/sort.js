// <sort-list data-to="/order"> around an <ol> of <li data-id data-group>: rows are dragged, stepped by their buttons, or moved by the
// arrow keys while one of their buttons has the focus. A row stays within its group. Without scripts the buttons send their form.
customElements.define("sort-list", class extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ol");
    for (const row of this.list.children) row.draggable = true;
    this.addEventListener("dragstart", event => {
      this.moving = event.target.closest("li");
      event.dataTransfer.effectAllowed = "move";
      this.moving.classList.add("moving");
    });
    this.addEventListener("dragover", event => {
      const over = event.target.closest("li");
      if (!this.moving || !over || !this.alike(over, this.moving)) return;
      event.preventDefault();
      if (over === this.moving) return;
      const { top, height } = over.getBoundingClientRect();
      over[event.clientY > top + height / 2 ? "after" : "before"](this.moving);
    });
    this.addEventListener("dragend", () => {
      this.moving?.classList.remove("moving");
      this.moving = null;
      this.keep();
    });
    this.addEventListener("keydown", event => {
      const up = event.key === "ArrowUp";
      if (!up && event.key !== "ArrowDown" || event.target.localName !== "button") return;
      event.preventDefault();
      this.step(event.target, up);
    });
    this.addEventListener("submit", event => {
      event.preventDefault();
      this.step(event.submitter, event.submitter.value === "up");
    });
  }

  alike(row, other) { return row.dataset.group === other.dataset.group; }

  step(button, up) {
    const row = button.closest("li"), next = up ? row.previousElementSibling : row.nextElementSibling;
    if (!next || !this.alike(row, next)) return;
    next[up ? "before" : "after"](row);
    this.keep();
    (button.disabled ? row.querySelector("button:not(:disabled)") : button)?.focus();
  }

  keep() {
    for (const row of this.list.children) {
      row.querySelector("[value=up]").disabled = !row.previousElementSibling || !this.alike(row, row.previousElementSibling);
      row.querySelector("[value=down]").disabled = !row.nextElementSibling || !this.alike(row, row.nextElementSibling);
    }
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.send(), 300);
  }

  async send() {
    const order = [...this.list.children].map(row => row.dataset.id).join(",");
    const answer = await fetch(this.dataset.to, { method: "POST", body: new URLSearchParams({ order }) }).catch(() => null);
    document.dispatchEvent(new CustomEvent("say", { detail: { words: answer?.ok ? this.dataset.said : this.dataset.failed, seen: true } }));
  }
});
