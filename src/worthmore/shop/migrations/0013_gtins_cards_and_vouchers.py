
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("shop", "0012_texts_and_reviews"),
    ]

    operations = [
        migrations.CreateModel(
            name="Redemption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("again", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Voucher",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("currency", models.CharField(max_length=3)),
                ("percent", models.IntegerField(default=0)),
                ("amount", models.BigIntegerField(default=0)),
                ("from_total", models.BigIntegerField(default=0)),
                ("from_date", models.DateField(null=True)),
                ("until_date", models.DateField(null=True)),
                ("once", models.CharField(choices=[("all", "all"), ("customer", "customer"), ("any", "any")], max_length=16)),
                ("covers", models.TextField()),
                ("above_cost", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="customer",
            name="card",
            field=models.CharField(blank=True, db_default="", default="", help_text="of their loyalty card", max_length=64),
        ),
        migrations.AddField(
            model_name="product",
            name="gtin",
            field=models.CharField(blank=True, db_default="", default="", help_text="under its barcode", max_length=14),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(condition=models.Q(("card", ""), _negated=True), fields=["source", "card"], name="customer_card"),
        ),
        migrations.AddField(
            model_name="redemption",
            name="order",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="shop.order"),
        ),
        migrations.AddField(
            model_name="voucher",
            name="source",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="shop.source"),
        ),
        migrations.AddField(
            model_name="redemption",
            name="voucher",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="shop.voucher"),
        ),
        migrations.AddConstraint(
            model_name="voucher",
            constraint=models.UniqueConstraint(fields=("source", "code"), name="voucher_once"),
        ),
        migrations.AddConstraint(
            model_name="redemption",
            constraint=models.UniqueConstraint(fields=("voucher", "order"), name="redemption_once"),
        ),
    ]
