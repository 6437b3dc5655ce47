"""The import confirmation: one encoding, every leaf guarded, verified by others' code, and a verdict that tells why."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from functools import partial
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import OKPKey
from tests.core import forge
from tests.core.test_vc import undefined

from openkp.core.confirmation import (
    ConfirmationFacts,
    ConfirmedParcel,
    Fate,
    check,
    compare,
    confirmation_document,
    confirmation_hash,
    confirmation_leaf,
    context_document,
    looks_like_confirmation,
    read_confirmation,
    sign_confirmation,
)
from openkp.core.credential.canonical import facts_hash
from openkp.core.credential.jws import base64url
from openkp.core.facts import PartyFacts
from openkp.core.leaf import read_leaf
from openkp.core.refusal import Refusal, Refusals
from openkp.core.trust import standing
from openkp.core.verdict import CANNOT_CHECK, NOT_VALID, VALID, Grade, Verdict
from openkp.core.verify import verify
from openkp.words import LANGUAGES, say

CONFIRMER = "did:web:be.example:authorities:eu-be"
KID = f"{CONFIRMER}#confirm"
CONTEXT = "https://be.example/contexts/kp-import-confirmation/v1"
CONFIRMED = dt.datetime(2026, 11, 20, 15, 45, tzinfo=dt.UTC)


def confirmed(**changes: Any) -> ConfirmationFacts:
    """Antwerp's, of the certificate of `forge.facts`: all there, as certified."""
    certificate = forge.facts()
    facts = ConfirmationFacts(
        number=certificate.number,
        certificate_sha256=facts_hash(certificate).hex(),
        issuer=forge.ISSUER,
        issuing_participant="SL",
        confirmer=CONFIRMER,
        participant="EU",
        exporter=certificate.exporter,
        importer=certificate.importer,
        received_on=dt.date(2026, 11, 19),
        confirmed_at=CONFIRMED,
        number_of_parcels=3,
        seals_intact=True,
        parcels=tuple(
            ConfirmedParcel(one.reference, one.hs, one.weight_cct, one.value_usd_cents, Fate.ACCEPTED)
            for one in certificate.parcels
        ),
        differences=(),
        confirmed_by="Lien Peeters",
        salt=bytes(range(16)).hex(),
    )
    return dataclasses.replace(facts, **changes)


def every_member() -> ConfirmationFacts:
    parcels = (
        ConfirmedParcel("P1", "7102.31", 14400, 65992548, Fate.ACCEPTED),
        ConfirmedParcel("P2", "7102.39", 320, 18000, Fate.SEIZED),
        ConfirmedParcel("P3", "7102.10", 0, None, Fate.MISSING),
    )
    importer = PartyFacts("Société du Brut", "1 place de l’Église\nAnvers", "EU", "BE-9")
    return confirmed(
        parcels=parcels, importer=importer, differences=("arrival.weight_differs", "arrival.seal_broken"),
        seals_intact=False, specimen=True,
    )  # fmt: skip


def signed(facts: ConfirmationFacts | None = None, *, kid: str = KID, by: str = "be-confirm") -> str:
    return sign_confirmation(facts or confirmed(), kid=kid, sign=forge.signer(by))


def resigned(document: Any, *, header: dict[str, Any] | None = None, by: str = "be-confirm") -> str:
    """The document as its signer would sign it if the signer were careless."""
    head = {"alg": "Ed25519", "cty": "vc", "kid": KID, "typ": "vc+jwt"} if header is None else header
    raw = document if isinstance(document, bytes) else rfc8785.dumps(document)
    text = f"{base64url(json.dumps(head).encode())}.{base64url(raw)}"
    return f"{text}.{base64url(forge.key(by).sign(text.encode()))}"


def trust(**changes: Any) -> dict[str, Any]:
    """Changes to the trust list of `forge` that bring in Antwerp."""
    body = forge.trust_body()
    key = {**forge.key_row("be-confirm", KID, "confirmation"), **changes.pop("key", {})}
    authority = {"did": CONFIRMER, "participant": "EU", "name": "Antwerp", **changes.pop("authority", {})}
    return {"keys": [*body["keys"], key], "authorities": [*body["authorities"], authority], **changes}


