"""Which certificate fits which post, and since when certificates come from the system."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from identity.enums import CredentialKind, TeachingStage
from identity.rules.covering import CertificateRules, Fit
from portal.reference.queries import provinces
from portal.web.forms import PortalForm
from portal.web.rowforms import RowFormSet

FIRST_YEAR, LAST_YEAR = 1995, 2099
_FITS = ((Fit.YES, "适用"), (Fit.CONDITION, "有条件"), (Fit.NO, "不适用"))


def _year(**options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={
            "required": "请填写年份",
            "invalid": "年份应像 2008 这样填写",
            "min_value": f"年份不能早于 {FIRST_YEAR}",
            "max_value": f"年份不能晚于 {LAST_YEAR}",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        **options,
    )


def _provinces() -> list[tuple[str, str]]:
    return [("", "请选择"), *((row.code[:2], row.name) for row in provinces())]


@dataclass(frozen=True)
class MatrixRow:
    """A kind of certificate and its cells, (stage, field) each."""

    label: str
    cells: tuple[tuple[str, BoundField], ...]


class RulesForm(PortalForm):
    """The matrix as a choice a cell, a condition for each stage that has one, the usual year."""

    version = forms.CharField(widget=forms.HiddenInput)
    everywhere = _year(label="一般从哪一年起", help_text="这一年及以后签发的证书由系统同步")
    reason = forms.CharField(
        label="修改原因",
        max_length=300,
        help_text="会和修改前后的内容一起留下记录",
        error_messages={"required": "请填写修改原因"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in CredentialKind:
            for stage in TeachingStage:
                self._add(_cell(kind, stage), forms.ChoiceField(label=stage.label, choices=_FITS))
        for stage in TeachingStage:
            field = forms.CharField(label=stage.label, max_length=100, required=False)
            self._add(_condition(stage), field)

    def _add(self, name: str, field: forms.Field) -> None:
        own = "select select--small" if isinstance(field, forms.ChoiceField) else "input"
        field.widget.attrs["class"] = own
        self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for stage in TeachingStage:
            asked = any(cleaned.get(_cell(kind, stage)) == Fit.CONDITION for kind in CredentialKind)
            if asked and not cleaned.get(_condition(stage)):
                self.add_error(_condition(stage), "选了“有条件”，请写明要求")
        return cleaned

    def rows(self) -> list[MatrixRow]:
        return [
            MatrixRow(
                str(kind.label),
                tuple((str(stage.label), self[_cell(kind, stage)]) for stage in TeachingStage),
            )
            for kind in CredentialKind
        ]

    def conditions(self) -> list[BoundField]:
        return [self[_condition(stage)] for stage in TeachingStage]

    def rules(self, others: Mapping[str, int], version: int) -> CertificateRules:
        cells: dict[tuple[str, str], str] = {}
        for kind in CredentialKind:
            for stage in TeachingStage:
                fit = self.cleaned_data[_cell(kind, stage)]
                if fit != Fit.NO:
                    conditional = self.cleaned_data[_condition(stage)]
                    cells[kind.value, stage.value] = conditional if fit == Fit.CONDITION else ""
        since = {"": self.cleaned_data["everywhere"], **others}
        return CertificateRules(cells, since, version)

    @staticmethod
    def initial_of(rules: CertificateRules) -> dict[str, Any]:
        values: dict[str, Any] = {
            "version": rules.version,
            "everywhere": rules.first_system_year(""),
        }
        for kind in CredentialKind:
            for stage in TeachingStage:
                cover = rules.covers(kind, stage)
                values[_cell(kind, stage)] = cover.fit
                if cover.condition:
                    values[_condition(stage)] = cover.condition
        return values


class ProvinceYearForm(PortalForm):
    province = forms.ChoiceField(
        label="省份", choices=_provinces, error_messages={"required": "请选择省份"}
    )
    year = _year(label="从哪一年起")


class ProvinceYears(RowFormSet):
    """Provinces whose certificates came to the system in another year."""

    form = ProvinceYearForm
    name = "years"
    what = "省份"
    most = 40
    widths = {"year": "short"}

    def clean(self) -> None:
        super().clean()
        named = [row.get("province") for row in self.filled()]
        if len(named) != len(set(named)):
            raise ValidationError("同一个省份只能填写一行")

    def years(self) -> dict[str, int]:
        return {row["province"]: row["year"] for row in self.filled()}

    @classmethod
    def of(cls, rules: CertificateRules) -> "ProvinceYears":
        rows = sorted((code, year) for code, year in rules.system_since.items() if code)
        return cls.showing([{"province": code, "year": str(year)} for code, year in rows])


def _cell(kind: CredentialKind, stage: TeachingStage) -> str:
    return f"fit-{kind.value}-{stage.value}"


def _condition(stage: TeachingStage) -> str:
    return f"condition-{stage.value}"
