// A worker that reads HEIC pictures: bytes come in, pixels go out. WebAssembly may run in here alone, and nothing in here reaches the page.
importScripts("libheif.js");

// Whether it is ready before the call returns depends on how it was built.
const decoder = new Promise((ready, failed) => {
  const library = libheif({ onRuntimeInitialized: () => queueMicrotask(() => ready(library)), onAbort: failed });
});

onmessage = async ({ data: bytes }) => {
  try {
    const library = await decoder, [image, ...others] = new library.HeifDecoder().decode(new Uint8Array(bytes));
    others.forEach(other => other.free());
    const width = image.get_width(), height = image.get_height();
    if (!(width * height <= 50_000_000)) throw new RangeError("Too many pixels.");
    image.display({ data: new Uint8ClampedArray(width * height * 4), width, height }, pixels => {
      image.free();
      if (pixels) postMessage(pixels, [pixels.data.buffer]); else postMessage(null);
    });
  } catch {
    postMessage(null);
  }
};
