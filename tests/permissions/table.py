"""Who may do what: every address, by hand, from the requirements. Nothing here is computed.

A string has a letter for each of `world.ACTORS`, in four groups:

    visitor, applicant, owner, teacher | school, beside, base, county, abroad, province
    | reviewer, clerk | system, security, audit

    y  let in (a page, a file, an error of the form, on to another page); nothing was changed
    w  let in, and business data was changed
    L  sent to the sign-in page
    F  sent to the second factor
    b  sent to the beginning: this browser holds no sign-up, or no recovery, to go on with
    .  not found

An address without `post` (or `get`) does not answer that method to anybody.
In `send`, "@name" stands for one of the world's things.
"""

from tests.permissions.centre_table import CENTRE
from tests.permissions.certification_table import CERTIFICATION
from tests.permissions.hours_table import HOURS
from tests.permissions.registration_table import REGISTRATION
from tests.permissions.rows import (
    ADMINISTRATORS,
    BEGINNING,
    BUREAUS,
    EVERYBODY,
    HOLDER,
    HOLDER_CHANGES,
    NOBODY,
    OF_THE_SCHOOL,
    OF_THE_SCHOOL_CHANGES,
    ONLY_PROVINCE,
    PERSONS,
    REVIEWERS,
    SIGNED_IN,
    row,
)

PUBLIC = (
    row("healthz", get=EVERYBODY),
    row("readyz", get=EVERYBODY),
    row("home:index", get=EVERYBODY),
    row("home:services", get=EVERYBODY),
    row("home:announcements", get=EVERYBODY),
    row("home:announcement", "announcement", get=EVERYBODY),
    row("home:questions", get=EVERYBODY),
    row("home:downloads", get=EVERYBODY),
    row("home:download", "download", get=EVERYBODY),
    row("home:certificate-look-up", get=EVERYBODY),
    row("reference:divisions", get=EVERYBODY),
    row("reference:universities", get=EVERYBODY),
    row("reference:majors", get=EVERYBODY),
    row("organisations:schools", get=EVERYBODY),
    row("identity:check", post=EVERYBODY, send={"field": "id_number", "value": "1"}),
    row("identity:rare-characters", get=EVERYBODY),
    # 大字版 is kept with the account.
    row("web:text-size", post="yyww wwwwww ww www", send={"large": "1"}),
    row("web:too-large", get=EVERYBODY, post=EVERYBODY),
    row("captcha-image", "captcha", get=EVERYBODY, post=EVERYBODY),
    # Switched off: the portal speaks the digits itself.
    row("captcha-image-2x", "captcha", get=NOBODY, post=NOBODY),
    row("captcha-audio", "captcha", get=NOBODY, post=NOBODY),
    row("captcha-refresh", get=NOBODY, post=NOBODY),
    row("accounts:captcha-voice", "captcha", get=EVERYBODY),
    row("accounts:slider-new", "=sign-in", post=EVERYBODY),
    row("accounts:slider-new", "=other", post=NOBODY),
    row("accounts:slider-check", "=sign-in", post=EVERYBODY),
    row("accounts:slider-check", "=other", post=NOBODY),
    # In the demo and in development only.
    row("connectors:phone", get=EVERYBODY),
    row("web:styleguide", get=EVERYBODY),
    row("web:styleguide-job", get=EVERYBODY),
    row("web:styleguide-check", post=EVERYBODY),
    row("web:styleguide-search", get=EVERYBODY),
    row("web:styleguide-save", post=EVERYBODY),
    row("web:styleguide-page", "=flow", get=EVERYBODY),
    row("web:styleguide-page", "=rows", get=EVERYBODY, post=EVERYBODY),
    row("web:styleguide-page", "=evidence", get=EVERYBODY, post=EVERYBODY),
)

