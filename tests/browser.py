"""A browser without a window, told by its own protocol what to do: for tests of what a page does in one."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from base64 import b64decode
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",  # a container's user may be root, and the pages are our own
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--remote-debugging-pipe",
)


def found(*names):
    """The first of these programs that is there, by default a browser; None where there is none."""
    return next(filter(None, map(shutil.which, names or NAMES)), None)


def axe():
    """The script of axe-core: that which LETTERPROOF_AXE names, else the one of the package `axe-core-python`."""
    named = os.environ.get("LETTERPROOF_AXE")
    return Path(named).read_text("utf-8") if named else (files("axe_core_python") / "axe.min.js").read_text("utf-8")


def output(command):
    """What a program writes to its standard output."""
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


class Browser:
    """A running browser with one page; `events` gathers what it tells unasked."""

    def __init__(self, to_browser, from_browser):
        self._to, self._from, self._number, self._session = to_browser, from_browser, 0, None
        self._rest = b""
        self.events = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method, **params):
        """What the browser answers to a command."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            told = self._read()
            if told.get("id") == self._number:
                assert "error" not in told, told
                return told["result"]
            self.events.append(told)

    def open(self, file):
        """Open a page of the disk, and wait until it is loaded."""
        self.events.clear()
        self.ask("Page.navigate", url=Path(file).resolve().as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._read())

    def run(self, script):
        """What a script gives that is run in the page, beside its own rules for scripts."""
        result = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def fetched(self):
        """The addresses that the page asked for."""
        requests = (event for event in self.events if event.get("method") == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in requests]

    def width(self, pixels, *, dark=False):
        """Show the page so wide."""
        self.ask("Emulation.setDeviceMetricsOverride", width=pixels, height=900, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self):
        """The whole page as PNG."""
        return b64decode(self.ask("Page.captureScreenshot", captureBeyondViewport=True, format="png")["data"])

    def printed(self):
        """The page as PDF, as its own rules for paper say."""
        return b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])

    def _read(self):
        while b"\0" not in self._rest:
            part = os.read(self._from, 1 << 20)
            assert part, "the browser has ended"
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)


@contextmanager
def started():
    """A browser, ended afterwards. It reads commands from its file 3 and writes answers to its file 4."""
    commands, to_browser = os.pipe()
    from_browser, answers = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        program = [found(), *_OPTIONS, f"--user-data-dir={folder}", "about:blank"]
        # Both are lifted first, so that neither falls on the place of the other.
        script = "import fcntl, os, sys; to, back = (fcntl.fcntl(int(n), fcntl.F_DUPFD, 10) for n in sys.argv[1:3]); "
        script += "os.dup2(to, 3); os.dup2(back, 4); os.execv(sys.argv[3], sys.argv[3:])"
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(commands), str(answers), *program],
            pass_fds=(commands, answers),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(commands)
        os.close(answers)
        try:
            yield Browser(to_browser, from_browser)
        finally:
            os.close(to_browser)
            process.kill()
            process.wait()
            os.close(from_browser)
