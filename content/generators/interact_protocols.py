"""Files of the topic interact-protocols: messages with the lines of the servers they passed."""

import datetime
from email.utils import format_datetime

from chalicelib.content import files

HOSTS = [
    "relais.lac.example",
    "mx2.colline.example",
    "smtp.atelier.example",
    "mail.rive.example",
    "mx1.prairie.example",
]
SUBJECT = {"fr": "Convocation à l'assemblée", "en": "Invitation to the assembly"}
BODY = {"fr": "Bonjour, l'assemblée aura lieu jeudi.", "en": "Hello, the assembly takes place on Thursday."}


def _message(rng, language):
    """Three or four servers; each adds its line above; some minutes pass at each."""
    count = rng.integer(3, 4)
    hosts = rng.sample(HOSTS, count)
    addresses = [f"198.51.100.{n}" for n in rng.sample(range(2, 250), count)]
    at = datetime.datetime(
        2026, rng.integer(1, 9), rng.integer(1, 28), rng.integer(7, 18), rng.integer(0, 59), tzinfo=datetime.UTC
    )
    times, lines = [], []
    for host, address in zip(hosts, addresses, strict=True):
        at += datetime.timedelta(minutes=rng.integer(1, 44))
        times.append(at)
        lines.insert(0, f"Received: from [{address}] by {host} with ESMTPS; {format_datetime(at)}")
    plain = files.eml(
        "secretariat@prairie.example",
        "camille@rive.example",
        SUBJECT[language],
        BODY[language],
        times[0].replace(tzinfo=None),
    )
    content = ("\r\n".join(lines) + "\r\n").encode() + plain
    return addresses, times, {"message.eml": content}


def trace(rng, language):
    """The address on the lowest line."""
    addresses, _, made = _message(rng, language)
    return {"origin": addresses[0], "last": addresses[-1], "files": made}


def solve_trace(found, values, language):
    """Reads the last Received line."""
    lines = [line for line in found["message.eml"].decode().splitlines() if line.startswith("Received:")]
    return lines[-1].split("[")[1].split("]")[0]


def delay(rng, language):
    """Minutes between the lowest and the highest line."""
    _, times, made = _message(rng, language)
    return {"minutes": int((times[-1] - times[0]).total_seconds() // 60), "files": made}


def solve_delay(found, values, language):
    """From the clock times in the text; no message passes midnight by more than a day."""
    lines = [line for line in found["message.eml"].decode().splitlines() if line.startswith("Received:")]
    clocks = [line.rsplit(" ", 2)[1] for line in (lines[0], lines[-1])]
    minutes = [int(clock[:2]) * 60 + int(clock[3:5]) for clock in clocks]
    return (minutes[0] - minutes[1]) % 1440
