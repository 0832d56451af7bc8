"""Many letters at once: the same results in the same order, whether one process checks them or several."""

from datetime import date
from pathlib import Path

import pytest

from validator import sources, workers
from validator.model.result import Report
from validator.render import json, text
from validator.workers import Order

SAMPLES = Path(__file__).parent.parent / "samples"
ORDER = Order("ijdvl", (), date(2026, 11, 22))


@pytest.fixture
def inbox(tmp_path):
    """Twenty submissions, one of which cannot be read."""
    letters = sorted(SAMPLES.glob("*/*.md"))[:19]
    for letter in letters:
        (tmp_path / letter.name).write_bytes(letter.read_bytes())
    (tmp_path / "m-damaged.docx").write_bytes(b"PK\x03\x04 cut short")
    return [[file] for file in sources.find([str(tmp_path)])]


def report(submissions):
    checklist = ORDER.checklist()
    results = list(workers.check(submissions, ORDER, checklist))
    letters = tuple(letter for checked, _, _ in results for letter in checked)
    unreadable = tuple(file for _, refused, _ in results for file in refused)
    return Report(checklist.profile, checklist.today, letters, unreadable)


@pytest.fixture
def alone(monkeypatch):
    def run(submissions):
        with monkeypatch.context() as patch:
            patch.setattr(workers, "_processors", lambda: 1)
            return report(submissions)

    return run


def test_several_processes_say_what_one_says(inbox, alone, monkeypatch):
    expected = alone(inbox)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    found = report(inbox)
    assert len(found.letters) > 15
    assert json.render(found) == json.render(expected)
    assert text.render(found, 100, colour=False) == text.render(expected, 100, colour=False)


def test_a_file_that_cannot_be_read_is_told_in_its_place(inbox, monkeypatch):
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    assert [Path(file.file).name for file in report(inbox).unreadable] == ["m-damaged.docx"]


def test_where_no_process_can_be_started_one_does_all(inbox, alone, monkeypatch):
    def refuse(*_, **__):
        raise OSError("no semaphores here")

    expected = alone(inbox)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)
    assert json.render(report(inbox)) == json.render(expected)


def test_a_few_letters_are_checked_by_one_process(inbox, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a process was started for three letters")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)
    assert len(report(inbox[:3]).letters) == 3
