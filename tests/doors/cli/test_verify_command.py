"""`openkp verify` as an officer, a script and a forger use it. It runs alone: without Django, without a network."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from tests.core import forge
from tests.core import test_confirmation as confirmations

from openkp import cli
from openkp.cli import verify as command
from openkp.core.confirmation import confirmation_leaf
from openkp.core.credential.qr import encode_qr
from openkp.core.logcheck import issued_leaf
from openkp.core.trust import fingerprint

LOG = forge.Log(*forge.other_leaves(300), issued_leaf(forge.facts()), *forge.other_leaves(20))
QR = encode_qr(forge.cose(), LOG.proof(300))
NOW = ("--now", "2026-11-24T12:00:00Z")
PIN = fingerprint(bytes.fromhex(forge.public_hex("publisher")))

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process: (exit code, stdout, stderr)."""

    def call(*args: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["openkp", "verify", *args])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return stop.value.code, out, err

    return call


@pytest.fixture
def trust(tmp_path: Path) -> str:
    file = tmp_path / "trust.json"
    file.write_bytes(forge.trust_bytes(logs=[LOG.row()]))
    return str(file)


@pytest.fixture
def log_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "log"
    names = [
        "checkpoint",
        "tile/0/000",
        "tile/0/001.p/65",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/65",
    ]
    for name in names:
        data = LOG.read(name)
        assert data
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_each_verdict_has_its_exit_code(run: Run, trust: str) -> None:
    assert run(QR, "--trust", trust, *NOW)[0] == 0
    assert run(QR[:-20], "--trust", trust, *NOW)[0] == 1
    assert run(QR, *NOW)[0] == 2
    assert run("KP7:ABC", "--trust", trust, *NOW)[0] == 2


@pytest.mark.parametrize("name", ["SL004911.qr.txt", "SL004911.vc.jwt", "SL004911.cose"])
def test_a_file_of_any_form(run: Run, trust: str, tmp_path: Path, name: str) -> None:
    data = {
        "SL004911.qr.txt": QR.encode() + b"\n",
        "SL004911.vc.jwt": forge.vc().encode(),
        "SL004911.cose": forge.cose(),
    }
    (tmp_path / name).write_bytes(data[name])
    code, out, _ = run(str(tmp_path / name), "--trust", trust, *NOW)
    assert code == 0 and "VALID" in out and "Sierra Leone to European Union, 147.33 ct" in out


