"""docs/reference/cli.md is what the commands say of themselves."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from greenroom.cli import cli

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
INTRODUCTION = """\
# The command line

This page is made from the commands themselves; `greenroom COMMAND --help` shows the same.

## What holds for every command

**Input.** `-` reads standard input, for one of the two documents. A file is told by its content, not by its name.

**Output.** Results go to standard output; progress, notes to you and errors go to standard error. With `--json` both
results and errors are JSON. Lines are wrapped to the terminal, or to `COLUMNS`, or to 80 columns in a pipe; colour is
left out in a pipe and when `NO_COLOR` is set.

**Exit codes.**

| code | meaning |
|---|---|
| 0 | done |
| 2 | something you can mend: a file, an option, a pack; the message says what and what next |
| 3 | something outside failed, such as the data folder; trying again may help |
| 70 | a bug in Greenroom; the message names a file to report it with |
| 130 | stopped with Ctrl-C |

With `--json`, an error is one object on standard error; `code` is stable:

```json
{"error": {"code": "missing_file", "what": "There is no file cv.pdf.", "hint": "Check the path; '-' reads standard input."}}
```

**Environment.**

| variable | meaning |
|---|---|
| `GREENROOM_DATA` | the data folder, instead of the usual place for user data of your system |
| `GREENROOM_PACKS` | folders with packs of your own (joined as in `PATH`), instead of `packs` in the data folder |
| `GREENROOM_CACHE` | where is kept what can be made again (an index of the packs, what the networks made of their texts), instead of the usual place for caches |
| `GREENROOM_REPORT_HOURS`, ... | any option: `GREENROOM`, the command and the option, joined by `_` |
| `GREENROOM_LLM_URL`, `GREENROOM_LLM_MODEL`, `GREENROOM_LLM_KEY` | the language model of `greenroom judge --second-opinion`; a key is read only from here |
| `GREENROOM_LLM_TIMEOUT`, `GREENROOM_LLM_MAX_TOKENS`, `GREENROOM_LLM_PROXY` | seconds for one reply (180), its longest length in tokens (600), a proxy to go through |
| `GREENROOM_PYTHON` | the Python that runs the code of coding rounds, 3.11 or newer, instead of Greenroom's own |
| `GREENROOM_UNISOLATED` | `1`: run your own code with limits only where nothing on the machine isolates |
| `GREENROOM_SPEECH_MODEL` | the folder of the model that recognises spoken answers, instead of `speech` in the data folder |
| `VISUAL`, `EDITOR` | the editor of `greenroom profile --edit` |
| `NO_COLOR`, `COLUMNS` | as above |
"""


def reference() -> str:
    return INTRODUCTION + "".join(
        f"\n## {path}\n\n```text\n{CliRunner().invoke(cli, [*path.split()[1:], '--help'], prog_name='greenroom', terminal_width=80).output}```\n"
        for path in paths("greenroom", cli)
    )


def paths(path: str, command: click.Command) -> list[str]:
    if not isinstance(command, click.Group):
        return [path]
    context = click.Context(command)
    below = [(name, command.get_command(context, name)) for name in command.list_commands(context)]
    return [path, *(found for name, child in below if child for found in paths(f"{path} {name}", child))]


def test_the_reference_is_what_the_commands_say(request: pytest.FixtureRequest):
    if request.config.getoption("--update-goldens"):
        REFERENCE.write_text(reference(), encoding="utf-8")
    assert REFERENCE.read_text(encoding="utf-8") == reference(), (
        "if the change is meant, run with --update-goldens"
    )
