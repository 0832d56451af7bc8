"""What is let go in a check: by waivers, and because a baseline has it."""

from collections.abc import Iterator
from pathlib import Path

from validator import console, waivers
from validator.commands import given
from validator.engine import Checklist
from validator.model.result import Report
from validator.settings import Settings
from validator.waivers import Waiver
from validator.workers import Order


def waived(file: Path | None, settings: Settings | None, checklist: Checklist) -> tuple[Waiver, ...]:
    """The waivers of a file, else those that stand in the settings themselves; raises WaiverError."""
    found = waivers.load(file) if file else settings.waived if settings else ()
    waivers.refuse_unknown(found, *checklist.pack.names)
    return found


def idle(order: Order, report: Report, checklist: Checklist) -> Iterator[str]:
    """What a person should know of waivers that let nothing go, as sentences."""
    yield from waivers.idle(order.waived, report.letters, report.today)
    for letter in report.letters if order.inline else ():
        if any(file.traces and file.traces.instructions for file in letter.letter.manuscripts):
            from validator import inline_waivers  # few letters have any

            own = list(inline_waivers.read(letter.letter, *checklist.pack.names))
            yield from inline_waivers.idle(letter, own, report.today)


def refuse_no_baseline(file: Path | None, *, update: bool) -> None:
    """End the program where a baseline cannot be used, before any letter is read."""
    if file is None:
        if update:
            console.refuse("Say which file is the baseline (--baseline FILE).")
        return
    from validator import baseline  # most runs have none

    with given.wrong_use():
        if not update or file.exists():
            baseline.load(file)


def known(report: Report, file: Path | None, checklist: Checklist, *, update: bool) -> Report:
    """The report with the findings marked that the baseline has; update: write what it then has first."""
    if file is None:
        return report
    from validator import baseline  # most runs have none

    with given.wrong_use():
        before = baseline.load(file) if not update or file.exists() else None
    gone = baseline.gone(report, before or (), file, {ready.loaded.rule.id for ready in checklist.rules})
    after = before or frozenset()
    if update:
        after = (after - gone) | baseline.found(report, file)
        console.write_bytes(baseline.written(after).encode(), file)
        console.tell(f"letterproof: {told}" for told in baseline.sentences(before, after, file))
    else:
        console.tell(f"letterproof: {told}" for told in baseline.still_listed(gone, file))
    return baseline.marked(report, after, file)
