"""The template of years, and what the cells of a row say; pure."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ceducation.enums import RowState
from portal.imports.layout import MOST_ROWS, Layout
from portal.imports.text import narrow
from registration.enums import Appraisal, Morals, Post
from registration.services.entering import LONGEST_NOTE, YearValues

LAYOUT = Layout(
    sheet="年度记录",
    columns={
        "name": "姓名", "id_number": "证件号码", "year": "年度", "appraisal": "年度考核",
        "morals": "师德考核", "post": "在编在岗", "note": "备注",
    },
    widths={
        "name": 14, "id_number": 24, "year": 8, "appraisal": 12, "morals": 12, "post": 14,
        "note": 30,
    },
    optional=frozenset({"appraisal", "morals", "post", "note"}),
    choices={
        "appraisal": list(Appraisal.labels), "morals": list(Morals.labels),
        "post": list(Post.labels),
    },
    notes=(
        ("怎样填写", ""),
        ("证件号码", "按文本填写，和教师在平台登记的一致；本列已设为文本格式，请勿改动。"),
        ("年度", "四位数字，如 2025。一人一年一行。"),
        ("年度考核", "、".join(Appraisal.labels)),
        ("师德考核", "、".join(Morals.labels)),
        ("在编在岗", "、".join(Post.labels)),
        ("空着的", "不改已经录入的内容；要改为空，请在页面上改。"),
        ("行数", f"一次最多 {MOST_ROWS} 行。不要使用公式。上传后先检查，确认后才导入。"),
    ),
)  # fmt: skip
_YEAR = re.compile(r"(\d{4})\s*年?(度)?", re.ASCII)
# What civil servants and older papers call the same.
_ALIKE = {"称职": "合格", "基本称职": "基本合格", "不称职": "不合格", "在编": "在编在岗"}
_WORDS: dict[str, dict[str, str]] = {
    "appraisal": {str(choice.label): choice.value for choice in Appraisal},
    "morals": {str(choice.label): choice.value for choice in Morals},
    "post": {str(choice.label): choice.value for choice in Post},
}


@dataclass(frozen=True)
class Said:
    """What a row says: "" leaves what is stored; `problems` in Chinese, by column."""

    year: int
    values: YearValues
    problems: Mapping[str, str]

    def over(self, stored: YearValues) -> YearValues:
        """What is to be stored: the row's words where it has some."""
        mine, theirs = asdict(self.values), asdict(stored)
        return YearValues(**{name: mine[name] or theirs[name] for name in mine})


def parsed(cells: Mapping[str, str], years: list[int]) -> Said:
    """`years` are those that can be entered."""
    problems: dict[str, str] = {}
    found = _YEAR.fullmatch(narrow(cells["year"]))
    year = int(found[1]) if found else 0
    if year not in years:
        text = cells["year"][:20]
        problems["year"] = (
            f"年度“{text}”应在 {years[-1]} 到 {years[0]} 之间" if text else "没有填写年度"
        )
    values: dict[str, str] = {"note": cells["note"]}
    for name, words in _WORDS.items():
        values[name], problem = _word(name, cells[name], words)
        if problem:
            problems[name] = problem
    if len(cells["note"]) > LONGEST_NOTE:
        problems["note"] = f"备注最多 {LONGEST_NOTE} 个字"
    said = YearValues(**values)
    if said.is_blank and not problems:
        problems["appraisal"] = "年度考核、师德考核、在编在岗都没有填写"
    return Said(year, said, problems)


def _word(name: str, cell: str, words: Mapping[str, str]) -> tuple[str, str]:
    text = "".join(narrow(cell).split())
    text = _ALIKE.get(text, text)
    if not text or text in words:
        return words.get(text, ""), ""
    return "", f"{LAYOUT.columns[name]}“{cell[:20]}”应为{'、'.join(words)}之一"


@dataclass(frozen=True)
class Line:
    """A row and what was found: `values` are to be stored over what stood there at `version`.

    `change` says what the import does ("" for nothing), `message` why it does not.
    """

    number: int
    cells: dict[str, str]
    state: str
    person: int | None = None
    year: int = 0
    values: dict[str, str] | None = None
    version: int = 0
    change: str = ""
    message: str = ""

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def label(self) -> str:
        return str(RowState(self.state).label)
