"""Where alerts go: a file, a webhook, a mailbox, Prefect's events. Each takes a message whole, or raises AlertError."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flows.settings import Settings
from sources.errors import AlertError, FetchError, UsageError
from sources.fetch import post_json
from sources.lines import dumps
from warehouse.alerts import Message

PREFECT = "prefect"
_LONGEST = 1_000_000  # bytes of a torn line that are looked through for its beginning
Target = Callable[[Message], None]


def open_target(name: str, settings: Settings, report: Path | None) -> Target:
    """What sends to a target of a topic file. Raises AlertError when a setting that it needs is missing."""
    scheme, _, rest = name.partition(":")
    if scheme == "file":
        return lambda message: _append(settings.data / rest, message, report)
    if scheme == "webhook":
        address = _secret(rest, os.environ)
        return lambda message: _post(name, address, message, report, settings)
    if scheme == "mail":
        if settings.smtp is None:
            raise AlertError(f"{name}: needs DOICHIEU_SMTP, such as smtp://user:password@mail.example.org:587")
        server, sender = settings.smtp, settings.mail_from
        return lambda message: _mail(server, sender, rest, message, report)
    raise UsageError(f"{name}: no such target; expected file:, webhook: or mail:")


def _secret(text: str, environment: Mapping[str, str]) -> str:
    """The address of a webhook; `$NAME` is taken from the environment, since such addresses are often secrets."""
    if not text.startswith("$"):
        return text
    value = environment.get(text[1:], "")
    if not value:
        raise AlertError(f"webhook:{text}: the environment has no {text[1:]}")
    return value


def message_data(message: Message, report: Path | None) -> dict[str, object]:
    """A message for programs; `text` alone is what chat webhooks show."""
    return {
        "text": message.text["en"],
        "text_vi": message.text["vi"],
        "id": message.identity,
        "topic": message.topic,
        "at": message.happened_at.isoformat(),
        "report": str(report) if report else None,
        "events": [
            {
                "event": event_name(event.happening),
                "key": event.key,
                "finding": event.finding_id,
                "outlet": event.outlet,
                "type": event.type,
                "severity": event.severity,
                "severity_before": event.severity_before,
                "explanation": {"en": event.text_en, "vi": event.text_vi},
                "run_id": event.run_id,
            }
            for event in message.events
        ],
    }


def event_name(happening: str) -> str:
    """The name of an event as Prefect and webhooks know it: `doichieu.discrepancy.opened`."""
    return f"doichieu.{'outlet' if happening in ('unreadable', 'readable') else 'discrepancy'}.{happening}"


def _append(path: Path, message: Message, report: Path | None) -> None:
    """A line at the end of a file; a line torn by a crash goes, and one that is the last already is not doubled."""
    line = dumps(message_data(message, report)).encode() + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - len(line) - _LONGEST))
            tail = file.read()
            torn = len(tail) - (tail.rfind(b"\n") + 1)
            if torn:
                file.truncate(size - torn)
                tail = tail[:-torn]
            if tail.endswith(line):
                return
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise AlertError(f"{path}: cannot be written: {error.strerror}") from error


def _post(name: str, address: str, message: Message, report: Path | None, settings: Settings) -> None:
    """The message's identity goes along as Idempotency-Key: a crash right after sending may send it again."""
    try:
        post_json(
            address,
            dumps(message_data(message, report)),
            user_agent=settings.user_agent,
            key=sha256(message.identity.encode()).hexdigest()[:32],
            allow_private=True,  # the desk's own setting, not a page's
        )
    except FetchError as error:
        raise AlertError(f"{name}: {error.reason}") from error


def _mail(server: str, sender: str, recipient: str, message: Message, report: Path | None) -> None:
    parts = urlsplit(server)
    mail = EmailMessage()
    mail["Subject"] = message.line
    mail["From"] = sender or (unquote(parts.username) if parts.username else "doichieu@localhost")
    mail["To"] = recipient
    mail["Date"] = format_datetime(message.happened_at)
    mail["Message-ID"] = f"<{sha256(message.identity.encode()).hexdigest()[:32]}@doichieu>"
    tail = f"\n\n{report}" if report else ""
    mail.set_content(f"{message.text['vi']}\n\n{message.text['en']}{tail}\n")
    host, is_tls = parts.hostname or "localhost", parts.scheme == "smtps"
    try:
        context = ssl.create_default_context()
        with (
            smtplib.SMTP_SSL(host, parts.port or 465, timeout=30, context=context)
            if is_tls
            else smtplib.SMTP(host, parts.port or 25, timeout=30)
        ) as session:
            if not is_tls:
                session.ehlo()
                if session.has_extn("starttls"):
                    session.starttls(context=context)
                    session.ehlo()
            if parts.username:
                session.login(unquote(parts.username), unquote(parts.password or ""))
            session.send_message(mail)
    except (OSError, smtplib.SMTPException) as error:
        raise AlertError(f"mail by {host}: {error}") from error
