// The page: lists above all, then what is given to verify, then the answer. Nothing that is verified leaves the phone.

import { Refusal, canVerify } from "./bytes.js";
import { canRead, look, readPicture } from "./camera.js";
import { kept, renew } from "./keep.js";
import { total } from "./shape.js";
import { MAX_INPUT, verify } from "./verify.js";
import { age, carats, country, dollars, learn, moment, say, until } from "./words.js";

const $ = (id) => document.getElementById(id);
const app = $("app");
const TONES = { valid: "good", "not valid": "bad", "cannot check": "doubt" };
const GRADES = { no: "bad", unknown: "doubt", warning: "waiting" };
const now = () => Math.floor(Date.now() / 1000);
let trust = null;
let looking = null;

/** An element with its text or children; nothing a stranger wrote is ever read as markup. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const row = (name, ...shown) => element("div", {}, element("dt", {}, name), element("dd", {}, ...shown));
const told = (error) => (error instanceof Refusal ? say(error.code, error.facts) : say("offline.broken"));

function problem(text) {
  $("problem").textContent = text;
  $("problem").hidden = !text;
}

function showLists() {
  const lists = $("lists");
  lists.replaceChildren();
  if (!trust) {
    lists.append(row(say("web.age_trust_list"), say("offline.none_kept")));
    return;
  }
  const seconds = Math.max(0, now() - trust.issuedAt);
  const old = seconds > trust.policy.trustMaxAgeHours * 3600;
  lists.append(row(say("web.age_trust_list"), say(old ? "offline.too_old" : "offline.made_ago", { age: age(seconds) })));
  lists.append(row(say("offline.made_at"), moment(trust.issuedAt)));
  lists.append(row(say("offline.from"), trust.url));
  lists.append(row(say("offline.fingerprint"), element("code", { class: "fingerprint" }, trust.fingerprint.replace(/(.{4})(?=.)/g, "$1 "))));
}

async function renewLists({ asked, believe = false }) {
  const news = $("news");
  $("strange").hidden = true;
  try {
    trust = await renew(app.dataset.trust, { believe });
    news.textContent = say("offline.renewed");
  } catch (error) {
    const offline = !(error instanceof Refusal);
    if (!offline) news.textContent = told(error);
    else if (asked || !trust) news.textContent = say("offline.no_network");
    $("strange").hidden = error.code !== "trust.pin";
  }
  showLists();
}

async function judge(given) {
  problem("");
  const verdict = await verify(given, { trust, now: now() });
  const tone = TONES[verdict.verdict];
  const code = verdict.verdict.replace(" ", "_");
  const spent = verdict.verdict === "valid" && verdict.reasons.some((one) => one.code === "verify.status_confirmed");
  const answer = $("answer");
  const shape = $(`shape-${tone}`).content.cloneNode(true);
  const words = element("div", { class: "words" }, element("h2", {}, say(`web.verdict_${code}`)));
  words.append(element("p", {}, say(spent ? "web.verdict_text_spent" : `web.verdict_text_${code}`)));
  answer.replaceChildren();
  if (verdict.specimen) answer.append(element("p", { class: "specimen" }, element("span", {}, say("web.specimen"))));
  answer.append(element("div", { class: `verdict ${tone}` }, shape, words));
  if (spent) answer.append(element("p", { class: "note doubt" }, element("strong", {}, say("web.spent"))));
  if (tone === "bad" && verdict.authentic) answer.append(element("p", { class: "note" }, say("web.authentic_though")));
  const reasons = verdict.reasons.filter((one) => !spent || one.code !== "verify.status_confirmed");
  if (reasons.length) answer.append(shownReasons(reasons));
  if (tone === "good" && !spent) answer.append(element("p", { class: "note good" }, say("web.compare_goods")));
  if (verdict.facts) answer.append(shownFacts(verdict));
  if (Object.keys(verdict.ages).length) answer.append(shownAges(verdict.ages));
  answer.focus({ preventScroll: true });
  answer.scrollIntoView({ block: "start" });
}

function shownReasons(reasons) {
  const list = element("ul", { class: "reasons" });
  for (const { grade, code, facts } of reasons) {
    const badge = element("span", { class: `badge ${GRADES[grade]}` }, say(`web.grade_${grade}`));
    list.append(element("li", { "data-code": code }, badge, element("span", {}, say(code, facts))));
  }
  return element("section", { class: "stack" }, element("h3", {}, say("web.reasons_title")), list);
}

function shownAges(ages) {
  const list = element("dl", { class: "facts ages" });
  for (const [name, seconds] of Object.entries(ages)) list.append(row(say(`web.age_${name}`), age(seconds)));
  return element("section", { class: "card" }, element("h3", {}, say("web.ages_title")), list);
}

function shownFacts({ facts, authentic }) {
  const label = (name) => say(`pdf.page_label_${name}`);
  const lines = (text) => text.split("\n").flatMap((line) => [line, element("br", {})]);
  const party = (one) => [one.name, element("br", {}), ...lines(one.address), country(one.country)];
  const place = (code) => (code === "MIXED" ? say("web.mixed_origin") : country(code));
  const list = element("dl", { class: "facts" });
  list.append(
    row(label("number"), facts.number),
    row(say("web.kind"), say(`pdf.page_kind_${facts.kind}`) + (facts.purpose ? ` · ${facts.purpose}` : "")),
    row(say("web.issued_by"), `${facts.authority}, ${country(facts.participant)}`),
    row(label("issued"), moment(facts.issued_at)),
    row(label("expires"), until(facts.valid_until)),
    row(label("exporter"), ...party(facts.exporter)),
    row(label("importer"), ...party(facts.importer)),
    row(label("origin"), place(facts.origin)),
    row(label("provenance"), country(facts.provenance)),
    row(label("destination"), country(facts.destination)),
    row(label("carats"), carats(total(facts.parcels, "weight_cct"))),
    row(label("value"), dollars(total(facts.parcels, "value_usd_cents"))),
    row(label("parcel_count"), String(facts.parcels.length)),
    row(label("seals"), facts.seals.join(", ") || "–"),
    row(label("validated_by"), facts.validated_by),
  );
  for (const one of facts.parcels) {
    const from = [place(one.origin), ...one.origins.map(country)].join(", ");
    const figures = `${carats(BigInt(one.weight_cct))}, ${dollars(BigInt(one.value_usd_cents))}`;
    list.append(row(`${label("parcel")} ${one.reference}`, `${one.hs}, ${from}`, element("br", {}), figures));
  }
  if (facts.sources.length) list.append(row(label("sources"), facts.sources.join(", ")));
  if (facts.relates_to) list.append(row(label("relates_to"), facts.relates_to));
  const title = element("h3", {}, say(authentic ? "web.facts_title" : "web.facts_unproven_title"));
  const section = element("section", { class: "card" }, title);
  if (!authentic) section.append(element("p", { class: "note doubt" }, say("web.facts_unproven")));
  section.append(list);
  return section;
}

async function give(event) {
  event.preventDefault();
  stop();
  const [file] = $("file").files;
  const text = $("text").value.trim();
  if (!file && !text) return problem(say("web.verify_nothing"));
  if (file && text) return problem(say("web.verify_both"));
  if (text) return judge(text);
  if (file.size > MAX_INPUT) return problem(say("offline.file_too_large"));
  const data = new Uint8Array(await file.arrayBuffer());
  const head = String.fromCharCode(...data.subarray(0, 8));
  if (!file.type.startsWith("image/") && !/^(\x89PNG|\xff\xd8\xff|GIF8|RIFF)/.test(head)) return judge(data);
  if (!(await canRead())) return problem(say("offline.no_reader"));
  const found = await readPicture(file);
  if (found) return /^KP[0-9]{1,9}:/.test(found) ? judge(found) : problem(say("scan.foreign_code"));
  return problem(say(found === null ? "scan.damaged" : "scan.no_code"));
}

function stop() {
  looking?.abort();
  looking = null;
  $("view").hidden = $("stop").hidden = true;
  $("look").hidden = false;
}

async function start() {
  problem("");
  looking = new AbortController();
  $("view").hidden = $("stop").hidden = false;
  $("look").hidden = true;
  $("stop").focus();
  try {
    const found = await look($("view"), looking.signal);
    stop();
    if (found) await judge(found);
  } catch {
    stop();
    problem(say("offline.camera_refused"));
  }
}

async function install() {
  try {
    await navigator.serviceWorker.register(app.dataset.worker);
    await navigator.serviceWorker.ready;
    $("installed").textContent = say("offline.installed");
  } catch {
    $("installed").textContent = say("offline.not_installed");
  }
}

async function begin() {
  await learn(app.dataset.words);
  app.hidden = false;
  if (!(await canVerify())) {
    $("form").hidden = true;
    return problem(say("offline.cannot_verify"));
  }
  try {
    trust = await kept();
  } catch (error) {
    $("news").textContent = told(error);
  }
  showLists();
  $("form").addEventListener("submit", give);
  $("look").addEventListener("click", start);
  $("stop").addEventListener("click", stop);
  $("renew").addEventListener("click", () => renewLists({ asked: true }));
  $("believe").addEventListener("click", () => renewLists({ asked: true, believe: true }));
  window.addEventListener("online", () => renewLists({ asked: false }));
  await Promise.all([renewLists({ asked: false }), install()]);
  $("camera").hidden = !(navigator.mediaDevices?.getUserMedia && (await canRead()));
  setInterval(showLists, 60_000);
  app.dataset.ready = "yes";
}

begin();