def judge(data: str | bytes, *, now: dt.datetime = forge.NOW, log: Any = None, proof: Any = None, **of: Any) -> Verdict:
    verdict = verify(data, trust=forge.trust_list(**trust(**of)), now=now, log=log, proof=proof)
    for language in LANGUAGES:  # every verdict can be said, in each language
        assert verdict.to_dict(partial(say, language))["verdict"] == verdict.verdict
    return verdict


FOUND = st.builds(
    ConfirmedParcel,
    forge.TEXTS,
    st.from_regex(r"[0-9]{4}\.[0-9]{2}", fullmatch=True),
    st.integers(0, 10**9),
    st.one_of(st.none(), st.integers(0, 10**12)),
    st.sampled_from([Fate.ACCEPTED, Fate.RETURNED, Fate.SEIZED]),
)
MISSED = st.builds(
    ConfirmedParcel, forge.TEXTS, st.just("7102.31"), st.just(0), st.none(), st.just(Fate.MISSING)
)  # fmt: skip


@st.composite
def any_confirmation(draw: st.DrawFn) -> ConfirmationFacts:
    """Any lawful set of facts."""
    at = draw(forge.MOMENTS.filter(lambda moment: moment.year > 2003))
    return confirmed(
        number=draw(forge.NUMBERS),
        certificate_sha256=draw(st.one_of(st.just(""), st.from_regex(r"[0-9a-f]{64}", fullmatch=True))),
        issuing_participant=draw(forge.CODES),
        participant=draw(forge.CODES),
        exporter=draw(forge.PARTIES),
        importer=dataclasses.replace(draw(forge.PARTIES), address=draw(st.one_of(st.just(""), forge.TEXTS))),
        received_on=at.date() - dt.timedelta(days=draw(st.integers(0, 300))),
        confirmed_at=at,
        number_of_parcels=draw(st.integers(0, 10_000)),
        seals_intact=draw(st.booleans()),
        parcels=tuple(draw(st.lists(st.one_of(FOUND, MISSED), min_size=1, max_size=5))),
        differences=tuple(draw(st.lists(st.sampled_from(["arrival.hs_differs", "arrival.seal_broken"]), max_size=3))),
        confirmed_by=draw(forge.TEXTS),
        salt=draw(st.binary(min_size=16, max_size=16)).hex(),
        specimen=draw(st.booleans()),
    )


# The document


@given(any_confirmation())
@settings(max_examples=60)
def test_every_fact_comes_back_signed(facts: ConfirmationFacts) -> None:
    found = read_confirmation(signed(facts))
    assert (found.facts, found.kid) == (facts, KID)
    forge.key("be-confirm").public_key().verify(found.signature, found.signed_bytes)


def test_a_jose_library_of_others_verifies_it() -> None:
    x = base64url(bytes.fromhex(forge.public_hex("be-confirm")))
    public = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": x})
    found = jws.deserialize_compact(signed(), public, algorithms=["Ed25519"])
    assert found.headers() == {"alg": "Ed25519", "cty": "vc", "kid": KID, "typ": "vc+jwt"}
    assert found.payload == rfc8785.dumps(confirmation_document(confirmed()))


def test_the_document_follows_the_data_model_and_holds_the_minimum() -> None:
    document = confirmation_document(confirmed())
    assert document["@context"] == ["https://www.w3.org/ns/credentials/v2", CONTEXT]
    assert document["type"] == ["VerifiableCredential", "KimberleyProcessImportConfirmation"]
    assert document["issuer"] == CONFIRMER and document["validFrom"] == "2026-11-20T15:45:00Z"
    subject = document["credentialSubject"]
    assert (subject["number"], subject["number_of_parcels"], subject["carats"]) == ("SL004911", 3, "147.33")
    assert subject["value_usd"] == "660105.48" and subject["received_on"] == "2026-11-19"
    assert subject["importer"]["name"] == "Antwerp Rough NV" and subject["exporter"]["name"] == "Kono Diamonds Ltd"


