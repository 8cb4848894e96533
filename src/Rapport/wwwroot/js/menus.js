// <details class="menu"> closes as menus do: by Escape, by a click elsewhere, by leaving it.
const open = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", event => open().forEach(menu => menu.contains(event.target) || (menu.open = false)));
document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  open().forEach(menu => { menu.open = false; menu.querySelector("summary").focus(); });
});
document.addEventListener("focusin", event => open().forEach(menu => menu.contains(event.target) || (menu.open = false)));

// A link to something folded away unfolds it.
function unfold() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target && target.closest("details:not(.menu)");
  if (!folded || folded.open) return;
  folded.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();

// What went wrong is heard first.
document.querySelector(".error-summary")?.focus();
