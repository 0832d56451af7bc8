"""What was taken out, counted and told without a word of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Taken = Literal[
    "people", "company", "properties", "custom", "preview", "template", "merge", "variables", "printer", "server",
    "signature", "authors", "accounts", "alt", "links", "fields", "bindings",
    "place", "exif", "xmp", "iptc", "comment", "small", "other", "inside",
]  # fmt: skip
"""Kinds of things that are taken out, in the order in which they are told."""

Left = Literal["authors", "picture", "damaged", "linked", "object"]
"""Kinds of things that a person may have looked for and that stay."""

_TAKEN: dict[Taken, tuple[str, str]] = {
    "people": (
        "the name of 1 person in the document's properties",
        "the names of {n} people in the document's properties",
    ),
    "company": ("the company in the document's properties", "the company in the document's properties"),
    "properties": ("1 other property of the document", "{n} other properties of the document"),
    "custom": ("1 custom property", "{n} custom properties"),
    "preview": ("the small preview of the document", "the small previews of the document"),
    "template": ("the path of the template", "the path of the template"),
    "merge": ("the source of a mail merge", "the sources of mail merges"),
    "variables": ("1 variable of the document", "{n} variables of the document"),
    "printer": ("the settings of a printer", "the settings of {n} printers"),
    "server": ("1 record of a document server or cover page", "{n} records of a document server or cover page"),
    "signature": ("the digital signature", "the digital signatures"),
    "authors": (
        "the name of 1 person beside comments and changes",
        "the names of {n} people beside comments and changes",
    ),
    "accounts": ("the account of 1 person who commented", "the accounts of {n} people who commented"),
    "alt": (
        "1 name of a picture that was a path or a file's name",
        "{n} names of pictures that were paths or files' names",
    ),
    "links": ("the path of 1 linked file", "the paths of {n} linked files"),
    "fields": (
        "1 field that shows a property or a file (its words stay)",
        "{n} fields that show a property or a file (their words stay)",
    ),
    "bindings": ("1 tie of a text to a property (the text stays)", "{n} ties of texts to properties (the texts stay)"),
    "place": ("the place (GPS) in 1 picture", "the place (GPS) in {n} pictures"),
    "exif": ("the camera's notes (EXIF) in 1 picture", "the camera's notes (EXIF) in {n} pictures"),
    "xmp": ("the notes of editing programs (XMP) in 1 picture", "the notes of editing programs (XMP) in {n} pictures"),
    "iptc": ("the caption data (IPTC, Photoshop) in 1 picture", "the caption data (IPTC, Photoshop) in {n} pictures"),
    "comment": ("a comment or text in 1 picture", "comments or texts in {n} pictures"),
    "small": ("the small preview in 1 picture", "the small previews in {n} pictures"),
    "other": ("other data beside 1 picture", "other data beside {n} pictures"),
    "inside": ("the properties of 1 document that lies inside", "the properties of {n} documents that lie inside"),
}  # fmt: skip

_LEFT: dict[Left, tuple[str, str]] = {
    "authors": (
        "The name of 1 person stays beside comments and changes; `--authors` takes it out as well.",
        "The names of {n} people stay beside comments and changes; `--authors` takes them out as well.",
    ),
    "picture": (
        "1 picture is in a format that is not cleaned (such as EMF or SVG) and stays as it is.",
        "{n} pictures are in formats that are not cleaned (such as EMF or SVG) and stay as they are.",
    ),
    "damaged": (
        "1 picture cannot be cleaned and stays as it is.",
        "{n} pictures cannot be cleaned and stay as they are.",
    ),
    "linked": (
        "1 picture is only linked, and its path stays: insert the picture itself in Word.",
        "{n} pictures are only linked, and their paths stay: insert the pictures themselves in Word.",
    ),
    "object": (
        "1 embedded object cannot be cleaned and stays as it is.",
        "{n} embedded objects cannot be cleaned and stay as they are.",
    ),
}


@dataclass(slots=True)
class Tally:
    """Counts what is taken out and what stays."""

    taken: Counter[Taken] = field(default_factory=Counter)
    left: Counter[Left] = field(default_factory=Counter)

    def sentences(self) -> Iterator[str]:
        """What became of the file, a sentence each."""
        told = [_told(forms, self.taken[kind]) for kind, forms in _TAKEN.items() if self.taken[kind]]
        yield f"Took out: {'; '.join(told)}." if told else "There was nothing to take out: the copy is as the file is."
        yield from (_told(forms, self.left[kind]) for kind, forms in _LEFT.items() if self.left[kind])


def _told(forms: tuple[str, str], number: int) -> str:
    return forms[0] if number == 1 else forms[1].format(n=number)
