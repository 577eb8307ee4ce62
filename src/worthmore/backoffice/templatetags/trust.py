"""How roles, acts and verdicts are shown, in the language of the page."""

from __future__ import annotations

from datetime import date

from django import template
from django.conf import settings
from django.utils.translation import gettext

from worthmore.backoffice import law_sentences, law_words, staff_words
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


@register.filter
def channel_name(channel: str | None) -> str:
    """A channel; every channel where none is named."""
    return label(law_words.CHANNELS, channel) if channel else gettext("every channel")


@register.filter
def purpose_name(purpose: str | None) -> str:
    """A purpose; every purpose where none is named."""
    return label(law_words.PURPOSES, purpose) if purpose else gettext("every purpose")


@register.filter
def audience_name(audience: str) -> str:
    """In what capacity somebody is addressed."""
    return label(law_words.AUDIENCES, audience)


@register.filter
def relation_name(relation: str) -> str:
    """How far somebody has come with the seller."""
    return label(law_words.RELATIONS, relation)


@register.filter
def topic_name(topic: str) -> str:
    """What rules are about."""
    return label(law_words.TOPICS, topic)


@register.filter
def decision_name(decision: str) -> str:
    """What a rule says, in few words."""
    return label(law_words.DECISIONS, decision)


@register.filter
def decision_means(decision: str) -> str:
    """What that means for the shop."""
    return label(law_words.DECISIONS_MEAN, decision)


@register.filter
def proof_name(proof: str) -> str:
    """The form a yes must have."""
    return label(law_words.PROOFS, proof)


@register.filter
def confidence_name(confidence: str) -> str:
    """How sure the table is."""
    return label(law_words.CONFIDENCES, confidence)


@register.filter
def country_name(code: str) -> str:
    """A country or union."""
    return law_words.country_name(code)


@register.filter
def long_day(day: date) -> str:
    """A day, written out."""
    return law_sentences.day(day.isoformat())


@register.filter
def said(sentence: str) -> str:
    """A sentence of the law in the page's language."""
    return law_sentences.said(sentence)


@register.filter
def condition_name(name: str) -> str:
    """What was checked."""
    return law_words.condition_name(name)


@register.filter
def ledger_act(act: str) -> str:
    """What somebody said."""
    return label(law_words.ACTS, act)


@register.filter
def heard_name(how: str) -> str:
    """Where something was said; what other ways of recording wrote down, as it stands."""
    return label(staff_words.HEARD, how)


@register.filter
def document_name(name: str) -> str:
    """A document that the law asks for."""
    return label(staff_words.DOCUMENTS, name)


@register.filter
def evidence_name(name: str) -> str:
    """What is kept as evidence; an import's own name as it stands."""
    return label(staff_words.EVIDENCE, name)


@register.filter
def frequency_name(frequency: str) -> str:
    """How often somebody wants to hear of the shop."""
    return label(staff_words.FREQUENCIES, frequency)


@register.filter
def request_name(kind: str) -> str:
    """What a person may ask of the shop."""
    return label(staff_words.REQUESTS, kind)


@register.filter
def language_called(code: str) -> str:
    """A language by its own name."""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def translated(text: str) -> str:
    """A text that was marked for translation where it stands."""
    return gettext(text) if text else ""
