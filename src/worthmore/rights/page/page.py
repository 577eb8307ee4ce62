"""The whole page: who holds it, what can be asked, then section after section, and what it is all for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from worthmore.rights.page.tables import scrolling, table
from worthmore.rights.page.values import Values
from worthmore.rights.page.why import why
from worthmore.rights.page.words import Words, words
from worthmore.vocabulary.policy import Policy

STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}h3{font-size:1rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #8888}
th,time{white-space:nowrap}ul{margin:0;padding-left:1.1rem}td ul{min-width:24rem}summary{cursor:pointer}
nav ul{columns:2;list-style:none;padding:0}@media(max-width:40rem){nav ul{columns:1}}
@media print{.wide{overflow:visible}}
"""


def page(content: Mapping[str, Any], language: str, policy: Policy) -> str:
    """The document of `queries.download` as one HTML page that needs nothing else."""
    told = words(language)
    values = Values(told, ZoneInfo(policy.time_zone))
    seller = content["seller"]["name"] or told.texts["this_shop"]
    title = escape(told.texts["title"].format(seller=seller))
    body = "".join(
        (
            f"<header><h1>{title}</h1>{_opening(content, told, values)}</header>",
            _contents(content, told),
            "<main>",
            *_sections(content, told, values),
            *_elsewhere(content["elsewhere"], told, values),
            _why(told, policy),
            "</main>",
        )
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>{body}</body></html>"
    )


def _opening(content: Mapping[str, Any], told: Words, values: Values) -> str:
    """What this is, and what one can ask."""
    seller, person = content["seller"], content["person"]
    texts = told.texts
    contact = ", ".join(filter(None, (seller["name"], seller["address"], seller["email"])))
    lines = [
        f"{texts['made'].format(at=values.cell('at', content['made_at']))} {texts['complete']}",
        f"{texts['origin']} {texts['stays']}",
        texts["key"].format(key=person["key"]),
    ]
    if person["former_keys"]:
        lines.append(texts["former_keys"].format(keys=", ".join(person["former_keys"])))
    asked = [texts["rights"], *([texts["ask"].format(contact=contact)] if contact else [])]
    return "".join(f"<p>{escape(line)}</p>" for line in lines) + (
        f"<h2>{escape(texts['rights_title'])}</h2><p>{escape(' '.join(asked))}</p>"
    )


def _contents(content: Mapping[str, Any], told: Words) -> str:
    links = "".join(
        f'<li><a href="#{name}">{escape(title)}</a> ({len(content[name])})</li>'
        for name, title in told.sections.items()
        if name in content
    )
    return f"<nav><ul>{links}</ul></nav>"


def _sections(content: Mapping[str, Any], told: Words, values: Values) -> Iterator[str]:
    for name, title in told.sections.items():
        if name in content:
            records = content[name]
            shown = table(records, values, title) if records else f"<p>{escape(told.texts['none'])}</p>"
            yield f'<section id="{name}"><h2>{escape(title)}</h2>{shown}</section>'


def _elsewhere(rooms: Mapping[str, Any], told: Words, values: Values) -> Iterator[str]:
    """What other rooms hold."""
    if not rooms:
        return
    yield f"<section><h2>{escape(told.texts['elsewhere'])}</h2>"
    for sections in rooms.values():
        for name, records in sections.items():
            heading = told.field(name)
            yield f"<h3>{escape(heading)}</h3>{table(records, values, heading)}"
    yield "</section>"


def _why(told: Words, policy: Policy) -> str:
    """What everything is for and how long it is kept."""
    texts = told.texts
    head = "".join(f'<th scope="col">{escape(texts[name])}</th>' for name in ("why_what", "why_purpose", "why_kept"))
    rows = "".join(
        f"<tr><td>{escape(one.holds)}</td><td>{escape(one.purpose)}</td><td>{escape(one.kept)}</td></tr>"
        for one in why(told, policy)
    )
    title = escape(texts["why_title"])
    return f"<section><h2>{title}</h2>{scrolling(f'<table><tr>{head}</tr>{rows}</table>', title)}</section>"
