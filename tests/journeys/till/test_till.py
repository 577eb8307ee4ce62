"""The till: both questions, one key each; ten minutes without a line; nothing lost, nothing twice."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import WAIT_MS, LiveApplication, Visit, environment
from tests.journeys.storefront.inspection import faults
from tests.journeys.storefront.test_buying_with_offers import kept

BIKE, CITY = "merelwiel-lento-e3", "merelwiel-duif-7"
SALES = 200
NOTHING_WAITS = """() => new Promise((resolve) => {
  indexedDB.open("worthmore-till").onsuccess = ({ target: { result: database } }) => {
    database.transaction("waiting").objectStore("waiting").count().onsuccess = ({ target }) => {
      database.close();
      resolve(target.result === 0);
    };
  };
})"""
SENT = "SELECT COUNT(*) FROM shop_order WHERE external_id LIKE 'till-%'"
TOLD = "SELECT outcome, COUNT(*) FROM outcomes_outcome WHERE placement LIKE 'till%' GROUP BY outcome"


def connect(page: Page, live: LiveApplication) -> None:
    """Give the till its key, once."""
    page.goto("/till/")
    page.get_by_label("Key").fill(json.loads((live.home / "demo-keys.json").read_text())["till"])
    page.get_by_role("button", name="Connect").click()
    expect(page.locator("#state")).to_have_text("Connected", timeout=WAIT_MS)


def scan(page: Page, code: str) -> None:
    page.locator("#scan").fill(code)
    page.keyboard.press("Enter")


def asked(page: Page, number: int) -> str:
    """The sentence that stands there for the first or the second question."""
    expect(page.locator("#question")).to_be_visible()
    expect(page.locator("#which")).to_have_text(f"Question {number} of 2")
    return page.locator("#sentence").inner_text()


def told(live: LiveApplication) -> dict[str, int]:
    return dict(kept(live, TOLD))


def all_sent(page: Page) -> None:
    """Waits until the till has nothing left to send."""
    for _ in range(600):
        if page.evaluate(NOTHING_WAITS):
            break
        page.wait_for_timeout(200)
    expect(page.locator("#state")).to_have_text("Connected", timeout=WAIT_MS)


@pytest.fixture
def till(visit: Visit, live: LiveApplication) -> Page:
    """A till that is connected, and whose browser may complain of a lost line."""
    page = visit(quiet=True)
    connect(page, live)
    return page


def test_first_the_better_one_then_what_goes_with_it_whatever_the_first_answer(
    till: Page, live: LiveApplication
) -> None:
    for answer in ("F2", "F3", "F4"):
        before = told(live)
        scan(till, BIKE)
        assert "for €" in asked(till, 1)
        till.keyboard.press(answer)
        assert "€" in asked(till, 2)
        till.keyboard.press("F3")
        till.keyboard.press("F9")
        expect(till.locator("#said")).to_contain_text("Kept:")
        all_sent(till)
        after = told(live)
        first = {"F2": "accepted", "F3": "declined", "F4": "not_asked"}[answer]
        assert after[first] > before.get(first, 0)
        assert after["declined"] > before.get("declined", 0)


def test_what_is_taken_comes_in_the_place_of_the_first_and_counts_in_the_total(till: Page) -> None:
    scan(till, BIKE)
    asked(till, 1)
    till.keyboard.press("F2")
    asked(till, 2)
    expect(till.locator("#lines li")).to_have_count(1)
    before = till.locator("#total").inner_text()
    till.keyboard.press("F2")
    expect(till.locator("#lines li")).to_have_count(2)
    assert till.locator("#total").inner_text() != before
    till.keyboard.press("F9")
    all_sent(till)


def test_ten_minutes_without_a_line_and_two_hundred_sales_lose_nothing_and_count_nothing_twice(
    till: Page, live: LiveApplication
) -> None:
    [(before,)] = kept(live, SENT)
    till.context.set_offline(True)
    for number in range(SALES):
        scan(till, BIKE if number % 2 else CITY)
        asked(till, 1)
        till.keyboard.press("F2" if number % 4 else "F3")
        till.keyboard.press("F9")
        expect(till.locator("#said")).to_contain_text("Kept:")
        if number == SALES // 2:  # somebody switches the till off and on again
            till.reload()
            expect(till.locator("#state")).to_have_text("Line down: the till goes on")
    expect(till.locator("#waiting")).to_have_text(f"{SALES} to send")
    assert kept(live, SENT) == [(before,)]

    # The line comes back, but the first answers get lost on their way: what was sent is sent again.
    lost: list[str] = []

    def lose(route: Route) -> None:
        route.fetch()
        lost.append(route.request.url)
        route.abort()

    till.route("**/v1/orders", lose, times=3)
    accepted = told(live).get("accepted", 0)
    till.context.set_offline(False)
    all_sent(till)
    assert len(lost) == 3
    assert kept(live, SENT) == [(before + SALES,)]
    lines = kept(
        live,
        "SELECT COUNT(*) FROM shop_orderline JOIN shop_order o ON o.id = order_id WHERE o.external_id LIKE 'till-%'",
    )
    assert lines[0][0] >= before + SALES
    assert told(live)["accepted"] == accepted + SALES * 3 // 4
    numbers = kept(live, "SELECT external_id FROM shop_order WHERE external_id LIKE 'till-%' ORDER BY external_id")
    assert len({one[0] for one in numbers}) == before + SALES


def test_for_a_customer_with_a_card_nothing_is_said_that_cannot_be_checked(till: Page) -> None:
    till.context.set_offline(True)
    till.get_by_label("Customer's card").fill("someone-with-a-card")
    scan(till, BIKE)
    expect(till.locator("#no-question")).to_be_visible()
    till.keyboard.press("F9")
    till.context.set_offline(False)
    all_sent(till)


def test_a_part_of_the_name_finds_it_and_nonsense_is_named(till: Page) -> None:
    till.locator("#scan").fill("lento e5")
    till.locator("#found button").first.click()
    expect(till.locator("#lines")).to_contain_text("Lento E5")
    scan(till, "no such thing")
    expect(till.locator("#said")).to_have_text("Nothing here is called no such thing. Type a part of the name.")


def test_what_the_server_never_takes_is_set_apart_with_its_reason(till: Page) -> None:
    problem: dict[str, Any] = {"detail": "The order holds a value no shop can keep.", "mend": "Correct it."}
    till.route("**/v1/orders", lambda route: route.fulfill(status=422, json=problem), times=1)
    scan(till, CITY)
    till.keyboard.press("F9")
    expect(till.locator("#refused")).to_contain_text("no shop can keep. Correct it.")
    till.get_by_role("button", name="Try again").click()
    expect(till.locator("#refused-sales")).to_be_hidden()
    all_sent(till)


def test_a_wrong_key_is_told_at_once(visit: Visit) -> None:
    page = visit(quiet=True)
    page.goto("/till/")
    page.get_by_label("Key").fill("wm_tnonsense")
    page.get_by_role("button", name="Connect").click()
    expect(page.locator("#key-trouble")).to_contain_text("unknown or was revoked")


@pytest.mark.parametrize(("width", "language"), [(360, "fi"), (820, "nl"), (1180, "en")])
def test_it_passes_what_can_be_measured_on_phone_and_tablet(
    visit: Visit, live: LiveApplication, width: int, language: str
) -> None:
    page = visit(width=width, language=language)
    page.goto("/till/")
    page.locator("#key").fill(json.loads((live.home / "demo-keys.json").read_text())["till"])
    page.locator("#setup-form button").click()
    expect(page.locator("#work")).to_be_visible()
    scan(page, BIKE)
    expect(page.locator("#question")).to_be_visible()
    assert set(faults(page)) <= {"no footer", "no nav"}  # one screen, nowhere to go


BARCODE, CARD = "0012345678905", "2900000055551"


def shopkeeper(live: LiveApplication, *asked: str) -> None:
    """A command in the terminal of the computer where the shop runs."""
    program = [sys.executable, "-c", "from worthmore.cli import main; main()", *asked]
    subprocess.run(program, env=environment(live.home), check=True, capture_output=True, timeout=120)


@pytest.fixture(scope="package")
def cards_and_codes(live: LiveApplication, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A barcode, a customer's card, and codes, as a shop brings and makes them."""
    folder = tmp_path_factory.mktemp("files")
    [(name, price, source)] = kept(
        live,
        "SELECT p.name, p.price, s.name FROM shop_product p JOIN shop_source s ON s.id = p.source_id "
        f"WHERE p.external_id = '{CITY}'",
    )
    (folder / "products.csv").write_text(f"sku;name;price;ean\n{CITY};{name};{price / 100:.2f};{BARCODE}\n")
    (folder / "customers.csv").write_text(f"customer number;name;card number\nnoor;Noor;{CARD}\n")
    for file in ("products", "customers"):
        shopkeeper(live, "import", "csv", str(folder / f"{file}.csv"), "--source", source, "--content", file)
    for code, off in (("SPRING-10", ["--percent", "10"]), ("ONE-TIME", ["--amount", "1000", "--from-total", "5000"])):
        shopkeeper(live, "vouchers", "make", code, *off, "--source", source, "--once", "all", "--below-cost")
    shopkeeper(live, "vouchers", "make", "EACH-5", "--percent", "5", "--source", source, "--once", "customer")


