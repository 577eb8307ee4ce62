"""How we choose: for customers, in their language, saying only what is true of this shop."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.numbers import format_percent

from worthmore.rights.documents.blocks import Block, Bullets, Heading, Paragraph
from worthmore.rights.documents.facts import Facts
from worthmore.rights.page.words import LANGUAGES, words
from worthmore.vocabulary.permission import Channel

# In the order in which they are told; each only where such a guard stands before every offer.
GUARDED = (
    "objection",
    "personal_suggestions_off",
    "sensitive_category",
    "minor",
    "open_case",
    "before_delivery",
    "recent_return",
    "unpaid",
    "first_days",
    "contact_cap",
    "quiet_hours",
)


@cache
def texts(language: str) -> Mapping[str, str]:
    """The sentences in one language."""
    path = files("worthmore.rights").joinpath("documents", "languages", f"{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


class Said:
    """The sentences of one language with this shop's figures in their places."""

    def __init__(self, facts: Facts, language: str) -> None:
        self.facts, self._texts, self._language = facts, texts(language), language
        policy = facts.policy
        self._figures = {
            **asdict(policy),
            "seller": policy.seller or self._texts["this_shop"],
            "premium_cap": self.share(policy.premium_cap),
            "control_share": self.share(policy.control_share),
            "caps": "; ".join(f"{self.named(name)}: {self.share(cap)}" for name, cap in policy.premium_caps.items()),
            "contact": ", ".join(filter(None, (policy.seller, policy.seller_address, policy.seller_email))),
            "channels": ", ".join(words(language).value(one) for one in facts.reached if one != Channel.AD_AUDIENCE),
        }

    def __call__(self, name: str) -> str:
        """One sentence."""
        return self._texts[name].format_map(self._figures)

    def share(self, value: float) -> str:
        """A share as a percentage, as the language writes it."""
        return format_percent(value, locale=Locale.parse(self._language), format=None, decimal_quantization=False)

    def named(self, name: str) -> str:
        """A kind of offer in words; a category as the shop calls it."""
        return words(self._language).value(name)


def how_we_choose(facts: Facts, language: str) -> list[Block]:
    """The document; `ValueError` for a language it is not written in."""
    if language not in LANGUAGES:
        raise ValueError(f"how-we-choose is not written in {language!r}; it is in {', '.join(LANGUAGES)}")
    say = Said(facts, language)
    return [
        Heading(say("title"), 1),
        Paragraph(say("intro")),
        Heading(say("looks_title")),
        Bullets(tuple(_looks(say))),
        Paragraph(say("not_used")),
        Heading(say("learn_title")),
        Paragraph(say(_learned(facts))),
        Heading(say("limits_title")),
        Bullets(tuple(_limits(say))),
        Heading(say("order_title")),
        Paragraph(f"{say('order')} {say('automatic')}"),
        *_control(say),
        Heading(say("data_title")),
        Paragraph(" ".join(_passed_on(say))),
        Heading(say("keep_title")),
        Bullets(tuple(_kept(say))),
        Heading(say("say_title")),
        Paragraph(" ".join(_asked(say))),
    ]


def _control(say: Said) -> list[Block]:
    """Who gets nothing, so that one can compare; a shop without a control group says nothing of one."""
    if not say.facts.policy.control_share or "control_group" not in say.facts.guards:
        return []
    return [Heading(say("control_title")), Paragraph(say("control"))]


def _looks(say: Said) -> Iterator[str]:
    """What is looked at, as the guards in use tell."""
    told = (
        ("look_owned", "already_owned"),
        ("look_refused", "refused_recently"),
        ("look_refused_type", "refused_type"),
        ("look_accepted", "accepted_already"),
        ("look_shown", "shown_enough"),
        ("look_need", "need"),
        ("look_time", "time_to_use"),
        ("look_satisfaction", "dissatisfied"),
        ("look_help", "help_first"),
    )
    yield say("look_cart")
    yield from (say(name) for name, guard in told if guard in say.facts.guards)


def _learned(facts: Facts) -> str:
    if facts.learned_at is None:
        return "learn_nothing"
    return "learn_months" if facts.policy.model_months else "learn_all"


def _limits(say: Said) -> Iterator[str]:
    if "premium" in say.facts.guards:
        yield say("premium")
        if say.facts.policy.premium_caps:
            yield say("premium_caps")
    yield from (say(guard) for guard in GUARDED if guard in say.facts.guards)


def _passed_on(say: Said) -> Iterator[str]:
    reached = set(say.facts.reached)
    yield say("stays")
    yield say("reached" if reached - {Channel.AD_AUDIENCE.value} else "reached_nobody")
    yield say("ads_some" if Channel.AD_AUDIENCE.value in reached else "ads_none")


def _kept(say: Said) -> Iterator[str]:
    policy = say.facts.policy
    yield say("keep_activity" if policy.activity_days else "keep_activity_ever")
    yield say("keep_decision" if policy.decision_days else "keep_decision_ever")
    yield say("keep_orders")
    yield say("keep_no")


def _asked(say: Said) -> Iterator[str]:
    yield say("say")
    policy = say.facts.policy
    if policy.seller or policy.seller_email:
        yield say("ask")
