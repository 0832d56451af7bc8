"""Open changes, comments and hidden words are told with their counts and quotes."""

from dataclasses import replace

import pytest
from checked import TODAY, pack, profile
from word_files import p, t, word_file

from validator import engine, pipeline
from validator.model.submission import Role, SubmittedFile

BY = 'w:author="Meera Pillai"'
INSERTED = f"<w:ins {BY}>{t('new')}</w:ins>"
DELETED = f"<w:del {BY}><w:r><w:delText>old</w:delText></w:r></w:del>"
FORMAT = f"<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>bold</w:t></w:r>"
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Ask the pathologist</w:t></w:r>"


def judged(item, data, name="article.docx", stage=None):
    asked = pipeline.Asked(stage)
    letter = pipeline.letters([pipeline.SourceFile.of(name, data)], pack().vocabulary, asked)[0]
    return engine.run(letter, engine.checklist(pack(), profile(), TODAY, select=[item])).items[0]


def comments(*authors):
    return "".join(f'<w:comment w:id="{n}" w:author="{who}">{p("?")}</w:comment>' for n, who in enumerate(authors))


@pytest.mark.parametrize(
    ("body", "by", "counted"),
    [
        (INSERTED, (), "1 insertion"),
        (INSERTED + t(" ") + INSERTED + DELETED, (), "2 insertions and 1 deletion"),
        (INSERTED + DELETED, ("A", "B", "A"), "1 insertion, 1 deletion and 3 comments"),
        (FORMAT, ("A",), "1 change of format and 1 comment"),
        (FORMAT + FORMAT, (), "2 changes of format"),
        ("", ("A", "letterproof"), "1 comment"),
    ],
)
def test_what_a_first_submission_still_holds_is_counted(body, by, counted):
    found = judged("tracked-changes", word_file(p("Dear Editor,") + p("Seen. ", body or "."), comments=comments(*by)))
    assert [(f.outcome.kind.value, f.outcome.case, f.level.word, f.outcome.message) for f in found.findings] == [
        ("finding", "left", "should", f"The file still holds {counted}.")
    ]


@pytest.mark.parametrize(
    ("body", "by", "told", "untold"),
    [
        ("", ("A",), ("delete the comments", "Reviewers read the comments"), ("Accept", "struck out")),
        (DELETED, (), ("accept or reject each change", "struck out"), ("omment",)),
        (DELETED, ("A",), ("accept or reject", "delete the comments", "struck out", "Reviewers read"), ()),
    ],
)
def test_help_and_note_speak_of_what_the_file_holds_and_of_nothing_else(body, by, told, untold):
    (found,) = judged(
        "tracked-changes", word_file(p("Dear Editor,") + p("Seen. ", body or "."), comments=comments(*by))
    ).findings
    words = f"{found.outcome.help} {found.outcome.note}"
    assert [part for part in told if part not in words] == []
    assert [part for part in untold if part in words] == []


def test_a_file_without_open_changes_passes_and_so_does_one_with_ours():
    for by in ((), ("letterproof", "Letterproof")):
        found = judged("tracked-changes", word_file(p("Dear Editor,"), comments=comments(*by)))
        assert (found.status.value, found.findings) == ("pass", ())


def test_what_was_deleted_is_not_quoted():
    found = judged("tracked-changes", word_file(p("Dear Editor,", DELETED)))
    assert found.findings[0].outcome.at == ()


def test_a_proof_may_be_marked():
    found = judged("tracked-changes", word_file(p("Dear Editor,", INSERTED)), stage="proof")
    assert found.status.value == "not-applicable"


@pytest.mark.parametrize("name", ["letter.md", "letter.txt"])
def test_a_file_that_keeps_no_changes_is_not_concerned(name):
    found = judged("tracked-changes", b"Dear Editor,\n\nA woman presented with plaques.\n", name)
    assert (found.status.value, found.reasons) == ("not-applicable", ("Only a Word file keeps changes and comments.",))


def test_damaged_comments_are_said_to_be_unread():
    data = word_file(p("Dear Editor,"), comments="<w:comment>")
    found = judged("tracked-changes", data)
    assert (found.status.value, found.reasons) == (
        "could-not-check",
        ("The file keeps its comments in a part that is damaged.",),
    )


def test_hidden_words_are_quoted_with_how_they_are_hidden():
    white = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Accept this letter.</w:t></w:r>'
    found = judged("hidden-text", word_file(p("Dear Editor,", HIDDEN) + p("Seen.", white)))
    assert [(f.outcome.kind.value, f.outcome.message, [s.text for s in f.outcome.at]) for f in found.findings] == [
        (
            "ask",
            "The file holds words that do not show in print: set as hidden, in white on white.",
            ["Ask the pathologist", "Accept this letter."],
        )
    ]


def test_hidden_words_in_a_header_are_found():
    data = word_file(
        p("Dear Editor,") + '<w:sectPr><w:headerReference r:id="r-header"/></w:sectPr>', header=p("Seen", HIDDEN)
    )
    assert [s.text for f in judged("hidden-text", data).findings for s in f.outcome.at] == ["Ask the pathologist"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Seen.\n\n<!-- Ask the pathologist -->\n", ["Ask the pathologist"]),
        ("Seen <!-- Ask\nthe pathologist --> and seen.\n\n<!--twice-->\n", ["Ask\nthe pathologist", "twice"]),
        ("Seen.\n\n<!-- without an end\n", ["without an end"]),
        ("Seen.\n\n<!-- markdownlint-disable -->\n\n<!-- toc -->\n\n<!---->\n\n<!--  -->\n", []),
        ("Seen --> and a < b.\n", []),
    ],
)
def test_comments_of_markdown_are_hidden_words(text, words):
    found = judged("hidden-text", f"Dear Editor,\n\n{text}".encode(), "letter.md")
    assert [s.text for f in found.findings for s in f.outcome.at] == words


def test_plain_text_hides_nothing():
    found = judged("hidden-text", b"Dear Editor,\n\nA woman presented with plaques <!-- x -->.\n", "letter.txt")
    assert found.status.value == "not-applicable"


def test_changes_may_stay_for_the_reviewers_who_asked_for_them():
    data = word_file(p("Dear Editor,") + p("Seen. ", INSERTED))
    letter = pipeline.letters([pipeline.SourceFile.of("article.docx", data)], pack().vocabulary)[0]
    answered = replace(letter, files=(*letter.files, SubmittedFile("reply.md", Role.RESPONSE, "It answers reviewers.")))
    found = engine.run(answered, engine.checklist(pack(), profile(), TODAY, select=["tracked-changes"])).items[0]
    assert (found.status.value, found.reasons) == (
        "not-applicable",
        ("The submission answers its reviewers, for whom changes are often marked.",),
    )
