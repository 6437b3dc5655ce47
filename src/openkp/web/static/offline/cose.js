// The two forms that a QR code holds: KP1: with its log proof, and under it the COSE_Sign1. One encoding, or refused.

import { Odd, Refusal, base45, concat, fromUtf8, readCbor, same, toBase64url, utf8, writeCbor } from "./bytes.js";
import { HS_CODES, KINDS, MAX_KID, check, checkKid } from "./shape.js";

const MAX_COSE = 24 * 1024;
const MAX_QR = 4296;
const MAX_HASHES = 64;
const SIG_STRUCTURE = concat(Uint8Array.of(0x84, 0x6a), utf8("Signature1"));

/** [cose, proof or null] of a text that begins with KPn:. Refuses qr.unknown_version, qr.malformed. */
export function decodeQr(given) {
  const text = given.replace(/[\r\n\t]/g, "");
  const prefix = /^KP[0-9]{1,9}:/.exec(text);
  if (prefix && prefix[0] !== "KP1:") throw new Refusal("qr.unknown_version", { prefix: prefix[0] });
  const malformed = new Refusal("qr.malformed");
  if (!prefix || text.length > MAX_QR) throw malformed;
  let raw, parts;
  try {
    raw = base45(text.slice(4));
    parts = readCbor(raw);
    if (!Array.isArray(parts) || !same(writeCbor(parts), raw)) throw malformed;
  } catch {
    throw malformed;
  }
  const [cose, index, hashes, checkpoint] = parts;
  if (!(cose instanceof Uint8Array)) throw malformed;
  if (parts.length === 1) return [cose, null];
  const whole = (typeof index === "number" || typeof index === "bigint") && index >= 0;
  if (parts.length !== 4 || !whole || !(hashes instanceof Uint8Array) || typeof checkpoint !== "string") throw malformed;
  if (hashes.length % 32 || hashes.length > MAX_HASHES * 32) throw malformed;
  const split = Array.from({ length: hashes.length / 32 }, (_, at) => hashes.subarray(at * 32, at * 32 + 32));
  return [cose, { index: BigInt(index), hashes: split, checkpoint }];
}

export const looksLikeCose = (data) =>
  data[0] === 0xd2 || (data[0] === 0x84 && [0x40, 0x43, 0x58].includes(data[1]));

/** {kid, facts, signedBytes, signature}; nothing is verified yet. Refuses credential.*. */
export function readCose(data) {
  if (data.length > MAX_COSE) throw new Refusal("credential.too_large", { size: data.length, limit: MAX_COSE });
  if (data[0] !== 0xd2 || data[1] !== 0x84) throw new Refusal("credential.not_cose");
  const [header, afterHeader] = takeBytes(data, 2);
  if (data[afterHeader] !== 0xa0) {
    const unknown = data[afterHeader] >> 5 === 5;
    throw new Refusal(unknown ? "credential.unprotected_header" : "credential.not_cose");
  }
  const [payload, afterPayload] = takeBytes(data, afterHeader + 1);
  const [signature, end] = takeBytes(data, afterPayload);
  if (end !== data.length) throw new Refusal("credential.trailing_bytes");
  if (signature.length !== 64) throw new Refusal("credential.not_cose");
  const kid = readProtected(header);
  const facts = readPayload(payload);
  checkKid(kid, facts.issuer);
  const signedBytes = concat(SIG_STRUCTURE, writeCbor(header), Uint8Array.of(0x40), writeCbor(payload));
  return { kid, facts, signedBytes, signature };
}

/** The byte string at `at`, shortest form only, and where it ends. */
function takeBytes(data, at) {
  const head = data[at] ?? 0;
  const wide = head === 0x58 ? 1 : head === 0x59 ? 2 : 0;
  if (!wide && (head < 0x40 || head >= 0x58)) throw new Refusal("credential.not_cose");
  let size = head - 0x40;
  if (wide) size = data.slice(at + 1, at + 1 + wide).reduce((sum, one) => sum * 256 + one, 0);
  const start = at + 1 + wide;
  if (start + size > data.length) throw new Refusal("credential.truncated");
  if ((wide === 1 && size < 24) || (wide === 2 && size < 0x100)) throw new Refusal("credential.not_canonical");
  return [data.subarray(start, start + size), start + size];
}

function readProtected(raw) {
  const header = raw.length <= MAX_KID + 10 ? readCbor(raw) : null;
  if (!(header instanceof Map) || header.size !== 2 || !header.has(1) || !header.has(4)) {
    throw new Refusal("credential.protected_header");
  }
  const [algorithm, kid] = [header.get(1), header.get(4)];
  if (algorithm !== -8 && algorithm !== -19) {
    throw new Refusal("credential.algorithm", { algorithm: shown(algorithm) });
  }
  const ascii = kid instanceof Uint8Array && kid.every((one) => one < 0x80);
  if (!ascii || !same(writeCbor(new Map([[1, algorithm], [4, kid]])), raw)) {
    throw new Refusal("credential.protected_header");
  }
  return fromUtf8(kid);
}