def test_the_context_is_at_the_address_that_the_did_names() -> None:
    for did, base in {
        "did:web:be.example": "https://be.example",
        "did:web:be.example%3A8443:authorities:x": "https://be.example:8443",
        "did:web:be.example:kp:authorities:x": "https://be.example/kp",
        "did:web:be.example:customs:x": "https://be.example/customs/x",
    }.items():
        context = confirmation_document(confirmed(confirmer=did))["@context"][1]
        assert context == f"{base}/contexts/kp-import-confirmation/v1"


def test_every_term_is_defined_by_a_context_and_none_is_redefined() -> None:
    ours = context_document(CONTEXT)["@context"]
    subject = confirmation_document(every_member())["credentialSubject"]
    assert {"KimberleyProcessImportConfirmation", subject["type"]} <= ours.keys() and ours["@protected"] is True
    terms = ours[subject["type"]]["@context"]
    assert list(undefined(subject, terms, "credentialSubject")) == []
    assert not {"id", "type", "name", "description"} & terms.keys()


@pytest.mark.parametrize("facts", [confirmed(), every_member()], ids=["plain", "every member"])
def test_each_leaf_changed_once_is_refused_or_not_valid(facts: ConfirmationFacts) -> None:
    """The signature kept: the reader or the key says no. Signed again: only what stands alone may change."""
    header, _, signature = signed(facts).split(".")
    document = confirmation_document(facts)
    tried = list(forge.leaves(document))
    assert len(tried) > 40
    for path, value in tried:
        changed = forge.with_leaf(document, path, other(value))
        assert changed != document, path
        verdict = judge(f"{header}.{base64url(rfc8785.dumps(changed))}.{signature}", specimen=True)
        assert verdict.verdict == NOT_VALID and verdict.authentic is False, path
        try:
            found = read_confirmation(resigned(changed)).facts
        except Refusal:
            continue
        assert path[0] == "credentialSubject" and path[1] not in {"type", "version", "carats", "value_usd"}, path
        assert path[1] not in {"confirmed_at", "confirmer"}, path
        assert path[1] != "parcels" or path[3] in {"reference", "hs", "fate"}, path  # figures contradict the totals
        assert found != facts and confirmation_hash(found) != confirmation_hash(facts), path


def other(value: Any) -> Any:
    return {"accepted": "seized", "seized": "accepted"}.get(value) or forge.other(value) if value else not value


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"name": "x"}, "name"),
        ({"id": "urn:x"}, "id"),
        ({"validUntil": "2027-01-01T00:00:00Z"}, "validUntil"),
        ({"issuer": {"id": CONFIRMER}}, "issuer"),
        ({"type": ["VerifiableCredential", "KimberleyProcessImportConfirmation", "Other"]}, "type"),
        ({"@context": ["https://www.w3.org/ns/credentials/v2"]}, "@context"),
        ({"credentialSubject": []}, "credentialSubject"),
    ],
)
def test_what_the_facts_do_not_imply_is_refused_by_name(change: dict[str, Any], where: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_confirmation(resigned({**confirmation_document(confirmed()), **change}))
    assert refusal.value == Refusal("confirmation.malformed", field=where)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"extra": "x"}, "credentialSubject.extra"),
        ({"version": 2}, "credentialSubject.version"),
        ({"number_of_parcels": "3"}, "credentialSubject.number_of_parcels"),
        ({"number_of_parcels": True}, "credentialSubject.number_of_parcels"),
        ({"specimen": False}, "credentialSubject.specimen"),
        ({"parcels": {}}, "credentialSubject.parcels"),
        ({"parcels": [["x"]]}, "credentialSubject.parcels"),
        ({"differences": ["a", 1]}, "credentialSubject.differences"),
        ({"received_on": "20261119"}, "credentialSubject.received_on"),
        ({"exporter": "Kono"}, "credentialSubject.exporter"),
        ({"exporter": {"name": "x", "country": "SL", "address": ""}}, "credentialSubject.exporter.address"),
        ({"number": ["SL004911"]}, "credentialSubject.number"),
    ],
)
def test_a_subject_that_is_not_written_so_is_refused_by_name(change: dict[str, Any], where: str) -> None:
    document = confirmation_document(confirmed())
    document["credentialSubject"] |= change
    with pytest.raises(Refusal) as refusal:
        read_confirmation(resigned(document))
    assert refusal.value == Refusal("confirmation.malformed", field=where)


