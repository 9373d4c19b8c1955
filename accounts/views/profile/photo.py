"""1寸免冠标准照片: any photo becomes a right one, and is used once the person has seen it (X2)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.sign_up import PhotoForm
from accounts.queries import photo as photos
from accounts.services import photo as fitting
from accounts.views.profile.mine import for_person
from identity.models import Person
from portal.documents.enums import DocumentKind
from portal.documents.errors import UploadRefused
from portal.documents.services import store_upload

_KEY = "profile_photo_job"


@never_cache
@for_person
@require_http_methods(["GET", "POST"])
def photo(request: HttpRequest, person: Person) -> HttpResponse:
    if request.method == "GET":
        return _page(request, person, PhotoForm())
    if request.POST.get("action") == "use":
        return _use(request, person)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid() and _uploaded(request, form):
        return redirect("accounts:photo")
    return _page(request, person, form, status=422)


def _uploaded(request: HttpRequest, form: PhotoForm) -> bool:
    user: Any = request.user
    try:
        document = store_upload(
            form.cleaned_data["photo"],
            kind=DocumentKind.PHOTO,
            owner=user,
            actor=user,
            subject=f"identity.person:{user.person_id}",
        )
    except UploadRefused as refused:
        form.add_error("photo", refused.message)
        return False
    request.session[_KEY] = str(fitting.fit(document).pk)
    return True


def _use(request: HttpRequest, person: Person) -> HttpResponse:
    user: Any = request.user
    made = photos.state_for(user, request.session.pop(_KEY, None))
    if made.step == "done" and made.portrait not in {None, person.photo}:
        fitting.choose_portrait(user, person, made.portrait)
        messages.success(request, "照片已保存，证书和申请表都用这一张。")
    return redirect("accounts:photo")


def _page(
    request: HttpRequest, person: Person, form: PhotoForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, **_state(request, person)}
    return render(request, "accounts/profile/photo.html", context, status=status)


@never_cache
@for_person
@require_safe
def photo_state(request: HttpRequest, person: Person) -> HttpResponse:
    """How far the fitting is, and what came of it."""
    return render(request, "accounts/profile/_photo.html", _state(request, person))


def _state(request: HttpRequest, person: Person) -> dict[str, Any]:
    user: Any = request.user
    made = photos.state_for(user, request.session.get(_KEY))
    return {
        "photo": made,
        "present": person.photo,
        "fresh": made.step == "done" and made.portrait != person.photo,
    }
