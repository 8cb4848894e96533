// <markdown-editor>: a toolbar, pictures by paste and drop, a live preview and a draft around a plain textarea.
customElements.define("markdown-editor", class extends HTMLElement {
  connectedCallback() {
    if (this.area) return;
    this.area = this.querySelector("textarea");
    this.status = this.querySelector(".editor-status");
    this.querySelector(".toolbar")?.removeAttribute("hidden");
    this.addEventListener("click", event => this.tool(event.target.closest("button[data-wrap], button[data-line], button[data-link]")));
    this.area.addEventListener("keydown", event => this.shortcut(event));
    this.area.addEventListener("input", () => this.later("preview", 400));
    if (this.dataset.preview) this.preview();
    if (this.dataset.files) this.takePictures();
    if (this.dataset.draft) this.keepDraft();
  }

  later(what, pause) {
    this.waiting ??= {};
    clearTimeout(this.waiting[what]);
    this.waiting[what] = setTimeout(() => this[what](), pause);
  }

  // Writing

  shortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const tool = this.querySelector(`.toolbar [data-key="${event.key.toLowerCase()}"]`);
    if (!tool) return;
    event.preventDefault();
    this.tool(tool);
  }

  tool(button) {
    if (!button) return;
    const { area } = this, { wrap, line, link } = button.dataset;
    const from = area.selectionStart, to = area.selectionEnd, chosen = area.value.slice(from, to);
    if (wrap) {
      this.write(wrap + chosen + wrap, from, to);
      area.setSelectionRange(from + wrap.length, to + wrap.length);
    } else if (link !== undefined) {
      this.write(`[${chosen}](https://)`, from, to);
      area.setSelectionRange(from + chosen.length + 3, from + chosen.length + 11);
    } else {
      const start = area.value.lastIndexOf("\n", from - 1) + 1;
      this.write(area.value.slice(start, to).split("\n").map(each => line + each).join("\n"), start, to);
    }
  }

  write(text, from, to) {
    this.area.focus();
    this.area.setSelectionRange(from, to);
    // execCommand is old, but the only way that keeps the browser's undo.
    if (!document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, from, to, "end");
      this.area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  // Preview

  async preview() {
    const panel = this.querySelector(".preview");
    if (!panel || !this.dataset.preview) return;
    const text = this.area.value;
    panel.hidden = !text.trim();
    if (panel.hidden) return;
    const answer = await fetch(this.dataset.preview, { method: "POST", body: new URLSearchParams({ text }) }).catch(() => null);
    if (answer?.ok && text === this.area.value) panel.querySelector(".prose").innerHTML = await answer.text();
  }

  // Pictures

  takePictures() {
    const { area } = this;
    const pictures = list => [...list ?? []].filter(file => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name));
    const take = (event, list) => {
      const files = pictures(list);
      if (!files.length) return;
      event.preventDefault();
      files.forEach(file => this.upload(file));
    };
    area.addEventListener("paste", event => take(event, event.clipboardData?.files));
    area.addEventListener("dragover", event => { if (event.dataTransfer?.types.includes("Files")) { event.preventDefault(); area.classList.add("drop"); } });
    area.addEventListener("dragleave", () => area.classList.remove("drop"));
    area.addEventListener("drop", event => { area.classList.remove("drop"); take(event, event.dataTransfer?.files); });
    const choose = this.querySelector("input[type=file]");
    choose?.addEventListener("change", event => { take(event, choose.files); choose.value = ""; });
  }

  upload(file) {
    const { area, status } = this, name = file.name.replace(/[\[\]()\n]/g, " ") || "picture";
    const place = `![${this.dataset.uploading} ${name} ${Math.random().toString(36).slice(2, 6)}]()`;
    const before = area.value.slice(0, area.selectionStart);
    this.write((before && !before.endsWith("\n") ? "\n\n" : "") + place + "\n", area.selectionStart, area.selectionEnd);
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", `${this.dataset.uploading} ${name}`);
    status?.replaceChildren(bar);

    const done = (text, words) => {
      const at = area.value.indexOf(place);
      if (at >= 0) this.write(text, at, at + place.length + (text ? 0 : 1));
      area.setSelectionRange(area.value.length, area.value.length);
      if (status) status.textContent = words;
    };
    const { files: url, heic } = this.dataset;
    photo.ready(file, heic)
      .then(ready => photo.send(ready.file, { url, progress: part => { bar.value = part; } }))
      .then(kept => done(`![${name.replace(/\.\w+$/, "")}](${kept.url})`, ""), problem => done("", problem.message || this.dataset.failed));
  }

  // Draft

  keepDraft() {
    const { form } = this.area;
    form.addEventListener("input", () => { this.dirty = true; this.later("draft", 2000); });
    form.addEventListener("submit", () => { this.dirty = false; clearTimeout(this.waiting?.draft); });
    addEventListener("pagehide", () => this.draft());
  }

  async draft() {
    if (!this.dirty) return;
    this.dirty = false;
    const fields = Object.fromEntries([...new FormData(this.area.form)].filter(([name, value]) => name !== "act" && name !== "from" && typeof value === "string"));
    const answer = await fetch(this.dataset.draft, {
      method: "PUT", keepalive: true, headers: { "Content-Type": "application/json", "Accept": "application/json" }, body: JSON.stringify(fields),
    }).catch(() => null);
    const kept = answer?.ok && !answer.redirected;
    if (!kept) this.dirty = true;
    if (this.status) this.status.textContent = kept ? this.dataset.saved : answer?.status === 401 ? this.dataset.ended : this.dataset.unsaved;
  }
});
