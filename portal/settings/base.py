"""Settings of every environment; what differs by machine comes from environment variables."""

import importlib.util
from pathlib import Path

import environ
from csp.constants import NONE, SELF

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.str("PORTAL_VAR", default=str(BASE_DIR / "var")))


def _package_dir(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ImportError(f"{name} is not installed; run ./dev run")
    return Path(spec.origin).parent


BOOTSTRAP_DIR = _package_dir("bootstrap_wrapper").parent / "bootstrap"

DEBUG = False
DEMO = env.bool("PORTAL_DEMO", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "portal.web.staticfiles.StaticFiles",
    "django.forms",
    "axes",
    "captcha",
    "csp",
    "django_htmx",
    "lucide",
    "portal.web",
    "portal.crypto",
    "portal.jobs",
    "portal.audit",
    "portal.reference",
    "portal.organisations",
    "portal.connectors",
    "portal.documents",
    "portal.messaging",
    "portal.plans",
    "portal.printing",
    "identity",
    "portal.approvals",
    "accounts",
    "ceducation",
    "certification.dual_qualified",
    "registration",
    "portal.home",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.web.middleware.PersonalPages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "accounts.middleware.SignInOfParts",
    "accounts.middleware.IdleSignOut",
    "accounts.middleware.PasswordChange",
    "accounts.middleware.RequiredIdentity",
    "accounts.middleware.LargeType",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.web.context.shell",
                "portal.home.context.navigation",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.backends.IdentifierBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.LengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.passwords.CharacterClassValidator"},
]
PASSWORD_HASHERS = [
    "accounts.hashers.ModestArgon2Hasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home:dashboard"
SECOND_FACTOR_URL = "accounts:second-factor"

# A7: both numbers are parameters; a try during the lock does not prolong it.
AXES_FAILURE_LIMIT = env.int("SIGN_IN_MAX_FAILURES", default=3)
SIGN_IN_LOCK_MINUTES = env.int("SIGN_IN_LOCK_MINUTES", default=15)
AXES_COOLOFF_TIME = SIGN_IN_LOCK_MINUTES / 60
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "password", "ip_address"]
STAFF_IDLE_MINUTES = env.int("STAFF_IDLE_MINUTES", default=30)
RECOVERY_LINK_HOURS = env.int("RECOVERY_LINK_HOURS", default=24)
CAPTCHA_CHALLENGE_FUNCT = "accounts.slider.digits.challenge"
CAPTCHA_IMAGE_SIZE = (150, 52)
CAPTCHA_FONT_SIZE = 32
CAPTCHA_FOREGROUND_COLOR = "#1d3f66"
CAPTCHA_BACKGROUND_COLOR = "#fffefb"
CAPTCHA_2X_IMAGE = False
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap/css", BOOTSTRAP_DIR / "css"),
    ("vendor/bootstrap/js", BOOTSTRAP_DIR / "js"),
]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.web.storage.HashedStorage"},
}
# A phone picture is shrunk in the browser; without JavaScript the whole file comes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": ["self"],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_FAILURE_VIEW = "portal.web.views.csrf_failure"

# Jobs: the row is the truth, the message only a wake-up (portal.jobs).
CELERY_BROKER_URL = env.str("REDIS_URL", default="filesystem://")
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_PROC_ALIVE_TIMEOUT = 60
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = "default"
# A running job says so this often; silent for longer, its worker counts as dead.
JOBS_HEARTBEAT_SECONDS = env.float("JOBS_HEARTBEAT_SECONDS", default=5)
JOBS_STALE_SECONDS = env.float("JOBS_STALE_SECONDS", default=45)
# A wake-up nobody answered is sent again after this long, then after twice as long, …
JOBS_WAKE_SECONDS = env.float("JOBS_WAKE_SECONDS", default=60)
JOBS_SWEEP_SECONDS = env.float("JOBS_SWEEP_SECONDS", default=15)
JOBS_TICK_SECONDS = env.float("JOBS_TICK_SECONDS", default=1)
# Logs that are no business records; the law asks for 184 days (checked in portal.jobs.checks).
LOG_RETENTION_DAYS = env.int("LOG_RETENTION_DAYS", default=184)
# A broker that is away must not hold up the web request that enqueues: one try, two seconds.
REDIS_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
}
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {**REDIS_TRANSPORT_OPTIONS}
if CELERY_BROKER_URL.startswith("filesystem"):
    _queue = VAR_DIR / "broker"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "queue"),
        "data_folder_out": str(_queue / "queue"),
        "processed_folder": str(_queue / "processed"),
        "control_folder": str(_queue / "control"),
        "store_processed": False,
        "polling_interval": 0.1,
    }

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.str("REDIS_URL"),
    }
    if env.str("REDIS_URL", default="")
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
}

