from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.rights.filling import AT
from tests.integration.rights.people import Ann, shop_with_ann
from tests.integration.shop.frames import customers
from worthmore.rights.operations import Correction, rectify
from worthmore.rights.queries import UnknownPersonError, download, requests
from worthmore.shop import operations, queries
from worthmore.shop.columns import ColumnError

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=1)


@pytest.fixture
def ann() -> Ann:
    return shop_with_ann()


def known(ann: Ann, source: str = "demo") -> queries.CustomerRecord:
    person = queries.identity(ann.key)
    assert person is not None
    return next(one for one in person.customers if one.source == source)


def test_a_correction_holds_in_every_source(ann: Ann) -> None:
    done = rectify(ann.key, Correction(name="Ann Uusi", city="Espoo"), LATER, "olga")
    assert done.fields == ("name", "city")
    assert done.sources == ("demo", "till")
    assert (known(ann).name, known(ann, "till").name, known(ann, "till").city) == ("Ann Uusi", "Ann Uusi", "Espoo")


def test_an_import_that_still_brings_the_old_value_changes_nothing(ann: Ann) -> None:
    rectify(ann.key, Correction(city="Espoo", email="ann.uusi@example.fi"), LATER, "olga")
    saved = operations.save_customers("demo", customers(ann.row), LATER)
    assert (saved.changed, saved.unchanged) == (0, 1)
    assert (known(ann).city, known(ann).email) == ("Espoo", "ann.uusi@example.fi")
    assert known(ann).name == ann.row["name"]


def test_news_of_the_source_takes_the_place_of_a_correction(ann: Ann) -> None:
    rectify(ann.key, Correction(city="Espoo"), LATER, "olga")
    operations.save_customers("demo", customers({"external_id": ann.id, "city": "Turku"}), LATER)
    assert known(ann).city == "Turku"
    operations.save_customers("demo", customers({"external_id": ann.id, "city": str(ann.row["city"])}), LATER)
    assert known(ann).city == ann.row["city"]


def test_a_source_that_was_corrected_too_changes_nothing(ann: Ann) -> None:
    rectify(ann.key, Correction(city="Espoo"), LATER, "olga")
    operations.save_customers("demo", customers({"external_id": ann.id, "city": "Espoo"}), LATER)
    operations.save_customers("demo", customers(ann.row), LATER)
    assert known(ann).city == "Espoo"


def test_a_second_correction_holds_against_everything_that_was_said_before(ann: Ann) -> None:
    rectify(ann.key, Correction(city="Espoo"), LATER, "olga")
    rectify(ann.key, Correction(city="Vantaa"), LATER, "olga")
    for old in (str(ann.row["city"]), "Espoo"):
        operations.save_customers("demo", customers({"external_id": ann.id, "city": old}), LATER)
        assert known(ann).city == "Vantaa"
    rectify(ann.key, Correction(city="Espoo"), LATER, "olga")
    operations.save_customers("demo", customers(ann.row), LATER)
    assert known(ann).city == "Espoo"


def test_a_correction_of_one_customer_touches_no_other(ann: Ann) -> None:
    rectify(ann.key, Correction(city="Espoo"), LATER, "olga")
    operations.save_customers("demo", customers({"external_id": "bob", "city": str(ann.row["city"])}), LATER)
    bob = queries.identity(queries.person_key_of("demo", "bob") or "")
    assert bob is not None
    assert bob.customers[0].city == ann.row["city"]


def test_an_address_of_another_customer_makes_them_one_person(ann: Ann) -> None:
    rectify(ann.key, Correction(email="bob@example.nl"), LATER, "olga")
    assert queries.person_key_of("demo", "bob") == queries.person_key_of("demo", ann.id)


def test_what_was_corrected_is_in_the_download_and_written_down(ann: Ann) -> None:
    rectify(ann.key, Correction(city="Espoo"), LATER, "olga")
    found = download(ann.key, LATER).content["corrections"]
    assert {(one["source"], one["field"], one["value"], one["by"]) for one in found} == {
        ("demo", "city", "Espoo", "olga"),
        ("till", "city", "Espoo", "olga"),
    }
    assert [(one.kind, one.done_at, one.note) for one in requests(LATER)] == [("rectification", LATER, "city")]


def test_what_is_right_already_is_no_correction(ann: Ann) -> None:
    rectify(ann.key, Correction(country="FI", name="Ann"), LATER, "olga")
    assert rectify(ann.key, Correction(country="FI", name="Ann"), LATER, "olga").fields == ()
    assert len(requests(LATER)) == 1


@pytest.mark.parametrize(
    ("correction", "error", "message"),
    [
        (Correction(email="no address"), ValueError, "email is not an e-mail address"),
        (Correction(name="n" * 300), ColumnError, "name"),
        (Correction(city="a\0b"), ColumnError, "city"),
        (Correction(), ValueError, "nothing to correct"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(
    ann: Ann, correction: Correction, error: type[Exception], message: str
) -> None:
    before = known(ann)
    with pytest.raises(error, match=message):
        rectify(ann.key, correction, LATER, "olga")
    assert known(ann) == before
    assert download(ann.key, LATER).content["corrections"] == []
    assert requests(LATER) == []


def test_nobodys_details_cannot_be_corrected() -> None:
    with pytest.raises(UnknownPersonError):
        rectify("0" * 32, Correction(name="Ann"), LATER, "olga")
    with pytest.raises(ColumnError, match="shoe_size is no detail"):
        operations.correct_person("0" * 32, {"shoe_size": "43"}, LATER, "olga")
