"""A shop in which anything may happen, and beside it, kept apart from the code under test, what must hold of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from tests.integration.consent.conftest import AT, DAY, OWN, TOLD, People
from worthmore.consent import operations, queries
from worthmore.consent.values import ImportedAct, LinkKind, Proof
from worthmore.shop.operations import forget_person, forget_source
from worthmore.shop.queries import person_key_of
from worthmore.vocabulary.permission import Act, Channel, Purpose, Question

EMAILS = {"a": "a@example.be", "b": "b@example.be"}


@dataclass
class Believed:
    """What must hold, kept apart from the code under test: by person while there is one, and by address for ever."""

    people: People
    groups: dict[str, set[str]] = field(default_factory=dict)
    emails: dict[str, set[str]] = field(default_factory=dict)
    noes: dict[str, datetime] = field(default_factory=dict)
    owns: dict[str, datetime] = field(default_factory=dict)
    erased: dict[str, datetime] = field(default_factory=dict)
    given: list[tuple[str, datetime]] = field(default_factory=list)
    links: list[tuple[str, str, datetime, frozenset[str]]] = field(default_factory=list)

    def names(self, who: str) -> set[str]:
        """Customer ids and addresses of everybody who is this person now."""
        group = self.groups.get(who, set())
        return {*group, *(email for one in group for email in self.emails[one])}

    def must_be_denied(self, who: str) -> bool:
        names = self.names(who)
        refused = [name for name in names if self.noes.get(name) and not self._own_after(name)]
        erased_at = max((self.erased[name] for name in names if name in self.erased), default=None)
        fresh = [at for one, at in self.given if one in names and (erased_at is None or at > erased_at)]
        return bool(refused) or not fresh

    def _own_after(self, name: str) -> bool:
        return name in self.owns and self.owns[name] > self.noes[name]

    def no(self, names: set[str], at: datetime) -> None:
        self.noes.update(dict.fromkeys(names, at))

    def own(self, names: set[str], at: datetime) -> None:
        self.owns.update(dict.fromkeys(names, at))


class World:
    """Plays events on the database, and says what is believed of them."""

    def __init__(self, people: People) -> None:
        self.people, self.believed, self.at = people, Believed(people), AT
        self.play("customers again")

    def play(self, event: str, *details: object) -> None:
        self.at += DAY / 24
        getattr(self, event.replace(" ", "_"))(*details)

    def key(self, who: str) -> str | None:
        return person_key_of("shop", who)

    def give(self, who: str) -> None:
        self._yes(who, TOLD, own=False)

    def own(self, who: str) -> None:
        self._yes(who, OWN, own=True)

    def _yes(self, who: str, proof: Proof, own: bool) -> None:
        key = self.key(who)
        if key is None:
            return
        operations.give(key, Channel.EMAIL, Purpose.MARKETING, self.at, proof, self.at)
        self.believed.given.append((who, self.at))
        if own:
            self.believed.own(self.believed.names(who), self.at)

    def lift(self, who: str) -> None:
        if key := self.key(who):
            operations.lift(key, None, None, self.at, OWN, self.at)
            self.believed.own(self.believed.names(who), self.at)

    def object(self, who: str, channel: Channel | None) -> None:
        if key := self.key(who):
            operations.object_to(key, channel, None, self.at, TOLD, self.at)
            self.believed.no(self.believed.names(who), self.at)

    def withdraw(self, who: str, channel: Channel | None) -> None:
        if key := self.key(who):
            operations.withdraw(key, channel, Purpose.MARKETING, self.at, TOLD, self.at)
            self.believed.no(self.believed.names(who), self.at)

    def ask(self, who: str) -> None:
        if key := self.key(who):
            address = EMAILS[who]
            confirming = operations.start_double_opt_in(key, address, Purpose.MARKETING, TOLD, self.at)
            leaving = operations.new_link(LinkKind.UNSUBSCRIBE, key, Channel.EMAIL, self.at, address)
            self.believed.links.append((confirming, leaving, self.at, frozenset({who, address})))

    def confirm(self, place: int) -> None:
        if place >= len(self.believed.links):
            return
        token, _, _, names = self.believed.links[place]
        done = operations.confirm(token, self.at)
        if done.state != "confirmed":
            return
        who = next(name for name in names if name in EMAILS)
        assert not any(self._refused_since_asked(name, place) for name in names), "an old link spoke after a no"
        self.believed.given.append((who, self.at))
        self.believed.own(self.believed.names(who), self.at)

    def _refused_since_asked(self, name: str, place: int) -> bool:
        said = self.believed.noes.get(name)
        return said is not None and said >= self.believed.links[place][2]

    def unsubscribe(self, place: int) -> None:
        if place < len(self.believed.links):
            _, token, _, names = self.believed.links[place]
            led_to = operations.unsubscribe(token, self.at, OWN).person_key
            self.believed.no({name for name in names if "@" in name and (led_to or not self._gone(token))}, self.at)
            for who in EMAILS:
                if led_to and self.key(who) == led_to:
                    self.believed.no(self.believed.names(who), self.at)

    def _gone(self, token: str) -> bool:
        """Whoever asked to be forgotten has every address suppressed already; their link keeps none."""
        return not operations.open_link(token, self.at).person_key

    def merge(self) -> None:
        if self.key("a") is None or self.key("b") is None:
            return
        self.people.add("b", email=EMAILS["a"])
        groups = self.believed.groups
        together = groups["a"] | groups["b"]
        names = self.believed.names("a") | self.believed.names("b")
        for one in together:
            groups[one] = together
            self.believed.emails[one] = {EMAILS["a"]}
        self.believed.emails["a"] = {EMAILS["a"]}
        # What either said is said by both.
        latest = max((self.believed.noes[name] for name in names if name in self.believed.noes), default=None)
        own = max((self.believed.owns[name] for name in names if name in self.believed.owns), default=None)
        if latest is not None and (own is None or own <= latest):
            self.believed.no(self.believed.names("a"), latest)

    def erase(self, who: str, objecting: bool) -> None:
        if key := self.key(who):
            names = self.believed.names(who)
            operations.forget_person(key, self.at, objecting)
            forget_person(key)
            self.believed.erased.update(dict.fromkeys(names, self.at))
            if objecting:
                self.believed.no(names, self.at)
            for one in self.believed.groups.pop(who):
                self.believed.groups.pop(one, None)

    def forget_source(self) -> None:
        if self.key("a") or self.key("b"):
            forget_source("shop")
            self.believed.groups.clear()

    def customers_again(self) -> None:
        for who, email in EMAILS.items():
            self.people.add(who, email=email)
            self.believed.emails[who] = {email}
        same = self.key("a") == self.key("b")
        for who in EMAILS:
            self.believed.groups[who] = set(EMAILS) if same else {who}

    def permissions_again(self) -> None:
        acts = [
            ImportedAct(
                row, Act.GIVEN, Channel.EMAIL, Purpose.MARKETING, at, replace(TOLD, own_act=True), who, EMAILS[who]
            )
            for row, (who, at) in enumerate(self.believed.given)
        ]
        operations.import_permissions("shop", acts, self.at)

    def a_no_from_a_file(self, who: str) -> None:
        act = ImportedAct(1, Act.OBJECTED, Channel.EMAIL, None, self.at, TOLD, who, EMAILS[who])
        operations.import_permissions("shop", [act], self.at)
        self.believed.no({who, EMAILS[who], *self.believed.names(who)}, self.at)

    def a_yes_from_a_file(self, who: str) -> None:
        """It says that it was their own act; a file may say what it likes."""
        claimed = replace(TOLD, own_act=True)
        act = ImportedAct(1, Act.GIVEN, Channel.EMAIL, Purpose.MARKETING, self.at, claimed, who, EMAILS[who])
        operations.import_permissions("shop", [act], self.at)
        if self.key(who):
            self.believed.given.append((who, self.at))

    def check(self) -> None:
        later = self.at + DAY / 48
        for who in EMAILS:
            key = self.key(who)
            if key is not None and self.believed.must_be_denied(who):
                verdict = queries.may(Question(Channel.EMAIL, later, personalised=False), key)
                assert not verdict.allowed, f"{who} may be reached: {verdict}"
