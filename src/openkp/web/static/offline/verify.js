// Is this certificate genuine, in force, and to be believed today? The steps of openkp/core/verify.py, one by one, over
// what the phone keeps. The same vectors are asked of both (tests/doors/web/test_page_offline.py).

import { Refusal, length, same, signed } from "./bytes.js";
import { decodeQr, looksLikeCose, readCose } from "./cose.js";
import { instant, seen } from "./shape.js";
import { codeAt, statusList } from "./status.js";
import { checkCheckpoint, included, issuedLeafHash, readCheckpoint } from "./tlog.js";
import { CERTIFYING, spokeAt } from "./trust.js";

export const MAX_INPUT = 20 * 1024 * 1024;
const BARRED = { 1: "void", 2: "lost", 3: "stolen", 4: "replaced", 5: "returned", 6: "seized" };
const ALARMS = { 7: "confirmed", 8: "detained", 9: "presented" };
const SPACES = "[\\t-\\r\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const AROUND = new RegExp(`^${SPACES}|${SPACES}$`, "g");

/** Facts of reasons that are days or moments: words.js formats them by what they are. */
export const aDay = (day) => ({ day });
export const aMoment = (at) => ({ at });
const dayOf = (seconds) => instant(seconds).slice(0, 10);
const covers = (row, day) => (row.since === null || row.since <= day) && (row.until === null || day < row.until);

/**
 * The verdict on text or bytes at `now`, in seconds since 1970: {verdict, authentic, specimen, reasons, ages, facts,
 * form, kid}. `trust` is what readTrustList gave, or null. Never throws on account of `data`.
 */
export async function verify(data, { trust, now }) {
  const found = new Case(trust, now);
  const size = typeof data === "string" ? length(data) : data.length;
  if (size > MAX_INPUT) found.no("credential.too_large", { size, limit: MAX_INPUT });
  else if (typeof data !== "string" && looksLikeCose(data)) found.read("cose", () => [readCose(data), null]);
  else readText(found, typeof data === "string" ? data : new TextDecoder("utf-8", { ignoreBOM: true }).decode(data));
  if (found.envelope) await found.judge();
  return found.verdict();
}

// Steps 1 and 2: recognise the form, and read it strictly.
function readText(found, given) {
  const text = given.replace(/^\ufeff/, "").replace(AROUND, "");
  const points = text.split(".").length - 1;
  if (/^KP[0-9]{1,9}:/.test(text)) {
    found.read("qr", () => {
      const [cose, proof] = decodeQr(text);
      return [readCose(cose), proof];
    });
  } else if (text.startsWith("%PDF-") || (text.startsWith("ey") && points >= 1 && points <= 4)) {
    found.unknown("offline.other_form"); // credentials and PDFs: the ordinary page reads them, this one does not
  } else if (/^[A-Z]{2} ?[0-9]{1,12}$/.test(text)) {
    found.form = "number";
    found.judgeNumber(text.replace(" ", ""));
  } else {
    found.authentic = false;
    found.no("verify.not_a_certificate");
  }
}

class Case {
  constructor(trust, now) {
    Object.assign(this, { trust, now, form: "", envelope: null, proof: null, authentic: null, specimen: false });
    Object.assign(this, { reasons: [], ages: {}, fresh: false });
  }

  add(grade, code, facts = {}) {
    const shown = Object.entries(facts).map(([name, value]) => [name, typeof value === "string" ? seen(value) : value]);
    this.reasons.push({ code, grade, facts: Object.fromEntries(shown) });
  }

  no(code, facts) {
    this.add("no", code, facts);
  }

  unknown(code, facts) {
    this.add("unknown", code, facts);
  }

  warn(code, facts) {
    this.add("warning", code, facts);
  }

  /** Something that the trust list does not hold: a no, unless a newer list might hold it. */
  absent(code, facts) {
    this.add(this.fresh ? "no" : "unknown", code, facts);
  }

