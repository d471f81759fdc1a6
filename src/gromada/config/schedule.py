"""The timetable: what runs by itself, and when. A new job is a new line here; `timetable` runs them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """Runs every so many seconds, or once a day at an hour (of TIME_ZONE). The callable is named by its dotted path.

    `when` names a cheap question that only reads; the job is not even claimed where the answer is no. A job that has
    not finished within `limit` seconds counts as dead and is run again, so every job must bear being run twice.
    With `each_missed` a daily job is called for every day that was missed, with that day; otherwise once, with nothing.
    """

    name: str
    call: str
    every: int = 0
    daily_at: int | None = None
    when: str = ""
    each_missed: bool = False
    limit: int = 600


SCHEDULE: tuple[Job, ...] = (
    Job(
        "follow the journal",
        "gromada.journal.following.run_all",
        every=2,
        when="gromada.journal.following.has_work",
        limit=180,
    ),
    Job(
        "send letters",
        "gromada.certification.actions.letters.deliver_queued",
        every=3,
        when="gromada.certification.actions.letters.has_queued",
    ),
    Job(
        "send reminders",
        "gromada.certification.actions.expiring.deliver_waiting",
        every=60,
        when="gromada.certification.actions.expiring.has_waiting",
    ),
    Job("letters of people", "gromada.people.tasks.send_waiting", every=2, when="gromada.people.tasks.has_waiting"),
    Job("clear letters of people", "gromada.people.tasks.clear", daily_at=4),
    Job("prepare missing letters", "gromada.certification.actions.clockwork.prepare_left", every=600),
    Job("steps of the clock", "gromada.certification.actions.clockwork.turn", daily_at=1, limit=3600),
    Job("yearly reports", "gromada.certification.actions.yearly.open_yearly", daily_at=2, limit=3600),
    Job("reminders", "gromada.certification.actions.reminding.remind", daily_at=6, limit=3600),
    Job("what awaits people", "gromada.desk.digests.send_all", daily_at=6, limit=1800),
    Job("papers of successors", "gromada.certificates.actions.make_due", daily_at=1, limit=1800),
    Job("credentials", "gromada.certificates.papers.bring_all_up_to_date", daily_at=1, limit=3600),
    Job("sign status lists", "gromada.certificates.lists.sign_due", every=300),
    Job("sign the day's head", "gromada.journal.heads.sign_day_before", daily_at=0, each_missed=True),
    Job("sweep files", "gromada.records.files.sweep", daily_at=3, limit=3600),
    Job("forget who sent remarks", "gromada.certification.actions.from_outside.forget_senders", daily_at=4),
    Job("clear what is over", "gromada.config.housekeeping.clear", daily_at=4),
)
