"""Logins made before there were roles: the oldest that may come in becomes the owner, the others marketers.

They could open every page until now; an owner gives each of them the role it needs on the page *People of the shop*.
"""

from django.conf import settings
from django.db import migrations

from worthmore.vocabulary.clock import now


def give_roles(apps, schema_editor):
    User, Member = apps.get_model("auth", "User"), apps.get_model("backoffice", "Member")
    users = list(User.objects.filter(member=None).order_by("-is_active", "pk").values_list("pk", flat=True))
    at = now()
    Member.objects.bulk_create(
        Member(user_id=user, role="marketer" if place else "owner", since=at) for place, user in enumerate(users)
    )


class Migration(migrations.Migration):

    dependencies = [
        ("backoffice", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(give_roles, migrations.RunPython.noop)]
