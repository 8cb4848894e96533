// Short words for the eye and the screen reader: document.dispatchEvent(new CustomEvent("say", { detail: { words, seen } })).
const voice = document.createElement("div");
voice.setAttribute("role", "status");
voice.className = "visually-hidden";
document.body.append(voice);

let fading;
document.addEventListener("say", ({ detail: { words, seen } }) => {
  voice.className = seen ? "toast" : "visually-hidden";
  voice.textContent = words;
  clearTimeout(fading);
  fading = setTimeout(() => { voice.className = "visually-hidden"; voice.textContent = ""; }, 4000);
});
