"""The only writes of this room. Each is one transaction, and part of the caller's where there is one.

Times come in as arguments: `at` is when it happened, `now` when it is recorded. What somebody said is only ever added.

Acts (each returns `Recorded`; the very same again changes nothing; `ConsentError` says what cannot be taken in):

- `give(person_key, channel, purpose, at, proof, now)`
- `withdraw(person_key, channel, purpose, at, proof, now)`: channel or purpose None is every one.
- `object_to(person_key, channel, purpose, at, proof, now)`: also suppresses their addresses, which survives erasure.
- `lift(person_key, channel, purpose, at, proof, now)`: takes an objection back; only with `proof.own_act`.
- `record(sayings, now)`: many of them in one transaction.

Links:

- `new_link(kind, person_key, channel, at, address="")` → token, to be put behind an address of your own; `new_links`.
- `open_link(token, at)` → `OpenedLink`; `LinkError` with a plain reason when it is not one of ours.
- `start_double_opt_in(person_key, address, purpose, proof, at)` → token; the caller sends the mail.
- `confirm(token, at)` → `Confirmation`; writes one row, however often it is called.
- `unsubscribe(token, at, proof)`: the one-click no of a link; works for people already erased.

Addresses and lists:

- `suppress(kind, address, channel, at, now, country="")`; `refuse_customer(source, customer_id, …)` of nobody yet
- `import_list(file, chunks, at)`: a do-not-contact list, whole.
- `import_permissions(source, acts, now)`: rows of a file.

The rest:

- `sale_contact(person_key, contact, proof, now)`, `set_capacity(person_key, audience, minor, by, at)`
- `set_similar(rows, by, at)`, `remove_similar(source, bought, offered)`
- `set_preferences(person_key, at, **changes)`: muted, frequency, paused_until, skipped, asked_at.
- `stop_everything(by, at, reason="")`, `resume(by, at, reason="")`
- `forget_person(person_key, at, objecting=True)`: for `rights`; what is left are hashes and links that lead nowhere.
"""

from worthmore.consent.operations.acts import Saying, give, lift, object_to, record, withdraw
from worthmore.consent.operations.confirming import confirm, start_double_opt_in
from worthmore.consent.operations.facts import SaleFact, sale_contact, sale_contacts, set_capacity
from worthmore.consent.operations.forgetting import forget_person
from worthmore.consent.operations.importing import import_permissions
from worthmore.consent.operations.links import new_link, new_links, open_link
from worthmore.consent.operations.lists import ListChunk, ListFile, ListSummary, import_list
from worthmore.consent.operations.preferences import set_preferences
from worthmore.consent.operations.similar import remove_similar, set_similar
from worthmore.consent.operations.suppressing import refuse_customer, suppress
from worthmore.consent.operations.switch import resume, stop_everything
from worthmore.consent.operations.unsubscribing import unsubscribe
from worthmore.consent.values import ConsentError, LinkError

__all__ = [
    "ConsentError",
    "LinkError",
    "ListChunk",
    "ListFile",
    "ListSummary",
    "SaleFact",
    "Saying",
    "confirm",
    "forget_person",
    "give",
    "import_list",
    "import_permissions",
    "lift",
    "new_link",
    "new_links",
    "object_to",
    "open_link",
    "record",
    "refuse_customer",
    "remove_similar",
    "resume",
    "sale_contact",
    "sale_contacts",
    "set_capacity",
    "set_preferences",
    "set_similar",
    "start_double_opt_in",
    "stop_everything",
    "suppress",
    "unsubscribe",
    "withdraw",
]
