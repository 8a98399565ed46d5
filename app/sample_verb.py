"""The verb of a technician who chooses what stands on the paper: one paper that is no ticket."""

from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from app.answer import Answer
from app.config import Config
from language.texts import Say
from printer import address, template
from printer.devices import open_printer
from printer.encoding import encode
from printer.layout import lay_out
from printer.specimen import specimen


def run(
    args: Namespace, config: Config, say: Say, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Answer:
    """Print one paper with all that may stand on one, on the printer that is given or configured.

    Raises:
        Misconfigured: The address or the template is wrong; with its line.
        Environment: The printer took no paper, or nobody knows.
    """
    to = address.parse(args.printer or config.kiosk.printer)
    form = template.read(Path(config.paper.template)) if config.paper.template else template.DEFAULT
    hall = config.hall
    words = specimen(hall.name, hall.timezone, args.language, now(), config.phone.address)
    folder = config.data / "samples"
    paper = encode(lay_out(words, to.paper, form))
    is_told = open_printer(to, folder).send(paper)
    picture = str((Path(to.place) if to.place else folder) / "last.png") if to.scheme == "preview" else None
    lines = [say("Printed: {where}", where=picture or to.url)]
    if not is_told:
        lines.append(say("Sent: this printer cannot tell whether the paper came out."))
    data = {"printer": to.url, "printed": is_told, "bytes": len(paper), "picture": picture}
    return Answer(data, lines)
