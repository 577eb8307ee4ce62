"""*Offers by hand*: what the shop's own people decided about offers: made, tried out, changed, deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from worthmore import placements
from worthmore.backoffice import hand_rule_form
from worthmore.backoffice.hand_rule_form import Form
from worthmore.backoffice.hand_rule_words import ACTS, EFFECTS, WRONG, said
from worthmore.backoffice.labels import KINDS, label
from worthmore.backoffice.operations.hand_rules import drop_rule, keep_rule, known
from worthmore.backoffice.roles import user_id_of
from worthmore.backoffice.templatetags.office import language
from worthmore.backoffice.views.source import chosen_source, message, page, posted, products_of, service
from worthmore.backoffice.views.try_it import lines
from worthmore.decide.hand_rules import HandRules, Touched, contradiction, pinned, sentence, touched
from worthmore.offering.requests import OfferRequest, RequestError
from worthmore.shop import queries as shop
from worthmore.shop.operations import SourceError
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.hand_rules import HandRule, HandRuleError
from worthmore.vocabulary.policy import Policy


@dataclass(frozen=True)
class Row:
    """One rule as the list shows it."""

    rule: HandRule
    sentence: str
    over: bool


@dataclass(frozen=True)
class Trial:
    """A situation to try a rule in, and what the rule would do there; `wrong` when it cannot be tried."""

    placement: str
    cart: str
    product: str
    rows: tuple[tuple[str, str, str, str], ...] = ()
    candidates: int = 0
    tried: bool = False
    wrong: str = ""

    @property
    def address(self) -> str:
        """The same situation in *Try it*."""
        filled = {"placement": self.placement, "cart": self.cart, "product": self.product}
        return f"{reverse('backoffice:try_it')}?{urlencode({name: value for name, value in filled.items() if value})}"


def hand_rules(request: HttpRequest) -> HttpResponse:
    """Every rule of this shop."""
    source, policy = chosen_source(request), shop.policy()
    find, today = products_of(source).get, now().date()
    rows = [
        Row(rule, said(rule, find, policy.currency), rule.until_date is not None and rule.until_date < today)
        for rule in shop.hand_rules(source)
    ]
    return page(request, "backoffice/hand_rules.html", {"page": "hand_rules", "rows": rows, "none_known": not source})


def hand_rule(request: HttpRequest, rule_id: int = 0) -> HttpResponse:
    """One rule: its fields, its sentence, and a place to try it out."""
    source, policy = chosen_source(request), shop.policy()
    before = known(source, rule_id)
    if rule_id and before is None:
        return message(request, _("No such rule"), _("It was deleted, or belongs to another shop."), 404)
    if request.method != "POST":
        form = hand_rule_form.filled(before, policy.currency) if before else hand_rule_form.EMPTY
        return shown(request, form, before, policy)
    if posted(request, "do") == "delete":
        return deleted(request, source, rule_id)
    return sent(request, source, policy, before)


def sent(request: HttpRequest, source: str, policy: Policy, before: HandRule | None) -> HttpResponse:
    """The form came back: try the rule, or keep it."""
    texts = {name: str(value) for name, value in request.POST.items()}
    kinds = [kind for kind in request.POST.getlist("kinds") if kind in KINDS]
    places = [place for place in request.POST.getlist("placements") if place in _placement_names()]
    form = hand_rule_form.typed(texts, kinds, places)
    try:
        rule = hand_rule_form.rule_of(form, policy.currency, before.id if before else 0)
        check_products(rule, source)
        if posted(request, "do") == "try":
            return shown(request, form, rule, policy, trial=try_out(request, rule, source, policy))
        check_contradiction(rule, source, policy)
        kept = keep_rule(source, rule, now(), products_of(source).get, user_id_of(request))
    except HandRuleError as error:
        return shown(request, form, before, policy, {error.field or "act": WRONG.said(error.message)})
    except SourceError:
        return message(request, _("No such shop"), _("Import products or orders first."), 400)
    messages.success(request, _("Saved. It holds within a second."))
    return redirect("backoffice:hand_rule", rule_id=kept)


def deleted(request: HttpRequest, source: str, rule_id: int) -> HttpResponse:
    """Delete the rule and go back to the list."""
    if rule_id and drop_rule(source, rule_id, now(), products_of(source).get, user_id_of(request)):
        messages.success(request, _("The rule was deleted."))
    return redirect("backoffice:hand_rules")


def check_products(rule: HandRule, source: str) -> None:
    """Every named product must be one the shop sells: a slip of the pen would make a rule that does nothing."""
    products = products_of(source)
    for field, selection in (("offers_products", rule.offers), ("beside_products", rule.beside)):
        unknown = [one for one in selection.products if one not in products]
        if unknown:
            raise HandRuleError(field, _("There is no product %(id)s.") % {"id": unknown[0]})
    check_descriptions(rule, source)


def check_descriptions(rule: HandRule, source: str) -> None:
    """So with brands and categories."""
    products = products_of(source).values()
    brands = {product.brand.casefold() for product in products}
    paths = {"/".join(product.category[:length]).casefold() for product in products for length in range(1, 9)}
    for side, selection in (("offers", rule.offers), ("beside", rule.beside)):
        _check_known(f"{side}_brands", selection.brands, brands, _("Nothing is of the brand %(name)s."))
        _check_known(f"{side}_categories", selection.categories, paths, _("There is no category %(name)s."))


def _check_known(field: str, names: tuple[str, ...], known_names: set[str], wrong: str) -> None:
    for name in names:
        if "/".join(part.strip() for part in name.split("/")).casefold() not in known_names:
            raise HandRuleError(field, wrong % {"name": name})


def check_contradiction(rule: HandRule, source: str, policy: Policy) -> None:
    """A rule that another one makes pointless is not kept."""
    find = products_of(source).get
    other = contradiction(rule, shop.hand_rules(source), find)
    if other is not None:
        text = _("This contradicts rule %(id)s: %(rule)s. Change or switch off one of the two.")
        raise HandRuleError("act", text % {"id": other.id, "rule": said(other, find, policy.currency)})


def try_out(request: HttpRequest, rule: HandRule, source: str, policy: Policy) -> Trial:
    """What the rule would do to each candidate of a situation."""
    placement = posted(request, "try_placement") or "cart"
    asked = Trial(placement, posted(request, "try_cart", 2000), posted(request, "try_product", 128), tried=True)
    try:
        question = OfferRequest(
            placements.find(placement), language(), None, lines(asked.cart, products_of(source)), asked.product or None
        )
        seen = service().engine.look(source, question, now())
    except (KeyError, RequestError) as error:
        return Trial(placement, asked.cart, asked.product, tried=True, wrong=getattr(error, "message", str(error)))
    if seen.shop is None:
        return asked
    alone = HandRules([rule], policy, seen.shop.knowledge.find, sentence)
    proposed = [*seen.shop.rules.proposed(seen.situation), *pinned(alone, seen.shop.knowledge.accepted)(seen.situation)]
    candidates = list({(one.kind, one.product.id): one for one in proposed}.values())
    rows = tuple(map(_told, touched(alone, seen.situation, candidates)))
    return Trial(placement, asked.cart, asked.product, rows, len(candidates), True)


def _told(one: Touched) -> tuple[str, str, str, str]:
    product, kind = one.candidate.product, one.candidate.kind.value
    return product.id, product.called(language()), label(KINDS, kind), _(EFFECTS[one.effect.value])


def shown(
    request: HttpRequest,
    form: Form,
    rule: HandRule | None,
    policy: Policy,
    wrong: dict[str, str] | None = None,
    trial: Trial | None = None,
) -> HttpResponse:
    """The page of one rule."""
    source = chosen_source(request)
    find = products_of(source).get
    first = rule.beside.products if rule else ()
    context: dict[str, Any] = {
        "page": "hand_rules",
        "form": form,
        "rule": rule,
        "sentence": said(rule, find, policy.currency) if rule else "",
        "wrong": wrong or {},
        "trial": trial or Trial("cart", ", ".join(first[:3]), ""),
        "acts": [(act.value, _(words)) for act, words in ACTS.items()],
        "kinds": [(kind, label(KINDS, kind)) for kind in KINDS],
        "placements": _placement_names(),
        "currency": policy.currency,
    }
    return page(request, "backoffice/hand_rule.html", context, 400 if wrong else 200)


def _placement_names() -> list[str]:
    return [placement.name for placement in placements.ALL]
