"""Random proceedings of a random edition, and the roles, forms and terms that their steps need (see `strategies`)."""

from typing import Any

from hypothesis import strategies as st

Tree = dict[str, Any]


class Writer:
    """Writes the proceedings of one edition, and the roles, forms and terms that their steps need."""

    def __init__(self, draw: st.DrawFn, structure: Tree) -> None:
        self.draw = draw
        self.all = structure
        self.readers = draw(st.sampled_from([2, 1, 3, 0]))  # how many experts a case has; 0: none
        self.steps: list[Tree] = []

    def write(self) -> None:
        self.chair = bool(self.readers) and self.draw(st.booleans())
        main = self.main()
        self.all["proceeding"]["main"] = main
        if self.draw(st.booleans()):
            self.certificate_proceeding()

    def form(self, id: str, *fields: Tree, **words: Any) -> str:
        self.all["form"][id] = {"fields": list(fields), **words}
        return id

    def note(self, id: str) -> str:
        """A form of a few fields, one of them asked only sometimes."""
        more: list[Tree] = []
        if self.draw(st.booleans()):
            more = [
                {"id": "sure", "type": "choice", "options": ["yes", "no"]},
                {"id": "why", "type": "text", "when": {"field": "sure", "is": ["no"]}},
            ]
        if self.draw(st.booleans()):
            more.append({"id": "table", "type": "rows", "required": False, "columns": [{"id": "what", "type": "text"}]})
        return self.form(id, {"id": "text", "type": "text", "max": 500}, *more)

    def term(self, id: str) -> str:
        self.all["term"][id] = self.draw(
            st.sampled_from(
                [
                    {"days": 14},
                    {"working_days": 10},
                    {"months": 1, "ends_on_working_day": True},
                    {"days": 7, "from": "delivery"},
                ]
            )
        )
        return id

    def main(self) -> Tree:
        length = self.draw(st.integers(2, 5))
        self.road = [f"m{n}" for n in range(length + 1)]
        self.steps = []
        self.form(
            "application",
            {"id": "text", "type": "text", "min": 1, "max": 200},
            {"id": "tree", "type": "tree", "scale": "answer", "evidence": self.draw(st.booleans())},
            keep=True,
        )
        begun = self.draw(st.booleans())
        if begun:
            self.steps.append(
                {"step": "begin", "by": ["holder"], "from": ["-"], "to": "m0", "form": self.note("beginning")}
            )
        self.appointing()
        for n in range(length):
            self.stretch(n)
        ends = [self.road[-1], "out"]
        self.steps.append(
            {
                "step": "leave",
                "by": ["holder"],
                "from": self.draw(st.sampled_from([["*"], [f"*before:{self.road[-2]}"]])),
                "to": "out",
            }
        )
        return {"about": "institution", "begins": "m0", "ends": ends, "steps": self.steps}

    def appointing(self) -> None:
        """The first state: hand in, then appoint, so that everybody who acts later is there."""
        self.hands_in = False
        if not self.readers:
            return
        self.all["role"]["reader"] = {"from": "case", "pool": "readers", "count": [self.readers, 4]}
        roles = ["reader"]
        fields = [{"id": "readers", "type": "people", "role": "reader", "min": self.readers, "max": 4}]
        if self.chair:
            self.all["role"]["leader"] = {"from": "case", "one_of": "board"}
            fields.append({"id": "leader", "type": "people", "role": "leader", "max": 1})
            roles.append("leader")
        step: Tree = {
            "step": "appoint",
            "by": ["office"],
            "from": ["m0"],
            "to": "=",
            "form": self.form("appointments", *fields),
            "provided": [{"rule": "appointed", "roles": roles}],
            "effects": [{"effect": "appoint", "role": role} for role in roles],
        }
        if self.draw(st.booleans()):
            step["provided"].append({"rule": "free_of_conflict", "roles": roles})
        self.steps.append(step)

    def stretch(self, n: int) -> None:
        here, there = self.road[n], self.road[n + 1]
        last = n == len(self.road) - 2
        kinds = ["vote", "each", "wait", "choice", "one"] if self.readers else ["vote", "wait", "choice", "one"]
        kind = (
            "hand_in" if n == 0 else "issue" if last and self.draw(st.booleans()) else self.draw(st.sampled_from(kinds))
        )
        getattr(self, kind)(n, here, there)
        if self.draw(st.integers(0, 3)) == 0:
            actors = self.actors()
            self.steps.append(
                {"step": f"note{n}", "by": [actors], "from": [here], "to": "=", "form": self.note(f"note{n}")}
            )

    def actors(self) -> str:
        return self.draw(st.sampled_from(["holder", "office"] + (["leader"] if self.chair else [])))

    def hand_in(self, n: int, here: str, there: str) -> None:
        step: Tree = {"step": "hand_in", "by": ["holder"], "from": [here], "to": there, "form": "application"}
        step["provided"] = [{"rule": "answered", "form": "application"}]
        if self.draw(st.booleans()):
            step["provided"].append({"rule": "score", "of": "application", "share_at_least": 0.1})
        if self.readers:
            step["provided"].append({"rule": "times", "step": "appoint", "at_least": 1})
        step["effects"] = ["freeze"]
        step["letter"] = "receipt"
        self.steps.append(step)

    def one(self, n: int, here: str, there: str) -> None:
        step: Tree = {"step": f"go{n}", "clause": str(n), "by": [self.actors()], "from": [here], "to": there}
        if self.draw(st.booleans()):
            step["form"] = self.note(f"form{n}")
            step["effects"] = self.draw(st.sampled_from([[], ["freeze"], ["announce"]]))
        self.steps.append(step)

    def each(self, n: int, here: str, there: str) -> None:
        number = self.draw(st.sampled_from([self.readers, "all"]))
        self.steps.append(
            {
                "step": f"each{n}",
                "by": ["reader"],
                "how": {"each": number, "blind": self.draw(st.booleans())},
                "from": [here],
                "to": there,
                "form": self.note(f"opinion{n}"),
            }
        )

    def choice(self, n: int, here: str, there: str) -> None:
        back = self.draw(st.sampled_from([self.road[k] for k in range(n + 1)]))
        step: Tree = {
            "step": f"choose{n}",
            "by": [self.actors()],
            "from": [here],
            "to": {"on": there, "back": back},
            "provided": [
                {"rule": "times", "step": f"choose{n}", "at_most": self.draw(st.integers(1, 5)), "on": "back"}
            ],
            "letter": [{"on": "on", "letter": "news"}],
        }
        if self.draw(st.booleans()):
            step["form"] = self.form(f"why{n}", {"id": "reasons", "type": "text", "when": {"outcome": ["back"]}})
        self.steps.append(step)

    def vote(self, n: int, here: str, there: str) -> None:
        refused = f"refused{n}"
        appealed = self.draw(st.sampled_from([True, True, False]))
        step: Tree = {
            "step": f"decide{n}",
            "clause": f"{n}.1",
            "by": ["board"],
            "how": {"vote": "board"},
            "from": [here],
            "to": {"yes": there, "no": refused if appealed else self.draw(st.sampled_from(["out", "="]))},
            "form": self.form(f"decision{n}", {"id": "reasons", "type": "text", "when": {"outcome": "no"}}),
            "provided": [],
        }
        if self.draw(st.booleans()):
            step["provided"].append({"rule": "score", "of": "application", "each_at_least": "partly", "on": "yes"})
        if self.chair:
            lead = {
                "step": f"propose{n}",
                "by": ["leader"],
                "from": [here],
                "to": "=",
                "form": self.note(f"proposal{n}"),
            }
            self.steps.append(lead)
            step["provided"].append({"rule": "others_than", "step": lead["step"]})
        self.steps.append(step)
        if appealed:
            self.appeal(n, refused, there, step)

    def appeal(self, n: int, refused: str, there: str, decision: Tree) -> None:
        """Refusals wait for an appeal; a case of its own, about this one, hears it."""
        appeal, term, time = f"appeal{n}", self.term(f"appeal{n}"), self.term(f"ruling{n}")
        decision["starts"] = [{"on": "no", "term": term}]
        self.steps += [
            {"step": f"grant{n}", "by": [appeal], "from": [refused], "to": there},
            {"step": f"refuse{n}", "by": [appeal], "from": [refused], "to": "out"},
            {
                "step": f"stand{n}",
                "by": ["time"],
                "from": [refused],
                "to": "out",
                "provided": [
                    {"rule": "term", "name": term, "is": "passed"},
                    {"rule": "count", "proceeding": appeal, "open": 0},
                ],
            },
        ]
        self.all["role"][f"judges{n}"] = {"from": "body"}
        self.all["body"][f"judges{n}"] = {"members": [3, 5], "quorum": {"least": 2}, "majority": {"tie": "dismiss"}}
        vote = self.draw(st.booleans())
        ruling: Tree = {
            "step": "rule",
            "by": [f"judges{n}"],
            "from": ["lodged"],
            "to": {"uphold": "upheld", "dismiss": "dismissed"},
            "form": self.note(f"ruling{n}"),
            "provided": [{"rule": "others_than", "step": decision["step"], "of": "parent"}],
            "meets": time,
            "effects": [
                {"on": "uphold", "effect": "parent", "step": f"grant{n}"},
                {"on": "dismiss", "effect": "parent", "step": f"refuse{n}"},
            ],
        }
        if vote:
            ruling["how"] = {"vote": f"judges{n}"}
        lodge = {
            "step": "lodge",
            "by": ["holder"],
            "from": ["-"],
            "to": "lodged",
            "form": self.note(f"grounds{n}"),
            "provided": [{"rule": "term", "name": term, "is": "open", "of": "parent"}],
            "starts": time,
        }
        self.all["proceeding"][appeal] = {
            "about": {"case": ["main"], "in": [refused]},
            "begins": "lodged",
            "ends": ["upheld", "dismissed"],
            "steps": [lodge, ruling],
        }

    def wait(self, n: int, here: str, there: str) -> None:
        """Somebody is asked and answers in time, or the clock goes on."""
        term, waiting = self.term(f"term{n}"), f"waiting{n}"
        late = self.draw(st.sampled_from([there, "out"]))
        self.steps += [
            {"step": f"ask{n}", "by": ["office"], "from": [here], "to": waiting, "starts": term, "letter": "news"},
            {
                "step": f"answer{n}",
                "by": ["holder"],
                "from": [waiting],
                "to": there,
                "form": self.note(f"answer{n}"),
                "meets": term,
            },
            {
                "step": f"late{n}",
                "by": ["time"],
                "from": [waiting],
                "to": late,
                "provided": [{"rule": "term", "name": term, "is": "passed"}],
            },
        ]

    def issue(self, n: int, here: str, there: str) -> None:
        names = ("number", "valid_from", "valid_to", "label")
        form = self.form(
            "deed",
            *({"id": id, "type": "date" if id.startswith("valid") else "text", "proposed": id} for id in names),
        )
        self.steps.append(
            {
                "step": "issue",
                "by": ["office"],
                "from": [here],
                "to": there,
                "form": form,
                "provided": [{"rule": "certificate", "is": "not_overlapping"}],
                "effects": ["issue", "announce", "publish"],
            }
        )

    def certificate_proceeding(self) -> None:
        steps: list[Tree] = [
            {
                "step": "open",
                "by": ["office"],
                "from": ["-"],
                "to": "open",
                "form": self.note("opening"),
                "provided": [{"rule": "certificate", "is": "in_force"}],
            },
            {
                "step": "suspend",
                "by": ["office"],
                "from": ["open"],
                "to": "=",
                "effects": [{"effect": "certificate", "do": "suspend"}],
            },
            {
                "step": "settle",
                "by": ["board"],
                "how": {"vote": "board"},
                "from": ["open"],
                "to": {"revoke": "revoked", "no": "dropped"},
                "form": self.note("settlement"),
                "effects": [
                    {"on": "revoke", "effect": "certificate", "do": "revoke"},
                    {"on": "no", "effect": "certificate", "do": "reinstate"},
                ],
            },
        ]
        self.all["proceeding"]["review"] = {
            "about": "certificate",
            "begins": "open",
            "ends": ["revoked", "dropped"],
            "steps": steps,
        }
