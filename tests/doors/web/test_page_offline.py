"""The page for phones: the same answers as the core, whole with the network off, small, for everyone."""

from __future__ import annotations

import base64
import contextlib
import gzip
import io
import json
import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, Page, Route, sync_playwright
from tests.core import forge
from tests.core.test_qr_text import scanned
from tests.desk import Desk
from tests.doors.web.offline_vectors import GOOD, vectors
from tests.doors.web.test_browser import CHROMIUM, QUIET, STATIC, needs_chromium, site

from openkp.certificates import papers
from openkp.certificates import queries as certificates
from openkp.core.refusal import Refusal
from openkp.core.trust import read_trust_list
from openkp.core.verify import verify
from openkp.web.offline.sentences import sentences
from openkp.words import LANGUAGES, say

__all__ = ["site"]
SCRIPTS = STATIC / "offline"
needs_libraries = pytest.mark.skipif(
    not (SCRIPTS / "vendor" / "noble-ed25519.js").is_file(), reason="python hatch_build.py had no network"
)
pytestmark = [pytest.mark.browser, needs_chromium, needs_libraries]


@contextlib.contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """Opened after all that asks the database: Django refuses to be asked beside Playwright's loop."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *more])
        yield started
        started.close()


@pytest.fixture
def modules() -> Iterator[Page]:
    """An empty page of an https address that serves the page's modules and nothing else."""

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix("https://kp.example").lstrip("/")
        file = SCRIPTS / path
        if path and file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "text/plain")
        else:
            route.fulfill(body="<!doctype html><title>x</title>", content_type="text/html")

    with chromium() as browser:
        page = browser.new_context().new_page()
        page.route("**/*", serve)
        page.goto("https://kp.example/")
        yield page


JUDGE = """async ([vectors, lists, words]) => {
  const [{verify}, {readTrustList}, {say, know}] = await Promise.all(
    ["/verify.js", "/trust.js", "/words.js"].map((name) => import(name)));
  const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const read = await Promise.all(lists.map((text) => readTrustList(bytes(text))));
  const out = [];
  for (const {data, text, list, now} of vectors) {
    const found = await verify(text ?? bytes(data), {trust: read[list] ?? null, now});
    const said = [];
    for (const one of words) {
      know(one);
      said.push(found.reasons.map((reason) => say(reason.code, reason.facts)));
    }
    const reasons = found.reasons.map(({code, grade}) => [code, grade]);
    out.push({...found, facts: found.facts?.number ?? null, reasons, said});
  }
  return out;
}"""


def test_the_page_says_what_the_core_says(modules: Page) -> None:
    """Verdict, reasons, grades, ages and sentences, over some nine hundred certificates, honest and not."""
    asked, lists, wanted = [], {}, []
    for one in vectors():
        key = json.dumps(one.trust, sort_keys=True)
        if one.trust is not None and key not in lists:
            lists[key] = forge.trust_bytes(**one.trust)
        data = lists.get(key) if one.trust is not None else None
        verdict = verify(one.data, trust=read_trust_list(data) if data else None, now=one.now)
        given = {"text": one.data} if isinstance(one.data, str) else {"data": base64.b64encode(one.data).decode()}
        asked.append({**given, "list": list(lists).index(key) if data else -1, "now": int(one.now.timestamp())})
        said = [[_said(lang, reason.code, **reason.facts) for reason in verdict.reasons] for lang in LANGUAGES]
        wanted.append(
            {
                "verdict": verdict.verdict,
                "authentic": verdict.authentic,
                "specimen": verdict.specimen,
                "reasons": [[reason.code, str(reason.grade)] for reason in verdict.reasons],
                "ages": dict(verdict.ages),
                "form": verdict.form,
                "kid": verdict.kid,
                "facts": verdict.facts.number if verdict.facts else None,
                "said": said,
            }
        )
    texts = [base64.b64encode(data).decode() for data in lists.values()]
    found = modules.evaluate(JUDGE, [asked, texts, [sentences(lang) for lang in LANGUAGES]])
    names = [one.name for one in vectors()]
    assert len(names) > 800 and {one["verdict"] for one in wanted} == {"valid", "not valid", "cannot check"}
    differing = [(name, got, want) for name, got, want in zip(names, found, wanted, strict=True) if got != want]
    assert not differing, differing[:3]


