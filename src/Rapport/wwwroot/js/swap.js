// <form data-swap="ID">: the element with that id in the answer takes the place of the one on the page.
document.addEventListener("submit", async event => {
  const form = event.target, id = form.dataset.swap, by = event.submitter;
  if (!id || event.defaultPrevented) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";

  let answer, fresh;
  try {
    const fields = new FormData(form, by);
    answer = await fetch(by?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href, {
      method: "POST",
      body: form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields),
      headers: { "Rapport-Swap": id },
    });
    fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
  } catch { /* offline: the ordinary submit below lets the browser say so */ }

  form.ariaBusy = "false";
  const old = document.getElementById(id);
  if (fresh && old && answer.status < 400) {
    old.replaceWith(fresh);
    const same = by?.name && [...fresh.querySelectorAll("button")].find(b => b.name === by.name && b.value === by.value);
    (same || fresh.querySelector("button"))?.focus();
    const words = fresh.querySelector("output")?.textContent;
    if (words) document.dispatchEvent(new CustomEvent("say", { detail: { words } }));
    document.dispatchEvent(new CustomEvent("fresh", { detail: fresh }));
  } else if (answer?.redirected) {
    location.assign(answer.url);
  } else {
    delete form.dataset.swap;
    form.requestSubmit(by);
  }
});
