"""Run a command and say what it cost, the processes that it started included."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass

from scripts.paths import ROOT


@dataclass(frozen=True)
class Cost:
    """Seconds of processor (user and system, all processes) and of the clock; memory in MB of the largest process."""

    cpu: float
    wall: float
    peak: float


def cost_of(command: list[str], environment: dict[str, str]) -> Cost:
    """Run to the end; SystemExit when the command fails.

    A new process counts the memory of the one that starts it for a moment, so whoever measures must stay small.
    """
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: thoát {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)
