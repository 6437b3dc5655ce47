// The shape that facts must have to be read at all: openkp/core/credential/shape.py, check by check.

import { Refusal, length } from "./bytes.js";

export const HS_CODES = ["7102.10", "7102.21", "7102.31"];
export const KINDS = ["export", "re-export", "transit", "technical"];
export const STATUS_LIST_ENTRIES = 131072;
const STATEMENT =
  "The rough diamonds in this shipment have been handled in accordance with the provisions of the " +
  "Kimberley Process Certification Scheme for rough diamonds"; // the prescribed sentence, KPCS Annex I A
const MAX_CCT = 1e11;
const MAX_CENTS = 1e15;
const NUMBER = /^[A-Z]{2}[0-9]{1,12}$/;
const CODE = /^[A-Z]{2}$/;
const DID = /^did:web:[A-Za-z0-9.-]{1,100}(%3A[0-9]{1,5})?(:[A-Za-z0-9._-]{1,60}){0,6}$/;
const STATUS_LIST = /^https?:\/\/[A-Za-z0-9.-]{1,100}(:[0-9]{1,5})?(\/[A-Za-z0-9._~-]{1,60}){0,4}\/status\/[A-Za-z0-9._-]{1,80}$/;
const CREDENTIAL_ID = /^[A-Za-z0-9_-]{21}[AQgw]$/;
const KID = /^did:web:[A-Za-z0-9.%:_-]{1,180}#[A-Za-z0-9._-]{1,40}$/;
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]/u;
const UNSEEN_BUT_LINES = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]/u;
const EVERY_UNSEEN = new RegExp(UNSEEN.source, "gu");
const FIRST = Date.UTC(2003, 0, 1) / 1000; // the scheme began
const AFTER_LAST = Date.UTC(3000, 0, 1) / 1000;
export const MAX_KID = 240;

/** What a stranger wrote, to be quoted: each character that no certificate may hold is shown as U+FFFD. */
export const seen = (text) => text.replace(EVERY_UNSEEN, "\ufffd");
export const isStatusAddress = (text) => typeof text === "string" && STATUS_LIST.test(text);
export const isIssuer = (text) => typeof text === "string" && DID.test(text);
export const isCode = (text) => typeof text === "string" && CODE.test(text);
export const isNumber = (text) => typeof text === "string" && NUMBER.test(text);

/** The DID before #. Refuses credential.kid. */
export function issuerOf(kid) {
  if (kid.length > MAX_KID || !KID.test(kid)) throw new Refusal("credential.kid", { kid: kid.slice(0, 80) });
  return kid.split("#")[0];
}

export function checkKid(kid, issuer) {
  if (issuerOf(kid) !== issuer) throw new Refusal("credential.kid_not_of_issuer", { kid, issuer });
}

/** Refuses credential.value with the field. */
export function check(facts) {
  const { parcels } = facts;
  match(NUMBER, facts.number, "number");
  match(CODE, facts.participant, "participant");
  text(facts.authority, 200, "authority");
  match(DID, facts.issuer, "issuer");
  moment(facts.issued_at, "issued_at");
  moment(facts.valid_until, "valid_until");
  require(facts.issued_at < facts.valid_until, "valid_until");
  party(facts.exporter, "exporter");
  party(facts.importer, "importer");
  origin(facts.origin, "origin");
  match(CODE, facts.provenance, "provenance");
  match(CODE, facts.destination, "destination");
  require(parcels.length >= 1 && parcels.length <= 100, "parcels");
  for (const one of parcels) parcel(one);
  require(total(parcels, "weight_cct") <= MAX_CCT && total(parcels, "value_usd_cents") <= MAX_CENTS, "parcels");
  require(facts.seals.length <= 100, "seals");
  for (const seal of facts.seals) text(seal, 60, "seals");
  text(facts.validated_by, 200, "validated_by");
  match(CREDENTIAL_ID, facts.credential_id, "credential_id");
  match(STATUS_LIST, facts.status_list, "status_list");
  whole(facts.status_index, 0, STATUS_LIST_ENTRIES - 1, "status_index");
  require(facts.salt instanceof Uint8Array && facts.salt.length === 16, "salt");
  require(facts.sources.length <= 300, "sources");
  for (const source of facts.sources) match(NUMBER, source, "sources");
  if (facts.relates_to !== "") match(NUMBER, facts.relates_to, "relates_to");
  if (facts.purpose !== "") text(facts.purpose, 200, "purpose");
  require(typeof facts.specimen === "boolean", "specimen");
}

