"""What a person decides on their page counts at once, and stands there."""

from __future__ import annotations

from tests.integration.customer_pages.conftest import Page


def test_the_page_opens_in_the_customers_language(page: Page) -> None:
    text = page.text()
    assert '<html lang="nl">' in text
    assert "Jouw keuzes" in text
    print(text)