def test_a_file_whose_name_begins_like_a_credential_is_a_file(
    run: Run, trust: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("eye-of-the-lion.cose", "SL004911", "KP1:copy"):
        (tmp_path / name).write_bytes(forge.cose())
        assert run(name, "--trust", trust, *NOW)[0] == 0


def test_what_is_piped_in(run: Run, trust: str) -> None:
    assert run("-", "--trust", trust, *NOW, stdin=forge.cose())[0] == 0
    assert run("-", "--trust", trust, *NOW, stdin=b"")[0] == 1


def test_the_proof_that_came_beside_a_credential(run: Run, trust: str, tmp_path: Path) -> None:
    proof = tmp_path / "SL004911.tlog-proof"
    proof.write_text(LOG.proof(300).to_text())
    told = json.loads(run(forge.vc(), "--proof", str(proof), "--trust", trust, *NOW, "--json")[1])
    assert told["verified"] is True and told["reasons"] == []
    proof.write_text(LOG.proof(299).to_text())
    assert run(forge.vc(), "--proof", str(proof), "--trust", trust, *NOW)[0] == 1
    proof.write_text("c2sp.org/tlog-proof@v1\nnonsense")
    assert run(forge.vc(), "--proof", str(proof), "--trust", trust, *NOW)[0] == 1


def test_json_is_one_document_with_the_facts_and_the_reasons(run: Run, trust: str) -> None:
    code, out, _ = run(forge.vc(), "--trust", trust, *NOW, "--json", "--lang", "fr")
    told = json.loads(out)
    assert code == 0 and told["verified"] is True and told["verdict"] == "valid" and told["authentic"] is True
    assert [reason["code"] for reason in told["reasons"]] == ["verify.proof_absent"]
    assert told["reasons"][0]["text"].startswith("Il n’est accompagné d’aucune preuve")
    assert told["ages"] == {"trust_list": 10800, "status_list": 0}
    assert told["certificate"]["carats"] == "147.33" and told["trust_list"]["fingerprint"] == PIN
    _, out, _ = run(forge.vc()[:-9], "--trust", trust, *NOW, "--json")
    told = json.loads(out)
    assert (told["verified"], told["verdict"], told["authentic"], told["certificate"]) == (
        False,
        "not valid",
        False,
        None,
    )
    _, out, _ = run(QR, "--json", *NOW)
    told = json.loads(out)
    assert (told["verified"], told["verdict"], told["trust_list"]) == (None, "cannot check", None)


def test_people_read_the_verdict_in_their_language(run: Run, trust: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    code, out, _ = run(QR, "--trust", trust, "--now", "2027-01-01")
    assert code == 1 and out.startswith("NON VALABLE\n") and "Il est expiré" in out and "Il a été signé par" in out
    assert run(QR, "--trust", trust, "--lang", "en", *NOW)[1].startswith("VALID\n")


def test_a_specimen_says_so_before_anything_else(run: Run, tmp_path: Path) -> None:
    keys = [{**row, "specimen": True} for row in forge.trust_body()["keys"]]
    demo, real = tmp_path / "demo.json", tmp_path / "real.json"
    demo.write_bytes(forge.trust_bytes(specimen=True, keys=keys))
    real.write_bytes(forge.trust_bytes())
    text = encode_qr(forge.cose(forge.facts(specimen=True)), None)
    code, out, _ = run(text, "--trust", str(demo), *NOW)
    assert code == 0 and out.startswith("SPECIMEN")
    code, out, _ = run(text, "--trust", str(real), *NOW)
    assert code == 1 and out.startswith("SPECIMEN")


def test_the_trust_list_can_be_pinned(run: Run, trust: str) -> None:
    assert run(QR, "--trust", trust, "--trust-key", PIN, *NOW)[0] == 0
    code, out, _ = run(QR, "--trust", trust, "--trust-key", "ab" * 32, *NOW)
    assert code == 2 and PIN in out
    assert run(QR, "--trust-key", PIN, *NOW)[0] == 64


def test_a_trust_list_that_was_altered_cannot_be_used(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "trust.json"
    for data in (
        forge.trust_bytes().replace(b'"specimen":false,"status_lists"', b'"specimen":true,"status_lists"'),
        b"",
        b"{}",
    ):
        file.write_bytes(data)
        code, out, _ = run(QR, "--trust", str(file), *NOW)
        assert code == 2 and "CANNOT CHECK" in out


def test_a_copy_of_the_log_in_a_folder(run: Run, trust: str, log_dir: Path) -> None:
    assert run(QR, "--trust", trust, "--log", str(log_dir), *NOW)[0] == 0
    assert run(forge.vc(), "--trust", trust, "--log", str(log_dir), *NOW, "--json")[0] == 0
    (log_dir / "tile/entries/001.p/65").write_bytes(b"\x00\x01x" * 65)
    assert run(QR, "--trust", trust, "--log", str(log_dir), *NOW)[0] == 2


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        return


def test_a_copy_of_the_log_at_an_address(run: Run, trust: str, log_dir: Path) -> None:
    def handler(*args: Any) -> Quiet:
        return Quiet(*args, directory=str(log_dir.parent))

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        at = f"http://127.0.0.1:{server.server_port}/log/"
        assert run(QR, "--trust", trust, "--log", at, *NOW)[0] == 0
        assert run(QR, "--trust", trust, "--log", f"{at}elsewhere", *NOW)[0] == 2
        server.shutdown()


class Cut(Quiet):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"kp.example/log\n")


def test_an_answer_cut_short_is_a_log_that_cannot_be_read(run: Run, trust: str) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Cut) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        at = f"http://127.0.0.1:{server.server_port}/log"
        assert run(QR, "--trust", trust, "--log", at, *NOW)[0] == 2
        server.shutdown()


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("no-such-file.pdf",),
        ("hello",),
        (QR, "--trust", "no-such-list.json"),
        (QR, "--log", "no-such-folder"),
        (QR, "--log", "ftp://kp.example/log"),
        (QR, "--now", "yesterday"),
        (QR, "--now", "2026-13-01"),
        (QR, "--proof", "no-such-proof"),
        (QR, "--lang", "de"),
        (QR, "--unknown"),
        (QR, "second"),
        ("/",),
        ("x\0y",),
    ],
)
def test_wrong_use_is_never_mistaken_for_a_verdict(run: Run, args: tuple[str, ...]) -> None:
    code, out, err = run(*args)
    assert (code, out) == (64, "") and err


