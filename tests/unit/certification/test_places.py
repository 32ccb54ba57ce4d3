"""The tables of birth places: what people write, and what it means."""

import pytest

from chalicelib.certification import places
from chalicelib.local import birthplaces


@pytest.mark.parametrize(
    ("postal_code", "told", "official"),
    [
        ("75012", "paris", "Paris"),
        ("75012", "PARIS 12ème", "Paris 12e Arrondissement"),
        ("13001", "Marseille 1er arrondissement", "Marseille 1er Arrondissement"),
        ("42000", "St Etienne", "Saint-Étienne"),
        ("94240", "L Hay les Roses", "L'Haÿ-les-Roses"),
        ("76600", "HAVRE", "Le Havre"),
        ("02000", "laon", "Laon"),
        ("97110", "pointe a pitre", "Pointe-à-Pitre"),
        ("01300", "Saint Bois", "Saint-Bois"),
        ("75012", "Lyon", None),
        ("75012", "", None),
        ("00000", "Paris", None),
    ],
)
def test_a_city_by_postal_code(postal_code: str, told: str, official: str | None) -> None:
    """Sheets are typed by hand: an accent or an article more must not refuse a place of birth."""
    assert places.city(postal_code, told) == official


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("75056", "Paris"),
        ("01015", "Arboys en Bugey"),
        ("01340", "Saint-Bois"),
        ("60696", "Voisinlieu"),
        ("2A004", "Ajaccio"),
        ("2a004", "Ajaccio"),
        ("20004", "Ajaccio"),
        ("97120", "Pointe-à-Pitre"),
    ],
)
def test_a_commune_by_its_code_at_birth(code: str, name: str) -> None:
    """The code on an identity document is that of the day of birth: merged communes and old Corsica included."""
    found = places.commune(code)
    assert found
    assert found.names[0] == name


@pytest.mark.parametrize("code", ["", "99999", "7505", "750566", "PARIS"])
def test_codes_that_are_none(code: str) -> None:
    """A typing error is not a place."""
    assert places.commune(code) is None


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("FRANCE", "99100"),
        ("fr", "99100"),
        ("La Réunion", "99100"),
        ("Belgique", "99131"),
        ("belgium", "99131"),
        ("Belgien", "99131"),
        ("99131", "99131"),
        ("Côte d’Ivoire", "99326"),
        ("ÉTATS UNIS", "99404"),
        ("Congo", "99324"),
        ("Tchécoslovaquie", "99115"),
    ],
)
def test_a_country_by_any_of_its_names(told: str, code: str) -> None:
    """Centres of three languages fill in sheets; people born in a country that is no more were born all the same."""
    found = places.country(told)
    assert found
    assert found.code == code


def test_countries_that_are_none() -> None:
    """An unknown word is refused, and so is no word."""
    assert places.country("Ruritanie") is None
    assert places.country("") is None


def test_each_country_has_one_line_and_names_in_three_languages() -> None:
    """The table is edited by hand."""
    codes = [country.code for country in places.countries()]
    assert len(set(codes)) == len(codes) > 200
    assert all(code.startswith(places.ABROAD) and len(code) == 5 for code in codes)
    assert all(all(country.names) for country in places.countries())


def test_the_builder_follows_a_commune_to_its_postal_codes() -> None:
    """The shipped table can be made again next year: a merged commune has the postal codes of where it is now."""
    today = [
        {"code": "01015", "nom": "Arboys en Bugey", "type": "commune-actuelle", "codesPostaux": ["01300"]},
        {"code": "01015", "nom": "Arbignieu", "type": "commune-deleguee", "chefLieu": "01015"},
    ]
    history = [
        {"code": "01340", "nom": "Saint-Bois", "dateFin": "2016-01-01", "successeur": "COMD-01340@2016-01-01"},
        {"code": "01340", "nom": "Saint-Bois", "pole": "COM-01015@2016-01-01"},
    ]
    assert birthplaces.lines(today, history) == ["01015\tArboys en Bugey|Arbignieu\t01300", "01340\tSaint-Bois\t01300"]


def test_the_tables_are_small_enough_for_a_function() -> None:
    """They travel in the package of every function."""
    assert places.COMMUNES.stat().st_size + places.COUNTRIES.stat().st_size < 1_500_000