def test_another_spelling_of_the_same_document_is_refused() -> None:
    document = confirmation_document(confirmed())
    spaced, escaped = json.dumps(document).encode(), rfc8785.dumps(document).replace(b"Lien", b"\\u004cien")
    turned = json.dumps(dict(reversed(document.items())), separators=(",", ":"), ensure_ascii=False).encode()
    for raw in (spaced, escaped, turned, rfc8785.dumps(document) + b"\n"):
        assert json.loads(raw) == document
        with pytest.raises(Refusal) as refusal:
            read_confirmation(resigned(raw))
        assert refusal.value == Refusal("confirmation.malformed", field="json")


def test_headers_of_others_are_refused() -> None:
    document, head = confirmation_document(confirmed()), {"alg": "Ed25519", "cty": "vc", "kid": KID, "typ": "vc+jwt"}
    for change in (
        {"alg": "none"}, {"typ": "JWT"}, {"kid": f"{forge.ISSUER}#k1"}, {"iss": forge.ISSUER}, {"crit": []}
    ):  # fmt: skip
        with pytest.raises(Refusal, match=r"confirmation\.malformed"):
            read_confirmation(resigned(document, header={**head, **change}))
    assert read_confirmation(resigned(document, header={**head, "iss": CONFIRMER})).facts == confirmed()


@given(st.text(max_size=200), st.binary(max_size=100), st.dictionaries(st.text(max_size=9), st.text(max_size=9)))
@settings(max_examples=60)
def test_no_strangers_text_raises_anything_but_a_refusal(text: str, middle: bytes, subject: dict[str, str]) -> None:
    header, _, signature = signed().split(".")
    document = {**confirmation_document(confirmed()), "credentialSubject": subject}
    for given_text in (text, f"{header}.{base64url(middle)}.{signature}", resigned(document)):
        looks_like_confirmation(given_text)
        with pytest.raises(Refusal) as refusal:
            read_confirmation(given_text)
        assert refusal.value.code == "confirmation.malformed"


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.text(max_size=9), st.integers(-(10**9), 10**9), st.booleans(), st.sampled_from(["1.00", "missing"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=9), inner, max_size=3)),
    max_leaves=6,
)
MEMBERS = [path for path, _ in forge.leaves(confirmation_document(every_member()))]


@given(st.sampled_from(MEMBERS), ANYTHING, st.integers(1, 4))
@settings(max_examples=200)
def test_no_strangers_value_anywhere_raises_anything_but_a_refusal(path: tuple[Any, ...], value: Any, up: int) -> None:
    document = forge.with_leaf(confirmation_document(every_member()), path[: max(1, len(path) - up + 1)], value)
    try:
        facts = read_confirmation(resigned(document)).facts
    except Refusal:
        return
    assert confirmation_document(facts) == document


# The facts


