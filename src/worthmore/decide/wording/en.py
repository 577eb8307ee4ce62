"""English."""

from worthmore.decide.wording.phrases import Counted, Phrases

ENGLISH = Phrases(
    goes_with={
        "cart": "Goes with {anchor}, in your cart.",
        "viewed": "Goes with {anchor}.",
        "bought": "Goes with {anchor}, which you have just bought.",
    },
    better={
        "cart": "A better version of {anchor}, in your cart.",
        "viewed": "A better version of {anchor}.",
        "bought": "A better version of {anchor}, which you have just bought.",
    },
    advice={
        "cart": "Our advice instead of {anchor}, in your cart.",
        "viewed": "Our advice instead of {anchor}.",
        "bought": "Our advice instead of {anchor}, which you have just bought.",
    },
    together=Counted(one="Bought together by 1 customer.", many="Bought together by {count} customers."),
    orders=Counted(one="Bought together in 1 order.", many="Bought together in {count} orders."),
    also=Counted(
        one="1 customer who bought {anchor} also bought this.",
        many="{count} customers who bought {anchor} also bought this.",
    ),
    swapped=Counted(
        one="1 customer with a similar basket chose this instead of {anchor}.",
        many="{count} customers with a similar basket chose this instead of {anchor}.",
    ),
    swapped_uncounted="Customers with a similar basket chose this instead of {anchor}.",
    gap="{gap} to free delivery.",
    offer="{product}: {price}",
    filler="{product}: {price}, and delivery is free",
    upgrade="{product}: {points}",
    ratio="{ratio} × {label}",
    ratio_of_count="{ratio} × {label}",
    more="{amount} more {label}",
    less="{amount} less {label}",
    instead="{offered} instead of {chosen} {label}",
    dearer="for {amount} more",
    cheaper="for {amount} less",
    same_price="for the same price",
    reduced="{percent} % below {lowest_30_days}, its lowest price in the 30 days before",
    reduced_before="{percent} % below {was}, its price just before",
    parts="separately: {parts}",
)
