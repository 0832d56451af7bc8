"""The names of WordprocessingML as lxml writes them, in the transitional namespaces."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"

VAL = f"{W}val"

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R),
)


def transitional(data: bytes) -> bytes:
    """A part of a "Strict Open XML" file with the namespaces that every other Word file uses."""
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual[1:-1].encode())
    return data


def strict(data: bytes) -> bytes:
    """A part with the namespaces of a "Strict Open XML" file in place of the usual ones."""
    for strict, usual in _STRICT:
        data = data.replace(usual[1:-1].encode(), strict)
    return data
