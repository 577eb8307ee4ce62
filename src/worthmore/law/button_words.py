"""The words that must stand on two buttons: the one that orders, and the ones that withdraw.

A trader's order button says unmistakably that ordering costs money, with the words of the directive or equal ones; only
the words on the button count (Directive 2011/83 art. 8(2); C-249/21, C-400/22). The withdrawal function is labelled in
the same way, twice (art. 11a). The French words of the latter are those of décret 2026-3; the others are ours where the
law of the country was not found, since any corresponding unambiguous words will do.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from worthmore.law.claims.folding import fold

ORDER: Mapping[str, str] = MappingProxyType(
    {
        "nl": "Bestelling met betalingsverplichting",
        "en": "Order with obligation to pay",
        "fi": "Tilaus velvoittaa maksamaan",
        "fr": "Commande avec obligation de paiement",
        "de": "Zahlungspflichtig bestellen",
    }
)
EQUAL: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "nl": frozenset({"bestellen en betalen", "nu kopen", "nu betalen", "kopen en betalen"}),
        "en": frozenset({"buy now", "pay now", "confirm purchase", "order and pay"}),
        "fi": frozenset({"maksa nyt", "osta ja maksa", "tilaa ja maksa", "vahvista ostos"}),
        "fr": frozenset({"acheter", "acheter maintenant", "payer maintenant", "commander et payer"}),
        "de": frozenset(
            {"kaufen", "jetzt kaufen", "kostenpflichtig bestellen", "zahlungspflichtigen vertrag schliessen"}
        ),
    }
)
"""Words that say as much, as the Commission's guidance (2021/C 525/01) and the courts have taken them."""
WITHDRAW: Mapping[str, str] = MappingProxyType(
    {
        "nl": "Overeenkomst hier herroepen",
        "en": "Withdraw from contract here",
        "fi": "Peruuta sopimus tästä",
        "fr": "Renoncer au contrat ici",
        "de": "Vertrag hier widerrufen",
    }
)
CONFIRM_WITHDRAWAL: Mapping[str, str] = MappingProxyType(
    {
        "nl": "Herroeping bevestigen",
        "en": "Confirm withdrawal",
        "fi": "Vahvista peruuttaminen",
        "fr": "Confirmer la rétractation",
        "de": "Widerruf bestätigen",
    }
)


def order_button_fault(words: str, language: str) -> str:
    """What is wrong with the words of an order button; "" when they are right.

    They must stand there alone: "Order with obligation to pay and win" is another sentence.
    """
    said = " ".join(fold(words).text.split())
    right = {" ".join(fold(ORDER[language]).text.split()), *EQUAL[language]}
    if said in right:
        return ""
    return f'"{words.strip()}" does not say that ordering costs money; write "{ORDER[language]}"'
