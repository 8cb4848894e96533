// Times come from the server in UTC, the same for everyone; here they become the reader's.
// Latin digits and the day first, as the server writes them.
const code = document.documentElement.lang || "en", tongue = `${code === "en" ? "en-GB" : code}-u-nu-latn`;
const near = new Intl.RelativeTimeFormat(tongue, { numeric: "auto" });
const day = new Intl.DateTimeFormat(tongue, { day: "numeric", month: "short", year: "numeric" });
const whole = new Intl.DateTimeFormat(tongue, { dateStyle: "full", timeStyle: "short" });
const units = [["day", 86400], ["hour", 3600], ["minute", 60]];

function localise(within) {
  for (const time of within.querySelectorAll("time[datetime*='T']")) {
    const then = new Date(time.dateTime);
    if (isNaN(then)) continue;
    const seconds = (then - Date.now()) / 1000;
    const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ["minute", 60];
    time.title = whole.format(then);
    time.textContent = Math.abs(seconds) < 7 * 86400 ? near.format(Math.trunc(seconds / size), unit) : day.format(then);
  }
}

localise(document);
document.addEventListener("fresh", event => localise(event.detail));