SIGN_IN = (
    row("accounts:sign-in", get=EVERYBODY, post=EVERYBODY),
    row("accounts:sign-in-code", get=EVERYBODY, post=EVERYBODY),
    row("accounts:sign-in-send-code", post=EVERYBODY),
    # Only after the password, or signed in.
    row("accounts:second-factor", get=SIGNED_IN, post=SIGNED_IN),
    row("accounts:second-factor-send", post="..ww wwwwww ww www"),
    row("accounts:resume", get=SIGNED_IN, post=SIGNED_IN),
    row("accounts:sign-out", post="LLLL LLLLLL LL LLL"),
)

RECOVERY = (
    row("accounts:recover", get=EVERYBODY, post=EVERYBODY),
    row("accounts:recover-ways", get=BEGINNING),
    row("accounts:recover-code", get=BEGINNING, post=BEGINNING),
    row("accounts:recover-send-code", post=BEGINNING),
    row("accounts:recover-mail", post=BEGINNING),
    row("accounts:recover-link", "link", get=EVERYBODY, post=EVERYBODY),
    row("accounts:recover-link", "=guessed", get=NOBODY, post=NOBODY),
    row("accounts:recover-password", get=BEGINNING, post=BEGINNING),
    row("accounts:recover-lost-number", get=BEGINNING, post=BEGINNING),
    row("accounts:recover-lost-number-code", post=BEGINNING),
)

SIGN_UP = (
    row("accounts:sign-up", get=EVERYBODY, post=EVERYBODY),
    row("accounts:sign-up-code", post=EVERYBODY),
    row("accounts:sign-up-start-over", post=BEGINNING),
    row("accounts:sign-up-save", "=card", post=HOLDER_CHANGES, send={"version": "2", "name": "王"}),
    row("accounts:sign-up-save", "=other", post="b.bb bbbbbb bb bbb"),
    row("accounts:sign-up-card", get=HOLDER, post=HOLDER_CHANGES, send={"version": "2"}),
    row("accounts:sign-up-card-reading", get=HOLDER),
    row("accounts:sign-up-card-fill", post=HOLDER),
    row("accounts:sign-up-card-crop", "=name", get=HOLDER),
    row("accounts:sign-up-card-crop", "=id_number", get=HOLDER),
    row("accounts:sign-up-details", get=HOLDER, post=HOLDER_CHANGES, send={"version": "2"}),
    row("accounts:sign-up-photo", get=HOLDER),
    row("accounts:sign-up-check", get=HOLDER, post=HOLDER),
    row("accounts:sign-up-status", get=HOLDER),
    row("accounts:sign-up-recall", post=HOLDER),
    row("accounts:progress", get=EVERYBODY, post=EVERYBODY),
    row("accounts:progress-code", post=EVERYBODY),
)

PERSONAL = (
    row("home:dashboard", get=SIGNED_IN),
    row("home:my-cases", get=SIGNED_IN),
    row("accounts:profile", get=PERSONS, post=PERSONS),
    row("accounts:complete", get=PERSONS, post=PERSONS),
    row("accounts:password", get=SIGNED_IN, post=SIGNED_IN),
    row("accounts:mobile", get=SIGNED_IN, post=SIGNED_IN),
    row("accounts:mobile-new-code", post=SIGNED_IN),
    row("accounts:mobile-old-code", post="LLww wwwwww ww www"),
    row("accounts:looks", get=PERSONS),
    row("accounts:real-name", get=PERSONS, post=PERSONS),
    row("messaging:inbox", get=SIGNED_IN),
    # New sign-ups are told to the school; where it has no administrator, to the bureau.
    row("messaging:read-all", post="LLwy wwyywy yy yyy"),
    # The owner's, nobody else's.
    row("messaging:read", "message", post="LLw. ...... .. ..."),
    row("messaging:read", "sms", post="LL.. ...... .. ..."),
    # The unguessable number of an SMS is known to whoever asked for it; a notice has no such page.
    row("messaging:delivery", "sms", get=EVERYBODY),
    row("messaging:delivery", "message", get=NOBODY),
    row("jobs:progress", "job", get="..y. ...... .. ..."),
    row("jobs:progress", "job_drafted", get=".y.. ...... .. ..."),
)

