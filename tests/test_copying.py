"""Copies of a process, made in one of its own: that of the tests has threads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="processes are copied on Linux only"
)

HEAD = """
import os, sys, threading
from podcast.pipeline.copying import copied, is_safe
"""


def said(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", HEAD + code], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout


def test_a_copy_has_what_is_loaded_and_answers_through_a_pipe() -> None:
    code = """
loaded = {"كلمة": 7}
def work(asked, answers):
    answers.write(str(loaded[asked.readline().decode().strip()]).encode())
    answers.flush()
copy = copied(work)
copy.stdin.write("كلمة\\n".encode())
copy.stdin.flush()
print(copy.stdout.read().decode(), os.getpgid(copy.pid) != os.getpgid(0))
copy.wait()
copy.kill()
"""
    assert said(code) == "7 True\n"


def test_what_fails_in_a_copy_ends_it_in_silence() -> None:
    code = """
def work(asked, answers):
    raise KeyboardInterrupt
copy = copied(work)
print(copy.stdout.read())
copy.wait()
"""
    assert said(code) == "b''\n"


def test_a_killed_copy() -> None:
    code = """
copy = copied(lambda asked, answers: asked.read())
copy.kill()
copy.wait()
print(copy.stdout.read())
"""
    assert said(code) == "b''\n"


def test_a_process_with_a_second_thread_is_not_copied() -> None:
    code = """
print(is_safe())
end = threading.Event()
threading.Thread(target=end.wait).start()
print(is_safe())
end.set()
"""
    assert said(code) == "True\nFalse\n"


def test_a_copy_handles_signals_as_its_original_does() -> None:
    code = """
import signal
before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
def work(asked, answers):
    answers.write(repr(signal.pthread_sigmask(signal.SIG_BLOCK, [])).encode())
    answers.flush()
copy = copied(work)
own = signal.pthread_sigmask(signal.SIG_BLOCK, [])
print(copy.stdout.read().decode() == repr(own), own == before | {signal.SIGUSR1})
copy.wait()
"""
    assert said(code) == "True True\n"


def test_where_no_copy_is_allowed_a_worker_is_started_when_there_is_work() -> None:
    code = """
from podcast.pipeline.workers import WorkerPool
def refused():
    raise BlockingIOError
os.fork = refused
before = os.listdir("/proc/self/fd")
pool = WorkerPool(2, copies=True)
print(pool.idle.get(), pool.idle.get(), os.listdir("/proc/self/fd") == before)
"""
    assert said(code) == "None None True\n"


def test_a_copy_holds_no_lock_of_its_original() -> None:
    code = """
import tempfile
from pathlib import Path
from podcast.pipeline import lock
audio = Path(tempfile.mkdtemp())
def work(asked, answers):
    answers.write(b"begun")
    answers.flush()
    asked.read()
with lock.holding(audio, print):
    copy = copied(work)
    print(copy.stdout.read(5), lock._taken(audio))
print(lock._taken(audio) is not None)
copy.kill()
copy.wait()
"""
    assert said(code) == "b'begun' None\nTrue\n"