export const total = (parcels, name) => parcels.reduce((sum, one) => sum + BigInt(one[name]), 0n);

/** Hundredths as text with two decimals. */
export const hundredths = (whole) => `${BigInt(whole) / 100n}.${String(BigInt(whole) % 100n).padStart(2, "0")}`;

/** YYYY-MM-DDTHH:MM:SSZ of seconds since 1970. */
export const instant = (seconds) => new Date(seconds * 1000).toISOString().replace(".000", "");

/** The canonical form of checked facts, as plain values (CertificateFacts.to_dict). */
export function told(facts, hex) {
  const out = new Map(Object.entries({
    version: 1,
    number: facts.number,
    kind: facts.kind,
    participant: facts.participant,
    authority: facts.authority,
    issuer: facts.issuer,
    issued_at: instant(facts.issued_at),
    valid_until: instant(facts.valid_until),
    exporter: new Map(Object.entries(facts.exporter).filter(([, value]) => value !== "")),
    importer: new Map(Object.entries(facts.importer).filter(([, value]) => value !== "")),
    origin: facts.origin,
    provenance: facts.provenance,
    destination: facts.destination,
    parcels: facts.parcels.map(toldParcel),
    number_of_parcels: facts.parcels.length,
    carats: hundredths(total(facts.parcels, "weight_cct")),
    value_usd: hundredths(total(facts.parcels, "value_usd_cents")),
    seals: facts.seals,
    statement: STATEMENT,
    validated_by: facts.validated_by,
    credential_id: facts.credential_id,
    status_list: facts.status_list,
    status_index: facts.status_index,
    salt: hex(facts.salt),
  }));
  if (facts.sources.length) out.set("sources", facts.sources);
  if (facts.relates_to) out.set("relates_to", facts.relates_to);
  if (facts.purpose) out.set("purpose", facts.purpose);
  if (facts.specimen) out.set("specimen", true);
  return out;
}

function toldParcel(one) {
  const out = new Map([["reference", one.reference], ["hs", one.hs], ["carats", hundredths(one.weight_cct)]]);
  out.set("value_usd", hundredths(one.value_usd_cents)).set("origin", one.origin);
  return one.origins.length ? out.set("origins", one.origins) : out;
}

function party(one, field) {
  text(one.name, 200, field);
  text(one.address, 400, field, true);
  match(CODE, one.country, field);
  if (one.licence !== "") text(one.licence, 60, field);
}

function parcel(one) {
  text(one.reference, 80, "parcels.reference");
  whole(one.weight_cct, 1, MAX_CCT, "parcels.carats");
  whole(one.value_usd_cents, 0, MAX_CENTS, "parcels.value_usd");
  origin(one.origin, "parcels.origin");
  require(one.origins.length <= 80, "parcels.origins");
  for (const code of one.origins) match(CODE, code, "parcels.origins");
  require(new Set(one.origins).size === one.origins.length, "parcels.origins");
}

function origin(value, field) {
  if (value !== "MIXED") match(CODE, value, field);
}

function text(value, longest, field, lines = false) {
  require(typeof value === "string" && value !== "" && length(value) <= longest, field);
  require(!(lines ? UNSEEN_BUT_LINES : UNSEEN).test(value), field);
}

function match(pattern, value, field) {
  require(typeof value === "string" && pattern.test(value), field);
}

function whole(value, least, most, field) {
  require(typeof value === "number" && value >= least && value <= most, field);
}

function moment(value, field) {
  require(Number.isInteger(value) && value >= FIRST && value < AFTER_LAST, field);
}

function require(holds, field) {
  if (!holds) throw new Refusal("credential.value", { field });
}