DOCUMENTS = (
    # Nobody's office needs a teacher's own evidence yet.
    row("documents:show", "document", get="..y. ...... .. ..."),
    # Cards: whoever reviews the sign-up; nobody before it is sent.
    row("documents:show", "card", get=".... y.yy.y y. ..."),
    row("documents:show", "card_beside", get=".... .y.y.y y. ..."),
    row("documents:show", "card_drafted", get=".y.. ...... .. ..."),
)

PUBLISHING = (
    row("home:content", get=BUREAUS),
    row(
        "home:new-announcement",
        get=BUREAUS,
        post="LL.. ...wyw .. ...",
        send={"title": "题", "text": "文", "issuer": "@county_body"},
    ),
    # The county's, the province's: whoever issued it, and the bureaus above.
    row("home:edit-announcement", "announcement", get="LL.. ...y.y .. ..."),
    row(
        "home:edit-announcement",
        "announcement",
        post="LL.. ...w.w .. ...",
        get="LL.. ...y.y .. ...",
        send={"title": "题", "text": "文", "issuer": "@county_body", "version": "1"},
    ),
    row("home:edit-announcement", "announcement_province", get=ONLY_PROVINCE, post=ONLY_PROVINCE),
    row("home:withdraw-announcement", "announcement", post="LL.. ...w.w .. ..."),
    row("home:withdraw-announcement", "announcement_province", post="LL.. .....w .. ..."),
    # Questions stand for the whole province: its bureau keeps them.
    row(
        "home:new-question",
        get=ONLY_PROVINCE,
        post="LL.. .....w .. ...",
        send={"question": "问二", "text": "答", "topic": "注册", "position": "1"},
    ),
    row(
        "home:edit-question",
        "question",
        get=ONLY_PROVINCE,
        post="LL.. .....w .. ...",
        send={"question": "问", "text": "答二", "topic": "注册", "position": "1"},
    ),
    row("home:new-download", get=BUREAUS, post=BUREAUS),
    row("home:withdraw-download", "download", post="LL.. ...w.w .. ..."),
)

_APPROVE = {"transition": "approve", "version": "1"}
_TICKED = {"flow": "sign_up", "action": "approve", "case": "@case:1"}
_TOKEN = {"token": "0c7e3e0a-6b7f-4a39-9a3c-0d6f6e1f2a55"}

