"""What the rule table requires, forbids or warns of, in a shopkeeper's words."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

DUTIES = {
    "lowest_price_30d_as_base": _("Beside an announced reduction stands the lowest price of the 30 days before it"),
    "show_lowest_price_30d": _("Beside an announced reduction stands the lowest price of the 30 days before it"),
    "announce_reduction": _("Announcing reductions"),
    "sale_words_outside_sale": _("Calling it a sale outside the official sales"),
    "written_offer_after_call_and_written_acceptance": _(
        "After a sale by telephone the customer gets the offer in writing and accepts it in writing"
    ),
    "withdrawal_function_two_step": _("A button with which the customer withdraws from the contract"),
    "urgency_or_stock_claim_not_bound_to_data": _("Saying “nearly gone” or “only today” when it is not so"),
    "popularity_claim_not_bound_to_data": _("Saying “popular” or “often bought together” when it was not counted"),
    "free_claim_not_bound_to_data": _("Saying “free” when it is not"),
    "separate_prices_of_parts": _("Each part of a bundle shows its own price"),
    "rfc8058_headers": _("Unsubscribing by one click in the mail program itself"),
    "revoke_any_reasonable_means_10_business_days": _(
        "A yes can be taken back in any reasonable way, and that is done within 10 working days"
    ),
    "postal_address optout_10_business_days": _(
        "The message shows the seller's postal address, and a no is obeyed within 10 working days"
    ),
    "replenish_earlier_than_technically_needed": _("Moving a customer to refill or replace earlier than needed"),
    "order_button_pay_wording_each_contract": _("The order button says that ordering obliges to pay"),
    "good_buyable_without_insurance_and_separate_costs": _(
        "The product can be bought without the insurance, and each shows its own cost"
    ),
    "generic_environmental_claim": _("Saying “green” or “eco-friendly” without proof"),
    "financial_service_in_joint_offer": _("Insurance or credit as part of a joint offer"),
    "disclose_automated_price_personalisation": _("Telling that a price was made for this person by a machine"),
    "disclose_ai_at_start": _("A chatting machine says at once that it is one"),
    "default_added_extra_payment": _("Extras that are in the order without the customer putting them there"),
    "confirm_shaming": _("Making it shameful or hard to say no"),
    "complaint_rate_below": _("Fewer than 1 in 1,000 receivers mark the mail as spam"),
    "bundle_below_cost": _("A bundle sold below its purchase price"),
    "EN301549_WCAG21AA": _("The pages can be used by people with a disability"),
}