def test_all_faults_of_form_are_told_at_once() -> None:
    parcels = (ConfirmedParcel("", "7102", -1, -1, Fate.ACCEPTED), ConfirmedParcel("P", "7102.31", 1, 1, Fate.MISSING))
    wrong = confirmed(
        number="sl1", certificate_sha256="0", issuer="x", confirmer="", salt="00", parcels=parcels, confirmed_by="",
        received_on=dt.date(2026, 11, 22), number_of_parcels=-1, differences=("Not a code",), seals_intact=1,
    )  # fmt: skip
    fields = [fault.facts["field"] for fault in check(wrong)]
    assert set(fields) == {
        *("number", "certificate_sha256", "issuer", "confirmer", "salt", "confirmed_by", "received_on"),
        *("number_of_parcels", "differences", "seals_intact", "parcels.0.reference", "parcels.0.hs"),
        *("parcels.0.carats", "parcels.0.value_usd", "parcels.1.carats", "parcels.1.value_usd"),
    }
    with pytest.raises(Refusals) as refused:
        signed(wrong)
    assert [fault.facts["field"] for fault in refused.value.reasons] == fields
    assert check(confirmed()) == check(every_member()) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": ""},  # a credential names its issuer
        {"received_on": dt.datetime(2026, 11, 19, tzinfo=dt.UTC)},
        {"confirmed_at": dt.datetime(2026, 11, 20, 15, 45)},  # noqa: DTZ001 - in no zone at all
        {"confirmed_at": CONFIRMED.replace(microsecond=1)},
        {"exporter": PartyFacts("", "x", "SL")},
        {"importer": PartyFacts("A\u202eB", "x", "SL")},
        {"parcels": ()},
        {"parcels": (ConfirmedParcel("P", "7102.31", 1, 1, "accepted"),)},  # type: ignore[arg-type]
        {"parcels": tuple(ConfirmedParcel(f"P{at}", "7102.31", 1, 1, Fate.ACCEPTED) for at in range(101))},
        {"parcels": (ConfirmedParcel("P", "7102.31", 10**11, 1, Fate.ACCEPTED),) * 2},
    ],
)
def test_what_no_confirmation_may_say_is_not_signed(change: dict[str, Any]) -> None:
    assert len(check(confirmed(**change))) == 1


def test_paper_of_no_known_issuer_can_be_confirmed_and_a_day_that_began_east() -> None:
    assert check(confirmed(certificate_sha256="", issuer="")) == ()
    late = dt.datetime(2026, 11, 19, 23, 0, tzinfo=dt.UTC)
    assert check(confirmed(received_on=dt.date(2026, 11, 20), confirmed_at=late)) == ()
    assert check(confirmed(received_on=dt.date(2026, 11, 20), confirmed_at=late - dt.timedelta(hours=14))) != ()


def test_the_value_is_told_only_when_all_that_is_there_was_valued() -> None:
    there, gone = (
        ConfirmedParcel("A", "7102.31", 5, 7, Fate.ACCEPTED),
        ConfirmedParcel("B", "7102.31", 0, None, Fate.MISSING),
    )
    assert confirmed(parcels=(there, gone)).total_value_usd_cents == 7
    half = confirmed(parcels=(there, dataclasses.replace(there, value_usd_cents=None)))
    assert half.total_value_usd_cents is None and "value_usd" not in half.to_dict()


def test_the_leaf_commits_to_the_facts_and_hides_them() -> None:
    leaf = read_leaf(confirmation_leaf(confirmed()))
    assert (leaf.kind, leaf.issuer, leaf.number) == ("confirmed", CONFIRMER, "SL004911")
    assert leaf.facts_sha256 == confirmation_hash(confirmed())
    assert confirmation_hash(confirmed()) != confirmation_hash(confirmed(salt="ff" * 16))
    assert b"147" not in confirmation_leaf(confirmed()) and b"Antwerp" not in confirmation_leaf(confirmed())


# Side by side


def test_what_was_found_as_certified_shows_no_difference() -> None:
    assert compare(forge.facts(), confirmed()) == []