REVIEW = (
    row("approvals:list", get=REVIEWERS),
    row("approvals:page-size", post="LL.. wwwwww w. ...", send={"size": "50"}),
    row("approvals:case", "reference", get=OF_THE_SCHOOL),
    row("approvals:case", "reference_beside", get="LL.. .y.y.y y. ..."),
    row("approvals:case", "reference_abroad", get="LL.. ....yy .. ..."),
    row("approvals:decide", "reference", post=OF_THE_SCHOOL_CHANGES, send=_APPROVE),
    row("approvals:decide", "reference_beside", post="LL.. .w.w.w w. ...", send=_APPROVE),
    row("approvals:decide", "reference_abroad", post="LL.. ....ww .. ...", send=_APPROVE),
    row("approvals:unmask", "reference", post=OF_THE_SCHOOL, send={"name": "id_number"}),
    row("approvals:unmask", "reference_abroad", post="LL.. ....yy .. ...", send={"name": "mobile"}),
    row("approvals:next", "reference", get=OF_THE_SCHOOL),
    row("approvals:next", "reference_abroad", get="LL.. ....yy .. ..."),
    row("approvals:bulk", post=REVIEWERS, send=_TICKED),
    # A case outside one's scope is left out of what was ticked.
    row("approvals:bulk-start", post="LL.. wywwyw w. ...", send=_TICKED | _TOKEN),
    row("approvals:bulk-run", "bulk", get="LL.. y..... .. ..."),
    # Reviewers decide, they take no lists away (Y8).
    row("approvals:exports", post="LL.. wwwwww y. ..."),
    row("approvals:export", "export", get="LL.. y..... .. ..."),
    row("approvals:download", "export", post="LL.. w..... .. ..."),
    row("approvals:reasons", get=BUREAUS),
    row(
        "approvals:reason-new",
        get=ONLY_PROVINCE,
        post="LL.. .....w .. ...",
        send={"place": "sign_up:return", "code": "T2", "text": "模糊", "position": "1"},
    ),
    row(
        "approvals:reason",
        "reason",
        get=ONLY_PROVINCE,
        post="LL.. .....w .. ...",
        send={"version": "1", "text": "模糊", "position": "1"},
    ),
    row("accounts:review-crop", "token", "=name", get=OF_THE_SCHOOL),
    row("accounts:review-crop", "token", "=id_number", get="LL.. ...... .. ..."),
    row("accounts:review-crop", "token_beside", "=name", get="LL.. .y.y.y y. ..."),
    row("accounts:review-crop", "token_drafted", "=name", get="LL.. ...... .. ..."),
)

_POINT = {"kind": "point", "name": "新设确认点"}
_CONTACT = {"version": "1", "contact_name": "张老师"}
_RENAME = {"version": "1", "kind": "county", "name": "溪南县教育体育局"}

BODIES = (
    row("accounts:manage", get="LL.. yyyyyy .. yyy"),
    row("accounts:manage-bodies", get=ADMINISTRATORS),
    row("accounts:manage-bodies-export", post="LL.. wwwwww .. ..."),
    row("accounts:manage-body-finder", get=ADMINISTRATORS),
    row("accounts:manage-body", "school_body", get="LL.. y.yy.y .. yy."),
    row("accounts:manage-body", "empty_school_body", get="LL.. ...y.y .. yy."),
    row("accounts:manage-body", "foreign_school_body", get="LL.. ....yy .. yy."),
    row("accounts:manage-body", "base_body", get="LL.. ..y..y .. yy."),
    row("accounts:manage-body", "point_body", get="LL.. ...y.y .. yy."),
    row("accounts:manage-body", "county_body", get="LL.. ...y.y .. yy."),
    row("accounts:manage-body", "foreign_county_body", get="LL.. ....yy .. yy."),
    row("accounts:manage-body", "province_body", get="LL.. .....y .. yy."),
    row("accounts:manage-body-children", "county_body", get="LL.. ...y.y .. yy."),
    row("accounts:manage-body-children", "province_body", get="LL.. .....y .. yy."),
    # Bureaus make schools, bases and points; the tree of bureaus is the system administrator's.
    row(
        "accounts:manage-body-create",
        "county_body",
        get="LL.. ...y.y .. y..",
        post="LL.. ...w.w .. w..",
        send=_POINT,
    ),
    row(
        "accounts:manage-body-create",
        "school_body",
        get="LL.. ...y.y .. y..",
        post="LL.. ...w.w .. w..",
        send=_POINT,
    ),
    row(
        "accounts:manage-body-create",
        "province_body",
        get="LL.. .....y .. y..",
        post="LL.. .....y .. w..",
        send={"kind": "city", "name": "新设市教育局"},
    ),
    # A school's own administrator describes it; its base does not.
    row(
        "accounts:manage-body-edit",
        "school_body",
        get="LL.. y..y.y .. y..",
        post="LL.. w..y.y .. y..",
        send=_CONTACT,
    ),
    # A bureau's administrator describes it, and renames it not.
    row(
        "accounts:manage-body-edit",
        "county_body",
        get="LL.. ...y.. .. y..",
        post="LL.. ...w.. .. w..",
        send=_RENAME,
    ),
    row(
        "accounts:manage-body-move",
        "empty_school_body",
        get="LL.. ...y.y .. y..",
        post="LL.. ...y.w .. w..",
        send={"version": "1", "parent": "@foreign_county_body"},
    ),
    row(
        "accounts:manage-body-move",
        "county_body",
        get="LL.. ...... .. y..",
        post="LL.. ...... .. w..",
        send={"version": "1", "parent": "@province_body"},
    ),
    row("accounts:manage-body-close", "school_body", post="LL.. ...w.w .. w..", send=_CONTACT),
    row("accounts:manage-body-close", "point_body", post="LL.. ...w.w .. w..", send=_CONTACT),
    row(
        "accounts:manage-body-close",
        "foreign_school_body",
        post="LL.. ....ww .. w..",
        send=_CONTACT,
    ),
    row("accounts:manage-body-close", "county_body", post="LL.. ...... .. y..", send=_CONTACT),
    row("accounts:manage-body-reopen", "point_body", post="LL.. ...w.w .. w..", send=_CONTACT),
    row("accounts:manage-body-reopen", "county_body", post="LL.. ...... .. w..", send=_CONTACT),
)

