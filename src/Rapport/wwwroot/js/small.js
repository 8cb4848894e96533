// <copy-link data-done="Link copied"> around a link.
customElements.define("copy-link", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", async event => {
      const link = event.target.closest("a");
      if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      await navigator.clipboard.writeText(link.href);
      document.dispatchEvent(new CustomEvent("say", { detail: { words: this.dataset.done, seen: true } }));
    });
  }
});

// <theme-switch hidden> around a button with <span data-light="…" data-dark="…">.
customElements.define("theme-switch", class extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.words = this.querySelector("[data-light]");
    this.name();
    this.querySelector("button").addEventListener("click", () => {
      const next = this.dark ? "light" : "dark";
      document.documentElement.dataset.theme = next;
      try { localStorage.setItem("theme", next); } catch { /* only for this page, then */ }
      this.name();
    });
  }

  get dark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  name() { this.words.textContent = this.dark ? this.words.dataset.light : this.words.dataset.dark; }
});

// <similar-topics data-from="/similar" data-title="Answered before?"> around a title and a <div class="similar" role="status" hidden>.
customElements.define("similar-topics", class extends HTMLElement {
  connectedCallback() {
    const title = this.querySelector("input"), panel = this.querySelector(".similar");
    let waiting, asked = "";
    title.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const words = title.value.trim();
        if (words === asked) return;
        asked = words;
        const answer = words.length < 8 ? null : await fetch(`${this.dataset.from}?title=${encodeURIComponent(words)}`).catch(() => null);
        const found = answer?.ok ? (await answer.text()).trim() : "";
        if (asked !== words) return;
        panel.innerHTML = found;
        panel.hidden = !found;
        if (found && this.dataset.title && !panel.querySelector("h2, h3")) panel.prepend(this.heading());
      }, 350);
    });
  }

  heading() {
    const made = document.createElement("h2");
    made.textContent = this.dataset.title;
    return made;
  }
});