def test_each_difference_holds_both_figures_and_has_a_sentence() -> None:
    certificate = forge.facts()
    first, second, third = (
        ConfirmedParcel(p.reference, p.hs, p.weight_cct, p.value_usd_cents, Fate.ACCEPTED) for p in certificate.parcels
    )
    confirmation = confirmed(
        number="SL004912", certificate_sha256="0" * 64, issuer=CONFIRMER, issuing_participant="LR", participant="AE",
        exporter=PartyFacts("Other", "", "SL"), importer=PartyFacts("Other", "", "AE"), number_of_parcels=4,
        parcels=(
            dataclasses.replace(first, weight_cct=14401, value_usd_cents=65000000, hs="7102.21"),
            ConfirmedParcel(third.reference, third.hs, 0, None, Fate.MISSING),
            dataclasses.replace(second, reference="X"),
        ),
    )  # fmt: skip
    found = compare(certificate, confirmation)
    told = {(one.code.partition(".")[2], one.parcel): dict(one.facts) for one in found}
    assert told["weight_differs", "P/2026/1/SL004911"] == {
        "parcel": "P/2026/1/SL004911", "certified_cct": 14412, "found_cct": 14401
    }  # fmt: skip
    assert told["total_weight_differs", ""] == {"certified_cct": 14733, "found_cct": 14721}
    assert told["parcels_differs", ""] == {"certified": 3, "found": 4}
    assert told["parcel_missing", "P/2026/2/SL004911"]["certified_cct"] == 320
    assert told["parcel_missing", "P/2026/3/SL004911"]["certified_cct"] == 1
    assert told["parcel_not_certified", "X"]["found_cct"] == 320
    assert {name for name, _ in told} == {
        *("number_differs", "other_certificate", "issuer_differs", "issuing_participant_differs"),
        *("destination_differs", "exporter_differs", "importer_differs", "parcels_differs", "total_weight_differs"),
        *("total_value_differs", "parcel_missing", "parcel_not_certified", "hs_differs", "weight_differs"),
        "value_differs",
    }
    for language in LANGUAGES:
        for one in found:
            assert say(language, one.code, **one.facts)


# The verdict


def test_all_holds() -> None:
    verdict = judge(signed(), proof=None)
    assert (verdict.verdict, verdict.exit_code, verdict.authentic, verdict.form) == (VALID, 0, True, "confirmation")
    assert verdict.confirmation == confirmed() and verdict.facts is None and verdict.kid == KID
    assert verdict.codes == {"verify.proof_absent"}
    told = verdict.to_dict(partial(say, "en"))
    assert told["certificate"] is None and told["confirmation"]["carats"] == "147.33"
    assert judge(signed().encode() + b"\n").verdict == VALID


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ({"purpose": "certificate"}, "confirmation.key_purpose"),
        ({"purpose": "status"}, "confirmation.key_purpose"),
        ({"purpose": "log"}, "confirmation.key_purpose"),
        ({"valid_from": "2026-11-20T15:45:01Z"}, "verify.key_not_in_force"),
        ({"valid_until": "2026-11-20T15:45:00Z"}, "verify.key_not_in_force"),
        ({"revoked_at": "2026-11-20T00:00:00Z", "revoked_reason": "ended"}, "verify.key_revoked"),
        ({"revoked_at": "2026-11-23T00:00:00Z", "revoked_reason": "compromised"}, "verify.key_revoked"),
        ({"public_key": forge.public_hex("forger")}, "confirmation.signature"),
    ],
)
def test_a_key_that_could_not_confirm_then_is_not_valid(key: dict[str, Any], code: str) -> None:
    verdict = judge(signed(), key=key)
    assert verdict.verdict == NOT_VALID and verdict.authentic is False and code in verdict.codes


def test_a_key_retired_since_still_vouches_and_time_takes_nothing_away() -> None:
    for key in (
        {"revoked_at": "2026-11-23T00:00:00Z", "revoked_reason": "superseded"},
        {"valid_until": "2026-11-21T00:00:00Z"},
    ):
        assert judge(signed(), key=key).verdict == VALID
    gone = {"participants": [
        {"code": "SL", "status": [{"status": "active", "from": "2003-01-01"}]},
        {"code": "EU", "status": [{"status": "active", "from": "2003-01-01", "until": "2026-11-22"}]},
    ]}  # fmt: skip
    assert judge(signed(), **gone).verdict == VALID


def test_a_confirmation_key_never_signs_a_certificate() -> None:
    keys = [
        {**row, "purpose": "confirmation"} if row["kid"] == forge.KID else row for row in forge.trust_body()["keys"]
    ]
    for data in (forge.cose(), forge.vc()):
        verdict = verify(data, trust=forge.trust_list(keys=keys), now=forge.NOW)
        assert verdict.verdict == NOT_VALID and "verify.key_purpose" in verdict.codes and verdict.authentic is False


