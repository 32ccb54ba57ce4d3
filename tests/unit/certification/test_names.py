"""Identity inside a session: what counts of names, and matching exactly one candidate."""

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.certification import names
from chalicelib.certification.model import Candidate

LATIN = st.text(st.sampled_from(string.ascii_letters + "éèêëàâäïîôöùûüçñÉÀÇœæøł"), min_size=1, max_size=20)
BETWEEN = st.sampled_from(["-", "'", "’", " ", "  ", " - ", "\u00a0", "‐", "."])


def candidate(first: str, last: str, birth: str = "2001-02-03", session: str = "S") -> Candidate:
    """Somebody enrolled."""
    return Candidate(id=first + last, session=session, first_name=first, last_name=last, birth_date=birth)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean-Pierre", "jean pierre"),
        ("D’Artagnan", "D'ARTAGNAN"),
        ("Zoé", "ZOE"),
        ("Zoe\u0301", "Zoé"),
        ("  de   la Fontaine ", "De La Fontaine"),
        ("Lœtitia", "LOETITIA"),
        ("Strauß", "STRAUSS"),
        ("Łukasz", "lukasz"),
        ("Çelik", "celik"),
        ("İbrahim", "ibrahim"),
        ("Ѐ", "Е"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    """A candidate must get in with the keyboard at hand, whatever the centre typed."""
    assert names.plain(one) == names.plain(other) != ""


@pytest.mark.parametrize("name", ["محمد", "李雷", "Ελένη", "कुमार", "Иван", "ไทย"])
def test_names_in_every_alphabet_stay(name: str) -> None:
    """If names of another alphabet were emptied, everybody with such a name would be the same person."""
    assert names.plain(name)
    assert names.plain(name) != names.plain(name + name[0])


def test_marks_that_are_vowels_count() -> None:
    """In Hindi a combining mark is a vowel: without it two names would be one."""
    assert names.plain("कुमार") != names.plain("कमार")


@given(LATIN, LATIN, BETWEEN)
def test_case_accents_and_what_joins_words_do_not_count(first: str, second: str, joined: str) -> None:
    """For any name, not only for those we thought of."""
    written = unicodedata.normalize("NFC", f"{first}-{second}")
    for other in (f"{first}{joined}{second}", written.upper(), written.lower(), unicodedata.normalize("NFD", written)):
        assert names.plain(other) == names.plain(written)


@given(LATIN)
def test_plain_is_settled(name: str) -> None:
    """Normalising twice changes nothing, or the stored digest could not be found again."""
    assert names.plain(names.plain(name)) == names.plain(name)


@given(LATIN, LATIN)
def test_first_and_last_names_are_kept_apart(first: str, last: str) -> None:
    """Anna Bel and Ann Abel were born on the same day: they are two people."""
    shifted = names.identity("S", names.plain(first) + names.plain(last)[:1], names.plain(last)[1:], "2001-01-01")
    assert shifted != names.identity("S", first, last, "2001-01-01")


def test_one_person_has_another_digest_in_each_session() -> None:
    """A digest must not tell that the same person sat in two sessions."""
    assert names.identity("S", "Ada", "Lovelace", "1990-01-01") != names.identity("T", "Ada", "Lovelace", "1990-01-01")


def test_exactly_one_candidate_matches() -> None:
    """Nobody enters as somebody else: neither with the wrong date nor where two could be meant."""
    ada, alan = candidate("Ada", "Lovelace"), candidate("Alan", "Turing")
    assert names.match([ada, alan], " ADA ", "love-lace", "2001-02-03") == ada
    assert names.match([ada, alan], "Ada", "Lovelace", "2001-02-04") is None
    assert names.match([ada, candidate("ada", "lovelace")], "Ada", "Lovelace", "2001-02-03") is None
