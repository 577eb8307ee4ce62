"""Files that are known as they are: Shopify, WooCommerce, Online Retail."""

from __future__ import annotations

import csv
import io

import pytest

from tests.unit.connectors.reading import Read, ReadFile

SHOPIFY_LINE = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,"
    "Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,"
    "Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing City,"
    "Billing Zip,Billing Country,Billing Phone,Notes,Cancelled at,Refunded Amount,Id,Lineitem discount"
)
SHOPIFY = next(csv.reader([SHOPIFY_LINE]))
ORDER = {
    "Name": "#1001",
    "Email": "Marie@Example.be",
    "Financial Status": "paid",
    "Currency": "EUR",
    "Subtotal": "30.00",
    "Shipping": "5.00",
    "Taxes": "6.07",
    "Total": "35.00",
    "Created at": "2026-05-01 10:00:00 +0200",
    "Lineitem quantity": "2",
    "Lineitem name": "Lock",
    "Lineitem price": "10.00",
    "Lineitem sku": "LOCK",
    "Lineitem taxable": "true",
    "Lineitem discount": "0.00",
    "Billing Name": "Marie Janssens",
    "Billing City": "Gent",
    "Billing Zip": "'9000",
    "Billing Country": "BE",
    "Billing Phone": "'+32470123456",
}
SECOND = {
    "Name": "#1001",
    "Email": "Marie@Example.be",
    "Lineitem quantity": "1",
    "Lineitem name": "Helmet, blue",
    "Lineitem price": "10.00",
    "Lineitem sku": "HELM",
    "Lineitem taxable": "true",
    "Lineitem discount": "0.00",
}


