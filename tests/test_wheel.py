"""The wheel carries everything: installed elsewhere, it runs without the checkout."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with the wheel in it, and no checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False, symlinks=True)
    (site,) = (folder / "env").glob("lib/python*/site-packages")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"),
            *("--disable-pip-version-check", "--target", str(site), str(wheel)),
        ],
        check=True,
    )
    # Dependencies come from this environment. A .pth line adds its folder alone: the editable
    # install's own .pth in there is not read, so the checkout stays out of sight.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return folder / "env" / "bin" / "python"


def run(python: Path, cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(python), "-I", "-m", "chipwire", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=True,
        env={"HOME": str(cwd), "PATH": "/usr/bin:/bin"},
    )


def test_an_installed_wheel_renders_from_another_folder(python: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [str(python), "-I", "-c", "import chipwire; print(chipwire.__file__)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert not Path(where).is_relative_to(ROOT)
    run(python, tmp_path, "demo", "--out", "out")
    html = (tmp_path / "out" / "digest.html").read_text("utf-8")
    assert "h20" in html
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        *("digest.html", "digest.txt", "digest.json", "digest.eml"),
    }


def test_an_installed_wheel_carries_its_seeds_and_migrations(python: Path, tmp_path: Path) -> None:
    run(python, tmp_path, "init", "config")
    assert (tmp_path / "config" / "watchlist.yaml").stat().st_size > 10_000
    assert run(python, tmp_path, "feeds", "list").stdout.count("\n") > 60
