"""The wheel holds all it needs: built, installed into a fresh environment, and run from a foreign folder.

The environment's libraries are those of the tests, so that no network is needed.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OWN_UV = ROOT / ".bootstrap" / "bin" / "uv"
UV = str(OWN_UV) if OWN_UV.exists() else shutil.which("uv")
FORMATS = {"html", "pdf", "json", "md", "ics", "apkg"}

pytestmark = pytest.mark.skipif(
    UV is None, reason="uv is neither in .bootstrap/bin (`make test` puts it there) nor on the PATH"
)


def uv(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(UV), *map(str, arguments)], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    built = uv("build", "--wheel", ROOT, "--out-dir", folder)
    if (
        built.returncode
        and "hatchling" in built.stderr
        and any(word in built.stderr for word in ("fetch", "connect", "dns"))
    ):
        pytest.skip(
            "the build backend is not in uv's cache and cannot be fetched: " + built.stderr.splitlines()[-1]
        )
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The folder of programs of a fresh environment that holds the wheel, and sees the libraries of this one."""
    home = tmp_path_factory.mktemp("fresh") / "venv"
    made = uv("venv", home, "--python", sys.executable, "--offline")
    assert made.returncode == 0, made.stderr
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    put = uv("pip", "install", "--offline", "--no-deps", "--python", programs / "python", wheel)
    assert put.returncode == 0, put.stderr
    (packages,) = {*home.glob("lib/python*/site-packages"), *home.glob("Lib/site-packages")}
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "libraries_of_the_tests.pth").write_text("\n".join(libraries))
    return programs


@pytest.fixture
def run(installed, tmp_path):
    def go(*arguments: object) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path / "home"),
            "GREENROOM_DATA": str(tmp_path / "data"),
        }
        (tmp_path / "elsewhere").mkdir(exist_ok=True)
        return subprocess.run(
            [installed / "greenroom", *map(str, arguments)],
            cwd=tmp_path / "elsewhere",
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return go


@pytest.mark.parametrize("folder", ["packs", "samples", "src/greenroom"])
def test_everything_beside_the_code_is_inside(wheel, folder):
    """All files git knows or would take, whatever their kind: templates, fonts, vocabularies, migrations, pages."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git checkout")
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {name for name in listed.stdout.splitlines() if (ROOT / name).exists()}
    assert wanted
    prefix = "" if folder.startswith("src") else "greenroom/"
    assert not {name for name in wanted if prefix + name.removeprefix("src/") not in inside}


def test_nothing_else_is_inside(wheel):
    inside = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in inside if ".dist-info/" not in name} == {"greenroom"}
    assert not [name for name in inside if "__pycache__" in name or name.endswith((".db", ".orig"))]
    for kind in (
        ".typ",
        ".html.j2",
        ".otf",
        ".css",
        "minilm_vocab.txt",
        "env.py",
        "py.typed",
        "cv.pdf",
        "skills.toml",
    ):
        assert any(name.endswith(kind) for name in inside), kind


def test_it_is_the_wheel_that_runs(installed):
    where = subprocess.run(
        [
            installed / "python",
            "-c",
            "import greenroom.bootstrap as b; print(b.__file__, *b.pack_folders(), *b.sample_files())",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    for path in where.stdout.split():
        assert Path(path).is_relative_to(installed.parent)


def test_the_packs_are_found_in_a_checkout_too():
    from greenroom.bootstrap import pack_folders, sample_files

    assert pack_folders() == (ROOT / "packs",)
    assert all(path.is_relative_to(ROOT / "samples") for path in sample_files())


def test_a_report_in_every_format_from_a_foreign_folder(run, tmp_path):
    done = run("report", ROOT / "samples" / "cv.pdf", ROOT / "samples" / "posting.md", "--out", "out")
    assert done.returncode == 0, done.stderr
    made = {path.suffix[1:]: path.stat().st_size for path in (tmp_path / "elsewhere" / "out").iterdir()}
    assert made.keys() == FORMATS
    assert min(made.values()) > 500


def test_the_sample_comes_with_it(run):
    done = run("report", "--sample", "--json")
    assert done.returncode == 0, done.stderr


def test_its_packs_pass_and_a_new_one_can_be_started(run):
    assert run("pack", "check").returncode == 0
    assert run("pack", "new", "voice-ai", "--role", "ml_engineer").returncode == 0
    assert run("pack", "check", "voice-ai").returncode == 0


def test_its_database_opens(run, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "fix.yaml").write_text("name: Ada King\n")
    done = run("profile", ROOT / "samples" / "cv.pdf", "--apply", "fix.yaml")
    assert done.returncode == 0, done.stderr
    assert "Ada King" in run("profile", ROOT / "samples" / "cv.pdf").stdout
