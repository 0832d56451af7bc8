"""Paths of files in what Word and its users call pictures."""

from validator.model.patterns import Pattern

_ENDING = r"\.(?:jpe?g|jfif|png|gif|tiff?|bmp|webp|hei[cf]|svg|emf|wmf|psd|dcm)\b"
_ROOT = r"(?:file:/{0,3}|\b[A-Z]:[\\/]|\\\\|~/|(?<![\w/.:])/(?:Users|home|Volumes|mnt|media|private|var|tmp|root)/)"
_PATH = Pattern(rf"(?:Description:\s*){{0,9}}{_ROOT}(?:[^\r\n]*?{_ENDING}|[^\r\n]*)")
_FILE = Pattern(rf"(?:Description:\s*){{0,9}}[^\r\n]{{1,200}}{_ENDING}")
_LONGEST = 5_000
"""Characters of a name that are looked at: no one calls a picture by more."""
_GENERIC = Pattern(rf"image\d*{_ENDING}")
"""What Word and other programs call a picture themselves."""


def holds_path(text: str) -> bool:
    """Whether a path of a disk or a server's share stands in a text."""
    return _PATH.search(text, 0, _LONGEST) is not None


def without_paths(text: str) -> str:
    """A text without the paths in it; empty where it is a path, or the name of a file of a picture."""
    if holds_path(text):
        return "" if len(text) > _LONGEST else _PATH.sub("", text).strip()
    named = text.strip()
    return "" if _FILE.fullmatch(named) and not _GENERIC.fullmatch(named) else text