/** At most 20 characters of what stands where a number should: a reason quotes it. */
function shown(value) {
  const plain = ["string", "number", "bigint"].includes(typeof value);
  return plain ? [...String(value)].slice(0, 20).join("") : value === true ? "True" : "None";
}

function readPayload(raw) {
  const found = readCbor(raw);
  if (!(found instanceof Map)) throw new Refusal("credential.not_cose");
  if (found.get(1) !== 1) throw new Refusal("credential.version", { version: shown(found.get(1)) });
  let facts;
  try {
    facts = readFacts(found);
  } catch {
    throw new Refusal("credential.not_canonical");
  }
  check(facts);
  if (!same(writeCbor(payloadOf(facts)), raw)) throw new Refusal("credential.not_canonical");
  return facts;
}

const needed = (holds) => {
  if (!holds) throw new TypeError("not of the expected type");
};

function readFacts(found) {
  for (let key = 1; key <= 20; key++) needed(found.has(key));
  return {
    number: found.get(2),
    kind: named(KINDS, found.get(3)),
    participant: found.get(4),
    authority: found.get(5),
    issuer: found.get(6),
    issued_at: seconds(found.get(7)),
    valid_until: seconds(found.get(8)),
    exporter: readParty(found.get(9)),
    importer: readParty(found.get(10)),
    origin: found.get(11),
    provenance: found.get(12),
    destination: found.get(13),
    parcels: array(found.get(14)).map(readParcel),
    seals: array(found.get(15)),
    validated_by: found.get(16),
    credential_id: toBase64url(bytes(found.get(17))),
    status_list: found.get(18),
    status_index: found.get(19),
    salt: found.get(20),
    sources: array(found.get(21) ?? []),
    relates_to: found.get(22) ?? "",
    purpose: found.get(23) ?? "",
    specimen: found.get(24) ?? false,
  };
}

function named(names, at) {
  needed(typeof at === "number" && at >= 0 && at < names.length);
  return names[at];
}

function seconds(value) {
  const number = value instanceof Odd && value.kind === "float" ? value.value : Number(value);
  needed((typeof value === "number" || typeof value === "boolean" || value instanceof Odd) && Math.abs(number) < 253402300800);
  return number;
}

function array(value) {
  // Python walks through text, bytes and maps as well; what comes of it is never the one encoding, and so is refused.
  if (typeof value === "string" || value instanceof Uint8Array) return [...value];
  if (value instanceof Map) return [...value.keys()];
  needed(Array.isArray(value));
  return value;
}

function bytes(value) {
  needed(value instanceof Uint8Array);
  return value;
}

function readParty(line) {
  needed(array(line).length === 3 || line.length === 4);
  const [name, address, country, licence = ""] = line;
  return { name, address, country, licence };
}

function readParcel(line) {
  needed(array(line).length === 5 || line.length === 6);
  const [reference, hs, weight_cct, value_usd_cents, origin, origins = []] = line;
  return { reference, hs: named(HS_CODES, hs), weight_cct, value_usd_cents, origin, origins: array(origins) };
}

function payloadOf(facts) {
  const party = ({ name, address, country, licence }) => (licence ? [name, address, country, licence] : [name, address, country]);
  const out = new Map([
    [1, 1],
    [2, facts.number],
    [3, KINDS.indexOf(facts.kind)],
    [4, facts.participant],
    [5, facts.authority],
    [6, facts.issuer],
    [7, facts.issued_at],
    [8, facts.valid_until],
    [9, party(facts.exporter)],
    [10, party(facts.importer)],
    [11, facts.origin],
    [12, facts.provenance],
    [13, facts.destination],
    [14, facts.parcels.map(payloadParcel)],
    [15, facts.seals],
    [16, facts.validated_by],
    [17, idBytes(facts.credential_id)],
    [18, facts.status_list],
    [19, facts.status_index],
    [20, facts.salt],
  ]);
  if (facts.sources.length) out.set(21, facts.sources);
  if (facts.relates_to) out.set(22, facts.relates_to);
  if (facts.purpose) out.set(23, facts.purpose);
  if (facts.specimen) out.set(24, true);
  return out;
}

function payloadParcel(one) {
  const line = [one.reference, HS_CODES.indexOf(one.hs), one.weight_cct, one.value_usd_cents, one.origin];
  return one.origins.length ? [...line, one.origins] : line;
}

const idBytes = (id) => Uint8Array.from(atob(id.replace(/-/g, "+").replace(/_/g, "/") + "=="), (one) => one.charCodeAt(0));
