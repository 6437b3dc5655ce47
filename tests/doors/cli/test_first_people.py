"""docs/running/first-people.md: every line of the page is run, in its order, in a new installation."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from tests.doors.conftest import today

from openkp.certificates import queries as certificates
from openkp.cli import person as people_commands
from openkp.cli import token as token_commands
from openkp.config import founding
from openkp.core.refusal import Refusal
from openkp.core.roles import Actor
from openkp.mining import queries as mining
from openkp.parties import actions, queries
from openkp.parties.actions import Personal

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[3] / "docs" / "running" / "first-people.md"
BLOCKS = re.findall(r"^```\n(.*?)\n```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
SYSTEM = Actor.system()
GROUPS = {"person": people_commands.person, "token": token_commands.token}


@pytest.fixture
def founded(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What `openkp init` left: reference facts and one administrator, whose number is 1."""
    actions.load_reference(by=SYSTEM, now=today(), request_id="tests-reference")
    founding.first_administrator(now=today(), login="you@example.org", password="a river of stones 9")
    monkeypatch.chdir(tmp_path)
    for name in ("officer", "approver"):
        (tmp_path / f"{name}.password").write_text(f"the long word of the {name}\n")
    return tmp_path


def openkp(*words: str, **more: Any) -> Any:
    return CliRunner().invoke(GROUPS[words[0]], list(words[1:]), standalone_mode=False, **more)


def test_the_page(founded: Path) -> None:
    first = queries.person_by_email("you@example.org", viewer=SYSTEM).id
    said, variables = [], {}
    for block in BLOCKS:
        for line in re.split(r"\n(?=openkp |curl |[A-Z])", block):
            if line.startswith("openkp "):
                said.append(_openkp(line, founded))
            elif line.startswith("curl "):
                _curl(line, variables, first)
            else:
                for name, value in re.findall(r'(\w+)=("[^"]*"|\S+)', line):
                    variables[name] = re.sub(
                        r"\$\(cat (\S+)\)", lambda m: (founded / m[1]).read_text().strip(), value.strip('"')
                    )
    assert "exporter:SL:SL-EX-0001" in said[3] and "erp@example.org" in said[3]
    assert "valid" in said[-1] and "okp_" not in said[-1]
    assert {row.number for row in mining.operators(viewer=SYSTEM, participant="SL")} == {"SL-AM-0001", "SL-DL-0001"}
    assert mining.licences(viewer=SYSTEM, participant="SL")[0].zone == "SL:KONO"
    assert certificates.allocations(viewer=SYSTEM, participant="SL")[0].left == 100
    signing = queries.signatories(viewer=SYSTEM, authority="sl-nma")
    assert [(row.name, row.function) for row in signing] == [("Hawa Jalloh", "issue"), ("Mohamed Kallon", "validate")]
    assert Client().login(email="officer@example.org", password="the long word of the officer")
    assert not Client().login(email="erp@example.org", password="")


def _openkp(line: str, folder: Path) -> str:
    words = shlex.split(line)[1:]
    out = folder / words.pop() if ">" in words and words.remove(">") is None else None
    done = openkp(*words)
    assert done.exception is None, (line, done.exception)
    if out is not None:
        out.write_text(done.stdout)
        assert re.fullmatch(r"okp_[A-Za-z0-9_-]{43}\n", done.stdout), "the secret, alone"
    return str(done.stdout)


def _curl(line: str, variables: dict[str, str], first: int) -> None:
    words = shlex.split(re.sub(r"\$(\w+)", lambda match: variables[match[1]], line))
    address = words[1].removeprefix("http://localhost:8000")
    headers, body = {}, ""
    for flag, value in zip(words[2::2], words[3::2], strict=True):
        if flag == "-H":
            name, _, text = value.partition(": ")
            headers[name.lower()] = text
        else:
            assert flag == "-d"
            body = value
    address = address.replace("/blanks/1/", f"/blanks/{_range()}/") if "/blanks/1/" in address else address
    told = json.loads(body)
    if "person" in told:  # numbers go on from the administrator's
        told["person"] += first - 1
    answer = Client(enforce_csrf_checks=True).post(
        address, json.dumps(told), content_type=headers.pop("content-type"), headers=headers
    )
    assert answer.status_code == 201, (line, answer.content)


def _range() -> int:
    return certificates.ranges(viewer=SYSTEM, participant="SL")[0].id


def test_roles_in_either_form_and_more_of_them_later(founded: Path) -> None:
    by = ["--by", "you@example.org"]
    named = ["--email", "a@example.org", "--name", "A", "--system"]
    done = openkp("person", "add", *by, *named, "--role", "exporter", "--participant", "SL", "--operator", "SL-EX-1")
    assert done.exception is None
    assert openkp("person", "grant", "a@example.org", *by, "--role", "customs:EU").exception is None
    (row,) = [one for one in json.loads(openkp("person", "list", "--json").stdout)["items"] if one["name"] == "A"]
    assert [(one["role"], one["participant"], one["operator"]) for one in row["roles"]] == [
        ("exporter", "SL", "SL-EX-1"), ("customs", "EU", ""),
    ]  # fmt: skip
    for wrong in (["--role", "king:SL"], ["--role", "system:SL"], ["--role", "officer"]):
        assert openkp("person", "grant", "a@example.org", *by, *wrong).exit_code != 0


def test_a_password_is_good_and_comes_from_a_file_standard_input_or_the_terminal(founded: Path) -> None:
    by = ["--by", "you@example.org", "--name", "B"]
    bad = openkp("person", "add", *by, "--email", "b@example.org", "--password-file", "-", input="short\n")
    assert bad.exit_code != 0
    piped = openkp(
        "person", "add", *by, "--email", "b@example.org", "--password-file", "-", input="a river of stones 8\n"
    )
    assert piped.exception is None, piped.exception
    typed = openkp("person", "add", *by, "--email", "c@example.org", input="a river of stones 7\n" * 2)
    assert typed.exception is None
    both = openkp("person", "add", *by, "--email", "d@example.org", "--system", "--password-file", "-", input="x\n")
    assert both.exit_code != 0


def test_a_token_is_revoked_and_only_an_administrator_makes_others(founded: Path) -> None:
    by = ["--by", "you@example.org"]
    who = Personal(email="o@example.org", name="O")
    actions.create_person(by=SYSTEM, now=today(), request_id="tests-person-o", who=who)
    made = openkp("token", "create", *by, "--person", "o@example.org", "--scope", "read", "--name", "x")
    headers = {"authorization": f"Bearer {made.stdout.strip()}"}
    assert Client().get("/api/v1/me", headers=headers).status_code == 200
    number = queries.tokens(viewer=SYSTEM)[0].id
    assert openkp("token", "revoke", str(number), *by).exception is None
    assert Client().get("/api/v1/me", headers=headers).status_code == 401
    other = ["--person", "you@example.org", "--scope", "admin"]
    assert isinstance(openkp("token", "create", "--by", "o@example.org", *other).exception, Refusal)
    assert openkp("token", "create", *by, "--person", "o@example.org", "--scope", "everything").exit_code != 0
