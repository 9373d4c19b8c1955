"""Step 1: who is meant. Step 2: by which way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.forms.recovery import WhoForm
from accounts.models import User
from accounts.queries.recovery import account_of, open_change
from accounts.services import recovery
from accounts.views.recovery.current import with_account

# One sentence for every mismatch: it must not tell which of the three was right.
_NOBODY = (
    "没有找到与这三项都一致的账号。请核对证件类型、证件号码和姓名；还没有注册或注册未审核通过的，"
    "请先注册或查询注册进度。"
)
_TOO_MANY = "查找次数过多，请稍后再试，或联系学校管理员。"


@never_cache
@require_http_methods(["GET", "POST"])
def who(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, WhoForm(request=request))
    form = WhoForm(request.POST, request=request)
    if not form.is_valid():
        return _page(request, form, status=422)
    typed = form.cleaned_data
    if recovery.take_look(typed["id_number"], request):
        form.add_error(None, _TOO_MANY)
        return _page(request, form, status=429)
    user = account_of(typed["id_kind"], typed["id_number"], typed["name"])
    if user is None:
        form.add_error(None, _NOBODY)
        return _page(request, form, status=422)
    recovery.begin(request, user)
    return redirect("accounts:recover-ways")


def _page(request: HttpRequest, form: WhoForm, *, status: int = 200) -> HttpResponse:
    return render(request, "accounts/recovery/who.html", {"form": form}, status=status)


@never_cache
@require_GET
@with_account
def ways(request: HttpRequest, user: User) -> HttpResponse:
    """Only the ways this account has: the masked mobile, the masked e-mail address."""
    context = {
        "mobile": user.mobile,
        "email": user.person.email if user.person else "",
        "waiting": open_change(user),
    }
    return render(request, "accounts/recovery/ways.html", context)
