// The signed trust list: openkp/core/trust.py and trust_reading.py. Every member known, typed and bounded, or refused.

import { Refusal, fromBase64url, fromHex, length, sha256, signed, toHex } from "./bytes.js";
import { jcs, readJson } from "./json.js";
import { isCode, isIssuer, isNumber, isStatusAddress, issuerOf } from "./shape.js";
import { checkCheckpoint, parseVkey } from "./tlog.js";

export const CERTIFYING = new Set(["active", "active-with-restriction", "meeting-requirements"]);
const STATUSES = new Set([...CERTIFYING, "self-suspended", "suspended", "embargo-un", "removed", "applicant"]);
const SCOPES = new Set(["all", "zone", "mine", "operator"]);
const DIRECTIONS = new Set(["export", "import", "both"]);
const PURPOSES = new Set(["certificate", "status", "trust", "log", "confirmation"]);
const REVOCATION_REASONS = new Set(["superseded", "ended", "compromised"]);
const CROSS_CHECKS = new Set(["parcel-reference-ends-with-number"]);
const MEMBERS = new Set(
  ("format version url specimen issued_at signed_by policy participants restrictions authorities keys number_ranges " +
    "cross_checks status_lists logs ca_certificates").split(" "),
);
const MAX_HOURS = 24 * 366 * 10;
const MAX_TRUST_LIST = 64 * 1024 * 1024;
const bad = (field) => new Refusal("trust.malformed", { field });

/** Read strictly and check the signature; `pin` is the fingerprint of the key that must have signed. */
export async function readTrustList(data, pin = "") {
  if (data.length > MAX_TRUST_LIST) throw bad("size");
  let document;
  try {
    document = readJson(data);
  } catch {
    throw bad("json");
  }
  if (document.get("format") !== "openkp-trust-list") throw bad("format");
  if (![1, 2].includes(document.get("version"))) {
    throw new Refusal("trust.version", { version: String(document.get("version") ?? "None").slice(0, 20) });
  }
  const signature = document.get("signature");
  document.delete("signature");
  const trust = await readDocument(document);
  const key = trust.keys.get(trust.signedBy);
  const signer = new Refusal("trust.signer", { kid: trust.signedBy.slice(0, 80) });
  if (!key || key.purpose !== "trust" || (key.specimen && !trust.specimen)) throw signer;
  if (typeof signature !== "string" || !(await holds(signature, document, key))) throw new Refusal("trust.signature");
  if (!spokeAt(key, trust.issuedAt)) throw signer;
  trust.fingerprint = toHex(await sha256(key.publicKey));
  if (pin && pin !== trust.fingerprint) throw new Refusal("trust.pin", { found: trust.fingerprint, pin: pin.slice(0, 100) });
  return trust;
}

async function holds(signature, document, key) {
  try {
    return await signed(fromBase64url(signature), jcs(document), key.publicKey);
  } catch {
    return false;
  }
}

/** Whether the key was valid at `moment`, not revoked by then, and not compromised at any time. */
export function spokeAt(key, moment) {
  return (
    key.validFrom <= moment &&
    (key.validUntil === null || moment < key.validUntil) &&
    (key.revokedAt === null || (moment < key.revokedAt && key.revokedReason !== "compromised"))
  );
}

async function readDocument(document) {
  const differing = [...new Set([...document.keys(), ...MEMBERS])].filter((name) => MEMBERS.has(name) !== document.has(name));
  if (differing.length) throw bad(differing.map((name) => name.slice(0, 40)).sort()[0]);
  const keyRows = rows(document, "keys", readKey);
  const trust = {
    keys: new Map(keyRows.map((row) => [row.kid, row])),
    signedBy: text(document, "signed_by", "signed_by"),
    version: document.get("version"),
    url: text(document, "url", "url"),
    specimen: flag(document, "specimen", "specimen"),
    issuedAt: moment(document, "issued_at", "issued_at"),
    policy: readPolicy(document.get("policy")),
    statuses: readStatuses(document),
    restrictions: by(rows(document, "restrictions", readRestriction), "participant"),
    authorities: by(rows(document, "authorities", readAuthority), "did"),
  };
  if (trust.keys.size !== keyRows.length) throw bad("keys.kid");
  trust.numberRanges = by(rows(document, "number_ranges", readRange), "participant");
  trust.crossChecks = by(rows(document, "cross_checks", readCrossCheck), "participant");
  trust.statusLists = readStatusLists(document.get("status_lists"));
  trust.logs = await readLogs(document);
  checkRoots(document);
  trust.memo = new Map(); // status lists and checkpoints already verified
  return trust;
}

