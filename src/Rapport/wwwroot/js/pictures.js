// <picture-field>: pictures are sent while the words are written, each shown with how far it is, and tried again where the way is bad.
customElements.define("picture-field", class extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.list = this.querySelector(".pictures-kept");
    this.status = this.querySelector("[role=status]");
    this.list.querySelectorAll("li").forEach(item => this.dress(item));
    for (const input of this.querySelectorAll("input[type=file]")) input.addEventListener("change", () => { this.take([...input.files]); input.value = ""; });
    const camera = this.querySelector("label[hidden]");
    if (camera && matchMedia("(pointer: coarse)").matches) camera.hidden = false;
    this.closest("form")?.addEventListener("submit", event => this.hold(event), true);
    addEventListener("beforeunload", event => { if (this.list.querySelector("[data-state=sending]") && !this.leaving) event.preventDefault(); });
  }

  // In place of the box that a page without script has.
  dress(item) {
    const box = item.querySelector("input[type=checkbox]");
    if (box) {
      const kept = Object.assign(document.createElement("input"), { type: "hidden", name: box.name, value: box.value });
      box.closest("label").replaceWith(kept);
    }
    const off = this.button(this.dataset.off, () => { item.stop?.abort(); item.remove(); this.status.textContent = ""; this.go(); });
    off.className = "pictures-off";
    item.append(off);
  }

  button(words, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words, className: "button button-small button-quiet" });
    button.addEventListener("click", act);
    return button;
  }

  take(files) {
    const room = Number(this.dataset.most) - this.list.children.length;
    this.status.textContent = files.length > room ? this.dataset.many : "";
    files.slice(0, Math.max(0, room)).forEach(file => this.begin(file));
  }

  begin(file) {
    const item = document.createElement("li");
    item.file = file;
    item.append(document.createElement("canvas"), document.createElement("progress"));
    item.firstChild.width = item.firstChild.height = 160;
    item.lastChild.setAttribute("aria-label", `${this.dataset.sending} ${file.name}`);
    this.dress(item);
    this.list.append(item);
    this.bring(item);
  }

  // One after the other: two at once are both slow.
  bring(item) {
    item.dataset.state = "sending";
    item.stop = new AbortController();
    this.turn = (this.turn ?? Promise.resolve()).then(() => this.one(item));
  }

  async one(item) {
    if (!item.isConnected) return;
    const { files: url, heic, pass } = this.dataset, bar = item.querySelector("progress");
    try {
      item.ready ??= await photo.ready(item.file, heic);
      this.draw(item);
      const kept = await photo.send(item.ready.file, { url, pass, signal: item.stop.signal, progress: part => { bar.value = part; } });
      bar.remove();
      item.append(Object.assign(document.createElement("input"), { type: "hidden", name: this.dataset.name, value: kept.url }));
      item.dataset.state = "here";
    } catch (problem) {
      this.fail(item, problem);
    }
    this.go();
  }

  draw(item) {
    const { seen } = item.ready, canvas = item.querySelector("canvas");
    if (!seen || !canvas) return;
    const part = Math.min(seen.width, seen.height);
    canvas.getContext("2d").drawImage(seen, (seen.width - part) / 2, (seen.height - part) / 2, part, part, 0, 0, 160, 160);
  }

  fail(item, problem) {
    item.dataset.state = "failed";
    item.querySelector("progress").hidden = true;
    const words = Object.assign(document.createElement("span"), { className: "error", textContent: problem.message || this.dataset.failed });
    const again = this.button(this.dataset.again, () => {
      words.remove();
      again.remove();
      item.querySelector("progress").hidden = false;
      this.bring(item);
    });
    item.querySelector("canvas").after(words);
    if (problem.again !== false) words.after(again);
    document.dispatchEvent(new CustomEvent("say", { detail: { words: words.textContent } }));
  }

  // The words wait for their pictures, and never go without them unasked.
  hold(event) {
    const sending = this.list.querySelector("[data-state=sending]"), failed = this.list.querySelector("[data-state=failed]");
    if (!sending && (!failed || this.warned)) { this.leaving = true; return; }
    event.preventDefault();
    event.stopPropagation();
    this.warned = !sending;
    this.held = sending ? { by: event.submitter } : null;
    this.status.textContent = sending ? this.dataset.waiting : this.dataset.missing;
  }

  go() {
    if (!this.held || this.list.querySelector("[data-state=sending]")) return;
    const { by } = this.held;
    this.held = null;
    this.status.textContent = "";
    this.closest("form").requestSubmit(by);
  }
});
