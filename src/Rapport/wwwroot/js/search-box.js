// <search-box data-from="/suggest" data-label="Suggestions"> around a search input: the ARIA combobox with a list.
let boxes = 0;

customElements.define("search-box", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    if (!this.dataset.from || this.list) return;
    this.list = document.createElement("ul");
    this.list.id = `suggestions-${++boxes}`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.label);
    this.append(this.list);

    const input = this.input;
    input.autocomplete = "off";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", () => { clearTimeout(this.waiting); this.waiting = setTimeout(() => this.ask(), 120); });
    input.addEventListener("keydown", event => this.key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", event => event.preventDefault());
    this.list.addEventListener("click", event => this.go(event.target.closest("[role=option]")));
  }

  get options() { return [...this.list.querySelectorAll("[role=option]")]; }
  get chosen() { return this.list.querySelector("[aria-selected=true]"); }

  async ask() {
    this.asking?.abort();
    const words = this.input.value.trim();
    if (words.length < 2) return this.close();
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.dataset.from}?q=${encodeURIComponent(words)}`, { signal: this.asking.signal });
      const html = answer.ok ? await answer.text() : "";
      if (document.activeElement !== this.input) return;
      this.list.innerHTML = html;
      this.options.forEach((option, at) => { option.id = `${this.list.id}-${at}`; option.ariaSelected = "false"; });
      this.show(this.options.length > 0);
    } catch { /* a newer question took its place, or the network is away: search still works by Enter */ }
  }

  key(event) {
    if (event.key === "Escape" && !this.list.hidden) { event.preventDefault(); return this.close(); }
    if (event.key === "Enter" && this.chosen) { event.preventDefault(); return this.go(this.chosen); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], options = this.options;
    if (!step || this.list.hidden || !options.length) return;
    event.preventDefault();
    const from = options.indexOf(this.chosen), count = options.length + 1;
    this.choose(options[(from + 1 + step + count) % count - 1]);
  }

  choose(option) {
    this.options.forEach(each => each.ariaSelected = String(each === option));
    option ? this.input.setAttribute("aria-activedescendant", option.id) : this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  go(option) { if (option?.dataset.href) location.assign(option.dataset.href); }

  show(yes) {
    this.list.hidden = !yes;
    this.input.setAttribute("aria-expanded", String(yes));
    if (!yes) this.input.removeAttribute("aria-activedescendant");
  }

  close() { clearTimeout(this.waiting); this.asking?.abort(); this.show(false); }
});
