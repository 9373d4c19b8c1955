"""The public check: by number and name, alike for every mismatch, few tries, nothing given away."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certification.dual_qualified.models import Certificate
from certification.dual_qualified.services import verifying
from certification.dual_qualified.services.revoking import revoke
from portal.printing.services import render
from tests.factories.accounts import UserFactory
from tests.factories.dual_qualified import CertificateFactory, passed_application
from tests.factories.identity import PersonFactory

pytestmark = pytest.mark.django_db
URL = reverse("dual_qualified:verify")
MISS = "未查询到相符的证书"


@pytest.fixture
def certificate(clock):
    return certificate_of("阿依古丽·买买提")


def certificate_of(name, **fields):
    teacher = UserFactory(person=PersonFactory(name=name))
    return CertificateFactory(application=passed_application(teacher=teacher), **fields)


def ask(client, number, name, **headers):
    return client.post(URL, {"number": number, "name": name}, **headers)


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_both_right(client, certificate):
    html = text_of(ask(client, certificate.number, certificate.name))
    assert "有效" in html
    for said in ("阿*******", certificate.number, certificate.unit_name, certificate.issuer_name):
        assert said in html
    for said in ("高等职业教育", "初级", "数控技术", f"{certificate.issued_on:%Y-%m-%d}"):
        assert said in html


def test_nothing_beyond_the_paper(client, certificate):
    person = certificate.person
    html = text_of(ask(client, certificate.number, certificate.name))
    # The name stands in the form, where it was typed, and nowhere else.
    assert html.count("阿依古丽·买买提") == 1
    for hidden in (person.id_number, certificate.id_number_shown, person.mobile or "139", "办理"):
        assert hidden not in html


@pytest.mark.parametrize(
    "name", ["阿依古丽买买提", " 阿依古丽 · 买买提 ", "阿依古丽•买买提", "阿依古丽・买买提"]
)
def test_names_are_compared_by_their_key(client, certificate, name):
    assert MISS not in text_of(ask(client, certificate.number, name))


def test_a_number_is_taken_as_it_is_typed(client, certificate):
    spaced = f" {certificate.number[:4]} {certificate.number[4:]} "
    wide = certificate.number.translate({48 + n: 0xFF10 + n for n in range(10)})
    for number in (spaced, wide):
        assert MISS not in text_of(ask(client, number, certificate.name))


def answer_without_what_was_typed(client, number, name):
    html = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text_of(ask(client, number, name)))
    for typed in (number, name):
        html = html.replace(f'value="{typed}"', 'value=""')
    return html


def test_every_mismatch_gets_the_same_answer(client, certificate):
    other = certificate_of("王芳")
    wrong = [
        (certificate.number, "王芳"),
        (other.number, "阿依古丽·买买提"),
        (certificate.number[:-1], certificate.name),
        ("0", "无名"),
        (certificate.number, certificate.name[:2]),
    ]
    answers = {answer_without_what_was_typed(client, *each) for each in wrong}
    assert len(answers) == 1
    assert MISS in answers.pop()


def queries_of(client, number, name):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ask(client, number, name)
    return len(asked)


def test_a_miss_costs_as_many_queries_as_a_hit(client, certificate):
    ask(client, certificate.number, certificate.name)
    ask(client, "404", certificate.name)
    hit = queries_of(client, certificate.number, certificate.name)
    assert queries_of(client, certificate.number, "王芳") == hit
    assert queries_of(client, "404", certificate.name) == hit


@pytest.mark.parametrize(
    ("fields", "word"),
    [({}, "有效"), ({"expired": True}, "已过期"), ({"revoked": True}, "已撤销")],
)
def test_standing(client, clock, fields, word):
    certificate = certificate_of("王芳", **fields)
    html = text_of(ask(client, certificate.number, "王芳"))
    assert f'<h2 id="proof-result">{word}</h2>' in html
    assert "材料不实" not in html


def test_valid_through_its_last_day(client, certificate, clock):
    last = certificate.valid_until
    clock.move_to(clock.now.replace(year=last.year, month=last.month, day=last.day))
    assert "有效</h2>" in text_of(ask(client, certificate.number, certificate.name))
    clock.advance(days=1)
    assert "已过期</h2>" in text_of(ask(client, certificate.number, certificate.name))


def test_a_thousand_guesses_learn_nothing(client, certificate, settings):
    """One network: no more answers than its hour allows, and none of them says more than no."""
    before = int(certificate.number)
    answers = [ask(client, str(before + n), "王芳") for n in range(1, 1001)]
    said = [answer for answer in answers if answer.status_code == 200]
    assert len(said) == settings.CERTIFICATE_CHECKS_PER_ADDRESS_HOUR
    assert all(MISS in answer.content.decode() for answer in said)
    refused = answers[-1]
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 3000
    # Even the right pair is not told apart now.
    assert ask(client, certificate.number, certificate.name).status_code == 429


def test_names_of_one_number_are_not_guessed_from_many_networks(client, certificate, settings):
    answers = [
        ask(client, certificate.number, f"王{chr(0x4E00 + n)}", REMOTE_ADDR=f"10.0.{n}.1")
        for n in range(60)
    ]
    allowed = settings.CERTIFICATE_CHECKS_PER_NUMBER_HOUR
    assert [answer.status_code for answer in answers] == [200] * allowed + [429] * (60 - allowed)
    another = certificate_of("王芳")
    assert ask(client, another.number, "王芳", REMOTE_ADDR="10.0.1.1").status_code == 200


def test_the_limits_are_settings(client, certificate, settings):
    settings.CERTIFICATE_CHECKS_PER_ADDRESS_HOUR = 1
    assert ask(client, "1", "甲").status_code == 200
    assert ask(client, "2", "甲").status_code == 429


def test_an_hour_later_it_goes_on(client, certificate, settings, clock):
    settings.CERTIFICATE_CHECKS_PER_ADDRESS_HOUR = 1
    ask(client, "1", "甲")
    clock.advance(seconds=3600)
    assert ask(client, certificate.number, certificate.name).status_code == 200


@pytest.mark.parametrize(
    "data", [{}, {"number": "1"}, {"name": "王芳"}, {"number": "1" * 81, "name": "王"}]
)
def test_both_are_asked_for_and_that_uses_up_no_turn(client, certificate, data, settings):
    settings.CERTIFICATE_CHECKS_PER_ADDRESS_HOUR = 1
    answer = client.post(URL, data)
    assert answer.status_code == 422
    assert "proof-result" not in answer.content.decode()
    assert ask(client, certificate.number, certificate.name).status_code == 200


def test_kept_nowhere_and_found_by_no_search_engine(client, certificate, settings):
    settings.CERTIFICATE_CHECKS_PER_ADDRESS_HOUR = 1
    answers = [client.get(URL), ask(client, "1", "王"), ask(client, "1", "王")]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    for answer in answers:
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]


def test_a_certificate_without_a_match_is_none(certificate):
    assert verifying.matching(certificate.number, certificate.name) == certificate
    assert verifying.matching("", "") is None
    assert verifying.matching("王芳", "王芳") is None


def check(client, code):
    return client.get(reverse("printing:check", args=[code])).content.decode()


def test_the_code_on_the_paper_says_the_same(client, certificate):
    made = render("dual_qualified.certificate", certificate.subject, actor=UserFactory())
    html = check(client, made.code)
    assert "有效" in html
    assert "阿*******" in html
    assert "阿依古丽" not in html
    assert certificate.id_number_shown not in html


def test_revoked_from_that_moment(client, certificate):
    issuer = UserFactory(person=None)
    made = render("dual_qualified.certificate", certificate.subject, actor=issuer)
    revoke(Certificate.objects.get(), "材料不实", issuer)
    for html in (
        check(client, made.code),
        text_of(ask(client, certificate.number, certificate.name)),
    ):
        assert "已撤销" in html
        assert "材料不实" not in html


def test_expired_by_its_code(client, clock):
    certificate = certificate_of("王芳", expired=True)
    made = render("dual_qualified.certificate", certificate.subject, actor=UserFactory())
    assert "已过期" in check(client, made.code)


def test_the_way_there_is_on_the_page_of_certificates(client):
    html = client.get(reverse("home:certificate-look-up")).content.decode()
    assert URL in html
    assert reverse("printing:check-start") in html
    assert "2008 年以前" in html