def shopify(*rows: dict[str, str]) -> str:
    """An orders_export.csv."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, SHOPIFY, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _prices(found: Read) -> list[object]:
    return found.column("unit_price")


def test_shopify_orders_are_known_as_they_are(read: ReadFile) -> None:
    found = read(shopify(ORDER, SECOND))
    assert found.plan.layout.name == "shopify-orders"
    assert found.rejects == []
    assert found.column("order_id") == ["#1001", "#1001"]
    assert found.column("product_id") == ["LOCK", "HELM"]
    assert found.column("key") == ["1", "2"]
    assert {str(at) for at in found.column("at")} == {"2026-05-01 08:00:00+00:00"}
    assert _prices(found) == [1000, 1000]
    assert found.rows("customers") == [
        {
            "external_id": "marie@example.be",
            "name": "Marie Janssens",
            "email": "marie@example.be",
            "phone": "+32470123456",
            "postcode": "9000",
            "city": "Gent",
            "country": "BE",
        }
    ]


def test_an_orders_discount_is_spread_over_its_lines(read: ReadFile) -> None:
    found = read(shopify({**ORDER, "Subtotal": "24.00", "Total": "29.00"}, SECOND))
    assert _prices(found) == [800, 800]
    assert found.column("discount") == [400, 200]


def test_a_lines_own_discount_stays_with_the_line(read: ReadFile) -> None:
    found = read(shopify({**ORDER, "Lineitem discount": "6.00", "Subtotal": "24.00", "Total": "29.00"}, SECOND))
    assert _prices(found) == [700, 1000]


def test_vat_is_added_where_the_total_shows_that_it_was_on_top(read: ReadFile) -> None:
    net = {**ORDER, "Subtotal": "30.00", "Shipping": "0.00", "Taxes": "6.30", "Total": "36.30"}
    assert _prices(read(shopify(net, SECOND))) == [1210, 1210]
    untaxed = {**SECOND, "Lineitem taxable": "false"}
    assert _prices(read(shopify(net, untaxed))) == [1210, 1000]


@pytest.mark.parametrize(
    "change",
    [
        {"Cancelled at": "2026-05-02 09:00:00 +0200"},
        {"Financial Status": "voided"},
        {"Financial Status": "refunded", "Refunded Amount": "35.00"},
        {"Refunded Amount": "35.00"},
    ],
)
def test_a_cancelled_or_refunded_order_comes_with_its_return(read: ReadFile, change: dict[str, str]) -> None:
    found = read(shopify({**ORDER, **change}, SECOND))
    assert sorted(zip(found.column("key"), found.column("quantity"), strict=True)) == [
        ("1", 2),
        ("1r", -2),
        ("2", 1),
        ("2r", -1),
    ]


def test_a_partly_refunded_order_is_kept(read: ReadFile) -> None:
    change = {"Financial Status": "partially_refunded", "Refunded Amount": "10.00"}
    assert found_quantities(read(shopify({**ORDER, **change}, SECOND))) == [2, 1]


def found_quantities(found: Read) -> list[object]:
    """The quantities of all lines."""
    return found.column("quantity")


def test_an_order_carries_on_over_a_cut_and_over_rubbish(read: ReadFile) -> None:
    rubbish = {"Name": "???", "Lineitem name": "x", "Lineitem quantity": "many"}
    found = read(
        shopify(ORDER, rubbish, SECOND, {**ORDER, "Name": "#1002", "Subtotal": "20.00", "Total": "25.00"}), size=1
    )
    assert [(row["order_id"], row["product_id"], row["key"]) for row in found.rows()] == [
        ("#1001", "LOCK", "1"),
        ("#1001", "HELM", "2"),
        ("#1002", "LOCK", "1"),
    ]
    assert len(found.rejects) == 1


def test_a_line_without_an_sku_is_known_by_its_name(read: ReadFile) -> None:
    assert read(shopify(ORDER, {**SECOND, "Lineitem sku": ""})).column("product_id") == ["LOCK", "Helmet, blue"]


def test_shopify_resaved_in_excel_is_read(read: ReadFile) -> None:
    found = read(shopify({**ORDER, "Created at": "45384.3478"}, SECOND))
    assert str(found.column("at")[0]) == "2024-04-02 06:20:50+00:00"


def test_shopify_customers_are_known_as_they_are(read: ReadFile) -> None:
    found = read(
        "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address City,"
        "Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Total Spent,Total Orders,Tags\n"
        "'207119551,Marie,Janssens,marie@example.be,yes,,Gent,BE,'9000,,'+32470123456,100.00,2,vip\n"
    )
    assert found.plan.layout.name == "shopify-customers"
    assert found.rows("customers") == [
        {
            "external_id": "207119551",
            "name": "Marie Janssens",
            "email": "marie@example.be",
            "city": "Gent",
            "country": "BE",
            "postcode": "9000",
            "phone": "+32470123456",
        }
    ]


def test_woocommerce_products_are_known_as_they_are(read: ReadFile) -> None:
    found = read(
        "ID,Type,SKU,Name,Published,Is featured?,In stock?,Stock,Sale price,Regular price,Categories,"
        "Upsells,Cross-sells\n"
        '11,simple,BIKE,City bike,1,0,1,5,,1000,"Bicycles > City bikes, Sale","EBIKE","LOCK, id:14"\n'
        "12,variable,SHIRT,Shirt,1,0,1,,,,Clothes,,\n"
        "13,variation,SHIRT-M,Shirt - M,1,0,1,3,15,20,,,\n"
        "14,simple,,Lamp,1,0,1,,,10,Lamps,,\n"
    )
    assert found.plan.layout.name == "woocommerce-products"
    assert [(row["external_id"], row["price"], row["category"]) for row in found.rows("products")] == [
        ("BIKE", 100000, "Bicycles/City bikes"),
        ("SHIRT-M", 1500, ""),
        ("14", 1000, "Lamps"),
    ]
    assert found.reasons == ["a variable or grouped product, not sold itself"]


def test_woocommerce_drafts_are_left_out_and_sold_out_means_none(read: ReadFile) -> None:
    found = read(
        "ID,Type,SKU,Name,Published,In stock?,Stock,Regular price,Categories\n"
        "1,simple,DRAFT,Draft,-1,1,5,10,\n2,simple,PRIVATE,Private,0,1,5,10,\n3,simple,GONE,Gone,1,0,,10,\n"
        "4,simple,THERE,There,1,1,,10,\n5,simple,LATER,Later,1,backorder,,10,\n6,simple,FIVE,Five,1,0,5,10,\n"
    )
    stock = {row["external_id"]: row["stock"] for row in found.rows("products")}
    assert stock == {"GONE": 0, "THERE": None, "LATER": None, "FIVE": 5}
    assert found.reasons == ["not published: a draft or a private product"] * 2


RETAIL = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"


def test_online_retail_is_known_as_it_is(read: ReadFile) -> None:
    found = read(
        RETAIL
        + "536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,01/12/2010 08:26,2.55,17850,United Kingdom\n"
        + "536366,85123a,WHITE HANGING HEART T-LIGHT HOLDER,6,01/12/2010 08:28,2.55,,United Kingdom\n"
        + "C536379,85123A,WHITE HANGING HEART T-LIGHT HOLDER,-1,01/12/2010 09:41,2.55,17850,United Kingdom\n"
        + "536370,DCGSSBOY,BOYS PARTY BAG,1,01/12/2010 09:00,3.29,,United Kingdom\n"
    )
    assert found.plan.layout.name == "online-retail"
    assert found.column("product_id") == ["85123A", "85123A", "85123A", "DCGSSBOY"]
    assert found.column("customer_id") == ["17850", None, "17850", None]
    assert found.column("quantity") == [6, 6, -1, 1]
    assert set(found.column("currency")) == {"GBP"}
    assert str(found.column("at")[0]) == "2010-12-01 08:26:00+00:00"
    assert sum(chunk.batch.cancelled for chunk in found.chunks) == 1


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("POST", "postage or carriage, not a product"),
        ("C2", "postage or carriage, not a product"),
        ("M", "a manual entry, not a product"),
        ("m", "a manual entry, not a product"),
        ("D", "a discount, fee, commission or adjustment, not a product"),
        ("BANK CHARGES", "a discount, fee, commission or adjustment, not a product"),
        ("AMAZONFEE", "a discount, fee, commission or adjustment, not a product"),
        ("S", "a sample or test, not a product"),
        ("PADS", "a sample or test, not a product"),
        ("gift_0001_20", "a gift voucher, not a product"),
    ],
)
def test_what_is_no_product_in_online_retail_is_set_apart(read: ReadFile, code: str, reason: str) -> None:
    found = read(RETAIL + f"536365,{code},x,1,01/12/2010 08:26,2.55,17850,France\n")
    assert found.reasons == [reason]
    assert "on purpose" in found.rejects[0].problem.mend


def test_online_retails_corrections_and_gifts_are_no_sales(read: ReadFile) -> None:
    found = read(
        RETAIL
        + "536589,21777,,-10,01/12/2010 16:50,0.0,,United Kingdom\n"
        + "536590,21777,found,5,01/12/2010 16:50,0.0,,United Kingdom\n"
        + "A563185,B,Adjust bad debt,1,12/08/2011 14:50,-11062.06,,United Kingdom\n"
    )
    assert found.reasons == [
        "a correction of the stock, not a sale",
        "no price: a gift, a sample or a correction",
        "a discount, fee, commission or adjustment, not a product",
    ]


def test_the_second_online_retail_is_known_too(read: ReadFile) -> None:
    found = read(
        "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n"
        "489434,85048,CHRISTMAS GLASS BALL,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom\n"
    )
    assert found.plan.layout.name == "online-retail-2"
    assert found.column("customer_id") == ["13085"]