@pytest.fixture
def ready_till(cards_and_codes: None, till: Page) -> Page:
    """A till that has fetched all of that."""
    for _ in range(60):
        if till.evaluate(KNOWS, BARCODE):
            break
        till.wait_for_timeout(1000)
        till.reload()  # it asks anew when it begins
        expect(till.locator("#state")).to_have_text("Connected", timeout=WAIT_MS)
    assert till.evaluate(KNOWS, BARCODE)
    till.reload()
    expect(till.locator("#state")).to_have_text("Connected", timeout=WAIT_MS)
    return till


KNOWS = """(barcode) => new Promise((resolve) => {
  indexedDB.open("worthmore-till").onsuccess = ({ target: { result: database } }) => {
    const kept = database.transaction(["products", "facts"]);
    const products = kept.objectStore("products").getAll();
    const vouchers = kept.objectStore("facts").get("vouchers");
    kept.oncomplete = () => {
      database.close();
      const codes = (vouchers.result?.value ?? []).map(({ code }) => code);
      resolve(products.result.some(({ gtin }) => gtin === barcode) && codes.includes("EACH-5"));
    };
  };
})"""
REDEEMED = (
    "SELECT v.code, COUNT(*), SUM(r.again) FROM shop_redemption r JOIN shop_voucher v ON v.id = r.voucher_id GROUP BY 1"
)


