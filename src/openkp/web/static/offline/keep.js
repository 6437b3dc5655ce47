// What the phone keeps: the trust list, and the fingerprint of the key that signed the first one. Never sent anywhere.

import { Refusal } from "./bytes.js";
import { readTrustList } from "./trust.js";

const NAME = "openkp-offline";
const STORE = "kept";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function inStore(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const asked = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** The trust list kept, read and verified again under the key that was pinned, or null. Refuses as readTrustList. */
export async function kept() {
  const found = await inStore("readonly", (store) => store.get("trust"));
  return found ? readTrustList(new Uint8Array(found.data), found.pin) : null;
}

/**
 * Read the list that the installation publishes, and keep it. The first one pins its key; a list of another key is
 * refused (trust.pin) unless the reader says so (`believe`), and one older than what is kept is passed over.
 */
export async function renew(address, { believe = false } = {}) {
  const answer = await fetch(address, { cache: "no-cache", credentials: "omit" });
  if (!answer.ok) throw new Refusal("offline.no_list_there");
  const data = new Uint8Array(await answer.arrayBuffer());
  // A browser that lets nothing be stored (a private window) still verifies, as long as the page is open.
  const before = await inStore("readonly", (store) => store.get("trust")).catch(() => null);
  const trust = await readTrustList(data, believe ? "" : (before?.pin ?? ""));
  if (before && !believe && before.issuedAt > trust.issuedAt) return kept();
  const row = { data: data.buffer, pin: trust.fingerprint, issuedAt: trust.issuedAt };
  await inStore("readwrite", (store) => store.put(row, "trust")).catch(() => null);
  return trust;
}
