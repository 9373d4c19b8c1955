"""The programs of a running portal; the same commands stand in deploy/systemd/."""

from deploy.paths import PYTHON, tool
from deploy.supervisor import Program

QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=INFO")


def worker(name: str, queues: str, processes: int, *flags: str) -> Program:
    """A prefork Celery worker: only that pool has time and memory limits."""
    return Program(
        name,
        (
            *(tool("celery"), "--app=portal", "worker", "--pool=prefork"),
            *(f"--hostname={name}@%h", f"--queues={queues}", f"--concurrency={processes}"),
            *(*QUIET, *flags),
        ),
    )


def web() -> Program:
    return Program("web", (tool("gunicorn"), "--config=deploy/gunicorn.conf.py", "portal.wsgi"))


def manage(name: str, command: str) -> Program:
    return Program(name, (str(PYTHON), "manage.py", command))


def all_programs() -> list[Program]:
    return [
        web(),
        worker("worker", "default,pdf", 2),
        worker("ocr", "ocr", 1),
        manage("scheduler", "run_scheduler"),
        manage("simulators", "run_simulators"),
    ]
