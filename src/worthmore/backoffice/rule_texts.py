"""What each rule of the table says, marked for translation: the table itself is in English.

A test finds a summary that is missing here, or here for nothing. A new one is added as it stands in `rules.toml`; then
`python -m worthmore.site.translations` brings it to the translators.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

SUMMARIES = (
    _("Whoever objects to direct marketing gets none, at once and for good, whatever they said before."),
    _("E-mail, text and app messages to people who are not yet customers need their consent first."),
    _("Own customers may get messages about own similar products when every condition of the exception holds."),
    _("Automated calls and voice bots need consent."),
    _("Live calls are left to each country; where none is known, the strictest choice holds: consent."),
    _("Web push needs consent: the browser's question is not enough without a word on marketing."),
    _("Addressed post is allowed until the person objects."),
    _("A slip in the parcel that is the same for everybody needs no permission."),
    _("Suggestions from the basket alone, without profile or storage beyond the session, need no permission."),
    _("Suggestions on the site from a customer's own purchases: allowed with information, until they object."),
    _("A profile of somebody who has bought nothing yet needs their consent."),
    _("Uploading people to an ad platform needs a consent of its own; one for e-mail is not enough."),
    _("Seeing who opened a mail or clicked a personal link needs a consent of its own."),
    _("Using or revealing health, religion and the like needs explicit consent; orders at a pharmacy are health data."),
    _("The right to object is told clearly and apart from the rest, at the latest in the first message."),
    _("No persistent unwanted solicitation by telephone, mail or any other means."),
    _("Electronic advertising needs consent, also to a named person at work."),
    _("Own customers, people and companies, may be written to about similar own products."),
    _("An impersonal address of a company (info@) may be written to until it objects."),
    _("Every advertising mail names an electronic way to object, and the objection is confirmed in reasonable time."),
    _(
        "Calls are allowed unless the number is on the list Bel-me-niet-meer, which must be checked, for own "
        "customers and companies too."
    ),
    _("Addressed post is allowed until objection; the Robinson list is checked by agreement."),
    _("Electronic advertising needs consent, for companies as for consumers."),
    _(
        "Own customers may be written to about own similar products: same legal entity, a paid sale, a way out "
        "offered at the time."
    ),
    _("Own customers could be called about similar products for three years after the sale."),
    _("Calling own customers needs their consent since 1 July 2026."),
    _("Calling people who are not customers needs their consent, which the caller proves person by person."),
    _("Companies with legal personality may be called until they object."),
    _("Each call offers the right to object; the number is not withheld."),
    _(
        "Addressed post to people who are not customers: allowed unless they stand in the Postfilter register, "
        "which must be checked."
    ),
    _("Own customers may get addressed post until they object, also when they stand in the Postfilter register."),
    _("Electronic direct marketing to people needs their consent."),
    _("Own customers may be written to about equivalent products of the same group."),
    _("A named person at a company may be written to about their work until they object."),
    _("A company's general address may be written to until it objects."),
    _("Calls are allowed until objection; the telephone Robinson list is checked by agreement."),
    _(
        "After an unasked call a contract binds only when a written offer, sent after the call, was accepted in "
        "writing."
    ),
    _("Mobile subscriptions are not sold by telephone unless the customer asked."),
    _("Addressed post is allowed until objection; Posti's Robinson list is checked by agreement."),
    _("Electronic advertising needs express consent, proven by double opt-in."),
    _(
        "Own customers may be written to about similar own products; similar is read narrowly: the same or "
        "typical purpose, accessories, replacements."
    ),
    _("Calling consumers needs express, documented consent."),
    _(
        "Calling businesses needs at least presumed consent; what can be presumed is not for a machine, so we ask"
        " for consent."
    ),
    _("Consent to calls is documented and kept for five years after it was given and after each use."),
    _("E-mail, text and app messages to people need their consent first."),
    _(
        "Own customers may be written to about similar products of the same company, if told so and free to "
        "refuse when the address was taken."
    ),
    _("A named person at work may be written to about their profession until they object."),
    _("Consumers could be called unless their number stood on the list Bloctel, which had to be checked."),
    _("Calling consumers needs their free, specific, provable consent since 11 August 2026."),
    _("Companies may be called until they object."),
    _(
        "Calls to consumers on weekdays that are no feast day, 10-13 and 14-20 h; four in thirty days at most; "
        "none for sixty days after a refusal."
    ),
    _(
        "The caller says who calls and that it is to sell; the consumer is bound only once they signed a written "
        "offer sent after the call."
    ),
    _("Directory entries of people who opposed advertising are not used for it."),
    _("Addressed post is allowed until objection; the Robinson list of the sector is checked by its members."),
    _("Whoever objects to direct marketing gets none."),
    _("Messages to people, sole traders among them, need consent."),
    _("Customers, and people who negotiated a purchase, may be written to about similar own products."),
    _("Companies may be written to until they object."),
    _("Texts and app messages to companies: we ask for consent."),
    _("Automated calls need consent."),
    _("Calls are allowed unless the number is on the Telephone Preference Service, which must be checked."),
    _("Companies may be called unless their number is on the corporate list, which must be checked."),
    _("Addressed post is allowed until objection; the Mailing Preference Service is checked by agreement."),
    _("Web push needs consent."),
    _("Suggestions from the basket alone need no permission."),
    _("Suggestions on the site from a customer's purchases: allowed with information, until they object."),
    _("A profile of somebody who has bought nothing yet needs consent."),
    _("Uploading people to an ad platform needs a consent of its own."),
    _("Seeing who opened a mail needs consent; the exemption for statistics does not reach individual tracking."),
    _("Using or revealing health, religion and the like needs explicit consent."),
    _("Whoever opts out, in any reasonable way, gets no more."),
    _("E-mail is allowed until the person opts out."),
    _("Honest header and subject, a postal address, a way out honoured within ten working days."),
    _("Texts and automated calls need prior express written consent."),
    _("A refusal in any reasonable manner is honoured within ten working days."),
    _("No calls or texts before 8 or after 21 h, local time of the person."),
    _("People may be called unless their number is on the Do Not Call registry, which must be checked."),
    _("App messages: treated as texts."),
    _("Suggestions from a customer's purchases: allowed until they opt out."),
    _("Uploading people to an ad platform: allowed until they opt out of sale and sharing."),
    _("Seeing who opened a mail: we ask for consent."),
    _("Using or revealing health, religion and the like needs consent."),
    _(
        "Marketing mail carries both List-Unsubscribe headers; a POST acts at once, without login, cookie or "
        "page, and is honoured within two days."
    ),
    _("Complaints stay below one in a thousand and never reach three."),
    _("Mail is signed and aligned: SPF, DKIM and DMARC, reverse DNS, TLS."),
    _("A promotional block makes a confirmation or invoice advertising: it needs the permission advertising needs."),
    _(
        "No extra, insurance, donation or subscription is in the order unless the customer put it there; else "
        "they get it back."
    ),
    _("The order button says that ordering means paying, for each contract; only the words on the button count."),
    _(
        "An offer taken after payment is a new contract: full facts, its own button, its own withdrawal; a stored"
        " card is never charged on a click."
    ),
    _("Nothing is supplied unasked and then charged."),
    _(
        "Withdrawal works on the site for the whole period: one button, one confirmation, an acknowledgement with"
        " date and time; no login, no reasons, no retention offers on the way."
    ),
    _("Withdrawing from the main contract ends its add-ons, insurance and service plans free of charge."),
    _("The harmonised notice of the legal guarantee is shown."),
    _("No extra payment by default."),
    _("The order button says that ordering means paying."),
    _(
        "An announced reduction shows the lowest price of the thirty days before it, and the percentage is "
        "counted from that."
    ),
    _(
        "As in the Union; perishables and goods less than thirty days on sale are exempt, and a reduction that "
        "grows may keep its first price for three months."
    ),
    _("As in the Union, for goods and per sales channel; discounts at the till that were not announced are outside."),
    _("The lowest price of thirty days is shown; nothing new on sale is called reduced."),
    _(
        "Whoever announces a reduction on goods shows the lowest price of the 30 days before it; while a "
        "reduction grows step by step without a break, that of the 30 days before its first step. Perishables "
        "marked as such are exempt."
    ),
    _(
        "An announced reduction shows the lowest price of the 30 days before it, for goods and services alike; of"
        " successive reductions, that before the first. Perishables about to spoil are exempt."
    ),
    _(
        "Bundles, loyalty and truly personal vouchers are largely outside the thirty days; a voucher everybody "
        "gets is not."
    ),
    _("A price set for one person by automatic decision says so, before the order."),
    _(
        "A bundle or gift shows its total and the price of each part, its conditions, its first and last day; not"
        " below ten euros."
    ),
    _("In the month before the winter sale no reduction on clothing, shoes or leather goods is announced."),
    _("In the month before the summer sale no reduction on clothing, shoes or leather goods is announced."),
    _("After a poor winter sale, promotions (not under the name of sale) could go on in February 2026."),
    _("No sale at a loss outside the sales: a bundle should not cost less than was paid for it."),
    _("No resale at a loss outside the sales."),
    _("No price without its unavoidable charges."),
    _("No joint offer of which one part is a financial service: no free or cheaper insurance with the product."),
    _("Goods sold with insurance can be had without it, and the parts and their costs are shown apart."),
    _("No wheel of fortune or draw that is entered by buying."),
    _("The words of the seasonal sale are kept for the sale."),
    _(
        "The word soldes is kept for the two sales, each of four weeks: from the second Wednesday of January (the"
        " first when the second falls after the 12th), and from the last Wednesday of June (the one before when "
        "the last falls after the 28th), at 8 h."
    ),
    _("The winter sale 2026: the word soldes may be used."),
    _("The summer sale 2026: the word soldes may be used."),
    _("The winter sale 2027: the word soldes may be used."),
    _("The summer sale 2027: the word soldes may be used."),
    _("The winter sale 2028: the word soldes may be used."),
    _("The summer sale 2028: the word soldes may be used."),
    _("No countdown or stock claim that is not bound to a real end date or stock."),
    _("'Popular', 'often bought together' and ratings may be said only where they were counted and are true."),
    _("Something is called free only when nothing but unavoidable cost is paid for it, and its condition is said."),
    _("Saying no is as easy as saying yes, and nobody is made to feel foolish for it."),
    _("No offer that cannot be met in reasonable numbers, or that is there to sell something else."),
    _("Children are not told to buy, or to make their parents buy."),
    _("Reviews say whether and how they were checked; none is bought, none filtered."),
    _("No generic environmental claim (eco-friendly, climate neutral by offsets)."),
    _("Nobody is moved to replace or refill earlier than technically needed."),
    _("Other makers' consumables are not said to harm the product unless they do."),
    _("No subliminal or manipulative technique, and none that exploits age, disability or poverty."),
    _("No false claim that time or stock is short."),
    _("No fake or hidden paid reviews, and steps against them."),
    _("What is said of popularity is counted and true."),
    _("Nothing is called free that is not."),
    _("No fake, bought or suppressed reviews."),
    _("Everything shown meets WCAG 2.1 AA: keyboard, focus, contrast, no timer that cannot be extended."),
    _("A machine that talks says at the start that it is one."),
    _("Synthetic pictures, sound and text are marked so that machines can tell."),
    _(
        "A trial that turns into a paid term gives one right of withdrawal, and a new one if the later price was "
        "not clear at the start."
    ),
    _("Tacit renewal stands in bold; after it the contract ends at any time with two months' notice at most."),
    _("After the first term the contract ends at any time with a month's notice at most."),
    _("An open-ended contract ends free of charge with thirty days' notice at most."),
    _("Contracts that can be made online can be ended online, by a button."),
    _("Withdrawal works by a button on the site."),
    _("Contracts that can be made online can be ended online, free and easily found, with a confirmation."),
    _("Before a negative option: all terms, express consent, a simple way to stop."),
    _(
        "Automatic renewal: consent of its own, a yearly reminder, ending it online. Held for all of the United "
        "States, since the state is not known."
    ),
    _(
        "People are told of profiling; the balance of interests is written down, and the risk assessed where it "
        "is large."
    ),
    _("Below the age of 16 the parents consent to online services."),
    _("Below the age of 13 the parents consent to online services."),
    _("Below the age of 15 the parents consent to online services."),
    _("Would reach drip pricing, personal prices, pre-ticked boxes, shaming and subscriptions."),
    _("Would let a site measure its own audience without consent (new GDPR art. 88a)."),
    _("Treats mixed content and preparing profiles as direct marketing."),
    _("Would ask for consent before calls."),
    _("Reminders, easy exit and cooling-off for subscriptions."),
    _("Ending as easy as beginning."),
)
