"""*Words*: what is said around the reason of an offer; the shop's own texts, with a preview and every version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from worthmore.backoffice.labels import KINDS, label
from worthmore.backoffice.operations.texts import keep_text, restore_built_in, said_now
from worthmore.backoffice.proposing import Proposed, proposed, text_service
from worthmore.backoffice.roles import user_id_of
from worthmore.backoffice.templatetags.office import language as language_of_page
from worthmore.backoffice.text_words import FRAMES, TONES, fields_told, told
from worthmore.backoffice.views.source import asks_for_part, chosen_source, message, page, posted, products_of, typed
from worthmore.connectors.text_service import TextServiceError
from worthmore.decide.wording import LANGUAGES, Wording
from worthmore.decide.wording.around import built_in
from worthmore.decide.wording.checking import LONGEST, problems, tidy
from worthmore.decide.wording.examples import Wanted, example
from worthmore.decide.wording.framing import frames_of
from worthmore.law.table import load
from worthmore.shop import queries as shop
from worthmore.shop.queries.texts import TextVersion, shop_texts, text_versions
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.decision import OfferKind, Words
from worthmore.vocabulary.journey import Tone
from worthmore.vocabulary.products import Product
from worthmore.vocabulary.texts import Frame, ShopText, Slot

PLAIN = "plain"
MOST_TYPED = 2 * LONGEST
"""Characters taken in, so that a text that is too long is shown with its fault rather than cut."""


@dataclass(frozen=True)
class Row:
    """One text of the list."""

    kind: str
    frame: str
    text: str
    own: int
    address: str


@dataclass(frozen=True)
class Preview:
    """How a text reads: the reason and the offer, of two products of the shop; or what is wrong."""

    words: Words | None = None
    wrong: tuple[str, ...] = ()


def texts(request: HttpRequest) -> HttpResponse:
    """Every text of one language, with the shop's own marked."""
    chosen = _language(typed(request, "language"))
    ours = [one for one in shop_texts(chosen_source(request)) if one.slot.language == chosen]
    own = {(one.slot.kind, one.slot.frame, one.slot.tone): one for one in ours}
    context = {"page": "texts", "rows": list(_rows(chosen, own)), "chosen": chosen, "spoken": _spoken()}
    return page(request, "backoffice/texts.html", context)


def _rows(language: str, own: dict[tuple[str, Frame, Tone], ShopText]) -> Iterator[Row]:
    for kind in OfferKind:
        for frame in (Frame.PLAIN, *frames_of(kind)):
            found = own.get((kind.value, frame, Tone.PLAIN))
            mine = sum((kind.value, frame, tone) in own for tone in Tone)
            text = found.text if found else built_in(Slot(kind.value, frame, Tone.PLAIN, language))
            address = reverse("backoffice:text", args=(kind.value, frame.value or PLAIN, language))
            yield Row(label(KINDS, kind.value), _(FRAMES[frame]), text, mine, address)


def text(request: HttpRequest, kind: str, frame: str, language: str) -> HttpResponse:
    """One text: written, looked at, kept, or the built-in one brought back."""
    source = chosen_source(request)
    slot = _slot(kind, frame, posted(request, "tone") or typed(request, "tone"), language)
    if slot is None:
        return message(request, _("No such text"), _("Choose one from the list of texts."), 404)
    if not source:
        return message(request, _("No such shop"), _("Import products or orders first."), 404)
    if request.method != "POST":
        return shown(request, slot, said_now(source, slot) or built_in(slot))
    return sent(request, source, slot, tidy(request.POST.get("text", "")[:MOST_TYPED]))


def sent(request: HttpRequest, source: str, slot: Slot, written: str) -> HttpResponse:
    """The form came back."""
    do, by = posted(request, "do"), (user_id_of(request), request.user.get_username())
    if do == "restore":
        restore_built_in(source, slot, now(), by)
        messages.success(request, _("The built-in text is said again within a second."))
        return redirect(_address(slot))
    if do == "propose":
        return _proposals(request, slot, written)
    if do != "save":
        return shown(request, slot, written)
    if keep_text(source, slot, written, now(), by):
        return shown(request, slot, written, status=400)
    messages.success(request, _("Saved. It is said within a second."))
    return redirect(_address(slot))