def redeemed(live: LiveApplication) -> dict[str, tuple[int, int]]:
    """How often each code was redeemed, and how often again."""
    return {code: (count, again) for code, count, again in kept(live, REDEEMED)}


def cents(page: Page) -> int:
    """The total on the screen."""
    return int("".join(filter(str.isdigit, page.locator("#total").inner_text())))


def test_a_barcode_is_found_with_and_without_its_zeros(ready_till: Page) -> None:
    for code in (BARCODE, BARCODE.lstrip("0"), f"0{BARCODE}"):
        scan(ready_till, code)
        expect(ready_till.locator("#said")).to_contain_text("added.", timeout=WAIT_MS)
    expect(ready_till.locator("#lines li")).to_have_count(1, timeout=WAIT_MS)
    expect(ready_till.locator('#lines [data-part="quantity"]')).to_have_text("3", timeout=WAIT_MS)
    ready_till.keyboard.press("F9")
    all_sent(ready_till)


def test_a_code_takes_its_share_off_and_is_redeemed_once(ready_till: Page, live: LiveApplication) -> None:
    scan(ready_till, BARCODE)
    expect(ready_till.locator("#lines li")).to_have_count(1, timeout=WAIT_MS)
    before = cents(ready_till)
    scan(ready_till, "spring-10")
    expect(ready_till.locator("#voucher-said")).to_contain_text("SPRING-10: -€", timeout=WAIT_MS)
    assert cents(ready_till) == before - before // 10
    ready_till.reload()
    expect(ready_till.locator("#voucher-said")).to_contain_text("SPRING-10: -€", timeout=WAIT_MS)
    ready_till.keyboard.press("F9")
    all_sent(ready_till)
    assert redeemed(live)["SPRING-10"] == (1, 0)
    scan(ready_till, BARCODE)
    scan(ready_till, "SPRING-10")
    expect(ready_till.locator("#said")).to_have_text("The code SPRING-10 has been redeemed already.", timeout=WAIT_MS)
    expect(ready_till.locator("#voucher")).to_be_hidden(timeout=WAIT_MS)
    ready_till.keyboard.press("F9")
    all_sent(ready_till)


