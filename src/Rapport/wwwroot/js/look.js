// <keep-looking data-id="progress"> within the element of that id: asks for the page again every two seconds and takes the element from it, until it holds no such thing.
customElements.define("keep-looking", class extends HTMLElement {
  connectedCallback() {
    this.waiting = setTimeout(async () => {
      const answer = await fetch(location.href).catch(() => null);
      const fresh = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(this.dataset.id);
      if (fresh) document.getElementById(this.dataset.id).replaceWith(fresh);
      else this.connectedCallback();
    }, 2000);
  }

  disconnectedCallback() { clearTimeout(this.waiting); }
});
