"""Static files under hashed names, also where one of our script modules imports another."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORTS = (
    r"""(?P<matched>import(?P<import>[\s\{][^;"']*?)\s*from\s*["'](?P<url>[./][^"']*)["']\s*;)""",
    'import%(import)s from "%(url)s";',
)
_BARE_IMPORTS = (r"""(?P<matched>import\s*["'](?P<url>[./][^"']*)["']\s*;)""", 'import"%(url)s";')
_LAZY_IMPORTS = (r"""(?P<matched>import\(["'](?P<url>[./][^"']*)["']\))""", 'import("%(url)s")')


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Django's own switch for modules would also rewrite vendors' files, and fails on theirs."""

    patterns: Any = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", (_IMPORTS, _BARE_IMPORTS, _LAZY_IMPORTS)),
    )
