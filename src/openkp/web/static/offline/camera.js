// Reads QR codes: from the camera, from a picture. With the phone's own reader where it has one, else the library.

const TRIES_MS = 150;
const SIDES = [900, 1400, 2200]; // a large picture is read smaller first: quicker, and noise is evened out
const OURS = /^KP[0-9]{1,9}:/;

let library;
const decoder = () => (library ??= import("./vendor/qr-decode.js").then((found) => found.default, () => null));

let native;
async function own() {
  try {
    const formats = await globalThis.BarcodeDetector.getSupportedFormats();
    return formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
  } catch {
    return null;
  }
}

/** Whether a code can be read here at all. */
export async function canRead() {
  native ??= own();
  return Boolean((await native) || (await decoder()));
}

/** The text of a code in what can be drawn (a video, a bitmap), or "". Ours before any other. */
async function read(source, width, height, side) {
  native ??= own();
  const detector = await native;
  if (detector) {
    try {
      const texts = (await detector.detect(source)).map((one) => one.rawValue);
      if (texts.length) return texts.find((text) => OURS.test(text)) ?? texts[0];
    } catch {
      // the library tries
    }
  }
  const decode = await decoder();
  if (!decode) return "";
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return decode(context.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return "";
  }
}

/** The text of the code in a picture; "" where none can be read; null where it is no picture. */
export async function readPicture(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return null;
  }
  for (const side of SIDES) {
    const text = await read(bitmap, bitmap.width, bitmap.height, side);
    if (text) return text;
  }
  return "";
}

/** Look through the camera until a code of ours is seen; the answer stops it, and so does `signal`. */
export async function look(video, signal) {
  const wanted = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  try {
    video.srcObject = stream;
    await video.play();
    for (let turn = 0; !signal.aborted; turn++) {
      const text = video.videoWidth ? await read(video, video.videoWidth, video.videoHeight, SIDES[turn % 2]) : "";
      if (OURS.test(text)) return text;
      await new Promise((resolve) => setTimeout(resolve, TRIES_MS));
    }
    return "";
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}
