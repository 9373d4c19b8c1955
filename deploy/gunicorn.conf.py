"""gunicorn, in the embedded default and behind nginx alike; sizes come from the environment."""

import os

bind = os.environ.get("PORTAL_ADDR", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
# Threads keep a slow client, or a browser's spare connection, from holding a worker. Behind nginx
# one thread a worker serves CPU-bound pages fastest.
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = int(os.environ.get("WEB_TIMEOUT", "60"))
graceful_timeout = 10
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
control_socket_disable = True
accesslog = "-"
errorlog = "-"
# No query string: it may hold what a person typed.
access_log_format = '%(h)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
