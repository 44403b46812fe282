"""Bytes from mail become text: only charsets that decode in linear time, and nothing invisible."""

from __future__ import annotations

import unicodedata

_SINGLE = ["koi8-r", "koi8-u", "cp437", "cp850", "cp852", "cp855", "cp866", "mac-roman", "tis-620", "cp874"]
_WIDE = [
    "euc-jp",
    "iso-2022-jp",
    "iso-2022-jp-1",
    "iso-2022-jp-2",
    "iso-2022-kr",
    "big5",
    "big5-hkscs",
    "gb18030",
    "cp932",
    "cp949",
]

CHARSETS = {
    **{name: name for name in ["utf-8", "ascii", "utf-16", *_SINGLE, *_WIDE]},
    **{f"iso-8859-{part}": f"iso-8859-{part}" for part in (*range(2, 12), 13, 14, 15, 16)},
    **{f"windows-125{page}": f"cp125{page}" for page in range(9)},
    **{f"cp125{page}": f"cp125{page}" for page in range(9)},
    **dict.fromkeys(["utf8", "unicode-1-1-utf-8", "cp65001"], "utf-8"),
    **dict.fromkeys(["us-ascii", "ansi_x3.4-1968", "646"], "ascii"),
    # As every browser does: what calls itself Latin-1 is Windows-1252, and so on for the Asian supersets.
    **dict.fromkeys(["iso-8859-1", "iso8859-1", "latin1", "latin-1", "iso_8859-1"], "cp1252"),
    **dict.fromkeys(["gb2312", "gbk", "gb-2312", "cp936", "x-gbk"], "gb18030"),
    **dict.fromkeys(["shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"], "cp932"),
    **dict.fromkeys(["euc-kr", "ks_c_5601-1987", "windows-949"], "cp949"),
}
"""What may be decoded, and by which codec; punycode, idna, utf-7 and Python's own codecs are not among it."""

_JOINERS = frozenset("\u200c\u200d")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_BREAKS = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")


def decode(raw: bytes, charset: str = "") -> str:
    """The text of `raw`, whatever its bytes: by the charset it claims when that is allowed and true."""
    codec = CHARSETS.get(charset.strip("\"' ").lower())
    for attempt in (codec, "utf-8"):
        if attempt:
            try:
                return raw.decode(attempt)
            except UnicodeError:
                continue
    return raw.decode("cp1252", "replace")


def clean(text: str) -> str:
    """`text` as one line without control, bidi and other invisible characters; joiners of scripts stay."""
    if text.isascii() and text.isprintable():
        return text.strip()
    spaced = text.translate(_BREAKS)
    return "".join(c for c in spaced if c in _JOINERS or unicodedata.category(c) not in _HIDDEN).strip()


def fold(text: str) -> str:
    """`text` for comparing: lower-case, without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in apart if not unicodedata.combining(c))