@pytest.mark.parametrize(
    "authority",
    [{"participant": "SL"}, {"until": "2026-11-20"}, {"from": "2026-11-21"}, {"did": forge.did_of("XX")}],
)
def test_a_confirmer_that_was_no_authority_there_that_day_is_not_valid(authority: dict[str, Any]) -> None:
    verdict = judge(signed(), authority=authority)
    assert verdict.verdict == NOT_VALID and "confirmation.not_an_authority" in verdict.codes


def test_a_participant_that_could_not_receive_that_day_is_not_valid() -> None:
    bar = {"participant": "EU", "scope": "all", "basis": "decision"}
    then = {"from": "2026-11-01", "until": "2026-11-21"}
    for direction, expected in (("import", NOT_VALID), ("both", NOT_VALID), ("export", VALID)):
        verdict = judge(signed(), restrictions=[{**bar, "direction": direction, **then}])
        assert verdict.verdict == expected
        assert ("confirmation.participant_barred" in verdict.codes) == (expected == NOT_VALID)
    later = judge(signed(), restrictions=[{**bar, "direction": "import", "from": "2026-11-21"}])
    assert later.verdict == VALID
    nobody = judge(signed(confirmed(participant="KE")), authority={"participant": "KE"})
    assert nobody.verdict == NOT_VALID and "verify.not_a_participant" in nobody.codes


FOREIGN = {"number": "KE000001", "issuing_participant": "KE", "issuer": "", "certificate_sha256": ""}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (FOREIGN, "verify.not_a_participant"),
        ({"number": "LR004911"}, "verify.number_prefix"),
        ({"number": "SL009999"}, "verify.number_never_issued"),
        ({"issuer": CONFIRMER}, "confirmation.not_an_issuer"),
    ],
)
def test_a_doubt_about_the_certificate_is_severe_where_goods_entered(change: dict[str, Any], code: str) -> None:
    entered = judge(signed(confirmed(**change)))
    assert entered.verdict == NOT_VALID and code in entered.codes and entered.authentic is True
    seized = tuple(dataclasses.replace(parcel, fate=Fate.SEIZED) for parcel in confirmed().parcels)
    kept = judge(signed(confirmed(**change, parcels=seized)))
    assert kept.verdict == VALID and code in kept.codes


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            {"number_ranges": [{"participant": "SL", "year": 2027, "first": "SL004901", "last": "SL005400"}]},
            "verify.number_never_issued",
        ),
        (
            {"participants": [
                {"code": "SL", "status": [{"status": "active", "from": "2026-11-20"}]},
                {"code": "EU", "status": [{"status": "active", "from": "2003-01-01"}]},
            ]},
            "verify.not_a_participant",
        ),
        (
            {"authorities": [
                {"did": forge.ISSUER, "participant": "SL", "name": "x", "from": "2026-11-20"},
                {"did": CONFIRMER, "participant": "EU", "name": "Antwerp"},
            ]},
            "confirmation.not_an_issuer",
        ),
    ],
)  # fmt: skip
def test_what_came_after_the_receipt_cannot_vouch_for_the_certificate(change: dict[str, Any], code: str) -> None:
    """Received on 19 November 2026: a participant, an authority or numbers of later are none of that day's."""
    verdict = judge(signed(), **change)
    assert verdict.verdict == NOT_VALID and {one.code for one in verdict.reasons if one.grade is Grade.NO} == {code}


def test_a_bar_on_exports_alone_is_not_remembered_as_one_on_imports() -> None:
    bar = {"participant": "EU", "scope": "all", "direction": "export", "from": "2026-11-01"}
    trusted = forge.trust_list(**trust(restrictions=[bar]))
    assert standing(trusted, "EU", CONFIRMED.date()).code == "verify.restricted"
    assert verify(signed(), trust=trusted, now=forge.NOW).verdict == VALID
    assert standing(trusted, "EU", CONFIRMED.date()).code == "verify.restricted"


