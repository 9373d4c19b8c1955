"""By a link in an e-mail: asked for, opened, used once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.passwords import NewPasswordForm
from accounts.models import User
from accounts.services import recovery
from accounts.views.recovery.current import with_account
from accounts.views.recovery.new_password import done, password_page
from portal.messaging.ratelimit import take


@never_cache
@require_POST
@with_account
def mail(request: HttpRequest, user: User) -> HttpResponse:
    if user.person is None or not user.person.email:
        return redirect("accounts:recover-ways")
    if take((recovery.LINKS_PER_ACCOUNT, str(user.pk))):
        messages.warning(request, "今天已发过 3 封邮件。请查收已发的邮件，也看一下垃圾邮件箱。")
        return redirect("accounts:recover-ways")
    recovery.mail_link(user, request=request)
    return render(request, "accounts/recovery/mailed.html", {"email": user.person.email})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening uses nothing up: mail programs open links by themselves."""
    link = recovery.link_of(token)
    if link is None:
        return _gone(request)
    if request.method == "GET":
        return password_page(request, NewPasswordForm(user=link.user))
    form = NewPasswordForm(request.POST, user=link.user)
    if not form.is_valid():
        return password_page(request, form, status=422)
    try:
        recovery.finish_by_link(link, form.cleaned_data["password"], request=request)
    except recovery.LinkUsed:
        return _gone(request)
    return done(request)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/recovery/link_gone.html", status=410)
