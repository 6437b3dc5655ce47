// Bitstring Status Lists as the trust list carries them: openkp/core/status.py.

import { Refusal, fromBase64url, signed, utf8 } from "./bytes.js";
import { readJson } from "./json.js";
import { MAX_KID, checkKid, instant, isIssuer, isStatusAddress } from "./shape.js";
import { readInstant, spokeAt } from "./trust.js";

const MAX_STATUS_LIST = 192 * 1024;
const LIST_BYTES = 65536;
const malformed = () => new Refusal("status.malformed");

/** The list at `url`, read and its signature verified once; null where the trust list carries none. */
export async function statusList(trust, url) {
  const name = `status ${url}`;
  if (!trust.memo.has(name)) {
    const text = trust.statusLists.get(url);
    if (text === undefined) return null;
    trust.memo.set(name, await verified(trust, url, text));
  }
  return trust.memo.get(name);
}

/** The four bits of entry `index`; the first entry is the most significant. */
export function codeAt(list, index) {
  const pair = list.bits[index >> 1];
  return index & 1 ? pair & 15 : pair >> 4;
}

async function verified(trust, url, text) {
  const found = await readStatusList(text);
  const key = trust.keys.get(found.kid);
  if (found.url !== url || !key || key.purpose !== "status" || key.issuer !== found.issuer || (key.specimen && !trust.specimen)) {
    throw new Refusal("status.not_of_issuer", { url });
  }
  if (!spokeAt(key, found.issuedAt) || !(await signed(found.signature, found.signedBytes, key.publicKey))) {
    throw new Refusal("status.signature", { url });
  }
  return found;
}

async function readStatusList(text) {
  const { header, document, signedBytes, signature } = readCompact(text);
  const subject = document.get("credentialSubject");
  if (["id", "issuer", "validFrom", "validUntil"].some((name) => !document.has(name)) || !(subject instanceof Map) || !subject.has("encodedList")) {
    throw malformed();
  }
  const [url, issuer] = [document.get("id"), document.get("issuer")];
  const issuedAt = moment(document.get("validFrom"), "validFrom");
  const validUntil = moment(document.get("validUntil"), "validUntil");
  const encoded = subject.get("encodedList");
  if (!isStatusAddress(url) || !isIssuer(issuer) || typeof encoded !== "string") throw malformed();
  if (!alike(document, expected(url, issuer, issuedAt, validUntil, encoded)) || issuedAt >= validUntil) throw malformed();
  checkKid(header.get("kid"), issuer);
  if ((header.get("iss") ?? issuer) !== issuer) throw malformed();
  return { url, issuer, kid: header.get("kid"), issuedAt, validUntil, signedBytes, signature, bits: await expand(encoded) };
}

function moment(value, field) {
  const found = readInstant(value);
  if (found === null) throw new Refusal("credential.type", { field });
  return found;
}

function expected(url, issuer, issuedAt, validUntil, encodedList) {
  return {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    id: url,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer,
    validFrom: instant(issuedAt),
    validUntil: instant(validUntil),
    credentialSubject: { id: `${url}#list`, type: "BitstringStatusList", statusPurpose: "message", encodedList },
  };
}

function alike(found, wanted) {
  if (typeof wanted === "string") return found === wanted;
  const names = Object.keys(wanted);
  if (Array.isArray(wanted)) return Array.isArray(found) && found.length === wanted.length && names.every((at) => alike(found[at], wanted[at]));
  return found instanceof Map && found.size === names.length && names.every((name) => alike(found.get(name), wanted[name]));
}

/** A compact JWS read strictly (openkp/core/credential/jws.py). */
function readCompact(text) {
  if (text.length > MAX_STATUS_LIST) throw new Refusal("credential.too_large", { size: text.length, limit: MAX_STATUS_LIST });
  const parts = text.split(".");
  if (parts.length !== 3 || /[^\u0000-\u007f]/.test(text)) throw new Refusal("credential.not_jws");
  const header = readJson(fromBase64url(parts[0]));
  const names = new Set(["alg", "kid", "typ", "cty", "iss"]);
  if (!["alg", "kid", "typ"].every((name) => header.has(name)) || [...header.keys()].some((name) => !names.has(name))) {
    throw new Refusal("credential.protected_header");
  }
  if (!["Ed25519", "EdDSA"].includes(header.get("alg"))) {
    throw new Refusal("credential.algorithm", { algorithm: String(header.get("alg")).slice(0, 20) });
  }
  if (header.get("typ") !== "vc+jwt" || (header.get("cty") ?? "vc") !== "vc") throw new Refusal("credential.media_type");
  if (typeof header.get("kid") !== "string" || header.get("kid").length > MAX_KID) throw new Refusal("credential.protected_header");
  const signature = fromBase64url(parts[2]);
  if (signature.length !== 64) throw new Refusal("credential.truncated");
  return { header, document: readJson(fromBase64url(parts[1])), signedBytes: utf8(`${parts[0]}.${parts[1]}`), signature };
}

/** Multibase u and GZIP to exactly 64 KiB; inflating stops one chunk past the end. */
async function expand(encoded) {
  if (!encoded.startsWith("u")) throw malformed();
  const squeezed = fromBase64url(encoded.slice(1));
  const bits = new Uint8Array(LIST_BYTES);
  let at = 0;
  try {
    const reader = new Blob([squeezed]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      bits.set(step.value, at); // throws past the end
      at += step.value.length;
    }
  } catch {
    throw malformed();
  }
  if (at !== LIST_BYTES) throw malformed();
  return bits;
}
