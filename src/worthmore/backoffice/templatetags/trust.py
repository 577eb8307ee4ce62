"""How roles, acts and verdicts are shown, in the language of the page."""

from __future__ import annotations

from django import template

from worthmore.backoffice import staff_words
from worthmore.backoffice.labels import label

register = template.Library()


@register.filter
def role_name(role: str) -> str:
    """A role."""
    return label(staff_words.ROLES, role)


@register.filter
def role_means(role: str) -> str:
    """What a role may do, in one line."""
    return label(staff_words.ROLES_MEAN, role)


@register.filter
def act_name(act: str) -> str:
    """What somebody did."""
    return label(staff_words.ACTS, act)


@register.filter
def act_group(group: str) -> str:
    """A group of acts."""
    return label(staff_words.ACT_GROUPS, group)


@register.filter
def detail_name(name: str) -> str:
    """What a detail is of."""
    return label(staff_words.DETAILS, name)


@register.filter
def detail_value(value: str, name: str) -> str:
    """A detail: roles by their name, the rest as it was written down."""
    return label(staff_words.ROLES, value) if name in {"role", "from", "to"} else value
