"""A handful of customers to look around as, each with a history one can read in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl

from worthmore.shop.columns import CUSTOMERS, ORDER_LINES, SATISFACTION
from worthmore.simulation.catalogue.assortment import CURRENCY, Assortment

Bought = tuple[int, str, tuple[tuple[str, int], ...]]  # days ago, channel, (product, quantity) …
Said = tuple[int, str, float, str]  # days ago, kind, score, in their words


@dataclass(frozen=True, slots=True)
class DemoCustomer:
    """`story` is what a visitor chooses by. `in_control`: whether they belong to the group that gets no offers."""

    id: str
    name: str
    story: str
    city: tuple[str, str, str]  # postcode, town, country
    language: str
    orders: tuple[Bought, ...] = ()
    said: tuple[Said, ...] = ()
    in_control: bool = False


DEMO_CUSTOMERS = (
    DemoCustomer(
        "anna",
        "Anna Peeters",
        "An enthusiast from Antwerp: buys often, in every department, and likes it.",
        ("2000", "Antwerpen", "BE"),
        "nl",
        (
            (690, "web", (("zitterrijk-luw-3", 1), ("koestermeer-stof-500", 1))),
            (540, "web", (("merelwiel-duif-7", 1), ("slotkracht-schakel-9", 1), ("kupoli-stad-m", 1))),
            (430, "till", (("roerdam-klopper-700", 1), ("ovenmaar-springvorm-26", 1))),
            (320, "web", (("noordstal-koel-340-zuinig", 1), ("noordstal-vers-4", 1))),
            (210, "web", (("eikenhuys-maal-6", 1), ("zitterrijk-kuip-stof", 4))),
            (120, "till", (("lumivalo-kuu-staand", 1), ("lumivalo-piste-3", 1))),
            (35, "web", (("kuppila-papu-8", 1), ("kuppila-aamupapu-500", 2))),
        ),
        ((680, "survey", 0.9, ""), (200, "survey", 1.0, ""), (30, "survey", 0.9, "")),
    ),
    DemoCustomer(
        "bram",
        "Bram de Vries",
        "Dissatisfied: his washing machine came broken twelve days ago. He gets no offer until that is put right.",
        ("3511 CD", "Utrecht", "NL"),
        "nl",
        (
            (400, "web", (("huisvreugd-slurf-700", 1), ("huisvreugd-zak-5", 1))),
            (16, "web", (("noordstal-golf-8", 1), ("huisvreugd-plaatsing-en-afvoer", 1))),
        ),
        ((390, "survey", 0.8, ""), (12, "complaint", 0.1, "Broken on arrival, and nobody answers the phone.")),
    ),
    DemoCustomer(
        "sanna",
        "Sanna Virtanen",
        "Bought a city e-bike six weeks ago in Tampere, and nothing that goes with it.",
        ("33100", "Tampere", "FI"),
        "fi",
        ((42, "web", (("merelwiel-lento-e3", 1),)),),
        ((30, "survey", 0.8, ""),),
    ),
    DemoCustomer(
        "lotte",
        "Lotte Willems",
        "New: has an account and has never ordered.",
        ("9000", "Gent", "BE"),
        "nl",
    ),
    DemoCustomer(
        "joris",
        "Joris Maes",
        "Furnished a house last year: a sofa and a dining table, but no garden set. Reads English.",
        ("3000", "Leuven", "BE"),
        "en",
        (
            (190, "till", (("zitterrijk-luw-3-plus", 1),)),
            (150, "web", (("eikenhuys-maal-6-uitschuif", 1), ("koestermeer-hout-500", 1))),
        ),
        ((140, "survey", 0.8, ""),),
    ),
    DemoCustomer(
        "mieke",
        "Mieke Bakker",
        "Comes back every two months for dishwasher tablets.",
        ("5611 EF", "Eindhoven", "NL"),
        "nl",
        (
            (365, "web", (("noordstal-spat-13", 1), ("helderblij-alles-in-een-50", 1), ("helderblij-zout-2-kg", 1))),
            *((days, "web", (("helderblij-alles-in-een-50", 1),)) for days in (301, 243, 182, 119, 58)),
        ),
        ((355, "survey", 0.8, ""), (50, "survey", 0.8, "")),
    ),
    DemoCustomer(
        "otto",
        "Otto Koskinen",
        "In the control group: he gets no offers, so that the shop can see what offers earn.",
        ("00100", "Helsinki", "FI"),
        "en",
        (
            (260, "web", (("merelwiel-valk-e3", 1),)),
            (90, "web", (("kuppila-pannu-1-2", 1), ("kuppila-pannukahvi-450", 2))),
        ),
        ((80, "survey", 0.8, ""),),
        in_control=True,
    ),
    DemoCustomer(
        "nora",
        "Nora Aerts",
        "Prints nearly all the pages of her print plan, month after month. Her son’s first bicycle is getting small.",
        ("9000", "Gent", "BE"),
        "nl",
        ((735, "till", (("pikkurilla-kolibri-14", 1),)),),
        ((700, "survey", 0.8, ""),),
    ),
    DemoCustomer(
        "omar",
        "Omar Diallo",
        "Pays for a print plan of which he uses a fifth.",
        ("1000", "Brussel", "BE"),
        "nl",
        (),
        ((80, "survey", 0.8, ""),),
    ),
    DemoCustomer(
        "arno",
        "Arno Wouters",
        "His print plan suits him, and renews in three weeks.",
        ("8000", "Brugge", "BE"),
        "nl",
        (),
        ((20, "survey", 0.9, ""),),
    ),
    DemoCustomer(
        "xena",
        "Xena Lambert",
        "Uses the old version of the design software every week, and has a small print plan.",
        ("4000", "Liège", "BE"),
        "en",
        (),
        ((90, "survey", 0.9, ""),),
    ),
)


def named_customers() -> pl.DataFrame:
    """They as the shop's customers, one row each."""
    rows = [
        {
            "external_id": one.id,
            "name": one.name,
            "email": f"{one.id}@demo.example",
            "phone": "",
            "postcode": one.city[0],
            "city": one.city[1],
            "country": one.city[2],
            "language": one.language,
        }
        for one in DEMO_CUSTOMERS
    ]
    return pl.DataFrame(rows, schema=CUSTOMERS.schema)


def named_order_lines(assortment: Assortment, at: datetime) -> pl.DataFrame:
    """What they bought, counted back from a moment."""
    rows = [
        {
            "order_id": f"{one.id}-{number}",
            "key": str(place),
            "product_id": product,
            "at": at - timedelta(days=days, hours=3),
            "quantity": quantity,
            "unit_price": assortment.by_id[product].price,
            "currency": CURRENCY,
            "customer_id": one.id,
            "discount": 0,
            "channel": channel,
        }
        for one in DEMO_CUSTOMERS
        for number, (days, channel, lines) in enumerate(one.orders, start=1)
        for place, (product, quantity) in enumerate(lines, start=1)
    ]
    schema = {name: dtype for name, dtype in ORDER_LINES.schema.items() if name != "product_name"}
    return pl.DataFrame(rows, schema=schema)


def named_satisfaction(at: datetime) -> pl.DataFrame:
    """What they said."""
    rows = [
        {
            "external_id": f"{one.id}-{number}",
            "customer_id": one.id,
            "score": score,
            "kind": kind,
            "at": at - timedelta(days=days),
            "note": note,
        }
        for one in DEMO_CUSTOMERS
        for number, (days, kind, score, note) in enumerate(one.said, start=1)
    ]
    return pl.DataFrame(rows, schema=SATISFACTION.schema)