def _proposals(request: HttpRequest, slot: Slot, written: str) -> HttpResponse:
    """What the text service proposes, each looked over by the same check; nothing of it is kept."""
    service = text_service()
    if service is None:
        return shown(request, slot, written, service_wrong=_("No text service is set up here."))
    try:
        found = proposed(service, slot, written, shop.policy().country, now())
    except TextServiceError as error:
        return shown(request, slot, written, service_wrong=str(error))
    return shown(request, slot, written, proposals=found)


def shown(
    request: HttpRequest,
    slot: Slot,
    written: str,
    proposals: tuple[Proposed, ...] | None = None,
    service_wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of one text, or only its preview."""
    source, ours = chosen_source(request), built_in(slot)
    preview = _preview(source, slot, written)
    if asks_for_part(request):
        return page(request, "backoffice/text_preview.html", {"preview": preview})
    context: dict[str, Any] = {
        "page": "texts",
        "slot": slot,
        "kind": label(KINDS, slot.kind),
        "frame": _(FRAMES[slot.frame]),
        "tones": [(tone.value, _(words), tone is slot.tone) for tone, words in TONES.items()],
        "written": written,
        "preview": preview,
        "built_in": ours,
        "own": said_now(source, slot),
        "fields": list(fields_told(slot)),
        "versions": _versions(source, slot),
        "longest": LONGEST,
        "proposals": proposals,
        "service_wrong": service_wrong,
        "has_service": text_service() is not None,
        "refused": status != 200,
    }
    return page(request, "backoffice/text.html", context, status)


def _preview(source: str, slot: Slot, written: str) -> Preview:
    wrong = problems(written, slot, load(), now(), shop.policy().country)
    if wrong:
        return Preview(wrong=tuple(told(one, slot) for one in wrong))
    pair = _pair(products_of(source))
    if pair is None:
        return Preview(wrong=(_("Import two products first: the preview shows your own."),))
    wanted = Wanted(OfferKind(slot.kind), slot.frame, slot.tone, slot.language)
    one = example(wanted, *pair, now())
    wording = Wording((ShopText(slot, written, 1),), choose=lambda asked, frames: slot.frame)
    return Preview(wording.begin()(one.situation, one.candidate, one.premium, one.reduction))


def _pair(products: dict[str, Product]) -> tuple[Product, Product] | None:
    """A product to offer and a dearer one it goes with; always the same ones."""
    priced = sorted((one for one in products.values() if one.price > 0), key=lambda one: (one.price, one.id))
    if len(priced) < 2:
        return None
    return priced[len(priced) // 2], priced[-1]


def _versions(source: str, slot: Slot) -> list[TextVersion]:
    return text_versions(source, slot)[:50]


def _address(slot: Slot) -> str:
    address = reverse("backoffice:text", args=(slot.kind, slot.frame.value or PLAIN, slot.language))
    return address if slot.tone is Tone.PLAIN else f"{address}?tone={slot.tone.value}"


def _slot(kind: str, frame: str, tone: str, language: str) -> Slot | None:
    """The slot of an address; None when there is no such."""
    frame, tone = "" if frame == PLAIN else frame, tone or Tone.PLAIN.value
    if kind not in set(OfferKind) or tone not in set(Tone) or language not in LANGUAGES:
        return None
    if frame not in {Frame.PLAIN.value, *(one.value for one in frames_of(OfferKind(kind)))}:
        return None
    return Slot(kind, Frame(frame), Tone(tone), language)


def _spoken() -> list[tuple[str, str]]:
    """The languages of the texts, each called as the page calls it."""
    here = language_of_page()
    return [(code, Locale(code).get_display_name(here) or code) for code in LANGUAGES]


def _language(wanted: str) -> str:
    """The asked language of the texts, else the page's."""
    return wanted if wanted in LANGUAGES else language_of_page()