def _said(language: str, code: str, **facts: Any) -> str:
    if code == "credential.version" and facts["version"][:2] in ("[]", "{}", "b'", "1."):
        facts["version"] = "None"  # a list where a number should be: the two languages write it in their own ways
    return say(language, "offline.no_trust_list" if code == "verify.no_trust_list" else code, **facts)


READ = """async ([texts, pin]) => {
  const {readTrustList} = await import("/trust.js");
  const out = [];
  for (const text of texts) {
    const data = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    try {
      out.push((await readTrustList(data, pin)).fingerprint);
    } catch (refusal) {
      out.push([refusal.code ?? String(refusal), refusal.facts?.field ?? ""]);
    }
  }
  return out;
}"""


def _altered_lists() -> Iterator[bytes]:
    """Every member altered under the old signature, and badly shaped ones."""
    whole = forge.trust_bytes()
    yield whole
    document = json.loads(whole)
    for path, value in forge.leaves(document):
        yield json.dumps(forge.with_leaf(document, path, forge.other(value)), ensure_ascii=False).encode()
        for odd in (7, "", "x", [], {}, True):
            yield json.dumps(forge.with_leaf(document, path, odd)).encode()
    for name in document:
        yield json.dumps({key: value for key, value in document.items() if key != name}).encode()
    yield json.dumps({**document, "more": 1}).encode()
    yield json.dumps({**document, "url": None}).encode()
    yield whole.replace(b'"version":2', b'"version":2.0')
    yield whole.replace(b'"specimen":false', b'"specimen":false,"specimen":false', 1)
    yield whole.replace(b"kp.example", b"kp\\u002eexample")
    yield from (b"", b"{}", b"[]", b"\xef\xbb\xbf" + whole, whole + b"\n", whole + b"x", whole[:-1], b"\xff")


def test_a_trust_list_is_read_as_the_core_reads_it(modules: Page) -> None:
    lists = list(_altered_lists())
    for pin in ("", read_trust_list(lists[0]).fingerprint, "0" * 64):
        found = modules.evaluate(READ, [[base64.b64encode(one).decode() for one in lists], pin])
        wanted: list[Any] = []
        for one in lists:
            try:
                wanted.append(read_trust_list(one, pin=pin or None).fingerprint)
            except Refusal as refusal:
                wanted.append([refusal.code, refusal.facts.get("field", "")])
        differing = [(a, b, c[:400]) for a, b, c in zip(found, wanted, lists, strict=True) if a != b]
        assert not differing, differing[:3]
        assert (found[0] == wanted[0]) and len(lists) > 500


def _qr(desk: Desk, number: str) -> str:
    found = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
    assert found is not None
    paper = papers.paper(found.row.credential_id, now=desk.cast.now)
    assert paper is not None
    return papers.qr_text(paper)


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("#app[data-ready]")


def _answer(page: Page) -> str:
    page.wait_for_selector("#answer .verdict")
    return page.locator("#answer .verdict h2").inner_text()


def test_with_the_network_off_after_one_visit(site: tuple[str, Desk, str]) -> None:
    address, desk, number = site
    text = _qr(desk, number)
    with chromium() as browser:
        context = browser.new_context()
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda told: faults.append(told.text) if told.type == "error" and "ERR_INTERNET" not in told.text else None,
        )
        asked: list[str] = []
        _open(page, f"{address}/fr/verify/offline/")
        context.set_offline(True)
        context.on("request", lambda request: asked.append(request.url))
        _open(page, f"{address}/fr/verify/offline/")
        assert "pas de réseau" in page.locator("#news").inner_text() or page.locator("#lists").inner_text()
        page.fill("#text", text)
        page.get_by_role("button", name="Vérifier").click()
        assert _answer(page) == say("fr", "web.verdict_valid")
        assert "moins d’une minute" in page.locator(".ages").inner_text()
        altered = text[:-30] + ("A" if text[-30] != "A" else "B") + text[-29:]
        page.fill("#text", altered)
        page.get_by_role("button", name="Vérifier").click()
        page.wait_for_selector("#answer .verdict.bad")
        page.fill("#text", "")
        page.set_input_files(
            "#file", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": scanned(text, millimetres=90)}
        )
        page.get_by_role("button", name="Vérifier").click()
        page.wait_for_selector("#answer .verdict.good")
        assert {one.split("?")[0] for one in asked} <= {one for one in asked if one.startswith(address)}
        assert not faults, faults


