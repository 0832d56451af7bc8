"""All words of the file show in print."""

from collections.abc import Iterator

from validator.api import Given, Letter, NoOptions, Outcome, Span, ask, evidence, not_applicable, rule

_WAYS = {
    "hidden": "set as hidden",
    "white": "in white on white",
    "background": "in the colour of what lies behind",
    "tiny": "smaller than three points",
    "comment": "in a comment of the file",
}
_CARRIERS = ("docx", "markdown")
_HELP = (
    "If they are left over, delete them; if they belong to the letter, let them be seen. "
    "In Word: press Ctrl+A, set the font colour to Automatic and take the tick off Hidden under Font."
)


@rule("hidden-text", "No words that print does not show")
def check(letter: Letter, given: Given[NoOptions]) -> Iterator[Outcome]:
    """Ask about the words that a reader of the page does not see."""
    if letter.index > 1:
        yield not_applicable("Hidden words are told with the first letter of the file.")
        return
    files = [file for file in letter.manuscripts if file.format in _CARRIERS]
    if not files:
        yield not_applicable("A plain text or JATS file shows all its words.")
        return
    found = [span for file in files if file.traces for span in file.traces.hidden]
    words = [span for span in found if not _is_directive(span, given)]
    if words:
        ways = dict.fromkeys(_WAYS[span.block.hint.label] for span in words)
        yield ask("unseen", f"The file holds words that do not show in print: {', '.join(ways)}.", at=words, help=_HELP)
    else:
        yield evidence("All words of the file show.")


def _is_directive(span: Span, given: Given[NoOptions]) -> bool:
    """Whether a comment of Markdown speaks to a program."""
    if span.block.hint.label != "comment":
        return False
    return span.text.casefold().startswith(given.terms.words.get("traces.directives", ()))
