"""Progress on stderr: a bar on a terminal, else a plain line a stage and one every 10 s."""

import time
from typing import Final, Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

talk = Console(stderr=True)
STAGES: Final = {"read": "1/4", "observe": "2/4", "find": "3/4", "weigh": "4/4"}
COUNTED: Final = {"read": "files", "screen": "lines"}
EVERY_S: Final = 10.0


class Telling:
    """Progress on stderr, for as long as the block lasts."""

    def __enter__(self) -> Self:
        """Start the bar, if there is a terminal to show it on."""
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._stage, self._said = "", 0.0
        if talk.is_terminal:
            self._bar = Progress(
                TextColumn("{task.description:<42}"),
                BarColumn(20),
                TextColumn("{task.completed}/{task.total}"),
                TimeElapsedColumn(),
                console=talk,
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("", total=1)
        return self

    def __call__(self, what: str, done: int, of: int) -> None:
        """Say what is being done: a stage's name and, after it, the file or step."""
        stage, _, which = what.partition(" ")
        heading = f"{STAGES.get(stage, '')} {stage}".strip()
        if self._bar is not None and self._task is not None:
            told = escape(f"{heading} {which}"[:42])
            self._bar.update(self._task, description=told, completed=done, total=max(of, 1))
            return
        now = time.monotonic()
        if stage == self._stage and now - self._said < EVERY_S:
            return
        ahead = f"{of} {COUNTED.get(stage, 'steps')}"
        words = ahead if stage != self._stage else f"{done} of {ahead}"
        self._stage, self._said = stage, now
        talk.print(f"{heading}: {words}", markup=False, highlight=False, soft_wrap=True)

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
