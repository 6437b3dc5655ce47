// Says sentences in the reader's language, facts formatted as openkp/words/formats.py does.

let told = { language: "en", said: {}, months: [], money: "" };

export async function learn(address) {
  told = await (await fetch(address)).json();
}

/** For tests, which bring the words with them. */
export const know = (words) => {
  told = words;
};

const OWN = { "verify.no_trust_list": "offline.no_trust_list" }; // the catalogue's sentence speaks of a command

export function say(code, facts = {}) {
  const name = (OWN[code] ?? code).replaceAll(".", "-").replaceAll("_", "-");
  const found = told.said[name];
  if (found === undefined) throw new Error(`no sentence for ${code}`);
  return typeof found === "string" ? found : put(found, facts);
}

function put(parts, facts) {
  return parts.map((part) => (typeof part === "string" ? part : part.v ? fact(part.v, facts[part.v]) : choose(part, facts))).join("");
}

function choose({ s: name, o: options, d: otherwise }, facts) {
  const value = facts[name];
  const plural = typeof value === "number" ? new Intl.PluralRules(told.language).select(value) : "";
  return put(options[value] ?? options[plural] ?? options[otherwise], facts);
}

function fact(name, value) {
  if (typeof value === "number") return number(value);
  if (typeof value === "object") {
    if ("day" in value) return day(value.day);
    return name.endsWith("_until") ? until(value.at) : moment(value.at);
  }
  if (name.endsWith("_country")) return country(value);
  return String(value);
}

const number = (value, places = 0) => {
  const shown = { minimumFractionDigits: places, maximumFractionDigits: places };
  return new Intl.NumberFormat(told.language, { ...shown, useGrouping: true }).format(value);
};

/** Hundredths, exactly: the whole part is grouped, the decimals are put after it. */
function decimal(hundredths) {
  const cents = String(hundredths % 100n).padStart(2, "0");
  return number(hundredths / 100n) + number(0.5, 1)[1] + cents;
}

export const carats = (hundredths) => `${decimal(hundredths)} ct`.replace(" ct", "\u00a0ct");
export const dollars = (cents) => told.money.replace(/0[.,]00/, decimal(cents));

export function day(text) {
  const [year, month, date] = text.split("-").map(Number);
  const first = told.language === "fr" && date === 1 ? "1er" : String(date);
  return `${first} ${told.months[month - 1]} ${year}`;
}

export function moment(seconds) {
  const text = new Date(seconds * 1000).toISOString();
  return `${day(text.slice(0, 10))}, ${text.slice(11, 16)} GMT`;
}

export function until(seconds) {
  if (seconds % 86400) return moment(seconds);
  return `${day(new Date((seconds - 86400) * 1000).toISOString().slice(0, 10))}, 24:00 GMT`;
}

export function country(code) {
  try {
    return new Intl.DisplayNames(told.language, { type: "region" }).of(code);
  } catch {
    return code;
  }
}

export function age(seconds) {
  if (seconds < 3600) return say("web.age_minutes", { count: Math.floor(seconds / 60) });
  if (seconds < 48 * 3600) return say("web.age_hours", { count: Math.floor(seconds / 3600) });
  return say("web.age_days", { count: Math.floor(seconds / 86400) });
}