# Sensitive columns (portal.crypto): "keyid:base64 of 32 bytes, …"; the first is current.
FIELD_KEYS = env.str("FIELD_KEYS", default="")
AUDIT_SEAL_DIR = Path(env.str("AUDIT_SEAL_DIR", default=str(VAR_DIR / "seals")))
OCR_MODEL_DIR = Path(env.str("OCR_MODEL_DIR", default=str(VAR_DIR / "models")))
# Printed pages (portal.printing): the faces made at set-up, and where the system's fonts lie.
FONT_DIR = Path(env.str("FONT_DIR", default=str(VAR_DIR / "fonts")))
SYSTEM_FONT_DIRS = env.list(
    "SYSTEM_FONT_DIRS", default=["/usr/share/fonts", "/usr/local/share/fonts"]
)
OCR_THREADS = env.int("OCR_THREADS", default=2)

# Outside systems (portal.connectors): simulators answer over HTTP and SMTP unless a real URL
# is given.
SIMULATOR_PORT = env.int("SIMULATOR_PORT", default=8090)
SIMULATOR_SMTP_PORT = env.int("SIMULATOR_SMTP_PORT", default=SIMULATOR_PORT + 1)
SIMULATOR_URL = f"http://127.0.0.1:{SIMULATOR_PORT}"
SIMULATOR_DIR = VAR_DIR / "simulators"
EMAIL_CONFIG = env.email_url("EMAIL_URL", default=f"smtp://127.0.0.1:{SIMULATOR_SMTP_PORT}")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@example.invalid")
CONNECT_TIMEOUT = env.float("CONNECT_TIMEOUT", default=3.0)
READ_TIMEOUT = env.float("READ_TIMEOUT", default=8.0)
# How often an outside system is tried at once before the caller is told it is unreachable.
CONNECT_ATTEMPTS = env.int("CONNECT_ATTEMPTS", default=2)
_simulator = f"http://127.0.0.1:{SIMULATOR_PORT}"
SMS_GATEWAY_URL = env.str("SMS_GATEWAY_URL", default=f"{_simulator}/sms")
SMS_GATEWAY_KEY = env.str("SMS_GATEWAY_KEY", default="demo-key")
SMS_GATEWAY_SECRET = env.str("SMS_GATEWAY_SECRET", default="demo-secret")
REAL_NAME_URL = env.str("REAL_NAME_URL", default=f"{_simulator}/real-name")
REAL_NAME_KEY = env.str("REAL_NAME_KEY", default="demo-key")
REAL_NAME_SECRET = env.str("REAL_NAME_SECRET", default="demo-secret")
TEACHER_CERTIFICATES_URL = env.str(
    "TEACHER_CERTIFICATES_URL", default=f"{_simulator}/teacher-certificates"
)
TEACHER_CERTIFICATES_KEY = env.str("TEACHER_CERTIFICATES_KEY", default="demo-key")
TEACHER_CERTIFICATES_SECRET = env.str("TEACHER_CERTIFICATES_SECRET", default="demo-secret")
# Where mails lead back to.
PORTAL_URL = env.str(
    "PORTAL_URL", default="http://" + env.str("PORTAL_ADDR", default="127.0.0.1:8000")
)
# The signature in 【】 and the vendor's template codes ("key=SMS_123,key=SMS_456").
SMS_SIGN_NAME = env.str("SMS_SIGN_NAME", default="教师业务服务平台")
SMS_TEMPLATE_CODES = env.dict("SMS_TEMPLATE_CODES", default={})

# SMS codes (portal.messaging.codes): every number is a parameter.
SMS_CODE_SECONDS = env.int("SMS_CODE_SECONDS", default=300)
SMS_CODE_TRIES = env.int("SMS_CODE_TRIES", default=5)
SMS_CODE_RESEND_SECONDS = env.int("SMS_CODE_RESEND_SECONDS", default=60)
SMS_CODES_PER_NUMBER_HOUR = env.int("SMS_CODES_PER_NUMBER_HOUR", default=5)
SMS_CODES_PER_NUMBER_DAY = env.int("SMS_CODES_PER_NUMBER_DAY", default=10)
# Fewer than a number's whole day: nobody can use up another person's codes from one address.
SMS_CODES_PER_NUMBER_AND_ADDRESS_DAY = env.int("SMS_CODES_PER_NUMBER_AND_ADDRESS_DAY", default=6)
# A school's teachers share one address.
SMS_CODES_PER_ADDRESS_HOUR = env.int("SMS_CODES_PER_ADDRESS_HOUR", default=200)
SMS_CODES_PER_MINUTE = env.int("SMS_CODES_PER_MINUTE", default=600)
# Checks of a certificate by number and name: from one network, and of one number, in an hour.
CERTIFICATE_CHECKS_PER_ADDRESS_HOUR = env.int("CERTIFICATE_CHECKS_PER_ADDRESS_HOUR", default=60)
CERTIFICATE_CHECKS_PER_NUMBER_HOUR = env.int("CERTIFICATE_CHECKS_PER_NUMBER_HOUR", default=20)
# Reverse proxies in front of the web process whose X-Forwarded-For is believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
