"""All keys of a person: the present one, and those from before two people turned out to be one."""

from __future__ import annotations

from worthmore.shop.queries.direct import Statement, read
from worthmore.shop.queries.ids import possible

KEYS = Statement(
    "worthmore_keys",
    """
SELECT person.key, former.key FROM shop_person AS person
LEFT JOIN shop_formerkey AS former ON former.person_id = person.id
WHERE person.id = COALESCE(
    (SELECT id FROM shop_person WHERE key = %s), (SELECT person_id FROM shop_formerkey WHERE key = %s))
ORDER BY former.id
""",
    ("text", "text"),
)


def all_keys(key: str) -> tuple[str, ...]:
    """The person's present key first, then the former ones. A key nobody has stands for itself alone."""
    found = read(KEYS, key, key) if possible(key) else []
    if not found:
        return (key,)
    return (found[0][0], *(former for _, former in found if former is not None))
