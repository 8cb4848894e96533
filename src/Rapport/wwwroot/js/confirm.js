// <form data-confirm="Remove this reply?" data-yes="Remove" data-no="Keep it"> asks before it acts.
// With data-confirm-if="name" only where that box is ticked.
// Listens in the capturing phase, so that it comes before whatever else wants the submit.
document.addEventListener("submit", event => {
  const form = event.target;
  const asked = event.submitter?.dataset.confirm ? event.submitter.dataset : form.dataset;
  if (!asked.confirm || form.sure || (asked.confirmIf && !form.elements[asked.confirmIf]?.checked)) return;
  event.preventDefault();
  event.stopImmediatePropagation();

  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "confirm-words");
  const words = document.createElement("h2");
  words.id = "confirm-words";
  words.textContent = asked.confirm;
  const no = button(asked.no, "button button-quiet");
  const yes = button(asked.yes, "button button-bad");
  const actions = document.createElement("div");
  actions.className = "actions";
  actions.append(yes, no);
  dialog.append(words, actions);
  document.body.append(dialog);

  no.addEventListener("click", () => dialog.close());
  yes.addEventListener("click", () => {
    dialog.close();
    form.sure = true;
    form.requestSubmit(event.submitter);
    form.sure = false;
  });
  dialog.addEventListener("close", () => { dialog.remove(); event.submitter?.focus(); });
  dialog.showModal();
  no.focus();
}, true);

function button(words, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.textContent = words;
  return made;
}