def test_another_key_is_not_believed_unless_the_reader_says_so(site: tuple[str, Desk, str]) -> None:
    address, _, _ = site
    with chromium() as browser:
        context = browser.new_context()
        page = context.new_page()
        _open(page, f"{address}/en/verify/offline/")
        before = page.locator(".fingerprint").inner_text()
        page.route(
            "**/trust.json", lambda route: route.fulfill(body=forge.trust_bytes(issued_at="2099-01-01T00:00:00Z"))
        )
        page.click("#renew")
        page.wait_for_selector("#strange:not([hidden])")
        assert page.locator(".fingerprint").inner_text() == before, "the list kept is still the one of the pinned key"
        page.click("#believe")
        page.locator(".fingerprint", has_not_text=before).wait_for()
        assert page.locator("#strange").is_hidden()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everyone_can_use_it_at_360_px(site: tuple[str, Desk, str], lang: str) -> None:
    address, desk, number = site
    good = _qr(desk, number)
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 360, "height": 800})
        page = context.new_page()
        _open(page, f"{address}/{lang}/verify/offline/")
        for text in ("", good, GOOD):
            if text:
                page.fill("#text", text)
                page.locator("#form button.button:not([type])").click()
                _answer(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            wrong = [one["id"] for one in Axe().run(page).response["violations"]]
            assert not wrong, wrong


def test_without_javascript_it_says_where_to_go(client: Client, db: None) -> None:
    page = client.get("/en/verify/offline/")
    assert "<noscript>" in page.text and say("en", "offline.without_script") in page.text
    assert (
        "'unsafe" not in page.headers["Content-Security-Policy"]
        and "manifest-src" in page.headers["Content-Security-Policy"]
    )
    assert 'href="/en/verify/offline/"' in client.get("/en/verify/").text


def test_the_first_visit_is_light(client: Client, db: None) -> None:
    """All that the page and its service worker ask for; the trust list, which is data, comes on top."""
    names = ("", "words.json", "app.webmanifest", "worker.js")
    shown = {name: client.get(f"/fr/verify/offline/{name}").content for name in names}
    files = [STATIC / "css" / "tokens.css", STATIC / "css" / "openkp.css", STATIC / "img" / "icon.svg"]
    files += [one for one in SCRIPTS.rglob("*") if one.suffix in (".js", ".css") and one.name != "worker.js"]
    sizes = {one.name: len(brotli.compress(one.read_bytes())) for one in files}  # as whitenoise keeps them
    sizes |= {name or "page": len(gzip.compress(body, 6)) for name, body in shown.items()}
    assert 40_000 < sum(sizes.values()) < 60_000, (sum(sizes.values()), sizes)


def _film(tmp_path: Path, text: str) -> Path:
    """The code as a camera sees it, as raw video that Chromium plays for one: YUV4MPEG2, grey."""
    picture = Image.open(io.BytesIO(scanned(text, millimetres=90))).convert("L").resize((1080, 1280))
    frame = Image.new("L", (1280, 1280), 240)
    frame.paste(picture, (100, 0))
    file = tmp_path / "code.y4m"
    one = b"FRAME\n" + frame.tobytes() + bytes([128]) * (640 * 640 * 2)
    file.write_bytes(b"YUV4MPEG2 W1280 H1280 F5:1 Ip A1:1 C420jpeg\n" + one * 5)
    return file


def test_the_camera_reads_the_code(site: tuple[str, Desk, str], tmp_path: Path) -> None:
    address, desk, number = site
    film = _film(tmp_path, _qr(desk, number))
    camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    with chromium(*camera, f"--use-file-for-fake-video-capture={film}") as browser:
        page = browser.new_context().new_page()
        _open(page, f"{address}/fr/verify/offline/")
        page.click("#look")
        page.wait_for_selector("#answer .verdict.good")
        assert number in page.locator("#answer").inner_text() and page.locator("#view").is_hidden()
