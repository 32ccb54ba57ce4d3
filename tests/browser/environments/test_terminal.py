"""The shell behaves as the real one does, in the cases that challenges use."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("lines", "output"),
    [
        (["pwd"], "/home/camille"),
        (["ls"], "photos/ | projet/"),
        (["ls -a"], ".secret | photos/ | projet/"),
        (["ls -S photos"], "b.jpg | a.jpg"),
        (["cat .secret"], "The word is: larch"),
        (["cat nothing"], "cat: nothing: no such file or directory"),
        (["cat projet"], "cat: projet: is a directory"),
        (["cd projet && cat data/*.csv | grep -c jan"], "2"),
        (["grep -n error projet/journal.log", "grep -in error projet/journal.log | head -n 1"],
         "3:09:10 ERROR code 4821"),
        (["grep -rl larch ~"], "/home/camille/.secret"),
        (["find . -name '*.csv' | sort -r"], "./projet/data/ventes-2025.csv | ./projet/data/ventes-2024.csv"),
        (["cut -d, -f2 projet/data/ventes-2025.csv | tail -n 2"], "11 | 18"),
        (["echo 'a  b' \"c;d\""], "a  b c;d"),
        (["echo one > f; echo two >> f; cat f"], "one | two"),
        (["./projet/sauve.sh"], "./projet/sauve.sh: permission denied"),
        (["chmod +x projet/sauve.sh", "./projet/sauve.sh"], "saved"),
        (["chmod 000 .secret", "cat .secret"], "cat: .secret: permission denied"),
        (["rm photos"], "rm: photos: is a directory"),
        (["rm -r photos; ls"], "projet/"),
        (["rmdir projet"], "rmdir: projet: directory not empty"),
        (["cp -r photos copy && ls copy"], "a.jpg | b.jpg"),
        (["mv photos photos/inner"], "mv: /home/camille/photos/inner: already exists"),
        (["mkdir -p x/y/z && find x -type d"], "x | x/y | x/y/z"),
        (["ping imprimante.atelier.example"], "ping 192.0.2.77: timed out, no answer"),
        (["nslookup serveur.atelier.example"], "serveur.atelier.example = 192.0.2.10"),
        (["constructor"], "constructor: command not found (type help)"),
        (["kill 101"], "kill: 101: permission denied"),
        (["printf x"], "printf: command not found (type help)"),
        (["ls | sort >"], ">: missing argument"),
    ],
)  # fmt: skip
def test_what_a_line_prints(stage: Callable[..., Any], lines: list[str], output: str) -> None:
    """A learner who knows a real shell must meet its habits, errors included."""
    played = stage("terminal", {"task": "output"})
    played.tab_to("Command")
    for line in lines:
        played.line(line)
    assert played.answer() == output


def test_the_arrows_bring_back_earlier_commands(stage: Callable[..., Any]) -> None:
    """Nobody types a long command twice."""
    played = stage("terminal", {"task": "command"})
    played.tab_to("Command")
    played.line("pwd")
    played.line("ls")
    played.key("ArrowUp")
    played.key("ArrowUp")
    played.key("Enter")
    assert played.answer() == "pwd"
