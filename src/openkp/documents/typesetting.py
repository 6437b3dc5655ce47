"""Typst, once in each process: templates of this room, facts as JSON inputs, fonts of the wheel only.

A typst compiler that has compiled in a parent process never returns in a forked child: that is refused here with a
crash, because a page that hangs is worse. Start workers by ``spawn``, or compile only after the fork.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import threading
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "templates"
_lock = threading.Lock()
_compiled_in: set[int] = set()


def typeset(template: str, data: Mapping[str, Any], *, at: dt.datetime, archive: bool = True) -> bytes:
    """Compile ``templates/<template>`` with `data` as ``sys.inputs.data``. The same inputs give the same bytes.

    The result is a PDF: PDF/A-3a if `archive`.
    """
    process = os.getpid()
    with _lock:
        assert _compiled_in <= {process}, "typst has compiled in a parent of this process: start it by spawn"
        compiler = _compiler(template)
        _compiled_in.add(process)
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        out = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-3a"] if archive else [], timestamp=at)
        assert isinstance(out, bytes), "a PDF is one file"
        return out


@cache
def template_version() -> str:
    """16 hexadecimal digits that change when the templates or their words change: part of a cached page's key."""
    digest = sha256()
    words = TEMPLATES.parent.parent / "words"
    for path in sorted([*TEMPLATES.glob("*.typ"), *words.glob("*/pdf.ftl")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(TEMPLATES / template, root=TEMPLATES, ignore_system_fonts=True)
