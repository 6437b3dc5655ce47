// JSON read without mercy, and written as RFC 8785 says. Objects are Maps: a member may bear any name.

import { Refusal, fromUtf8, utf8 } from "./bytes.js";

const MAX_DEPTH = 200;

/** One JSON object of text, whole numbers, booleans, lists and objects. Refuses credential.json. */
export function readJson(bytes) {
  try {
    const source = { text: fromUtf8(bytes), at: 0 };
    const found = value(source, 0);
    space(source);
    if (source.at !== source.text.length || !(found instanceof Map)) throw new TypeError("not one object");
    return found;
  } catch {
    throw new Refusal("credential.json");
  }
}

function space(source) {
  while (" \t\n\r".includes(source.text[source.at] || "x")) source.at += 1;
}

function take(source, letter) {
  space(source);
  if (source.text[source.at] !== letter) return false;
  source.at += 1;
  return true;
}

function must(source, letter) {
  if (!take(source, letter)) throw new TypeError(`${letter} expected`);
}

function value(source, depth) {
  if (depth > MAX_DEPTH) throw new TypeError("too deep");
  if (take(source, "{")) return object(source, depth);
  if (take(source, "[")) return list(source, depth);
  if (source.text[source.at] === '"') return string(source);
  for (const [word, meant] of [["true", true], ["false", false]]) {
    if (source.text.startsWith(word, source.at)) {
      source.at += word.length;
      return meant;
    }
  }
  return whole(source);
}

function object(source, depth) {
  const out = new Map();
  if (take(source, "}")) return out;
  do {
    space(source);
    const name = string(source);
    if (out.has(name)) throw new TypeError("a name twice");
    must(source, ":");
    out.set(name, value(source, depth + 1));
  } while (take(source, ","));
  must(source, "}");
  return out;
}

function list(source, depth) {
  const out = [];
  if (take(source, "]")) return out;
  do out.push(value(source, depth + 1));
  while (take(source, ","));
  must(source, "]");
  return out;
}

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;
const HALF = /[\ud800-\udfff]/u; // half of a surrogate pair, alone

function string(source) {
  STRING.lastIndex = source.at;
  const found = STRING.exec(source.text);
  if (!found) throw new TypeError("no text");
  source.at = STRING.lastIndex;
  const text = JSON.parse(found[0]);
  if (HALF.test(text)) throw new TypeError("not Unicode");
  return text;
}

const WHOLE = /-?(?:0|[1-9][0-9]*)(?![.eE0-9])/y;

function whole(source) {
  WHOLE.lastIndex = source.at;
  const found = WHOLE.exec(source.text);
  if (!found || found[0].length > 16) throw new TypeError("no whole number");
  source.at = WHOLE.lastIndex;
  const number = Number(found[0]);
  if (!Number.isSafeInteger(number)) throw new TypeError("too large to be exact everywhere");
  return number === 0 ? 0 : number;
}

/** RFC 8785: names in the order of their UTF-16 units, text as JSON.stringify writes it. */
export const jcs = (given) => utf8(written(given));

function written(given) {
  if (given instanceof Map) {
    const names = [...given.keys()].sort((a, b) => (a < b ? -1 : 1));
    return `{${names.map((name) => `${JSON.stringify(name)}:${written(given.get(name))}`).join(",")}}`;
  }
  if (Array.isArray(given)) return `[${given.map(written).join(",")}]`;
  return JSON.stringify(given);
}
