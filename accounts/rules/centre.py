"""Why a certificate is missing and what to do, by what came of asking for it (D4)."""

from dataclasses import dataclass

from identity.enums import SyncOutcome


@dataclass(frozen=True)
class Advice:
    """`what` happened, `todo` line by line; `place` is the page that helps ("" for none)."""

    what: str
    tone: str
    todo: tuple[str, ...] = ()
    place: str = ""
    place_label: str = ""


_ISSUER = "证书上的姓名、证件号码登记有误的，带身份证和证书到发证机构更正，更正后再同步。"
_OTHER_PAPER = "当时用军官证、护照等其他证件申请的，证书库里没有身份证号码，也请到发证机构更正。"
NEVER = Advice(
    "还没有同步过证书",
    "info",
    ("点“同步”，系统用您的姓名和证件号码到国家证书库查询，一般几秒钟。",),
)
BROKEN = Advice("上一次同步中断了", "wait", ("已有的证书不受影响，请再点一次“同步”。",))
MISSING_ONE = (
    "同步到的就是证书库里登记在您名下的全部证书；少了一本，多半是那一本登记的姓名或证件号码不同。",
    _ISSUER,
    _OTHER_PAPER,
)
_ADVICE = {
    SyncOutcome.MATCHED: Advice("已从国家证书库同步到您的证书", "good"),
    SyncOutcome.NAME_DIFFERS: Advice(
        "证书库里这个证件号码登记的是另一个姓名",
        "wait",
        (
            "改过名，或姓名里间隔号、生僻字登记得不同的：先做实名核验更正平台上的姓名，再同步。",
            "平台上的姓名没有错的：带身份证和证书到发证机构更正证书库的姓名，更正后再同步。",
        ),
        "accounts:real-name",
        "去实名核验",
    ),
    SyncOutcome.NUMBER_UNKNOWN: Advice(
        "证书库里没有您的证件号码",
        "wait",
        (_ISSUER, _OTHER_PAPER, "证书签发得早、又从未办过定期注册的，可以在下面手工添加。"),
    ),
    SyncOutcome.ISSUED_BEFORE: Advice(
        "您的证书早于证书库的电子数据，也没有注册记录",
        "info",
        ("还没有添加的，请在下面手工添加，并上传证书照片。",),
    ),
    SyncOutcome.UNREACHABLE: Advice(
        "国家证书库暂时没有回应",
        "wait",
        ("不是您的证书有问题，已有的内容都在。请过一会儿再点“同步”。",),
    ),
}


def advice_on(outcome: str) -> Advice:
    return _ADVICE[SyncOutcome(outcome)]