function readPolicy(value) {
  const row = object(value, "policy", "require_proof status_max_age_hours trust_max_age_hours clock_skew_seconds");
  return {
    requireProof: flag(row, "require_proof", "policy"),
    statusMaxAgeHours: whole(row, "status_max_age_hours", "policy", MAX_HOURS),
    trustMaxAgeHours: whole(row, "trust_max_age_hours", "policy", MAX_HOURS),
    clockSkewSeconds: whole(row, "clock_skew_seconds", "policy", 86400),
  };
}

function readStatuses(document) {
  const out = new Map();
  for (const item of list(document, "participants", "participants")) {
    const row = object(item, "participants", "code status", "name");
    const code = match(row, "code", isCode, "participants");
    if (out.has(code)) throw bad("participants.code");
    out.set(code, list(row, "status", "participants").map(readStatus));
  }
  return out;
}

function readStatus(value) {
  const row = object(value, "participants.status", "status", "from until recorded_on basis");
  return {
    status: choice(row, "status", STATUSES, "participants.status"),
    ...span(row),
    recordedOn: day(row, "recorded_on"),
    basis: row.has("basis") ? text(row, "basis", "participants.basis") : "",
  };
}

function readRestriction(value) {
  const row = object(value, "restrictions", "participant scope direction", "target from until basis source");
  const participant = match(row, "participant", isCode, "restrictions");
  const scope = choice(row, "scope", SCOPES, "restrictions");
  if (row.has("target")) text(row, "target", "restrictions");
  const direction = choice(row, "direction", DIRECTIONS, "restrictions");
  return { participant, scope, direction, ...span(row), basis: row.has("basis") ? text(row, "basis", "restrictions") : "" };
}

function readAuthority(value) {
  const row = object(value, "authorities", "did participant name", "from until");
  if (!isIssuer(row.get("did"))) throw bad("authorities.did");
  const participant = match(row, "participant", isCode, "authorities");
  return { did: row.get("did"), participant, name: text(row, "name", "authorities"), ...span(row) };
}

function readKey(value) {
  const required = "kid issuer purpose algorithm public_key valid_from specimen";
  const row = object(value, "keys", required, "valid_until revoked_at revoked_reason");
  const kid = text(row, "kid", "keys");
  const issuer = text(row, "issuer", "keys");
  let named = "";
  try {
    named = issuerOf(kid);
  } catch {
    // judged below
  }
  if (named !== issuer) throw bad("keys.kid");
  if (row.get("algorithm") !== "Ed25519") throw bad("keys.algorithm");
  const revocation = readRevocation(row, "keys");
  const publicKey = fromHex(match(row, "public_key", (one) => /^[0-9a-f]{64}$/.test(one), "keys"));
  return {
    kid,
    issuer,
    purpose: choice(row, "purpose", PURPOSES, "keys"),
    publicKey,
    validFrom: moment(row, "valid_from", "keys.valid_from"),
    validUntil: row.has("valid_until") ? moment(row, "valid_until", "keys.valid_until") : null,
    ...revocation,
    specimen: flag(row, "specimen", "keys"),
  };
}

function readRevocation(row, field) {
  if (row.has("revoked_at") !== row.has("revoked_reason")) throw bad(`${field}.revoked_reason`);
  if (!row.has("revoked_at")) return { revokedAt: null, revokedReason: "" };
  const revokedAt = moment(row, "revoked_at", `${field}.revoked_at`);
  return { revokedAt, revokedReason: choice(row, "revoked_reason", REVOCATION_REASONS, field) };
}

function readRange(value) {
  const row = object(value, "number_ranges", "participant year first last");
  const [first, last] = ["first", "last"].map((name) => match(row, name, isNumber, "number_ranges"));
  if (first.length !== last.length || first.slice(0, 2) !== last.slice(0, 2) || first > last) throw bad("number_ranges");
  const year = whole(row, "year", "number_ranges", 9999);
  return { participant: match(row, "participant", isCode, "number_ranges"), year, first, last };
}

function readCrossCheck(value) {
  const row = object(value, "cross_checks", "participant check", "from until");
  const participant = match(row, "participant", isCode, "cross_checks");
  return { participant, check: choice(row, "check", CROSS_CHECKS, "cross_checks"), ...span(row) };
}

function readStatusLists(value) {
  if (!(value instanceof Map) || ![...value.keys()].every(isStatusAddress)) throw bad("status_lists");
  if (![...value.values()].every((one) => typeof one === "string")) throw bad("status_lists");
  return value;
}

async function readLogs(document) {
  const out = new Map();
  const found = list(document, "logs", "logs");
  for (const item of found) {
    const row = await readLog(item);
    out.set(row.origin, row);
  }
  if (out.size !== found.length) throw bad("logs.origin");
  return out;
}

