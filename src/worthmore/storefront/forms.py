"""What the checkout asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from worthmore.storefront.demo_customers import listed


class CheckoutForm(forms.Form):
    """Everything is optional: nothing is paid or delivered. `customer` is whose history the order joins."""

    name = forms.CharField(label=_("Your name"), required=False, max_length=100)
    email = forms.EmailField(label=_("Your e-mail address"), required=False, max_length=254)
    customer = forms.ChoiceField(label=_("Order as"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guest = ("", _("A guest nobody knows"))
        choices = [guest, *((customer.id, customer.name) for customer in listed())]
        field = self.fields["customer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"


class WithdrawalForm(forms.Form):
    """Who withdraws, and where the acknowledgement goes. The law lets a shop ask no more than this and the order."""

    name = forms.CharField(label=_("Your name"), max_length=100)
    email = forms.EmailField(label=_("Your e-mail address, for the acknowledgement"), required=False, max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
