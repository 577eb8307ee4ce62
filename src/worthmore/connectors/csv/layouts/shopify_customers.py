"""Shopify's customers_export.csv, now and as it was. Columns on marketing are left alone: they are permissions."""

from __future__ import annotations

from worthmore.connectors.csv.layouts.layout import Layout

NAMES = {"First Name": "first_name", "Last Name": "last_name", "Email": "email", "Customer ID": "customer_id"}
LEFT_ALONE = ("Whether a customer accepts marketing is not read from this file.",)

LAYOUT = Layout(
    name="shopify-customers",
    title="Shopify customers_export.csv",
    content="customers",
    signature=("First Name", "Last Name", "Email", "Default Address City", "Total Spent"),
    columns={
        **NAMES,
        "Default Address City": "city",
        "Default Address Country Code": "country",
        "Default Address Zip": "postcode",
        "Phone": "phone",
    },
    notes=LEFT_ALONE,
)
OLDER = Layout(
    name="shopify-customers-older",
    title="Shopify customers_export.csv (older)",
    content="customers",
    signature=("First Name", "Last Name", "Email", "Zip", "Total Spent", "Total Orders"),
    columns={**NAMES, "City": "city", "Country Code": "country", "Zip": "postcode", "Phone": "phone"},
    notes=LEFT_ALONE,
)
