"""Invented pages of evidence for the style guide: drawn as SVG, so that no file is needed."""

from urllib.parse import quote

from portal.web.components import Picture

_ITEMS = (("E1 教师资格证", 2), ("E2 职业技能等级证书", 1), ("E3 企业实践证明（2024—2026 年）", 5),
          ("E4 教学成果与获奖证书", 12), ("E5 论文与著作", 3))  # fmt: skip


def evidence_pictures() -> list[Picture]:
    """Pages of five items in groups, and a photo."""
    pages = [
        Picture(_page(item, number), f"{item} 第 {number} 页", "", "#original", item)
        for item, count in _ITEMS
        for number in range(1, count + 1)
    ]
    return [Picture(_page("照片", 1, 295, 413), "1寸免冠标准照片", group="照片"), *pages]


def _page(title: str, number: int, width: int = 1400, height: int = 1980) -> str:
    lines = "".join(
        f'<rect x="12%" y="{18 + 4 * row}%" width="{76 - 13 * (row % 4 == 3)}%" height="1%"/>'
        for row in range(16)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="100%" height="100%" fill="#fff"/><g fill="#b9b4a8">{lines}</g>'
        f'<text x="50%" y="12%" text-anchor="middle" font-size="{width // 24}" fill="#1c2430">'
        f"{title} · {number}</text></svg>"
    )
    return f"data:image/svg+xml,{quote(svg)}"
