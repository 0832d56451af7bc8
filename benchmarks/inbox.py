"""How long an inbox takes, and how much memory: `python benchmarks/inbox.py [--letters 200]` (Linux).

Puts copies of the samples into an inbox, runs `letterproof check INBOX --report DIR` twice, and prints for each run
the time and the most memory that all its processes had together (PSS: what they share is counted once; RSS: each by
itself, added up).
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"
_ENDINGS = {".docx", ".md", ".txt", ".xml"}
_EVERY = 0.03
"""Seconds between two looks at the memory."""


def main() -> None:
    """Print time and memory of a first run, of one with nothing new, and of one with a single new letter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=200)
    asked = parser.parse_args()
    print(f"{asked.letters} letters, {len(os.sched_getaffinity(0))} processors, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        inbox, report = Path(folder, "inbox"), Path(folder, "report")
        letters = _fill(inbox, asked.letters)
        _measure("first run", inbox, report)
        _measure("nothing new", inbox, report)
        with letters[0].open("ab") as letter:
            letter.write(b"\n")
        _measure("one changed", inbox, report)


def _fill(inbox: Path, number: int) -> list[Path]:
    inbox.mkdir()
    samples = sorted(file for file in SAMPLES.glob("*/*") if file.suffix in _ENDINGS)
    letters = [inbox / f"{at:05}-{samples[at % len(samples)].name}" for at in range(number)]
    for at, letter in enumerate(letters):
        shutil.copyfile(samples[at % len(samples)], letter)
    return sorted(letters, key=lambda letter: letter.suffix != ".md")


def _measure(what: str, inbox: Path, report: Path) -> None:
    command = [sys.executable, "-m", "validator", "check", str(inbox), "--report", str(report), "--fail-on", "never"]
    start, before, most = time.perf_counter(), _worked(), (0, 0, 0)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=SAMPLES.parent)
    while process.poll() is None:
        sizes = [_memory(each) for each in _family(process.pid)]
        shared, alone = (sum(size[kind] for size in sizes) for kind in (0, 1))
        most = max(most, (shared, alone, len(sizes)))
        time.sleep(_EVERY)
    seconds = time.perf_counter() - start
    pages = len(list(report.glob("letters/*.html")))
    print(
        f"{what}: {seconds:.1f} s ({_worked() - before:.1f} s of work), {pages / seconds:.0f} letters a second; "
        f"{pages} reports, exit code {process.returncode}; "
        f"at most {most[0] / 1024:.0f} MB (RSS {most[1] / 1024:.0f} MB) in {most[2]} processes"
    )


def _worked() -> float:
    """Seconds that processors gave to all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _memory(process: int) -> tuple[int, int]:
    """PSS and RSS in kB; nothing of a process that has ended."""
    sizes = {"Pss:": 0, "Rss:": 0}
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            name, *rest = line.split()
            if name in sizes:
                sizes[name] = int(rest[0])
    return sizes["Pss:"], sizes["Rss:"]


if __name__ == "__main__":
    main()
