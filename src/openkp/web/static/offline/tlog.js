// C2SP notes and checkpoints, and the proof that a certificate stands in the log: RFC 9162, 2.1.3.2.

import { Refusal, concat, fromBase64, same, sha256, signed, toBase64, toHex, utf8 } from "./bytes.js";
import { jcs } from "./json.js";
import { told } from "./shape.js";

const DECIMAL = /^(0|[1-9][0-9]{0,18})$/;
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;
const NOT_IN_NAME = /[\u0000-\u0020+\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const ED25519 = 1;
const COSIGNATURE = 4;
const ML_DSA_44 = 6; // a witness's signature that no small library verifies: it is passed over, and counts for nothing
const KEY_SIZE = { [ED25519]: 32, [COSIGNATURE]: 32, [ML_DSA_44]: 1312 };
const SIGNATURE_SIZE = { [ED25519]: 64, [COSIGNATURE]: 72 };

/** {name, type, publicKey, id, text} of a vkey. Refuses tlog.vkey_malformed. */
export async function parseVkey(text) {
  try {
    const [name, id, ...rest] = text.split("+");
    const raw = fromBase64(rest.join("+"));
    const key = { name, type: raw[0], publicKey: raw.subarray(1) };
    if (!name || NOT_IN_NAME.test(name) || key.publicKey.length !== KEY_SIZE[key.type]) throw new TypeError("no key");
    const digest = await sha256(concat(utf8(`${name}\n`), raw));
    key.id = toHex(digest.subarray(0, 4));
    if (id.toLowerCase() !== key.id) throw new TypeError("not the hash of the key");
    key.text = `${name}+${key.id}+${toBase64(raw)}`;
    return key;
  } catch {
    throw new Refusal("tlog.vkey_malformed");
  }
}

/** {text, signatures}; trusts nothing. Refuses tlog.note_malformed. */
function readNote(note) {
  const malformed = new Refusal("tlog.note_malformed");
  if (note.length > 1_000_000 || CONTROL.test(note)) throw malformed;
  const cut = note.lastIndexOf("\n\n");
  const lines = note.slice(cut + 2).split("\n");
  if (cut < 1 || lines.pop() !== "" || lines.length < 1 || lines.length > 100) throw malformed;
  const signatures = lines.map((line) => {
    const space = line.indexOf(" ", 2);
    const name = space < 0 ? line.slice(2) : line.slice(2, space);
    let raw = new Uint8Array();
    try {
      raw = fromBase64(space < 0 ? "" : line.slice(space + 1));
    } catch {
      // judged below
    }
    if (!line.startsWith("— ") || !name || NOT_IN_NAME.test(name) || raw.length < 5) throw malformed;
    return { name, id: toHex(raw.subarray(0, 4)), signature: raw.subarray(4) };
  });
  return { text: note.slice(0, cut + 1), signatures };
}

/** {origin, size, root, text, signatures}; trusts nothing. Refuses tlog.note_malformed, tlog.checkpoint_malformed. */
export function readCheckpoint(note) {
  const found = readNote(note);
  const [origin, ...rest] = found.text.slice(0, -1).split("\n");
  const malformed = new Refusal("tlog.checkpoint_malformed");
  if (rest.length < 2 || !origin || rest.includes("") || !DECIMAL.test(rest[0])) throw malformed;
  let root = new Uint8Array();
  try {
    root = fromBase64(rest[1]);
  } catch {
    // judged below
  }
  const size = BigInt(rest[0]);
  if (root.length !== 32 || size >= 1n << 63n) throw malformed;
  return { ...found, origin, size, root };
}

/** The checkpoint with `verified`, the keys whose signatures hold; `unread`: witnesses that cannot be checked here. */
export async function checkCheckpoint(note, log, others = []) {
  const found = readCheckpoint(note);
  const known = new Map([log, ...others].map((key) => [`${key.name} ${key.id}`, key]));
  const verified = new Set();
  const unread = new Set();
  for (const one of found.signatures) {
    const key = known.get(`${one.name} ${one.id}`);
    if (!key) continue;
    if (key.type === ML_DSA_44) unread.add(key);
    else if (await holds(key, found.text, one.signature)) verified.add(key);
    else throw new Refusal("tlog.signature_wrong", { name: one.name });
  }
  if (!verified.size && !unread.size) throw new Refusal("tlog.note_unsigned");
  if (found.origin !== log.name) throw new Refusal("tlog.other_log", { origin: found.origin });
  if (!verified.has(log)) throw new Refusal("tlog.note_unsigned");
  return { ...found, verified, unread };
}

async function holds(key, text, signature) {
  if (signature.length !== SIGNATURE_SIZE[key.type]) return false;
  let message = text;
  if (key.type === COSIGNATURE) {
    const at = new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0);
    if (at >= 1n << 63n) return false;
    message = `cosignature/v1\ntime ${at}\n${text}`;
  }
  return signed(signature.slice(-64), utf8(message), key.publicKey);
}

/** RFC 9162, 2.1.3.2. */
export async function included(index, size, leafHash, proof, root) {
  if (index >= size) return false;
  let [fn, sn, r] = [index, size - 1n, leafHash];
  for (const p of proof) {
    if (sn === 0n) return false;
    if (fn & 1n || fn === sn) {
      r = await inner(p, r);
      while (!(fn & 1n) && fn) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      r = await inner(r, p);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && same(r, root);
}

const inner = (left, right) => sha256(concat(Uint8Array.of(1), left, right));

/** The hash of the entry under which a certificate is logged when it is issued (openkp/core/leaf.py). */
export async function issuedLeafHash(facts) {
  const digest = toHex(await sha256(jcs(told(facts, toHex))));
  const leaf = new Map([["issuer", facts.issuer], ["kind", "issued"], ["number", facts.number], ["sha256", digest], ["v", 1]]);
  return sha256(concat(Uint8Array.of(0), jcs(leaf)));
}
