"""The bank of the repository itself: it has no mistake, and can be published as it is."""

from pathlib import Path

import msgspec
import pytest

from chalicelib.content import review as blind
from chalicelib.content.bank import load
from chalicelib.content.releases import Release, build
from chalicelib.content.stats import measure

ROOT = Path(__file__).resolve().parents[3] / "content"
INDEX_BYTES = 1_000_000
BODY_BYTES = 16_000
AGREEMENT = 0.98


@pytest.fixture(scope="module")
def release() -> Release:
    """Raises with every problem when the bank has one."""
    return build(ROOT)


def test_the_index_fits_in_memory(release: Release) -> None:
    """Every function keeps it; several releases live side by side."""
    assert len(msgspec.json.encode(release.index)) <= INDEX_BYTES


def test_bodies_are_small(release: Release) -> None:
    """One read unit or a few for each question."""
    large = {key: len(body) for key, body in release.bodies.items() if len(body) > BODY_BYTES}
    assert large == {}


def test_every_file_a_question_names_is_in_the_release(release: Release) -> None:
    """A missing picture or file would be found by a learner first."""
    for body in release.bodies.values():
        found = msgspec.json.decode(body)["question"]
        urls = [file["url"] for file in found["files"]]
        urls += [found[part]["url"] for part in ("picture", "environment") if found[part]]
        assert all(url.removeprefix("/") in release.objects for url in urls)


def test_nobody_can_pass_by_length_or_meet_a_question_twice() -> None:
    """The measures of the quality bar, over what is written."""
    assert [what for what, _, good in measure(load(ROOT)).verdicts() if not good] == []


def test_blind_readers_agree_with_the_keys() -> None:
    """Every challenge was answered from the question alone, and the answers still fit what is asked today.

    A changed question makes its answer stale: it is answered again by someone who has not seen the key.
    """
    bank = load(ROOT)
    lines = [line for path in sorted((ROOT / "review").glob("*.jsonl")) for line in path.read_bytes().splitlines()]
    answers = [msgspec.json.decode(line, type=blind.Answer) for line in lines]
    verdict = blind.review(bank, answers)
    assert verdict.share >= AGREEMENT
    assert verdict.stale == 0
    active = {challenge.id for challenge in build(ROOT).index.challenges if challenge.active}
    assert active - {answer.id for answer in answers} == set()
