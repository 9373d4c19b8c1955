"""Orders: every item once, a reason for each that fails, one file, for a day."""

import io
import zipfile
from datetime import timedelta

import pypdfium2
import pytest

from portal.audit.models import Entry
from portal.documents import vault
from portal.jobs import services as jobs
from portal.jobs.enums import JobState
from portal.jobs.models import Job
from portal.printing import queries
from portal.printing.enums import ItemState, RunForm
from portal.printing.errors import PrintFailed, Refused
from portal.printing.models import Print, PrintItem
from portal.printing.services import cancel, order, render, runs, take
from portal.printing.services.drawing import TOO_LARGE
from portal.printing.services.rendering import FOLDER
from portal.printing.services.sweeping import delete_old_runs, sweep_orphans
from tests.factories.accounts import UserFactory
from tests.portal.printing.papers import squeezed
from tests.portal.printing.probes import subject_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory(display_name="王主任")


def users(*names):
    return [UserFactory(display_name=name) for name in names]


def ordered(owner, people, **options):
    kind = options.pop("kind", "probe")
    return order(kind, [subject_of(each) for each in people], owner=owner, **options)


def texts(content):
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded().strip() for page in document]


def test_all_pages_in_one_file_in_order(owner, run_jobs):
    run = ordered(owner, users("丙", "甲", "乙"))
    [job] = run_jobs()
    run.refresh_from_db()
    assert (job.result, job.done, job.total) == ({"done": 3, "failed": 0}, 3, 3)
    assert texts(take(run)) == ["丙", "甲", "乙"]
    assert (run.pages, run.size) == (3, len(queries.run_content(run)))


def test_a_zip_has_a_name_for_each(owner, run_jobs):
    run = ordered(owner, users("甲", "甲", "乙/丙"), form=RunForm.ZIP)
    run_jobs()
    run.refresh_from_db()
    with zipfile.ZipFile(io.BytesIO(take(run))) as archive:
        assert archive.namelist() == ["测试卡 甲.pdf", "测试卡 甲 (2).pdf", "测试卡 乙_丙.pdf"]
        assert squeezed(archive.read("测试卡 乙_丙.pdf")) == "乙/丙"


def test_what_fails_has_its_reason_and_stops_nobody(owner, run_jobs):
    run = ordered(owner, users("甲", "坏", "乙"))
    [job] = run_jobs()
    run.refresh_from_db()
    assert job.result == {"done": 2, "failed": 1}
    states = [(item.state, item.reason) for item in queries.items_of(run)]
    assert states == [
        (ItemState.DONE, ""),
        (ItemState.FAILED, "姓名有误，不能打印。"),
        (ItemState.DONE, ""),
    ]
    assert texts(take(run)) == ["甲", "乙"]


def test_our_own_mistake_with_one_item_tells_no_personal_data(owner, run_jobs, caplog):
    gone = UserFactory()
    run = ordered(owner, [*users("甲"), gone])
    gone.delete()
    run_jobs()
    [failed] = queries.items_of(run, ItemState.FAILED)
    assert failed.reason == "内部错误（DoesNotExist），请联系管理员。"
    assert "DoesNotExist" in caplog.text


def test_when_nothing_can_be_made_the_job_says_why(owner, run_jobs):
    run = ordered(owner, users("坏"))
    [job] = run_jobs(may_fail=True)
    assert (job.state, job.error) == (
        JobState.FAILED,
        "没有一份能够生成：姓名有误，不能打印。",
    )
    run.refresh_from_db()
    with pytest.raises(Refused, match="还没有生成"):
        take(run)


def test_an_item_that_takes_too_much_memory_has_a_reason(owner, run_jobs):
    run = ordered(owner, users("甲"), kind="probe.greedy")
    run_jobs(may_fail=True)
    assert [item.reason for item in queries.items_of(run)] == [TOO_LARGE]


def test_a_run_taken_up_again_makes_only_what_is_left(owner, run_jobs):
    people = users("甲", "乙")
    run = ordered(owner, people)
    made = render("probe", subject_of(people[0]), actor=owner)
    run.items.filter(position=1).update(state=ItemState.DONE, print=made)
    [job] = run_jobs()
    assert (job.done, job.total) == (2, 2)
    assert Entry.objects.filter(action="printing.render").count() == 2
    assert texts(take(reloaded(run))) == ["甲", "乙"]


def reloaded(run):
    run.refresh_from_db()
    return run


def test_a_job_that_runs_twice_makes_one_file(owner, run_jobs):
    run = ordered(owner, users("甲"))
    [job] = run_jobs()
    before = reloaded(run).storage_name
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED, finished_at=None)
    run_jobs()
    assert reloaded(run).storage_name == before
    assert len(list(vault.stored_names(FOLDER))) == 2


