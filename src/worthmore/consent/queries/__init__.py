"""What people allowed and refused, to read. Nothing here writes.

Every read takes any key a person has or had: a merged person's rows under all their keys are theirs.

- `subject(person_key, at, channel=None)`, `subjects(keys, at, channel=None)`: what the law is asked about, as
  `vocabulary.permission.Subject`; for unknown keys a Subject with no country and nothing said, which the law answers
  with its strictest rule. `channel` leaves out what only other channels need.
- `may(question, person_key)`, `may_many(question, keys)`: the answer: stop, pause, suggestions off, then the law.
- `known(person_key, at, channel=None)` and `judge(question, known)`: the same in two halves, for several questions.
- `known_of(reach, at, policy, channel=None)` and `asker(question, stop)`: those halves for the way to an offer, where
  the shop and the switch were read already.
- `ledger(person_key)`: every row, newest first, with its proof.
- `preferences(person_key)`, `preferences_many(keys)`, `may_ask(person_key, at)`: what they prefer; whether a permission
  may be asked for again (not within 12 months of a no).
- `stopped()`: the switch that stops everything; None when it is open. One read of one row.
- `suppressed(channel, kind, address, country="")`: whether an address must not be used.
- `lists(at)`: the do-not-contact lists loaded, with their age.
- `is_similar(person_key, source, product_ids)`: which products are similar to what this person bought.
- `all_similar(keys, source, product_ids)`: whether all of a message is, for many people; `similar_rows(source)`.
"""

from worthmore.consent.queries.asked import asked_for
from worthmore.consent.queries.ledger import ledger
from worthmore.consent.queries.listed import lists
from worthmore.consent.queries.may import asker, judge, may, may_many
from worthmore.consent.queries.preferences import may_ask, preferences, preferences_many
from worthmore.consent.queries.similar import all_similar, is_similar, similar_rows
from worthmore.consent.queries.stopped import stopped
from worthmore.consent.queries.subjects import Known, known, known_many, known_of, subject, subjects
from worthmore.consent.queries.suppression import SecretChangedError, suppressed

__all__ = [
    "Known",
    "SecretChangedError",
    "all_similar",
    "asked_for",
    "asker",
    "is_similar",
    "judge",
    "known",
    "known_many",
    "known_of",
    "ledger",
    "lists",
    "may",
    "may_ask",
    "may_many",
    "preferences",
    "preferences_many",
    "similar_rows",
    "stopped",
    "subject",
    "subjects",
    "suppressed",
]
