"""A certificate typed by hand: added, edited, taken away. What was typed always stays."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.centre import HandMadeForm
from accounts.queries import centre
from accounts.services import certificate_draft as drafts
from accounts.services.certificate_draft import NEW, Draft
from accounts.views.centre.picture import act_on_picture, picture_item
from accounts.views.profile.mine import for_person
from identity.errors import Refused, Stale
from identity.models import Credential, Person
from identity.queries import credential_rules, own_credential, synchronisation_of
from identity.services import add_credential, change_credential, remove_credential, unchangeable
from portal.clock import now
from portal.web.attachments import attachment_action
from portal.web.numbers import COUNTER_DIGITS, whole_number

_LIST = "accounts:centre-certificates"
_CORRECTED, _CONFLICT = 422, 409
_NO_PICTURE = "请上传证书信息页的照片或扫描件"
_STALE = "这本证书刚在别处修改过，请核对下面的内容，再按一次“保存”。"
_GONE = "这本证书刚在别处修改过或删除了，请核对后再操作。"


@never_cache
@for_person
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, person: Person) -> HttpResponse:
    if not centre.may_add(synchronisation_of(person)):
        context = {"since": centre.by_hand_since(credential_rules())}
        return render(request, "accounts/centre/first_synchronise.html", context)
    return _edited(request, person, None)


@never_cache
@for_person
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    credential = _own(person, pk)
    if why := unchangeable(credential):
        messages.warning(request, why)
        return redirect(_LIST)
    return _edited(request, person, credential)


@never_cache
@for_person
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    credential = _own(person, pk)
    if request.method == "GET":
        context = {"credential": credential, "fixed": unchangeable(credential)}
        return render(request, "accounts/centre/remove.html", context)
    try:
        remove_credential(
            credential, version=_version(request), actor=request.user, request=request
        )
    except Refused as refused:
        messages.warning(request, refused.message)
    except Stale:
        messages.warning(request, _GONE)
    else:
        drafts.forget(request, str(pk))
        messages.success(request, "证书已删除。")
    return redirect(_LIST)


@never_cache
@for_person
@require_POST
def save(request: HttpRequest, person: Person, target: str) -> HttpResponse:
    """Autosave: {saved_at}."""
    credential = None if target == NEW else _own(person, whole_number(target) or 0)
    drafts.keep(request, target, _typed(request, credential))
    return JsonResponse({"saved_at": now().isoformat()})


def _edited(request: HttpRequest, person: Person, credential: Credential | None) -> HttpResponse:
    if request.method == "GET":
        return _shown(request, credential)
    draft = _typed(request, credential)
    if asked := attachment_action(request.POST.get("action", "")):
        draft, errors = act_on_picture(request, draft, asked)
        drafts.keep(request, _target(credential), draft)
        if errors:
            form = HandMadeForm(initial=draft.fields, rules=credential_rules())
            return _page(request, credential, form, draft, picture_errors=errors, status=_CORRECTED)
        return redirect(request.path + "#attach-picture")
    drafts.keep(request, _target(credential), draft)
    return _sent(request, person, credential, draft)


def _shown(request: HttpRequest, credential: Credential | None) -> HttpResponse:
    draft = drafts.load(request, _target(credential)) or _stored(credential)
    stored = HandMadeForm.values_of(credential) if credential else {}
    form = HandMadeForm(initial={**stored, **draft.fields}, rules=credential_rules())
    return _page(request, credential, form, draft)


def _sent(
    request: HttpRequest, person: Person, credential: Credential | None, draft: Draft
) -> HttpResponse:
    user: Any = request.user
    form = HandMadeForm(request.POST, rules=credential_rules())
    there = drafts.picture_of(user, draft.picture) is not None
    errors = [] if there else [_NO_PICTURE]
    if not form.is_valid() or errors:
        return _page(request, credential, form, draft, picture_errors=errors, status=_CORRECTED)
    try:
        _written(request, person, credential, form, draft)
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return _page(request, credential, form, draft, status=_CORRECTED)
    except Stale:
        form.add_error(None, _STALE)
        return _page(request, credential, form, draft, status=_CONFLICT)
    drafts.forget(request, _target(credential))
    messages.success(request, "证书已保存。")
    return redirect(_LIST)


def _written(
    request: HttpRequest,
    person: Person,
    credential: Credential | None,
    form: HandMadeForm,
    draft: Draft,
) -> None:
    made = form.made(draft.picture)
    said: dict[str, Any] = {"registered": form.is_registered, "actor": request.user}
    if credential is None:
        add_credential(person, made, request=request, **said)
    else:
        change_credential(credential, made, version=_version(request), request=request, **said)


def _page(
    request: HttpRequest,
    credential: Credential | None,
    form: HandMadeForm,
    draft: Draft,
    *,
    picture_errors: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    user: Any = request.user
    target = _target(credential)
    context = {
        "form": form,
        "credential": credential,
        "version": _shown_version(request, credential, status),
        "picture": picture_item(drafts.picture_of(user, draft.picture), picture_errors or []),
        "since": centre.by_hand_since(credential_rules()),
        "save_url": reverse("accounts:centre-certificate-save", args=[target]),
    }
    return render(request, "accounts/centre/by_hand.html", context, status=status)


def _shown_version(request: HttpRequest, credential: Credential | None, status: int) -> int | str:
    """After a conflict that of the stored one: sending again is a decision."""
    if credential is None:
        return ""
    return credential.version if status != _CORRECTED else _version(request)


def _typed(request: HttpRequest, credential: Credential | None) -> Draft:
    """What was sent; the picture is the one kept before."""
    earlier = drafts.load(request, _target(credential)) or _stored(credential)
    names = HandMadeForm.base_fields
    sent = {name: request.POST[name].replace("\0", "") for name in names if name in request.POST}
    return Draft(sent, earlier.picture)


def _stored(credential: Credential | None) -> Draft:
    picture = credential.picture if credential else None
    return Draft(picture=str(picture) if picture else "")


def _target(credential: Credential | None) -> str:
    return str(credential.pk) if credential else NEW


def _version(request: HttpRequest) -> int:
    return whole_number(request.POST.get("version", ""), COUNTER_DIGITS) or 0


def _own(person: Person, pk: int) -> Credential:
    try:
        return own_credential(person, pk)
    except Credential.DoesNotExist as error:
        raise Http404 from error
