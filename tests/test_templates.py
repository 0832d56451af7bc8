"""Templates: an office's own come first, none reaches out of its place, and a wrong one is told of in a sentence."""

import pytest

from validator import packs
from validator.render import templates
from validator.render.templates import TemplatesError


@pytest.fixture
def own(tmp_path):
    """Write a template of the office, and what it makes of a word."""

    def made(text, **given):
        (tmp_path / "author_letter_unread.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
        found = templates.environment(tmp_path, autoescape=False, finalize=lambda value: value)
        return templates.written("author_letter_unread.txt", found, **given)

    return made


def test_the_offices_template_comes_first_and_may_take_parts_of_ours(own, tmp_path):
    assert own("Hello {{ name }}", name="Asha") == "Hello Asha"
    assert own('{% include "report.css" %}') == (packs.templates() / "report.css").read_text("utf-8").rstrip("\n")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("one\ntwo {{ name }\n", 2, "Unexpected '}'."),
        ("one\n{% if name %}\n", 2, "Unexpected end of template."),
        ("one\ntwo\n{{ nam }}\n", 3, "'nam' is undefined."),
        ("{{ 1 / 0 }}", 1, "Division by zero."),
        ("{{ name.append }}", 1, "'str object' has no attribute 'append'."),
        ("\n{% include 'none.txt' %}", 2, "There is no template 'none.txt'."),
        ("{{ name|shorter }}", 1, "No filter named 'shorter'."),
        ("{{ ''.__class__.__mro__ }}", 1, "Access to attribute '__class__' of 'str' object is unsafe."),
        ("{% for n in range(10 ** 9) %}{% endfor %}", 1, "Range too big."),
        ("{% include 'author_letter_unread.txt' %}", 1, "maximum recursion depth exceeded"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(own, tmp_path, text, line, reason):
    with pytest.raises(TemplatesError) as caught:
        own(text, name="Asha")
    told = str(caught.value)
    assert told.startswith(f"The template {tmp_path / 'author_letter_unread.txt'}, line {line}: ")
    assert reason.casefold() in told.casefold()
    assert "\n" not in told


def test_a_template_that_is_no_text_is_told_of(own):
    with pytest.raises(TemplatesError, match=r"^The template author_letter_unread.txt cannot be read: it is no UTF-8"):
        own(b"Gr\xfc\xdfe")


def test_nothing_outside_the_folders_is_read(own, tmp_path):
    (tmp_path.parent / "secret.txt").write_text("secret", "utf-8")
    with pytest.raises(TemplatesError, match=r"secret\.txt"):
        own("{% include '../secret.txt' %}")


def test_a_folder_without_templates_is_refused(tmp_path):
    with pytest.raises(TemplatesError, match=r"is no folder\.$"):
        templates.refuse_no_templates(tmp_path / "none")
    with pytest.raises(TemplatesError, match=r"holds no template\. .*author_letter\.txt.*report\.html"):
        templates.refuse_no_templates(tmp_path)
    (tmp_path / "author_letter.txt").write_text("Dear author,", "utf-8")
    templates.refuse_no_templates(tmp_path)
