
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Setting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=64, unique=True)),
                ('value', models.JSONField()),
                ('changed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=32)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key',), name='person_once')],
            },
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('external_id', models.CharField(max_length=128)),
                ('at', models.DateTimeField()),
                ('channel', models.CharField(default='web', help_text='web, till or phone', max_length=8)),
                ('currency', models.CharField(max_length=3)),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to='shop.person')),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='shop.source')),
            ],
        ),
        migrations.CreateModel(
            name='Product',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('external_id', models.CharField(max_length=128)),
                ('name', models.CharField(max_length=400)),
                ('names', models.JSONField(default=dict)),
                ('category', models.CharField(blank=True, max_length=400)),
                ('brand', models.CharField(blank=True, max_length=200)),
                ('price', models.BigIntegerField(help_text='minor units, VAT included')),
                ('cost', models.BigIntegerField(help_text='minor units, without VAT', null=True)),
                ('currency', models.CharField(max_length=3)),
                ('vat_rate', models.FloatField(null=True)),
                ('stock', models.IntegerField(null=True)),
                ('consumable', models.BooleanField(default=False)),
                ('active_from', models.DateField(null=True)),
                ('active_until', models.DateField(null=True)),
                ('attributes', models.JSONField(default=dict)),
                ('described', models.BooleanField(default=True, help_text='False: seen only in an order, price guessed from it')),
                ('seen_at', models.DateTimeField(help_text='when `described` is False: the time of the line its price is from', null=True)),
                ('revision', models.BigIntegerField(default=0)),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='shop.source')),
            ],
        ),
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('external_id', models.CharField(max_length=128)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('email', models.CharField(blank=True, help_text='trimmed, lower case', max_length=254)),
                ('phone', models.CharField(blank=True, max_length=32)),
                ('postcode', models.CharField(blank=True, max_length=16)),
                ('city', models.CharField(blank=True, max_length=100)),
                ('country', models.CharField(blank=True, max_length=64)),
                ('language', models.CharField(blank=True, max_length=8)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='customers', to='shop.person')),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='shop.source')),
            ],
        ),
        migrations.CreateModel(
            name='Attribute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('unit', models.CharField(blank=True, max_length=32)),
                ('direction', models.CharField(choices=[('higher', 'higher'), ('lower', 'lower'), ('neutral', 'neutral')], max_length=8)),
                ('need', models.BooleanField(default=False)),
                ('labels', models.JSONField(default=dict)),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='shop.source')),
            ],
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('external_id', models.CharField(max_length=64)),
                ('kind', models.CharField(help_text='view, cart_add or cart_remove', max_length=16)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, to='shop.person')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='shop.product')),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='shop.source')),
            ],
        ),
        migrations.CreateModel(
            name='FormerKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=32)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_keys', to='shop.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key',), name='former_key_once')],
            },
        ),
        migrations.CreateModel(
            name='Price',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('from_at', models.DateTimeField()),
                ('product', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='prices', to='shop.product')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('product', 'from_at'), name='price_once')],
            },
        ),
        migrations.CreateModel(
            name='OrderLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('quantity', models.IntegerField()),
                ('unit_price', models.BigIntegerField()),
                ('discount', models.BigIntegerField(default=0, help_text='minor units off the whole line, already taken from unit_price')),
                ('order', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='shop.order')),
                ('product', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, to='shop.product')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('order', 'key'), name='line_once')],
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('accessory', 'accessory'), ('upgrade', 'upgrade'), ('alternative', 'alternative'), ('bundle', 'bundle'), ('compatible_with', 'compatible_with')], max_length=16)),
                ('position', models.IntegerField(default=0)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='shop.product')),
                ('product', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='shop.product')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('product', 'other', 'kind'), name='relation_once')],
            },
        ),
        migrations.CreateModel(
            name='Satisfaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('external_id', models.CharField(max_length=64)),
                ('score', models.FloatField()),
                ('kind', models.CharField(help_text='nps, review, complaint, survey …', max_length=16)),
                ('at', models.DateTimeField()),
                ('note', models.TextField(blank=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='shop.person')),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='shop.source')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'at'], name='shop_satisf_person__5f1ce6_idx')],
                'constraints': [models.UniqueConstraint(fields=('source', 'external_id'), name='satisfaction_once')],
            },
        ),
        migrations.AddIndex(
            model_name='product',
            index=models.Index(fields=['source', 'revision'], name='shop_produc_source__9f1cea_idx'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.UniqueConstraint(fields=('source', 'external_id'), name='product_once'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['person', 'source', 'at'], name='shop_order_person__c05443_idx'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['source', 'at'], name='shop_order_source__212e6b_idx'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.UniqueConstraint(fields=('source', 'external_id'), name='order_once'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(condition=models.Q(('email', ''), _negated=True), fields=['email'], name='customer_email'),
        ),
        migrations.AddConstraint(
            model_name='customer',
            constraint=models.UniqueConstraint(fields=('source', 'external_id'), name='customer_once'),
        ),
        migrations.AddConstraint(
            model_name='attribute',
            constraint=models.UniqueConstraint(fields=('source', 'name'), name='attribute_once'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['person', 'at'], name='shop_activi_person__c99248_idx'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(fields=('source', 'external_id'), name='activity_once'),
        ),
    ]
