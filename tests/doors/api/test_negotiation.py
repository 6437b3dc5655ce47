"""RFC 9110, 12.5.1: what a client wants most of what is offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openkp.api.negotiation import preferred

OFFERED = ("application/vc+jwt", "application/cose", "application/pdf", "image/png", "text/html")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "application/vc+jwt"),
        ("*/*", "application/vc+jwt"),
        (BROWSER, "text/html"),
        ("application/pdf", "application/pdf"),
        ("Application/PDF;q=1.0", "application/pdf"),
        ("image/*", "image/png"),
        ("image/avif,image/webp,image/apng,image/*,*/*;q=0.8", "image/png"),
        ("application/cose;q=0.5, application/vc+jwt;q=0.4", "application/cose"),
        ("application/*;q=0.5, application/pdf;q=0", "application/vc+jwt"),
        ("text/turtle", None),
        ("application/pdf;q=0", None),
        ("application/pdf;q=nonsense", None),
    ],
)
def test_the_best_of_what_is_offered(accept: str, chosen: str | None) -> None:
    assert preferred(accept, OFFERED) == chosen


@given(st.text(max_size=300))
def test_no_header_breaks_it(accept: str) -> None:
    assert preferred(accept, OFFERED) in (*OFFERED, None)
