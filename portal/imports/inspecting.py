"""What an upload is, before anything in it is read: cheap, by its bytes and the zip's directory."""

import io
from zipfile import BadZipFile, ZipFile

from portal.imports.errors import Unreadable

MOST_BYTES = 5 * 1024 * 1024
# Declared sizes bind: zipfile gives no more than a part declares.
MOST_UNPACKED = 60 * 1024 * 1024
_MOST_PARTS = 500
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_HEAD = 4096
_ENCRYPTED = 0x1

EMPTY = "这个文件是空的，请重新选择。"
TOO_LARGE = "文件超过 5 MB。一次最多 5000 行，请去掉图片和多余的工作表，或分成几个文件。"
OLD_FORMAT = (
    "这是旧格式（.xls）或加了密码的文件。请在 Excel 或 WPS 中打开，去掉密码，"
    "另存为“Excel 工作簿（.xlsx）”后再上传。"
)
NO_WORKBOOK = "这不是 Excel 工作簿。请下载模板填写，保存为 .xlsx 文件后上传。"
BINARY = "这是二进制工作簿（.xlsb）。请另存为“Excel 工作簿（.xlsx）”后再上传。"
BOMB = "这个文件解开以后过大，已停止处理。请把数据复制到新下载的模板里再上传。"
DAMAGED = "文件已损坏，无法读取。请用 Excel 或 WPS 打开，另存为 .xlsx 文件后再上传。"
STRANGE = "文件中有不应出现的内容，已停止处理。请把数据复制到新下载的模板里再上传。"


def look_at(content: bytes) -> None:
    """Raises Unreadable for what is no .xlsx, or would not be safe to unpack."""
    if not content:
        raise Unreadable(EMPTY)
    if len(content) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    if content.startswith(_OLE):
        raise Unreadable(OLD_FORMAT)
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            _look_into(packed)
    except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise Unreadable(DAMAGED if content.startswith(b"PK") else NO_WORKBOOK) from None


def _look_into(packed: ZipFile) -> None:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.bin" in names:
        raise Unreadable(BINARY)
    if "xl/workbook.xml" not in names or any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unreadable(NO_WORKBOOK)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable(BOMB)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            _refuse_entities(packed.open(part).read(_HEAD))


def _refuse_entities(head: bytes) -> None:
    """A workbook declares no document type; one that does wants entities expanded."""
    plain = head.replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Unreadable(STRANGE)
