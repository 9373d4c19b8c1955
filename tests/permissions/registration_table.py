"""Preparing registration: teachers their own, schools theirs, bureaus read what lies below."""

from tests.permissions.rows import ONLY_PROVINCE, PERSONS, row

READERS = "LL.. yyyyyy .. ..."
# The school itself, its base, and the bureaus above it; the school alone enters.
OF_THE_SCHOOL = "LL.. y.yy.y .. ..."
KEEPER = "LL.. y..... .. ..."
KEEPER_CHANGES = "LL.. w..... .. ..."

REGISTRATION = (
    row("registration:mine", get=PERSONS),
    row("registration:report", post=PERSONS),
    row(
        "registration:report",
        post="LLww ...... .. ...",
        send={"topic": "年度考核", "text": "2025年应为优秀"},
    ),
    row("registration:schools", get=READERS),
    row("registration:called", get=READERS),
    row("registration:rules", get=ONLY_PROVINCE),
    row("registration:rule", "registration_year", get=ONLY_PROVINCE, post=ONLY_PROVINCE),
    row("registration:teachers", "school_body", get=OF_THE_SCHOOL),
    row("registration:export", "school_body", post="LL.. w.ww.w .. ..."),
    row("registration:teacher", "school_body", "registration_person", get=OF_THE_SCHOOL),
    row(
        "registration:probation",
        "school_body",
        "registration_person",
        get=KEEPER,
        post=KEEPER,
    ),
    row(
        "registration:probation",
        "school_body",
        "registration_person",
        get=KEEPER,
        post=KEEPER_CHANGES,
        send={"result": "failed", "version": "0"},
    ),
    row("registration:year", "school_body", "registration_year", get=KEEPER, post=KEEPER),
    row("registration:year", "school_body", "=1900", get="LL.. ...... .. ..."),
    row(
        "registration:year-save",
        "school_body",
        "registration_year",
        post=KEEPER,
        send={"person": "@registration_person"},
    ),
    row("registration:imports", "school_body", get=KEEPER, post=KEEPER),
    row("registration:import-template", "school_body", get=KEEPER),
    row("registration:import", "school_body", "registration_import", get=KEEPER),
    row("registration:import-confirm", "school_body", "registration_import", post=KEEPER_CHANGES),
    row("registration:import-discard", "school_body", "registration_import", post=KEEPER_CHANGES),
    row("registration:import-report", "school_body", "registration_import", get=KEEPER),
)
