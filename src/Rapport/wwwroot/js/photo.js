// Pictures on their way to the server, for whoever takes them: photo.ready(file, decoder), photo.send(file, way).
const side = 2400, enough = 1_500_000, most = 10_000_000, patience = 30_000, pauses = [1000, 3000, 9000];

// HEIC pictures carry their kind behind the first four bytes, whatever they are called.
async function isHeic(file) {
  const head = new TextDecoder("latin1").decode(await file.slice(4, 12).arrayBuffer());
  return /^ftyp(hei|hev|mif1|msf1)/.test(head);
}

function decode(file, address) {
  return new Promise((done, failed) => {
    const worker = new Worker(address);
    worker.onmessage = ({ data: pixels }) => { worker.terminate(); if (pixels) done(createImageBitmap(new ImageData(pixels.data, pixels.width, pixels.height))); else failed(new Error("unreadable")); };
    worker.onerror = () => { worker.terminate(); failed(new Error("unreadable")); };
    file.arrayBuffer().then(bytes => worker.postMessage(bytes, [bytes]), failed);
  });
}

// The file to send, upright and no larger than anybody sees it, and what it shows. What no browser reads goes as it is: the server says what to do.
async function ready(file, decoder) {
  const heic = await isHeic(file);
  let seen = await createImageBitmap(file).catch(() => null);
  if (!seen && heic && decoder) seen = await decode(file, decoder).catch(() => null);
  if (!seen || !heic && (file.type === "image/gif" || file.size <= (file.type === "image/jpeg" ? enough : most))) return { file, seen };
  const scale = Math.min(1, side / Math.max(seen.width, seen.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(seen.width * scale);
  canvas.height = Math.round(seen.height * scale);
  canvas.getContext("2d").drawImage(seen, 0, 0, canvas.width, canvas.height);
  const smaller = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.88));
  return { file: smaller ? new File([smaller], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file, seen };
}

// One try. What is not the file's fault may be tried again.
function once(file, { url, pass, progress, signal }) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest(), fail = again => failed(Object.assign(new Error(request.response?.detail ?? request.response?.title ?? ""), { again }));
    let still;
    const moved = () => { clearTimeout(still); still = setTimeout(() => request.abort(), patience); };
    request.responseType = "json";
    // fetch cannot tell how much was sent.
    request.upload.onprogress = event => { moved(); if (event.lengthComputable) progress(event.loaded / event.total); };
    request.onload = () => request.status < 300 && request.response?.url ? done(request.response) : fail(request.status >= 500 || request.status === 429);
    request.onerror = request.onabort = () => fail(!signal?.aborted);
    request.onloadend = () => clearTimeout(still);
    signal?.addEventListener("abort", () => request.abort());
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    if (pass) request.setRequestHeader("Upload-Pass", pass);
    const fields = new FormData();
    fields.append("file", file);
    moved();
    request.send(fields);
  });
}

async function send(file, way) {
  for (let tries = 0; ; tries++) {
    try { return await once(file, way); }
    catch (problem) {
      if (!problem.again || tries === pauses.length) throw problem;
      await new Promise(go => { setTimeout(go, pauses[tries]); addEventListener("online", go, { once: true }); });
    }
  }
}

globalThis.photo = { ready, send };
