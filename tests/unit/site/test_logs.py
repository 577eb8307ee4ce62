from __future__ import annotations

import logging

import pytest
from django.conf import settings
from django.test import Client

from worthmore.site.logs import CoverLinks

TOKEN = "--4SDTqiV9jiN2GFDLhwVOvKC5x8XexyePcGgQ"


def covered(message: str, *args: object) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, message, args, None)
    assert CoverLinks().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    "path", [f"/my/{TOKEN}/suggestions/", f"/u/{TOKEN}", f"/confirm/{TOKEN}/", f"/office/welcome/Mg/{TOKEN}/"]
)
def test_a_link_is_not_in_the_log(path: str) -> None:
    said = covered("%s: %s", "Forbidden", path)
    assert TOKEN[:8] not in said
    assert said.startswith("Forbidden: /")


def test_other_addresses_stay_readable() -> None:
    assert covered("%s: %s", "Not Found", "/office/rulez/") == "Not Found: /office/rulez/"
    assert covered("no arguments, 100 %") == "no arguments, 100 %"


def test_every_handler_of_this_installation_covers_links() -> None:
    assert all("cover_links" in handler["filters"] for handler in settings.LOGGING["handlers"].values())


@pytest.mark.django_db
def test_django_says_no_link_when_it_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    handler = logging.StreamHandler()
    handler.addFilter(CoverLinks())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        assert Client().get(f"/my/{TOKEN}/").status_code == 404
    finally:
        logger.removeHandler(handler)
    said = capsys.readouterr().err
    assert "/my/…" in said
    assert TOKEN[:8] not in said
