"""What a person may ask of the shop: the link to their own page, everything held of them, and being forgotten."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from worthmore.backoffice.acts import Act
from worthmore.backoffice.operations import audit
from worthmore.backoffice.permission_page import language_of
from worthmore.backoffice.roles import user_id_of
from worthmore.backoffice.templatetags.office import language
from worthmore.backoffice.views.permission import about, with_person
from worthmore.backoffice.views.source import page, posted, typed
from worthmore.consent import operations as consent
from worthmore.consent.values import LinkKind
from worthmore.rights import operations as rights
from worthmore.rights import queries as holding
from worthmore.rights.queries.download import LANGUAGES
from worthmore.shop.queries import PersonRecord
from worthmore.vocabulary.clock import now
from worthmore.vocabulary.policy import LANGUAGES as OURS


def customer_link(request: HttpRequest, key: str) -> HttpResponse:
    """A link to the customer's own page. Making one is written down: with it somebody speaks as the customer."""
    return with_person(request, key, made_link if request.method == "POST" else before_link)


def before_link(request: HttpRequest, person: PersonRecord) -> HttpResponse:
    """What the link is, and a button to make one."""
    return page(request, "backoffice/customer_link.html", about(request, person))


def made_link(request: HttpRequest, person: PersonRecord) -> HttpResponse:
    """The link, shown this once, and a message with it for the shop's own mail program."""
    token = consent.new_link(LinkKind.PAGE, person.keys[0], None, now(), handed_over=True)
    link = f"{settings.BASE_URL}{reverse('customer_pages:choices', args=[token])}"
    audit.record(Act.LINK_MADE, now(), user_id_of(request), person.keys[0])
    to = next((one.email for one in person.customers if one.email), "")
    context = about(request, person) | {"link": link, "mail": mail(to, link, person)}
    return page(request, "backoffice/customer_link.html", context)


def mail(to: str, link: str, person: PersonRecord) -> str:
    """A `mailto:` address with a message in the customer's language; "" where no e-mail address is known."""
    if not to:
        return ""
    with translation.override(language_of(person, OURS) or language()):
        subject = _("Your own page: what we know of you and what we may send")
        body = _(
            "Hello,\n\non this page you see what we know of you and choose what we may send. "
            "It is yours alone; please do not pass the link on.\n\n%(link)s\n"
        )
    return f"mailto:{quote(to, safe='@+')}?subject={quote(subject)}&body={quote(body % {'link': link})}"


def download(request: HttpRequest, key: str) -> HttpResponse:
    """Everything held of a person, to hand over: as a page to read or as JSON."""
    return with_person(request, key, downloaded)


def downloaded(request: HttpRequest, person: PersonRecord) -> HttpResponse:
    """The file. It is made for the customer, so it speaks their language where we do."""
    wanted = "json" if typed(request, "format") == "json" else "html"
    # First written down, then gathered: the download shows that it was taken.
    audit.record(Act.DOWNLOADED, now(), user_id_of(request), person.keys[0], detail={"format": wanted})
    held = holding.download(person.keys[0], now())
    spoken = language_of(person, LANGUAGES) or language()
    content = held.as_json() if wanted == "json" else held.as_html(spoken).encode()
    kind = "application/json" if wanted == "json" else "text/html; charset=utf-8"
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{person.keys[0][:8]}.{wanted}"'
    add_never_cache_headers(answer)
    return answer


def erase(request: HttpRequest, key: str) -> HttpResponse:
    """Forget a person, after a page that says what that means."""
    return with_person(request, key, erased if request.method == "POST" else before_erasing)


def before_erasing(request: HttpRequest, person: PersonRecord, wrong: bool = False) -> HttpResponse:
    """What goes, what stays, and a box to tick."""
    sources = sorted({one.source for one in person.customers})
    context = about(request, person) | {"wrong": wrong, "known_in": sources, "orders": len(person.orders)}
    return page(request, "backoffice/erase.html", context, 400 if wrong else 200)


def erased(request: HttpRequest, person: PersonRecord) -> HttpResponse:
    """Do it. The log keeps that it was done and by whom, and no longer of whom."""
    if posted(request, "sure") != "on":
        return before_erasing(request, person, wrong=True)
    done = rights.erase(person.keys[0], now(), request.user.get_username())
    audit.record(Act.ERASED, now(), user_id_of(request))
    context = {"page": "customers", "known_in": done.sources, "removed": sum(done.removed.values())}
    return page(request, "backoffice/erased.html", context)
