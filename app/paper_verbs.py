"""The verbs of papers: a list of what to bring; which papers came out last, and how they look."""

from argparse import Namespace
from pathlib import Path

from app import tap
from app.answer import Answer, Verb
from app.orders import Orders
from app.parts import Parts
from language import dates
from language.texts import Say, mark
from printer.keeping import PaperKeeper
from ticketing.errors import Misconfigured
from ticketing.outbox import PaperLine, PaperState
from ticketing.words import Language

_STATES: dict[PaperState, str] = {
    PaperState.WAITING: mark("waits"),
    PaperState.SENDING: mark("is being printed"),
    PaperState.SENT: mark("sent; the printer cannot tell more"),
    PaperState.PRINTED: mark("printed, as the printer told"),
    PaperState.UNKNOWN: mark("not known whether it came out"),
    PaperState.EXPIRED: mark("did not come out in time"),
}


def checklist(parts: Parts, args: Namespace, say: Say) -> Answer:
    """Print what a visitor has to bring, as if asked for at the kiosk."""
    language, kiosk = Language(args.lang), args.kiosk or parts.config.kiosk.name
    missing = [n - 1 for n in args.missing]
    job = parts.hall.print_checklist(args.service, language, tap.read(args.tap), missing=missing, kiosk=kiosk)
    asked = job.checklist
    assert asked is not None
    known = parts.store.catalogue().documents_for(asked.what)
    documents = [known[n] for n in asked.missing] or known
    data = {
        "checklist": str(asked.id),
        "service": asked.what,
        "documents": [one.say(asked.language) for one in documents],
        "of": len(known),
        "kiosk": job.spool,
        "state": job.state.value,
    }
    sentence = say("The checklist for {service} is printed at {kiosk}.", service=asked.what, kiosk=job.spool)
    return Answer(data, [sentence])


def papers(parts: Parts, args: Namespace, say: Say) -> Answer:
    """List the last papers, newest first; draw those that were printed on this machine.

    Raises:
        Misconfigured: The folder for the pictures cannot be written.
    """
    info = parts.store.hall()
    keeper = PaperKeeper(Orders(parts.config, args.db).run_folder / "kept")
    told: list[dict[str, object]] = []
    lines: list[str] = []
    for line in parts.store.papers(args.limit):
        job = line.job
        picture = _draw(keeper, line, Path(args.pictures)) if args.pictures else None
        told.append(
            {
                "number": line.number or None,
                "service": job.checklist.what if job.checklist else None,
                "copy": job.copy,
                "kiosk": job.spool,
                "printer": job.printer,
                "at": job.created_at.isoformat(),
                "state": job.state.value,
                "trouble": job.trouble,
                "ticket": str(job.ticket_id) if job.ticket_id else None,
                "checklist": str(job.checklist.id) if job.checklist else None,
                "picture": picture,
            }
        )
        day = dates.local_date(job.created_at, info.timezone).isoformat()
        hour = dates.hour(job.created_at, info.timezone, args.language)
        lines.append(f"{day} {hour}  {_name(line, say):<24}{job.spool:<12}{say(_STATES[job.state])}")
    return Answer({"papers": told}, lines or [say("No paper was asked for yet.")])


def _name(line: PaperLine, say: Say) -> str:
    """Name a paper in the list: by its number, or by what the checklist is for."""
    job = line.job
    if job.checklist:
        return say("checklist {service}", service=job.checklist.what)
    return line.number + (f" SALINAN {job.copy}" if job.copy else "")


def _draw(keeper: PaperKeeper, line: PaperLine, folder: Path) -> str | None:
    """Draw a paper into a folder; None where it was not printed on this machine, or is not kept any more."""
    picture = keeper.picture(line.job.id)
    if picture is None:
        return None
    copy = f"-salinan-{line.job.copy}" if line.job.copy else ""
    name = line.job.checklist.what if line.job.checklist else line.number
    file = folder / f"{line.job.id:06d}-{name}{copy}.png"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        picture.save(file)
    except OSError as trouble:
        raise Misconfigured("--pictures", "unwritable", str(trouble)) from trouble
    return str(file)


VERBS: dict[str, Verb] = {"checklist": checklist, "papers": papers}