def test_without_a_line_a_code_is_taken_and_what_was_redeemed_before_is_told(
    ready_till: Page, live: LiveApplication
) -> None:
    ready_till.context.set_offline(True)
    for _ in range(2):
        scan(ready_till, BARCODE)
        expect(ready_till.locator("#lines li")).to_have_count(1, timeout=WAIT_MS)
        before = cents(ready_till)
        scan(ready_till, "ONE-TIME")
        expect(ready_till.locator("#voucher-said")).to_contain_text("ONE-TIME: -€10.00", timeout=WAIT_MS)
        assert cents(ready_till) == before - 1000
        ready_till.keyboard.press("F9")
        expect(ready_till.locator("#said")).to_contain_text("Kept:", timeout=WAIT_MS)
    ready_till.context.set_offline(False)
    expect(ready_till.locator("#said")).to_contain_text("had been redeemed before", timeout=WAIT_MS)
    all_sent(ready_till)
    assert redeemed(live)["ONE-TIME"] == (2, 1)


def test_a_code_for_each_customer_wants_their_card(ready_till: Page, live: LiveApplication) -> None:
    scan(ready_till, BARCODE)
    expect(ready_till.locator("#lines li")).to_have_count(1, timeout=WAIT_MS)
    scan(ready_till, "EACH-5")
    expect(ready_till.locator("#said")).to_contain_text("scan their card first", timeout=WAIT_MS)
    ready_till.keyboard.press("F6")
    ready_till.keyboard.type(CARD)
    ready_till.keyboard.press("Tab")
    scan(ready_till, "EACH-5")
    expect(ready_till.locator("#voucher-said")).to_contain_text("EACH-5: -€", timeout=WAIT_MS)
    ready_till.keyboard.press("F9")
    expect(ready_till.locator("#said")).to_contain_text("Kept:", timeout=WAIT_MS)
    all_sent(ready_till)
    whose = "SELECT c.external_id FROM shop_order o JOIN shop_customer c ON c.person_id = o.person_id"
    assert ("noor",) in kept(live, f"{whose} WHERE o.external_id LIKE 'till-%'")
    assert (CARD,) not in kept(live, "SELECT external_id FROM shop_customer")


def test_a_name_from_right_to_left_turns_nothing_in_the_sentences(till: Page) -> None:
    said = till.evaluate(
        """async () => {
          const { src } = document.querySelector("script[type=module]");
          const { apart } = await import(src.replace(/[^/]*$/, "sale.js"));
          return [apart("خوذة"), apart("מנעול"), apart("Slot 🔒")];
        }"""
    )
    assert said == ["\u2068خوذة\u2069", "\u2068מנעול\u2069", "Slot 🔒"]
