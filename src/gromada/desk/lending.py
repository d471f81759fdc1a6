"""What the desk tells the rooms beneath: who keeps an invitation's promise, who needs a second factor, who is in the demonstration."""

from gromada.desk import demonstration, promises
from gromada.people import demo, factors


def lend() -> None:
    promises.register()
    factors.requires(promises.needs_second_factor)
    demo.describe(demonstration.groups)
