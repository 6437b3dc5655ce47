"""The house keeps its shape: furniture, sizes, no knot of imports, no file without a name of its own."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "openkp"
ROOMS = sorted(path.parent for path in SOURCE.glob("*/models.py"))


def test_imports_flow_downwards() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_models_are_read_by_their_own_room_only() -> None:
    rooms = {path.name for path in ROOMS}
    strangers = []
    for path in SOURCE.rglob("*.py"):
        here = path.relative_to(SOURCE).parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("openkp."):
                parts = node.module.split(".")
                names = [alias.name for alias in node.names]
                if len(parts) >= 2 and parts[1] in rooms - {here} and ("models" in parts[2:] or "models" in names):
                    strangers.append(f"{path.relative_to(SOURCE)} imports {node.module}")
    assert not strangers


def test_no_file_without_a_name_of_its_own_and_none_too_long() -> None:
    for path in SOURCE.rglob("*.py"):
        assert path.stem not in {"utils", "helpers", "common", "misc"}, path
        if "migrations" not in path.parts:
            assert len(path.read_text(encoding="utf-8").splitlines()) <= 600, path


def test_no_function_over_sixty_lines() -> None:
    long = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 60:
                long.append(f"{path.relative_to(SOURCE)} {node.name}")
    assert not long


def test_no_float_weighs_or_counts_money() -> None:
    for room in ("core", "ledger", "mining", "certificates", "shipments"):
        for path in (SOURCE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                json_ld = path.name == "vc.py"  # "@version": 1.1 of JSON-LD is a number by its specification
                assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)) or (
                    json_ld and node.value == 1.1
                ), f"{path}:{node.lineno}"
                assert not (
                    isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
                ), f"{path}:{node.lineno}"
