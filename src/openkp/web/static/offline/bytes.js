// Bytes, hashes and signatures. Numbers of CBOR beyond what JavaScript counts exactly are BigInt.

export class Refusal extends Error {
  constructor(code, facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
export const utf8 = (text) => encoder.encode(text);
/** Throws TypeError where the bytes are not UTF-8. */
export const fromUtf8 = (bytes) => strict.decode(bytes);
export const length = (text) => [...text].length; // characters, as Python counts them

export function same(a, b) {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}

export function concat(...parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const toHex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
export const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

export function toBase64(bytes) {
  let text = "";
  for (const one of bytes) text += String.fromCharCode(one);
  return btoa(text);
}

/** RFC 4648, 4, in its one spelling; throws for any other. */
export function fromBase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new TypeError("not base64");
  const raw = atob(text);
  const out = Uint8Array.from(raw, (one) => one.charCodeAt(0));
  if (toBase64(out) !== text) throw new TypeError("not the canonical base64");
  return out;
}

export const toBase64url = (bytes) => toBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

export function fromBase64url(text) {
  try {
    if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new TypeError("not base64url");
    return fromBase64(text.replace(/-/g, "+").replace(/_/g, "/") + "=".repeat((4 - (text.length % 4)) % 4));
  } catch {
    throw new Refusal("credential.base64");
  }
}

export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

const library = import("./vendor/noble-ed25519.js").catch(() => null);

/** Whether this phone can verify at all: with the library, or by itself where that one was not built in. */
export async function canVerify() {
  if (!globalThis.crypto?.subtle) return false;
  if (await library) return true;
  try {
    await crypto.subtle.importKey("raw", new Uint8Array(32), { name: "Ed25519" }, false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}

/** RFC 8032, 5.1.7; false for any fault. */
export async function signed(signature, message, publicKey) {
  const noble = await library;
  try {
    if (noble) return await noble.verifyAsync(signature, message, publicKey, { zip215: false });
    const key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, signature, message);
  } catch {
    return false;
  }
}

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** RFC 9285; throws for whatever no data encodes to. */
export function base45(text) {
  if (text.length % 3 === 1) throw new TypeError("not Base45");
  const values = Array.from(text, (letter) => LETTERS.indexOf(letter));
  if (values.includes(-1)) throw new TypeError("not Base45");
  const out = new Uint8Array(Math.floor(values.length / 3) * 2 + (values.length % 3 ? 1 : 0));
  let to = 0;
  for (let at = 0; at < values.length; at += 3) {
    const last = at + 2 >= values.length;
    const number = values[at] + 45 * values[at + 1] + (last ? 0 : 2025 * values[at + 2]);
    if (number > (last ? 0xff : 0xffff)) throw new TypeError("not Base45");
    if (!last) out[to++] = number >> 8;
    out[to++] = number & 0xff;
  }
  return out;
}

/** A CBOR value that no certificate holds (a fraction, a tag, undefined...): kept apart, so that no test takes it. */
export class Odd {
  constructor(kind, value) {
    this.kind = kind;
    this.value = value;
  }
}

const MAX_DEPTH = 5;

/** The first item of `raw`: arrays, Maps, text, Uint8Array, numbers, booleans. Refuses credential.not_cbor. */
export function readCbor(raw) {
  try {
    return item({ raw, at: 0, view: new DataView(raw.buffer, raw.byteOffset, raw.length) }, 1);
  } catch {
    throw new Refusal("credential.not_cbor");
  }
}

function item(source, depth) {
  const head = source.view.getUint8(source.at++);
  const major = head >> 5;
  if (major === 7) return simple(source, head & 31);
  const size = argument(source, head & 31);
  if (major === 0) return size;
  if (major === 1) return typeof size === "bigint" ? -1n - size : -1 - size;
  if (major === 6) {
    // cbor2 acts upon these tags, which is refused there; it keeps any other as it is.
    if (TAGS.has(Number(size))) throw new TypeError("a tag");
    return new Odd("tag", item(source, depth));
  }
  if (typeof size === "bigint" || size > source.raw.length) throw new TypeError("longer than its source");
  if (major < 4) {
    const found = source.raw.subarray(source.at, source.at + size);
    if (found.length < size) throw new TypeError("cut short");
    source.at += size;
    return major === 2 ? found : fromUtf8(found);
  }
  if (depth > MAX_DEPTH) throw new TypeError("too deep");
  if (major === 4) return Array.from({ length: size }, () => item(source, depth + 1));
  const out = new Map();
  for (let left = size; left > 0; left--) {
    const key = item(source, depth + 1);
    if (out.has(key)) throw new TypeError("a key twice");
    out.set(key, item(source, depth + 1));
  }
  return out;
}

const TAGS = new Set([0, 1, 2, 3, 4, 5, 25, 28, 29, 30, 35, 36, 37, 52, 54, 100, 256, 258, 260, 261, 1004, 43000, 55799]);

function argument(source, short) {
  const { view, at } = source;
  if (short < 24) return short;
  if (short > 27) throw new TypeError("of no definite length");
  source.at += 1 << (short - 24);
  if (short === 24) return view.getUint8(at);
  if (short === 25) return view.getUint16(at);
  if (short === 26) return view.getUint32(at);
  const large = view.getBigUint64(at);
  return large <= Number.MAX_SAFE_INTEGER ? Number(large) : large;
}

function simple(source, short) {
  if (short === 20 || short === 21) return short === 21;
  if (short > 27) throw new TypeError("no break here");
  if (short > 23) {
    const { view, at } = source;
    source.at += 1 << (short - 24);
    if (short === 24) return new Odd("simple", view.getUint8(at));
    if (short === 25) return new Odd("float", half(view.getUint16(at)));
    return new Odd("float", short === 26 ? view.getFloat32(at) : view.getFloat64(at));
  }
  return new Odd("simple", short);
}

function half(bits) {
  const exponent = (bits >> 10) & 31;
  const part = bits & 1023;
  const size = exponent ? (exponent === 31 ? (part ? NaN : Infinity) : 2 ** (exponent - 25) * (1024 + part)) : part * 2 ** -24;
  return bits & 0x8000 ? -size : size;
}

/** The deterministic encoding (RFC 8949, 4.2.1) of text, bytes, whole numbers, true, arrays, Maps in their order. */
export function writeCbor(value) {
  if (value === true) return Uint8Array.of(0xf5);
  if (typeof value === "number" || typeof value === "bigint") {
    const whole = BigInt(value);
    return whole < 0n ? heading(1, -1n - whole) : heading(0, whole);
  }
  if (typeof value === "string") return concat(heading(3, utf8(value).length), utf8(value));
  if (value instanceof Uint8Array) return concat(heading(2, value.length), value);
  if (Array.isArray(value)) return concat(heading(4, value.length), ...value.map(writeCbor));
  if (value instanceof Map) return concat(heading(5, value.size), ...[...value].flat().map(writeCbor));
  throw new TypeError("not written here");
}

function heading(major, size) {
  const whole = BigInt(size);
  const first = major << 5;
  if (whole < 24n) return Uint8Array.of(first | Number(whole));
  const width = whole < 0x100n ? 0 : whole < 0x10000n ? 1 : whole < 0x100000000n ? 2 : 3;
  const out = new Uint8Array(1 + (1 << width));
  out[0] = first | (24 + width);
  for (let at = out.length - 1, rest = whole; at > 0; at--, rest >>= 8n) out[at] = Number(rest & 0xffn);
  return out;
}
