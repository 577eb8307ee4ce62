"""The first password, or a new one, through a link that an owner handed over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from worthmore.backoffice.acts import Act
from worthmore.backoffice.operations import audit
from worthmore.vocabulary.clock import now


class Welcome(PasswordResetConfirmView):
    """Choose a password. The link works once, for three days, and not for a login that is closed."""

    template_name = "backoffice/welcome.html"
    success_url = reverse_lazy("backoffice:login")

    def get_user(self, uidb64: str) -> Any:
        """The login of the link, if it may come in."""
        try:
            user = super().get_user(uidb64)
        except (ValueError, OverflowError):  # a number no database can hold
            return None
        return user if user is not None and user.is_active else None

    def form_valid(self, form: SetPasswordForm[User]) -> HttpResponse:
        """Keep the password."""
        answer = super().form_valid(form)
        audit.record(Act.PASSWORD_CHANGED, now(), form.user.pk, about=form.user.pk)
        messages.success(self.request, _("Your password is kept. Log in with it."))
        return answer


def password_link(request: HttpRequest, user: User) -> str:
    """The address at which this login chooses a password."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return request.build_absolute_uri(reverse("backoffice:welcome", args=[uid, token]))