def test_differences_and_seals_are_told() -> None:
    verdict = judge(signed(confirmed(differences=("arrival.weight_differs",), seals_intact=False)))
    assert verdict.verdict == VALID
    assert {"confirmation.differences", "confirmation.seals_broken"} <= verdict.codes


def test_one_of_the_future_is_not_valid() -> None:
    verdict = judge(signed(), now=CONFIRMED - dt.timedelta(hours=1))
    assert verdict.verdict == NOT_VALID and "confirmation.not_yet" in verdict.codes
    assert judge(signed(), now=CONFIRMED - dt.timedelta(seconds=200)).verdict == VALID


def test_without_a_list_or_with_an_old_one_it_cannot_be_checked() -> None:
    bare = verify(signed(), trust=None, now=forge.NOW)
    assert (bare.verdict, bare.exit_code, bare.confirmation) == (CANNOT_CHECK, 2, confirmed())
    later = forge.NOW + dt.timedelta(days=60)
    assert judge(signed(), now=later).verdict == CANNOT_CHECK
    unknown = judge(signed(), now=later, key={"kid": f"{CONFIRMER}#k9"})
    assert unknown.verdict == CANNOT_CHECK and unknown.authentic is None
    assert judge(signed(), key={"kid": f"{CONFIRMER}#k9"}).verdict == NOT_VALID


def test_a_demonstration_is_valid_only_under_a_list_that_says_it_is_one() -> None:
    for facts, key in ((confirmed(specimen=True), {}), (confirmed(), {"specimen": True})):
        refused = judge(signed(facts), key=key)
        assert refused.verdict == NOT_VALID and refused.specimen and "confirmation.specimen" in refused.codes
        shown = judge(signed(facts), key=key, specimen=True)
        assert shown.verdict == VALID and shown.specimen


# The log


LOG = forge.Log(*forge.other_leaves(20), confirmation_leaf(confirmed()), *forge.other_leaves(9))


def test_the_proof_is_of_the_confirmation_itself() -> None:
    logs = [LOG.row()]
    verdict = judge(signed(), proof=LOG.proof(20), logs=logs)
    assert (verdict.verdict, verdict.reasons) == (VALID, ())
    assert judge(signed(), proof=LOG.proof(20).to_text(), logs=logs, log=LOG).reasons == ()
    assert judge(signed(), logs=logs, log=LOG).reasons == ()
    heavier = confirmed(confirmed_by="Another")
    for proof, facts in ((LOG.proof(19), confirmed()), (LOG.proof(20), heavier)):
        wrong = judge(signed(facts), proof=proof, logs=logs)
        assert wrong.verdict == NOT_VALID and wrong.codes == {"confirmation.proof_wrong"}
    absent = judge(signed(heavier), logs=logs, log=LOG)
    assert absent.verdict == CANNOT_CHECK and absent.codes == {"confirmation.not_in_log"}
    policy = {**forge.trust_body()["policy"], "require_proof": True}
    assert judge(signed(), policy=policy).codes == {"verify.proof_required"}


def test_cut_short_is_not_valid_and_other_credentials_are_not_mistaken_for_it() -> None:
    text = signed()
    for part in (0.2, 0.5, 0.9):
        assert judge(text[: int(len(text) * part)]).verdict == NOT_VALID
    assert not looks_like_confirmation(forge.vc()) and not looks_like_confirmation("x.y.z")
    named = forge.facts(exporter=PartyFacts("KimberleyProcessImportConfirmation", "x", "SL"))
    assert not looks_like_confirmation(forge.vc(named)) and judge(forge.vc(named)).facts == named
    both = resigned({**confirmation_document(confirmed()), "type": ["KimberleyProcessCertificate"]})
    assert judge(both).verdict == NOT_VALID


def test_grades_are_those_of_the_verdict() -> None:
    verdict = judge(signed(), key={"purpose": "certificate"})
    assert {one.grade for one in verdict.reasons if one.code == "confirmation.key_purpose"} == {Grade.NO}