def test_an_existing_print_is_used(owner, run_jobs):
    [person] = users("甲")
    made = render("probe", subject_of(person), actor=owner)
    run = ordered(owner, [person])
    run_jobs()
    assert [item.print for item in queries.items_of(run)] == [made]


def test_the_same_subject_twice_is_printed_once(owner):
    [person] = users("甲")
    assert ordered(owner, [person, person]).total == 1


def test_none_and_too_many_are_refused(owner, monkeypatch):
    with pytest.raises(Refused, match="没有选择"):
        ordered(owner, [])
    monkeypatch.setattr(runs, "MOST_IN_A_RUN", 2)
    with pytest.raises(Refused, match="最多打印 2 份，现在选了 3 份"):
        ordered(owner, users("甲", "乙", "丙"))
    assert not PrintItem.objects.exists()


def test_called_off_before_it_begins(owner, run_jobs):
    run = ordered(owner, users("甲"))
    cancel(run)
    assert run_jobs() == []
    assert reloaded(run).cancelled_at
    assert not Print.objects.exists()
    with pytest.raises(Refused, match="已经结束"):
        cancel(run)


def test_called_off_in_the_middle(owner, monkeypatch):
    from portal.jobs.execution import execute
    from portal.printing.services import making

    run = ordered(owner, users("甲", "乙", "丙"))

    def first_then_off(kind, subject, *, actor):
        made = render(kind, subject, actor=actor)
        jobs.cancel(run.job)
        return made

    monkeypatch.setattr(making, "render", first_then_off)
    monkeypatch.setattr("portal.jobs.run._SECONDS_BETWEEN_WRITES", 0)
    execute(run.job, heartbeat=False)
    assert queries.figures_of(run) == {"queued": 2, "done": 1, "failed": 0}
    assert reloaded(run).storage_name == ""


def test_the_file_is_forgotten_after_a_day(
    owner, run_jobs, clock, django_capture_on_commit_callbacks
):
    run = ordered(owner, users("甲"))
    run_jobs()
    name = reloaded(run).storage_name
    clock.advance(hours=23, minutes=59)
    assert runs.forget_expired() == 0
    clock.advance(minutes=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert runs.forget_expired() == 1
    assert reloaded(run).storage_name == ""
    assert name
    assert name not in set(vault.stored_names(FOLDER))
    assert Print.objects.count() == 1
    with pytest.raises(Refused, match="过期"):
        take(run)


def test_old_runs_go_and_prints_stay(owner, run_jobs, clock):
    ordered(owner, users("甲"))
    run_jobs()
    clock.advance(days=31)
    assert delete_old_runs() == 0
    runs.forget_expired()
    assert delete_old_runs() > 0
    assert not PrintItem.objects.exists()
    assert Print.objects.count() == 1


def test_only_orphans_are_swept(owner, run_jobs, clock):
    run = ordered(owner, users("甲"))
    run_jobs()
    orphan = vault.write(b"left behind", FOLDER)
    clock.move_to(vault.written_at(orphan) + timedelta(minutes=59))
    assert sweep_orphans() == 0
    clock.move_to(vault.written_at(orphan) + timedelta(minutes=61))
    assert sweep_orphans() == 1
    assert texts(queries.run_content(reloaded(run))) == ["甲"]


def test_documents_do_not_sweep_prints(owner, clock):
    from portal.documents import services as documents

    made = render("probe", subject_of(owner), actor=owner)
    clock.move_to(vault.written_at(made.storage_name) + timedelta(hours=2))
    assert documents.sweep_orphans() == 0
    assert queries.content(made)


def test_specimens_are_marked_and_not_issued(owner, run_jobs):
    run = ordered(owner, users("甲", "坏"), form=RunForm.PREVIEW)
    [job] = run_jobs()
    assert job.result == {"done": 1, "failed": 1}
    content = queries.run_content(reloaded(run))
    assert "样" in squeezed(content)
    assert not Print.objects.exists()
    assert not Entry.objects.filter(action="printing.render").exists()


def test_ordering_and_taking_are_on_record(owner, run_jobs):
    run = ordered(owner, users("甲"))
    run_jobs()
    take(reloaded(run))
    subject = f"printing.printrun:{run.pk}"
    entries = Entry.objects.filter(subject=subject).order_by("pk")
    assert [entry.action for entry in entries] == ["printing.order", "printing.download"]
    assert entries[0].detail == {"kind": "probe", "form": "merged", "prints": 1}


def test_a_failure_of_one_alone(owner):
    with pytest.raises(PrintFailed):
        render("probe", subject_of(users("坏")[0]), actor=owner)
