"""手机号已不用: a new number, by real-name check and password, or with an administrator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.recovery import LostNumberForm
from accounts.models import User
from accounts.queries.accounts import is_staff
from accounts.services import lost_number as losing
from accounts.services import profile
from accounts.services import real_name as checking
from accounts.views import codes
from accounts.views.recovery.current import with_account
from portal.messaging.enums import CodePurpose
from portal.messaging.services import check_code

_SEND = "accounts:recover-lost-number-code"
_OWN_REASON = "本人申请：新手机号已验证短信，姓名与证件号码已通过实名核验"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
@with_account
def lost_number(request: HttpRequest, user: User) -> HttpResponse:
    if request.method == "GET":
        return _page(request, LostNumberForm())
    if request.POST.get("action") == "send":
        kept = LostNumberForm(initial={"mobile": request.POST.get("mobile", "")})
        return _page(request, kept, sent=codes.send(request, CodePurpose.CHANGE_MOBILE))
    form = LostNumberForm(request.POST)
    if not form.is_valid() or not _proved(request, user, form):
        return _page(request, form, status=422)
    return _replace(request, user, form)


def _proved(request: HttpRequest, user: User, form: LostNumberForm) -> bool:
    typed = form.cleaned_data
    if typed["password"] and profile.password_is(user, typed["password"]) is not None:
        form.add_error("password", "密码不正确。不记得可以不填，由学校管理员核实。")
        return False
    result = check_code(typed["mobile"], CodePurpose.CHANGE_MOBILE, typed["code"])
    if not result.ok:
        form.add_error("code", result.message)
        return False
    if user.person is None:
        form.add_error(None, "这个账号没有个人信息，请联系管理员处理。")
        return False
    checked = checking.check(user.person, user.person.name, actor=user, request=request)
    if not checked.matches:
        form.add_error(None, checked.message)
    return checked.matches


def _replace(request: HttpRequest, user: User, form: LostNumberForm) -> HttpResponse:
    mobile = form.cleaned_data["mobile"]
    try:
        # Staff give their second factor by this number: a password must not be enough to move it.
        if is_staff(user) or not form.cleaned_data["password"]:
            wish = losing.Wish(user, mobile, _OWN_REASON)
            losing.ask(wish, by=user, request=request)
            return redirect("accounts:recover-ways")
        profile.change_mobile(
            user, mobile, way="password and real name", actor=user, request=request
        )
    except losing.Refused as refused:
        form.add_error(None, refused.message)
    except profile.MobileTaken:
        form.add_error("mobile", "这个手机号已被另一个账号使用，请换一个，或用它登录。")
    else:
        messages.success(request, "手机号码已修改，可以用新手机号登录。")
        return redirect("accounts:sign-in")
    return _page(request, form, status=422)


def _page(
    request: HttpRequest,
    form: LostNumberForm,
    *,
    sent: codes.Sent | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "sent": sent, "send_url": reverse(_SEND)}
    return render(request, "accounts/recovery/lost_number.html", context, status=status)


@never_cache
@require_POST
@with_account
def lost_number_code(request: HttpRequest, user: User) -> HttpResponse:
    return codes.answer(request, codes.send(request, CodePurpose.CHANGE_MOBILE), _SEND)
