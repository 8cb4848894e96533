// For the pages of a shop: fits frames of ours to what is in them, gives stars their words, and puts in the product's data where the shop's
// page is the one for search engines. Nothing here is needed to see anything, and nothing is stored.
(() => {
  const script = document.currentScript, ours = new URL(script.src).origin;

  if (script.dataset.markup) {
    fetch(`${ours}/embed/markup?product=${encodeURIComponent(script.dataset.markup)}`).then(async answer => {
      if (!answer.ok) return;
      const data = document.createElement("script");
      data.type = "application/ld+json";
      data.textContent = await answer.text();
      document.head.append(data);
    }).catch(() => { /* the page stays as it is */ });
  }

  // The lines may stand on a page several times.
  const known = window.rapportEmbeds ??= new Set();
  if (known.has(ours)) return;
  known.add(ours);

  // Only what nobody has seen yet takes another height, so that nothing moves before anybody's eyes; else the frame scrolls.
  addEventListener("message", event => {
    if (event.origin !== ours || event.data?.rapport !== "height" || !(event.data.height > 0)) return;
    for (const frame of document.querySelectorAll("iframe"))
      if (frame.contentWindow === event.source && frame.getBoundingClientRect().top >= innerHeight) frame.style.height = `${Math.min(event.data.height, 6000)}px`;
  });

  // Frames that were there before this script have told already.
  function ask() {
    for (const frame of document.querySelectorAll("iframe")) if (frame.src.startsWith(`${ours}/`)) frame.contentWindow?.postMessage({ rapport: "height?" }, "*");
  }

  async function name() {
    const lists = new Map();
    for (const image of document.querySelectorAll("img[src*='/embed/stars.svg']")) {
      const address = new URL(image.src);
      if (address.origin !== ours) continue;
      const path = address.pathname.replace(/\.svg$/, "");
      lists.set(path, [...lists.get(path) ?? [], [address.searchParams.get("product"), image]]);
    }
    for (const [path, images] of lists)
      for (let at = 0; at < images.length; at += 50) {
        const some = images.slice(at, at + 50), query = new URLSearchParams(some.map(([key]) => ["product", key]));
        const told = await fetch(`${ours}${path}?${query}`).then(answer => answer.ok ? answer.json() : {}).catch(() => ({}));
        for (const [key, image] of some) if (told[key]) image.alt = told[key].words;
      }
  }

  const begin = () => { ask(); name(); };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin); else begin();
})();