async function readLog(value) {
  const row = object(value, "logs", "origin vkey checkpoint", "witnesses quorum");
  const origin = text(row, "origin", "logs");
  const checkpoint = text(row, "checkpoint", "logs", 16000, true); // empty: nothing has been logged yet
  let key, witnesses;
  try {
    key = await parseVkey(text(row, "vkey", "logs"));
    const given = row.has("witnesses") ? texts(row, "witnesses", "logs", 4000) : [];
    witnesses = await Promise.all(given.map(parseVkey));
    if (checkpoint) await checkCheckpoint(checkpoint, key);
  } catch {
    throw bad("logs");
  }
  const names = new Set(witnesses.map((one) => one.name));
  const quorum = row.has("quorum") ? whole(row, "quorum", "logs", names.size) : 0;
  if (key.name !== origin || key.type !== 1) throw bad("logs.vkey");
  if (witnesses.some((one) => one.text === key.text)) throw bad("logs.witnesses");
  return { origin, key, checkpoint, witnesses, quorum };
}

/** Roots vouch for PDF files, which this page does not read: only their form is asked, under the list's signature. */
function checkRoots(document) {
  const found = list(document, "ca_certificates", "ca_certificates");
  const pems = found.map((value) => {
    if (document.get("version") === 1) return pem(value);
    const row = object(value, "ca_certificates", "certificate issuers", "revoked revoked_at revoked_reason");
    if (!texts(row, "issuers", "ca_certificates.issuers", 300).every(isIssuer)) throw bad("ca_certificates.issuers");
    if (row.has("revoked")) {
      const field = "ca_certificates.revoked";
      const serials = list(row, "revoked", field).map((item) => {
        const line = object(item, field, "serial revoked_at revoked_reason");
        readRevocation(line, field);
        return match(line, "serial", (one) => /^[1-9A-F][0-9A-F]{0,39}$/.test(one), field);
      });
      if (new Set(serials).size !== serials.length) throw bad(field);
    }
    readRevocation(row, "ca_certificates");
    return pem(row.get("certificate"));
  });
  if (document.get("version") !== 1 && new Set(pems).size !== pems.length) throw bad("ca_certificates");
}

function pem(value) {
  if (typeof value !== "string" || length(value) > 20000 || !value.includes("-----BEGIN CERTIFICATE-----")) {
    throw bad("ca_certificates");
  }
  return value;
}

function by(found, name) {
  const out = new Map();
  for (const row of found) out.set(row[name], [...(out.get(row[name]) ?? []), row]);
  return out;
}

const rows = (document, name, read) => list(document, name, name).map(read);

function list(row, name, field) {
  const value = row.get(name);
  if (!Array.isArray(value)) throw bad(field);
  return value;
}

function object(value, field, required, optional = "") {
  const needed = required.split(" ");
  const known = new Set([...needed, ...optional.split(" ")]);
  const fits = value instanceof Map && needed.every((name) => value.has(name)) && [...value.keys()].every((name) => known.has(name));
  if (!fits) throw bad(field);
  return value;
}

function text(row, name, field, longest = 1000, empty = false) {
  const value = row.get(name);
  if (typeof value !== "string" || length(value) > longest || !(value || empty)) throw bad(field);
  return value;
}

function texts(row, name, field, longest) {
  const items = list(row, name, field);
  if (!items.every((item) => typeof item === "string" && length(item) <= longest)) throw bad(field);
  return items;
}

function match(row, name, fits, field) {
  const value = row.get(name);
  if (typeof value !== "string" || !fits(value)) throw bad(`${field}.${name}`);
  return value;
}

function choice(row, name, choices, field) {
  return match(row, name, (value) => choices.has(value), field);
}

function flag(row, name, field) {
  const value = row.get(name);
  if (typeof value !== "boolean") throw bad(field);
  return value;
}

function whole(row, name, field, most) {
  const value = row.get(name);
  if (typeof value !== "number" || value < 0 || value > most) throw bad(`${field}.${name}`);
  return value;
}

/** Seconds since 1970 of YYYY-MM-DDTHH:MM:SSZ, null for any other text or a moment that no calendar has. */
export function readInstant(value) {
  if (typeof value !== "string" || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) || value.startsWith("0000") || new Date(at).toISOString() !== value.replace("Z", ".000Z") ? null : at / 1000;
}

function moment(row, name, field) {
  const found = readInstant(row.get(name));
  if (found === null) throw bad(field);
  return found;
}

const span = (row) => ({ since: day(row, "from"), until: day(row, "until") });

/** A day as text, which sorts as days do, or null where it is left out. */
function day(row, name) {
  if (!row.has(name)) return null;
  const value = row.get(name);
  if (typeof value !== "string" || readInstant(`${value}T00:00:00Z`) === null) throw bad(name);
  return value;
}