_REASON = {"reason": "调离"}

USERS = (
    row("accounts:manage-users", get=ADMINISTRATORS),
    row("accounts:manage-users-export", post="LL.. wwwwww .. ..."),
    row(
        "accounts:manage-user-create",
        get="LL.. ...yyy .. .y.",
        post="LL.. ...wyw .. .w.",
        send={
            "username": "point.clerk",
            "display_name": "赵",
            "mobile": "13800018888",
            "role": "point_clerk",
            "body": "@point_body",
        },
    ),
    row("accounts:manage-user", "owner_user", get="LL.. y.yy.y .. yy."),
    row("accounts:manage-user", "school_user", get="LL.. y.yy.y .. yy."),
    row("accounts:manage-user", "beside_user", get="LL.. .y.y.y .. yy."),
    row("accounts:manage-user", "base_user", get="LL.. ..y..y .. yy."),
    row("accounts:manage-user", "county_user", get="LL.. ...y.y .. yy."),
    row("accounts:manage-user", "abroad_user", get="LL.. ....yy .. yy."),
    row("accounts:manage-user", "province_user", get="LL.. .....y .. yy."),
    row("accounts:manage-user", "audit_user", get="LL.. .....y .. yy."),
    # A teacher's ID number is no business of those who keep the system.
    row("accounts:manage-user-unmask", "owner_user", "=id_number", post="LL.. y.yy.y .. ..."),
    row("accounts:manage-user-unmask", "owner_user", "=mobile", post="LL.. y.yy.y .. ..."),
    row("accounts:manage-user-unmask", "owner_user", "=password", post="LL.. ...... .. ..."),
    row("accounts:manage-user-unmask", "abroad_user", "=mobile", post="LL.. ....yy .. ..."),
    # Rank and place, never one's own: a base looks at its schools' people and keeps none of them.
    row("accounts:manage-user-disable", "owner_user", post="LL.. w.yw.w .. ww.", send=_REASON),
    row("accounts:manage-user-disable", "school_user", post="LL.. y.yw.w .. ww.", send=_REASON),
    row("accounts:manage-user-disable", "base_user", post="LL.. ..y..w .. ww.", send=_REASON),
    row("accounts:manage-user-disable", "county_user", post="LL.. ...y.w .. ww.", send=_REASON),
    row("accounts:manage-user-disable", "province_user", post="LL.. .....y .. ww.", send=_REASON),
    row("accounts:manage-user-disable", "system_user", post="LL.. .....y .. yw.", send=_REASON),
    row("accounts:manage-user-disable", "security_user", post="LL.. .....y .. yy.", send=_REASON),
    row("accounts:manage-user-disable", "audit_user", post="LL.. .....y .. yw.", send=_REASON),
    row("accounts:manage-user-enable", "owner_user", post="LL.. y.yy.y .. yy."),
    row("accounts:manage-user-reset", "owner_user", post="LL.. w.yw.w .. ww."),
    row("accounts:manage-user-reset", "county_user", post="LL.. ...y.w .. ww."),
    row("accounts:manage-user-reset", "audit_user", post="LL.. .....y .. yw."),
    row(
        "accounts:manage-user-grant",
        "owner_user",
        post="LL.. ...w.w .. .w.",
        send={"role": "school_admin", "body": "@school_body"},
    ),
    # Nobody makes an equal or a keeper of keepers but the security administrator.
    row(
        "accounts:manage-user-grant",
        "owner_user",
        post="LL.. ...y.w .. .w.",
        send={"role": "bureau_admin", "body": "@county_body"},
    ),
    row(
        "accounts:manage-user-grant",
        "owner_user",
        post="LL.. ...y.y .. .w.",
        send={"role": "audit_admin", "body": "@province_body"},
    ),
    # 三员分立: one hand holds one of the three.
    row(
        "accounts:manage-user-grant",
        "system_user",
        post="LL.. .....y .. .y.",
        send={"role": "audit_admin", "body": "@province_body"},
    ),
    row("accounts:manage-user-end-role", "school_user", "school_grant", post="LL.. ...w.w .. .w."),
    row("accounts:manage-user-end-role", "county_user", "county_grant", post="LL.. ...y.w .. .w."),
    row("accounts:manage-user-end-role", "audit_user", "audit_grant", post="LL.. .....y .. .w."),
    row(
        "accounts:manage-user-end-role",
        "security_user",
        "security_grant",
        post="LL.. .....y .. .y.",
    ),
    # A grant is ended on the page of its holder.
    row("accounts:manage-user-end-role", "owner_user", "school_grant", post="LL.. ...... .. ..."),
    row("accounts:manage-grants", get="LL.. yyyyyy .. yyy"),
    # The calendar holds for the whole province: no county changes it.
    row("accounts:manage-holidays", get="LL.. .....y .. y..", post="LL.. .....y .. y.."),
    row(
        "accounts:manage-holidays-of",
        "=2026",
        get="LL.. .....y .. y..",
        post="LL.. .....w .. w..",
        send={"lines": "2026-01-01,放假,元旦"},
    ),
)

