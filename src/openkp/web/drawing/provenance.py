"""From pits to certificate: the trace of lots, by holder, with the carats that ended in the certificate.

How many carats of a mixed lot are "of this certificate" is a model of ours, not a text of the Process: each lot's share
is spread over its parents in proportion to what they gave (largest remainder, as in the ledger).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from openkp.core.units import share_out
from openkp.ledger.queries import Node, Trace
from openkp.mining.queries import SiteRow

MOST_IN_A_COLUMN = 12
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Place:
    """`kind`: site, zone, stock (declared at opening), import, operator, authority, certificate, others. `name` is a
    code, a number, or how many are gathered; `title` a name that this viewer may see, or ""."""

    kind: str
    name: str
    title: str
    column: int
    mct: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """`flows`: (index of a place, index of a place, milli-carats), from left to right."""

    places: tuple[Place, ...]
    flows: tuple[tuple[int, int, int], ...]
    lots: int
    sites: int
    slips: int
    gathered: bool


_Key = tuple[str, str, int]  # kind, name, hand-overs that still lay before the certificate


def provenance(traces: Sequence[Trace], *, number: str, sites: Mapping[str, SiteRow]) -> Provenance:
    """One picture of all lots of a certificate. `sites` are those of the traces, by code."""
    titles: dict[tuple[str, str], str] = {("site", code): row.name for code, row in sites.items()}
    flows: dict[tuple[_Key, _Key], int] = defaultdict(int)
    for trace in traces:
        titles |= {("operator", number): name for number, name in trace.names.items()}
        for ends, mct in _flows(trace, number).items():
            flows[ends] += mct
    gathered = False
    if _count(flows, "site") > MOST_IN_A_COLUMN:
        gathered = True
        flows = _renamed(flows, lambda key: _to_zone(key, sites))
    deepest = max((key[2] for ends in flows for key in ends), default=0)
    flows = _renamed(flows, lambda key: key if key[0] in _INNER else (key[0], key[1], deepest))
    for depth in range(1, deepest + 1):
        small = _smallest(flows, depth)
        if small:
            gathered = True
            flows = _renamed(flows, lambda key, small=small: (OTHERS, str(len(small)), key[2]) if key in small else key)  # type: ignore[misc]
    return _arranged(flows, titles, deepest, traces, gathered)


_INNER = frozenset({"operator", "authority", "certificate"})


def _flows(trace: Trace, number: str) -> dict[tuple[_Key, _Key], int]:
    nodes = {node.id: node for node in trace.nodes}
    parents: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for edge in trace.edges:
        parents[edge.target].append((edge.source, edge.mct))
    share: dict[int, int] = defaultdict(int)
    share[trace.root] = nodes[trace.root].made_mct
    depth: dict[int, int] = defaultdict(int)
    flows: dict[tuple[_Key, _Key], int] = defaultdict(int)
    # A lot is made after its parents, so ids descend from the certificate to the pits.
    for lot in sorted(nodes, reverse=True):
        node, here = nodes[lot], _key(nodes[lot], depth[lot], number, lot == trace.root)
        given_by = parents.get(lot, [])
        given = share_out(share[lot], _weights(given_by)) if given_by else {}
        for source, _ in given_by:
            handed = _holder(nodes[source]) != _holder(node)
            depth[source] = max(depth[source], depth[lot] + handed)
        for text, mct in given.items():
            share[int(text)] += mct
        if not given_by:
            flows[_origin(node, trace, depth[lot] + 1), here] += share[lot]
    return _between_holders(nodes, parents, share, depth, flows, trace, number)


def _between_holders(
    nodes: Mapping[int, Node],
    parents: Mapping[int, list[tuple[int, int]]],
    share: Mapping[int, int],
    depth: Mapping[int, int],
    flows: dict[tuple[_Key, _Key], int],
    trace: Trace,
    number: str,
) -> dict[tuple[_Key, _Key], int]:
    """Add what passed from one holder to the next; what a holder did with its own lots is not drawn."""
    for lot, given_by in parents.items():
        here = _key(nodes[lot], depth[lot], number, lot == trace.root)
        for text, mct in share_out(share[lot], _weights(given_by)).items():
            there = _key(nodes[int(text)], depth[int(text)], number, False)
            if there != here:
                flows[there, here] += mct
    return flows


def _weights(given_by: Sequence[tuple[int, int]]) -> dict[str, int]:
    weights: dict[str, int] = defaultdict(int)
    for source, mct in given_by:
        weights[str(source)] += mct
    return weights


def _holder(node: Node) -> tuple[str, str]:
    return str(node.holder_kind), node.holder


def _key(node: Node, depth: int, number: str, root: bool) -> _Key:
    if root:
        return ("certificate", number, 0)
    kind = {"transit": "certificate", "authority": "authority"}.get(str(node.holder_kind), "operator")
    return (kind, node.holder, depth)


def _origin(node: Node, trace: Trace, depth: int) -> _Key:
    site = trace.dug_at.get(node.id)
    if site:
        return ("site", site, depth)
    return ("import", node.certificate, depth) if node.certificate else ("stock", node.participant, depth)


def _to_zone(key: _Key, sites: Mapping[str, SiteRow]) -> _Key:
    if key[0] != "site" or key[1] not in sites:
        return key
    return ("zone", sites[key[1]].zone, key[2])


def _count(flows: Mapping[tuple[_Key, _Key], int], kind: str) -> int:
    return len({key[:2] for ends in flows for key in ends if key[0] == kind})


def _renamed(flows: Mapping[tuple[_Key, _Key], int], rename: Callable[[_Key], _Key]) -> dict[tuple[_Key, _Key], int]:
    out: dict[tuple[_Key, _Key], int] = defaultdict(int)
    for (source, target), mct in flows.items():
        out[rename(source), rename(target)] += mct
    return out


def _through(flows: Mapping[tuple[_Key, _Key], int]) -> dict[_Key, int]:
    came: dict[_Key, int] = defaultdict(int)
    went: dict[_Key, int] = defaultdict(int)
    for (source, target), mct in flows.items():
        went[source] += mct
        came[target] += mct
    return {key: max(came[key], went[key]) for key in {*came, *went}}


def _smallest(flows: Mapping[tuple[_Key, _Key], int], depth: int) -> frozenset[_Key]:
    """The places of a column beyond those that are drawn one by one."""
    here = sorted(((mct, key) for key, mct in _through(flows).items() if key[2] == depth), reverse=True)
    return frozenset(key for _, key in here[MOST_IN_A_COLUMN - 1 :]) if len(here) > MOST_IN_A_COLUMN else frozenset()


def _arranged(
    flows: Mapping[tuple[_Key, _Key], int],
    titles: Mapping[tuple[str, str], str],
    deepest: int,
    traces: Sequence[Trace],
    gathered: bool,
) -> Provenance:
    through = _through(flows)
    keys = sorted(through, key=lambda key: (-key[2], key[0] == OTHERS, -through[key], key[1]))
    index = {key: place for place, key in enumerate(keys)}
    places = tuple(
        Place(key[0], key[1], titles.get((key[0], key[1]), ""), deepest - key[2], through[key]) for key in keys
    )
    lines = sorted((index[source], index[target], mct) for (source, target), mct in flows.items() if mct)
    return Provenance(
        places,
        tuple(lines),
        sum(len(trace.nodes) for trace in traces),
        len({code for trace in traces for code in trace.dug_at.values()}),
        sum(len(trace.slips) for trace in traces),
        gathered,
    )