  read(form, parse) {
    this.form = form;
    try {
      [this.envelope, this.proof] = parse();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (refusal.code === "qr.unknown_version") {
        this.unknown(refusal.code, refusal.facts);
      } else {
        this.authentic = false;
        this.no(refusal.code, refusal.facts);
      }
    }
  }

  async judge() {
    if (!this.trust) {
      this.specimen = this.envelope.facts.specimen;
      this.unknown("verify.no_trust_list");
      return;
    }
    this.trustAge();
    await this.keyAndSignature();
    this.issuer();
    this.participant();
    this.number();
    this.inForce();
    await this.status();
    await this.log();
  }

  judgeNumber(number) {
    this.unknown("verify.number_alone", { number });
    if (!this.trust) return;
    this.trustAge();
    const code = number.startsWith("EC") ? "EU" : number.slice(0, 2);
    if (!this.trust.statuses.has(code)) {
      this.absent("verify.not_a_participant", { participant_country: code, day: aDay(dayOf(this.now)) });
    }
    const ranges = this.trust.numberRanges.get(code) ?? [];
    if (ranges.length && !ranges.some((row) => inRange(row, number))) {
      this.absent("verify.number_never_issued", { number, participant_country: code });
    }
  }

  trustAge() {
    // Step 3: a list older than its own policy cannot tell what changed since.
    const { issuedAt, policy } = this.trust;
    const age = this.age("trust_list", issuedAt);
    this.fresh = age <= policy.trustMaxAgeHours * 3600;
    if (issuedAt - this.now > policy.clockSkewSeconds) this.warn("verify.trust_from_future", { issued_at: aMoment(issuedAt) });
    if (!this.fresh) {
      this.unknown("verify.trust_stale", { age_hours: Math.floor(age / 3600), max_hours: policy.trustMaxAgeHours });
    }
  }

  async keyAndSignature() {
    const { facts, kid, signature, signedBytes } = this.envelope;
    this.specimen = facts.specimen || this.trust.specimen;
    // Step 4: the key. Its id was read as one of the issuer's; here the list must know it so.
    const key = this.trust.keys.get(kid);
    if (!key) {
      this.authentic = this.fresh ? false : null;
      this.absent("verify.unknown_key", { kid });
    } else {
      this.specimen ||= key.specimen;
      // Step 5: the signature, over every byte that was read.
      this.authentic = this.keyMayCertify(key, facts.issued_at);
      if (!(await signed(signature, signedBytes, key.publicKey))) {
        this.authentic = false;
        this.no("verify.signature", { kid });
      }
    }
    // Step 13: real and demonstration keys never speak for each other.
    if (this.specimen && !this.trust.specimen) this.no("verify.specimen");
  }

  keyMayCertify(key, moment) {
    const { kid } = key;
    if (key.purpose !== "certificate") {
      this.no("verify.key_purpose", { kid });
      return false;
    }
    if (spokeAt(key, moment)) return true;
    if (key.revokedAt !== null && (key.revokedReason === "compromised" || moment >= key.revokedAt)) {
      this.no("verify.key_revoked", { kid, revoked_at: aMoment(key.revokedAt) });
    } else {
      this.no("verify.key_not_in_force", { kid, day: aDay(dayOf(moment)) });
    }
    return false;
  }

  issuer() {
    // Step 6: an authority that the participant designated, on that day.
    const { facts } = this.envelope;
    const day = dayOf(facts.issued_at);
    const rows = this.trust.authorities.get(facts.issuer) ?? [];
    if (rows.some((row) => row.participant === facts.participant && covers(row, day))) return;
    const told = { authority: facts.authority, participant_country: facts.participant, day: aDay(day) };
    this.absent("verify.not_an_authority", told);
  }