_NUMBER = {"mobile": "13800017777", "reason": "持证到校"}

MOBILE_CHANGES = (
    row("accounts:mobile-changes", get="LL.. yyyyyy .. ..."),
    # Two persons: whoever asked does not agree.
    row(
        "accounts:mobile-change",
        "change",
        get="LL.. y.yy.y .. ...",
        post="LL.. y.ww.w .. ...",
        send={"action": "approve"},
    ),
    row(
        "accounts:mobile-change-ask",
        "teacher_user",
        get="LL.. y.yy.y .. ...",
        post="LL.. w.ww.w .. ...",
        send=_NUMBER,
    ),
    row("accounts:mobile-change-ask", "owner_user", post="LL.. y.yy.y .. ...", send=_NUMBER),
    row("accounts:mobile-change-ask", "school_user", get="LL.. ...... .. ..."),
)

AUDIT = (
    row("audit:entries", get="LL.. ...... .. ..y"),
    row("audit:find-person", post="LL.. ...... .. ..y"),
)

TABLE = (
    *PUBLIC,
    *SIGN_IN,
    *RECOVERY,
    *SIGN_UP,
    *PERSONAL,
    *DOCUMENTS,
    *PUBLISHING,
    *REVIEW,
    *BODIES,
    *USERS,
    *MOBILE_CHANGES,
    *AUDIT,
    *CERTIFICATION,
    *CENTRE,
    *HOURS,
    *REGISTRATION,
)
