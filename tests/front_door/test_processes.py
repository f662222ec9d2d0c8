"""The programs of an instance: started again when killed, stopped without a trace, never two runs on one folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from yimen.site import processes
from yimen.site.processes import ProcessError, Program, Restart, free_port, running

Eventually = Callable[[Callable[[], bool]], None]

IDLE = "import time\nwhile True: time.sleep(1)"
STUBBORN = (
    "import signal, subprocess, sys, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "if len(sys.argv) < 2: subprocess.Popen([sys.executable, __file__, 'child'])\n"
    "time.sleep(300)\n"
)
DRIVER = (
    "import sys\n"
    "from pathlib import Path\n"
    "from yimen.site.processes import Program, running\n"
    "programs = [Program('stubborn', (sys.executable, sys.argv[2]))]\n"
    "with running(Path(sys.argv[1]), programs, patience=1) as site:\n"
    "    print(site.supervisor.pid, flush=True)\n"
    "    site.wait()\n"
)


def idle(name: str = "idle") -> Program:
    return Program(name, (sys.executable, "-c", IDLE))


def marked(folder: Path) -> list[int]:
    return processes._marked(folder)


def another_runs(site: processes.Site, name: str, than: int) -> bool:
    return site.pids().get(name, than) != than


@pytest.fixture
def driver(place: Path, eventually: Eventually) -> Iterator[subprocess.Popen[str]]:
    """A program of its own that runs a stubborn one with a stubborn child, up and running.

    It is started as a shell starts what is put into the background: with Ctrl-C ignored.
    """
    script = place / "stubborn.py"
    script.write_text(STUBBORN)
    argv = ["sh", "-c", "trap '' INT; exec \"$@\"", "sh", sys.executable, "-c", DRIVER, str(place), str(script)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        eventually(lambda: len(marked(place)) >= 3)  # supervisord, the program and its child
        yield process
        process.kill()
    processes.clear_stale(place)


def test_what_is_killed_comes_back_and_the_others_go_on(place: Path, eventually: Eventually) -> None:
    port = free_port(18200)
    web = Program("web", (sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)))
    with running(place, [web, idle()]) as site:
        site.wait_until_healthy({"web": f"http://127.0.0.1:{port}/"})
        untouched = site.pids()["idle"]
        for _ in range(2):
            killed = site.pids()["web"]
            os.kill(killed, signal.SIGKILL)
            eventually(partial(another_runs, site, "web", killed))
            site.wait_until_healthy({"web": f"http://127.0.0.1:{port}/"})
        assert site.pids()["idle"] == untouched
    assert marked(place) == []


def test_a_killed_program_leaves_no_child_beside_its_successor(place: Path, eventually: Eventually) -> None:
    script = place / "parent.py"
    script.write_text(STUBBORN)
    with running(place, [Program("parent", (sys.executable, str(script)))], patience=1) as site:
        eventually(lambda: len(marked(place)) == 3)
        before = set(marked(place)) - {site.supervisor.pid}
        os.kill(site.pids()["parent"], signal.SIGKILL)
        eventually(lambda: not before & set(marked(place)) and len(marked(place)) == 3)


def test_programs_that_may_end_are_left_ended(place: Path, eventually: Eventually) -> None:
    count = "import sys; open(sys.argv[1], 'a').write('x'); sys.exit(int(sys.argv[2]))"
    programs = [
        Program("once", (sys.executable, "-c", count, str(place / "once"), "1"), restart=Restart.NEVER),
        Program("fine", (sys.executable, "-c", count, str(place / "fine"), "0"), restart=Restart.ON_FAILURE),
        Program("fails", (sys.executable, "-c", count, str(place / "fails"), "1"), restart=Restart.ON_FAILURE),
    ]
    with running(place, programs):
        eventually(lambda: (place / "fails").exists() and len((place / "fails").read_text()) >= 3)
    assert (place / "once").read_text() == "x"
    assert (place / "fine").read_text() == "x"


def test_odd_characters_reach_the_program_unchanged(place: Path, eventually: Eventually) -> None:
    odd = "a 'b' \"c\" 50% $HOME `id` ; # 一门\nsecond line"
    copy = "import os, sys; open('got', 'w').write(os.environ['ODD'] + '|' + sys.argv[1])"
    program = Program("copy", (sys.executable, "-c", copy, odd), env={"ODD": odd}, restart=Restart.NEVER)
    with running(place, [program]):
        eventually(lambda: (place / "got").exists() and (place / "got").read_text() == f"{odd}|{odd}")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(driver: subprocess.Popen[str], place: Path, number: signal.Signals) -> None:
    driver.send_signal(number)
    driver.communicate(timeout=30)
    assert driver.returncode != 0
    assert marked(place) == []


def test_what_a_killed_run_left_is_cleared_by_the_next(driver: subprocess.Popen[str], place: Path) -> None:
    assert driver.stdout is not None
    supervisor = int(driver.stdout.readline())
    driver.kill()
    driver.communicate()
    os.kill(supervisor, signal.SIGKILL)
    left = set(marked(place)) - {supervisor}
    assert left
    with running(place, [idle()]):
        assert not left & set(marked(place))
    assert marked(place) == []


def test_two_runs_of_one_folder_are_refused(place: Path) -> None:
    with running(place, [idle()]) as site, pytest.raises(ProcessError, match=rf"already running.*{os.getpid()}"):
        with running(place, [idle()]):
            pass
        assert site.supervisor.poll() is None


def test_stop_ends_the_run_of_another_program(driver: subprocess.Popen[str], place: Path) -> None:
    assert processes.main(["stop", str(place)]) == 0
    driver.communicate(timeout=30)
    assert marked(place) == []
    assert processes.stop(place) is False


def test_who_does_not_answer_is_named_with_its_last_words(place: Path) -> None:
    port = free_port(18300)
    talker = Program("talker", (sys.executable, "-c", "print('the ink is dry'); raise SystemExit(3)"))
    with running(place, [talker]) as site, pytest.raises(ProcessError) as error:
        site.wait_until_healthy({"talker": f"http://127.0.0.1:{port}/"})
    assert str(error.value).startswith("talker does not answer 200")
    assert "the ink is dry" in str(error.value)
    assert "It ended" in str(error.value)


def test_a_program_needs_a_plain_name() -> None:
    with pytest.raises(ValueError, match="lower-case"):
        Program("Web Server", ("true",))


def test_a_taken_port_is_passed_over() -> None:
    port = free_port(18400)
    with socket.create_server(("127.0.0.1", port + 1)):
        assert free_port(port) > port + 1


def test_another_run_does_not_get_a_port_that_is_kept() -> None:
    port = free_port(18500)
    code = f"from yimen.site.processes import free_port; print(free_port({port}))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(answer.stdout) > port


def test_neither_django_nor_its_settings_are_needed() -> None:
    code = "import sys, yimen.site.processes; sys.exit('django' in sys.modules or 'yimen.site.settings' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_program_is_served_from_the_folder_it_names(place: Path) -> None:
    (place / "served").mkdir()
    (place / "served" / "hello").write_text("你好", encoding="utf-8")
    port = free_port(18600)
    argv = (sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port))
    with running(place, [Program("web", argv, folder=place / "served")]) as site:
        site.wait_until_healthy({"web": f"http://127.0.0.1:{port}/hello"})
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/hello") as answer:
            assert answer.read().decode() == "你好"