  participant() {
    // Step 7: asked on the day of issue and again today, while the paper can still be used.
    const { facts } = this.envelope;
    const [issued, today] = [dayOf(facts.issued_at), dayOf(this.now)];
    const answer = standing(this.trust, facts.participant, issued);
    if (answer.code) this.standing(answer, facts.participant, issued);
    const open = ["", "verify.participation_not_recorded"].includes(answer.code);
    if (open && issued < today && this.now < facts.valid_until) {
      const later = standing(this.trust, facts.participant, today);
      if (later.code && later.code !== answer.code) this.standing(later, facts.participant, today);
    }
    const there = this.trust.statuses.get(facts.destination) ?? [];
    if (!there.some((row) => CERTIFYING.has(row.status))) {
      this.warn("verify.destination_not_listed", { destination_country: facts.destination });
    }
  }

  standing({ code, basis, status }, participant, day) {
    const told = { participant_country: participant, day: aDay(day) };
    if (code === "verify.participation_not_recorded") this.unknown(code, told);
    else if (code === "verify.not_a_participant") this.absent(code, told);
    else this.no(code, { basis, status, ...told });
  }

  number() {
    // Step 8: numbers of another year's range and national rules between fields.
    const { facts } = this.envelope;
    const { number, participant, issued_at, parcels } = facts;
    const told = { number, participant_country: participant };
    const year = dayOf(issued_at).slice(0, 4);
    const ranges = this.trust.numberRanges.get(participant) ?? [];
    const early = number.startsWith("EC") && participant === "EU"; // the Community's, until 2009
    if (!number.startsWith(participant) && !early) this.no("verify.number_prefix", told);
    else if (!ranges.length) this.warn("verify.number_ranges_unknown", told);
    else if (!ranges.some((row) => row.year === Number(year) && inRange(row, number))) {
      this.absent("verify.number_out_of_range", { year, ...told });
    }
    const rules = this.trust.crossChecks.get(participant) ?? [];
    const broken = parcels.some((one) => !one.reference.endsWith(number.slice(2)));
    const rule = rules.find((row) => covers(row, dayOf(issued_at)));
    if (rule && broken) this.no("verify.cross_check", { check: rule.check, ...told });
  }

  inForce() {
    // Step 9: `valid_until` is the first instant at which it no longer holds.
    const { issued_at, valid_until } = this.envelope.facts;
    if (issued_at - this.now > this.trust.policy.clockSkewSeconds) this.no("verify.not_yet_issued", { issued_at: aMoment(issued_at) });
    if (this.now >= valid_until) this.no("verify.expired", { valid_until: aMoment(valid_until) });
  }

  async status() {
    // Step 10: what a list says against a certificate holds however old the list; silence counts only when fresh.
    const { facts } = this.envelope;
    const { number, status_list: url } = facts;
    let found;
    try {
      found = await statusList(this.trust, url);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.unknown("verify.status_unreliable", { url, why: refusal.code });
      return;
    }
    if (!found) {
      this.unknown("verify.status_missing", { url });
      return;
    }
    if (found.issuer !== facts.issuer) {
      this.unknown("verify.status_unreliable", { url, why: "status.not_of_issuer" });
      return;
    }
    const age = this.age("status_list", found.issuedAt);
    const code = codeAt(found, facts.status_index);
    const { statusMaxAgeHours } = this.trust.policy;
    if (BARRED[code]) {
      this.no(`verify.status_${BARRED[code]}`, { number });
      return;
    }
    if (ALARMS[code]) this.warn(`verify.status_${ALARMS[code]}`, { number, listed_at: aMoment(found.issuedAt) });
    else if (code) this.unknown("verify.status_reserved", { meaning: code });
    if (age > statusMaxAgeHours * 3600 || this.now >= found.validUntil) {
      this.unknown("verify.status_stale", { age_hours: Math.floor(age / 3600), max_hours: statusMaxAgeHours });
    }
  }

