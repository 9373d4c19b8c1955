"""The guards of the suite themselves."""

import socket
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

from tests.infrastructure.isolation import OutsideNetwork, is_loopback
from tests.infrastructure.templates import UndefinedVariable


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_this_machine_is_loopback(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize("address", ["192.168.1.1", "10.0.0.1", "::2", "example.com", "0.0.0.1"])
def test_other_machines_are_not(address: str) -> None:
    assert not is_loopback(address)


def test_a_connection_to_another_machine_is_refused() -> None:
    with socket.socket() as client, pytest.raises(OutsideNetwork, match=r"192\.0\.2\.1"):
        client.connect(("192.0.2.1", 80))


def test_a_look_up_of_another_name_is_refused() -> None:
    with pytest.raises(OutsideNetwork, match=r"portal\.example"):
        urllib.request.urlopen("http://portal.example/")


def test_files_go_to_the_test_own_folder(var_dir: Path) -> None:
    assert var_dir / "media" == settings.MEDIA_ROOT
    assert not var_dir.is_relative_to(settings.BASE_DIR / "var")


def test_an_undefined_variable_fails() -> None:
    with pytest.raises(UndefinedVariable, match="nobody"):
        Template("{{ nobody.name }}").render(Context({}))


def test_a_question_about_an_undefined_variable_is_allowed() -> None:
    assert Template("{% if nobody %}a{% else %}b{% endif %}").render(Context({})) == "b"


def test_django_own_templates_may_leave_variables_undefined() -> None:
    from django import forms

    class OneField(forms.Form):
        name = forms.CharField()

    assert "<input" in str(OneField()["name"])
