import pytest

from portal.reference.loading import codes, divisions, holidays, majors, universities


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The reference data, loaded once for a module's tests and taken out again."""
    from portal.reference.models import Code, Dataset, Division, Holiday, Major, University

    with django_db_blocker.unblock():
        for part in (codes, divisions, universities, majors, holidays):
            part.load()
        yield
        University.objects.filter(renamed_to__isnull=False).delete()
        for level in (3, 2, 1):
            Division.objects.filter(level=level).delete()
        for model in (Code, Dataset, Holiday, Major, University):
            model.objects.all().delete()