  async log() {
    // Step 11: the proof that came with it, under a checkpoint of a log that the list names.
    const { trust, proof } = this;
    if (!proof) {
      if (trust.policy.requireProof) this.no("verify.proof_required");
      else this.warn("verify.proof_absent");
      return;
    }
    let checkpoint;
    try {
      checkpoint = await verifiedCheckpoint(trust, proof.checkpoint);
    } catch {
      this.no("verify.proof_malformed");
      return;
    }
    if (!checkpoint) {
      const { origin } = readCheckpoint(proof.checkpoint);
      if (trust.logs.has(origin)) this.no("verify.proof_checkpoint");
      else this.absent("verify.proof_unknown_log", { origin: [...origin].slice(0, 80).join("") });
      return;
    }
    if (checkpoint.short) {
      this.unknown("offline.witness_not_read");
      return;
    }
    const row = trust.logs.get(checkpoint.origin);
    const known = row.checkpoint ? await verifiedCheckpoint(trust, row.checkpoint) : null;
    if (known && known.size === checkpoint.size && !same(known.root, checkpoint.root)) {
      this.no("verify.log_inconsistent");
      return;
    }
    const leaf = await issuedLeafHash(this.envelope.facts);
    if (!(await included(proof.index, checkpoint.size, leaf, proof.hashes, checkpoint.root))) this.no("verify.proof_wrong");
  }

  age(name, made) {
    this.ages[name] = Math.max(0, Math.trunc(this.now - made));
    return this.ages[name];
  }

  verdict() {
    const { authentic, specimen, reasons, ages, form, envelope } = this;
    const grades = new Set(reasons.map((reason) => reason.grade));
    let verdict = grades.has("no") ? "not valid" : grades.has("unknown") ? "cannot check" : "valid";
    if (verdict === "valid" && !(envelope && authentic)) throw new Error("valid is authentic");
    return { verdict, authentic, specimen, reasons, ages, form, kid: envelope?.kid ?? "", facts: envelope?.facts ?? null };
  }
}

const inRange = (row, number) => number.length === row.first.length && row.first <= number && number <= row.last;

/** The checkpoint if a log of the list signed it, with its quorum; null if not. `short`: a quorum not readable here. */
async function verifiedCheckpoint(trust, note) {
  const name = `checkpoint ${note}`;
  if (trust.memo.has(name)) return trust.memo.get(name);
  const row = trust.logs.get(readCheckpoint(note).origin);
  if (!row) return null;
  let found;
  try {
    found = await checkCheckpoint(note, row.key, row.witnesses);
  } catch {
    return null;
  }
  const counted = (keys) => new Set([...keys].filter((key) => row.witnesses.includes(key)).map((key) => key.name));
  if (counted(found.verified).size < row.quorum) {
    if (counted([...found.verified, ...found.unread]).size < row.quorum) return null;
    return { ...found, short: true };
  }
  trust.memo.set(name, found);
  return found;
}

/** Whether a participant may certify on a day (trust_rows.standing_unkept). */
function standing(trust, participant, day) {
  const rows = trust.statuses.get(participant) ?? [];
  const known = rows.filter((row) => covers(row, day));
  const unsure = known.filter((row) => row.since === null && row.recordedOn !== null && day < row.recordedOn);
  const barred = known.find((row) => !CERTIFYING.has(row.status) && !unsure.includes(row));
  if (barred) return { code: "verify.participant_barred", basis: barred.basis, status: barred.status };
  const bars = trust.restrictions.get(participant) ?? [];
  const bar = bars.find((row) => row.scope === "all" && row.direction !== "import" && covers(row, day));
  if (bar) return { code: "verify.restricted", basis: bar.basis, status: "" };
  if (!known.length) return { code: "verify.not_a_participant" };
  if (unsure.length === known.length || unsure.some((row) => !CERTIFYING.has(row.status))) {
    return { code: "verify.participation_not_recorded" };
  }
  return { code: "" };
}
