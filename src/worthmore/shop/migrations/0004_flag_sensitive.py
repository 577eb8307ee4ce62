"""Products saved before there was a flag get it now, by the words of their name, category and brand."""

import polars as pl
from django.db import migrations

from worthmore.shop.sensitive import suggested

PART = 5_000
FIELDS = ("pk", "name", "category", "brand", "names")


def flag(apps, schema_editor):
    Product = apps.get_model("shop", "Product")
    last = 0
    while rows := list(Product.objects.filter(pk__gt=last).order_by("pk").values_list(*FIELDS)[:PART]):
        last = rows[-1][0]
        texts = [(key, name, category, brand, " | ".join(names.values())) for key, name, category, brand, names in rows]
        frame = pl.DataFrame(texts, schema=list(FIELDS), orient="row")
        words = suggested(pl.col("category"), pl.col("name"), pl.col("names"), pl.col("brand"))
        Product.objects.filter(pk__in=frame.filter(words)["pk"].to_list()).update(sensitive=True)


class Migration(migrations.Migration):

    dependencies = [
        ('shop', '0003_corrections'),
    ]

    operations = [
        migrations.RunPython(flag, migrations.RunPython.noop),
    ]
