"""A flow drawn as SVG: columns of nodes, bands between them as wide as what flows. Whole pixels, no styles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

NODE_WIDTH = 12
LABEL_PITCH = 38  # two lines of text
COLUMN_WIDTH = 250
LAST_WIDTH = 190
HEAD = 30
TALLEST = 420  # pixels for the fullest column, before labels push nodes apart


@dataclass(frozen=True, slots=True)
class FlowNode:
    """`column` counts from the left; `weight` is what passes through; `tone`: site, "" or end."""

    key: str
    column: int
    label: str
    sub: str
    weight: int
    tone: str = ""


@dataclass(frozen=True, slots=True)
class FlowBand:
    source: str
    target: str
    weight: int
    told: str  # for the pointer: "from, to, how much"


@dataclass(frozen=True, slots=True)
class _Box:
    x: int
    y: int
    height: int


def draw(
    nodes: Sequence[FlowNode], bands: Sequence[FlowBand], *, heads: Sequence[str], title: str, text: str
) -> SafeString:
    """An SVG of its own size, to be scrolled on a narrow screen. `heads` name the columns, `text` tells it in words."""
    columns = max((node.column for node in nodes), default=0) + 1
    boxes, height = _place(nodes, columns)
    width = (columns - 1) * COLUMN_WIDTH + LAST_WIDTH
    parts = [
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="flow-title flow-text"><title id="flow-title">{escape(title)}</title>'
        f'<desc id="flow-text">{escape(text)}</desc>'
    ]
    for column, head in enumerate(heads[:columns]):
        parts.append(f'<text class="head" x="{column * COLUMN_WIDTH}" y="16">{escape(head)}</text>')
    parts.extend(_bands(nodes, bands, boxes))
    for node in nodes:
        box = boxes[node.key]
        middle = box.y + box.height // 2
        shape = f"node {node.tone}".strip()
        parts.append(f'<rect class="{shape}" x="{box.x}" y="{box.y}" width="{NODE_WIDTH}" height="{box.height}"/>')
        parts.append(f'<text x="{box.x + NODE_WIDTH + 7}" y="{middle - 2}">{escape(_short(node.label))}</text>')
        parts.append(f'<text class="sub" x="{box.x + NODE_WIDTH + 7}" y="{middle + 13}">{escape(node.sub)}</text>')
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308 - every text above is escaped


def _place(nodes: Sequence[FlowNode], columns: int) -> tuple[dict[str, _Box], int]:
    boxes: dict[str, _Box] = {}
    lowest = 0
    fullest = max((sum(n.weight for n in nodes if n.column == c) for c in range(columns)), default=0) or 1
    for column in range(columns):
        y = HEAD
        for node in (node for node in nodes if node.column == column):
            tall = max(3, node.weight * TALLEST // fullest)
            pad = max(0, LABEL_PITCH - tall)
            boxes[node.key] = _Box(column * COLUMN_WIDTH, y + pad // 2, tall)
            y += tall + max(pad, 10)
        lowest = max(lowest, y)
    return boxes, lowest + 8


def _bands(nodes: Sequence[FlowNode], bands: Sequence[FlowBand], boxes: dict[str, _Box]) -> list[str]:
    weights = {node.key: node.weight for node in nodes}
    order = {node.key: place for place, node in enumerate(nodes)}
    out: dict[str, int] = {}
    into: dict[str, int] = {}
    drawn = []
    for band in sorted(bands, key=lambda band: (order[band.source], order[band.target])):
        left, right = boxes[band.source], boxes[band.target]
        first, second = _share(left, band, weights[band.source]), _share(right, band, weights[band.target])
        y1, y2 = left.y + out.get(band.source, 0), right.y + into.get(band.target, 0)
        out[band.source] = out.get(band.source, 0) + first
        into[band.target] = into.get(band.target, 0) + second
        x1, x2 = left.x + NODE_WIDTH, right.x
        bend = (x1 + x2) // 2
        drawn.append(
            f'<path class="band" d="M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}'
            f'V{y2 + second}C{bend} {y2 + second} {bend} {y1 + first} {x1} {y1 + first}Z">'
            f"<title>{escape(band.told)}</title></path>"
        )
    return drawn


def _share(box: _Box, band: FlowBand, weight: int) -> int:
    return max(1, box.height * band.weight // weight) if weight else 1


def _short(text: str) -> str:
    return text if len(text) <= 31 else text[:30] + "…"
