"""Password rules (GB/T 22239 level 3: eight characters of three classes)."""

from django.core.exceptions import ValidationError


def character_classes(password: str) -> int:
    """How many of lower case, upper case, digits and other characters occur (0–4)."""
    tests = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
    return sum(any(test(c) for c in password) for test in tests)


class CharacterClassValidator:
    """At least three of four classes of characters."""

    def validate(self, password: str, user: object = None) -> None:
        if character_classes(password) < 3:
            raise ValidationError(self.get_help_text(), code="password_classes")

    def get_help_text(self) -> str:
        return "密码须包含大写字母、小写字母、数字、符号中的至少三种。"


class LengthValidator:
    """At least eight characters. Django's own sentence for it has no Chinese translation."""

    shortest = 8

    def validate(self, password: str, user: object = None) -> None:
        if len(password) < self.shortest:
            raise ValidationError(
                f"密码太短，至少要 {self.shortest} 个字符，现在是 {len(password)} 个。",
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        return f"密码至少 {self.shortest} 个字符。"