def test_a_bug_is_never_mistaken_for_a_verdict(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **more: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(command, "judge", broken)
    code, out, err = run(QR, *NOW)
    assert (code, out) == (70, "") and "ZeroDivisionError" in err


def test_a_day_is_judged_at_its_end(run: Run, trust: str) -> None:
    assert run(QR, "--trust", trust, "--now", "2026-11-24")[0] == 0
    assert run(forge.vc(), "--trust", trust, "--now", "2026-11-01")[0] == 1


def test_it_imports_neither_django_nor_a_database_nor_what_a_text_does_not_need() -> None:
    unwanted = ["django", "pyhanko", "PIL", "zxingcpp", "sqlite3", "psycopg", "typst", "segno"]
    script = (
        "import sys; from openkp import cli; sys.argv = ['openkp', 'verify', 'KP1:AAAA', '--json']\n"
        "try: cli.main()\nexcept SystemExit as stop: code = stop.code\n"
        f"loaded = sorted(name for name in {unwanted!r} if name in sys.modules)\n"
        "print(loaded, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.strip()) == (1, "[]")


def test_an_import_confirmation_with_its_proof(run: Run, tmp_path: Path) -> None:
    facts = confirmations.every_member()
    log = forge.Log(*forge.other_leaves(5), confirmation_leaf(facts))
    list_of = tmp_path / "trust.json"
    list_of.write_bytes(forge.trust_bytes(**confirmations.trust(specimen=True, logs=[log.row()])))
    file, proof = tmp_path / "confirmation.vc.jwt", tmp_path / "confirmation.tlog-proof"
    file.write_text(confirmations.signed(facts))
    proof.write_text(log.proof(5).to_text())
    given = (str(file), "--trust", str(list_of), *NOW)
    code, out, _ = run(*given, "--proof", str(proof), "--lang", "en")
    assert code == 0 and out.splitlines()[:2] == ["SPECIMEN: a demonstration, worth nothing", "VALID"]
    for told in ("SL004911", "147.20 ct", "US$ 660,105.48", "P2 (7102.39): 3.20 ct, seized", "Lien Peeters"):
        assert told in out
    assert "two differences" not in out and "found 2 differences" in out and "seals" in out
    told = json.loads(run(*given, "--proof", str(proof), "--json")[1])
    assert told["form"] == "confirmation" and told["confirmation"]["parcels"][2]["fate"] == "missing"
    assert told["certificate"] is None and told["verified"] is True
    proof.write_text(log.proof(4).to_text())
    assert run(*given, "--proof", str(proof))[0] == 1
    file.write_text(confirmations.signed(facts, by="forger"))
    assert run(*given)[0] == 1
    assert run(str(file), *NOW)[0] == 2
    assert "VÉRIFICATION IMPOSSIBLE" in run(str(file), *NOW, "--lang", "fr")[1]


def test_a_reader_who_closes_the_pipe_does_not_change_the_verdict() -> None:
    words = ["-c", "from openkp.cli import main; main()", "verify", QR, *NOW]
    with subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(60) == 2, "no trust list: cannot check, and never 1"
