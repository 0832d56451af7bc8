"""Each file of the submission was taken for something, and there is one article."""

from collections.abc import Iterator

from validator.api import Given, Letter, NoOptions, Outcome, Role, SubmittedFile, ask, evidence, rule


@rule("file-role", "What each file was taken for")
def check(letter: Letter, _: Given[NoOptions]) -> Iterator[Outcome]:
    """Say of each file its role and by what it was known; ask where several files hold an article."""
    for file in letter.files:
        given = " The role was given." if file.given else f" {file.why}"
        checked = "" if file.role.checked else ", not checked as a letter"
        yield evidence(f"{_name(file)}: {file.role.words}{checked}.{given}", at=file.at)
    if not letter.files:
        yield evidence("The file was taken for the article.")
    read = {manuscript.file for manuscript in letter.manuscripts}
    others = [file for file in letter.files if file.role is Role.ARTICLE and file.name not in read]
    if others:
        names = ", ".join(_name(file) for file in others)
        yield ask(
            "several-articles",
            f"The submission holds more than one article, beside this one {names}. Is this meant?",
            help="Each was checked by itself. If a file is something else, say so when you check: "
            "--role supplement=FILE. If they are two letters, hand them in apart.",
        )


def _name(file: SubmittedFile) -> str:
    return file.name.replace("\\", "/").rpartition("/")[2]
