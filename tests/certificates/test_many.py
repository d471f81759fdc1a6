"""Very many certificates at once: read, signed, sealed and kept a handful together, and never half of one."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gromada.certificates import issuing, keys, papers, seals, telling
from gromada.certificates.credential import sealed
from gromada.certificates.credential.fault import Fault
from gromada.certificates.models import Credential, Seal, SealedPaper, SigningKey, StatusList
from gromada.certification.models import Certificate
from gromada.journal.check import check
from gromada.journal.models import Entry
from gromada.kit.refusal import Refusal
from gromada.people.models import Issuer
from gromada.records.models import Attachment, StoredFile
from tests.builders.cases import World
from tests.builders.certificates import released_to

COUNT = 5


@pytest.fixture
def many(world: World) -> list[Certificate]:
    return released_to(world, COUNT)


@pytest.fixture
def key(world: World) -> SigningKey:
    return keys.make(world.issuer, by="test")


@pytest.fixture
def seal(world: World) -> Seal:
    return seals.make(world.issuer, by="test")


@pytest.fixture(autouse=True)
def two_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issuing, "TOGETHER", 2)


def lines(verb: str) -> int:
    return Entry.objects.filter(verb=verb).count()


def test_each_has_its_credential_its_papers_and_its_lines(many: list[Certificate], key: SigningKey, seal: Seal) -> None:
    assert papers.bring_all_up_to_date(by="test") == COUNT
    credentials = Credential.objects.all()
    assert {each.certificate_id for each in credentials} == {each.pk for each in many}
    assert len({each.index for each in credentials}) == COUNT and StatusList.objects.count() == 1
    assert (lines("credential.issued"), lines("paper.sealed")) == (COUNT, 2 * COUNT)
    for paper in SealedPaper.objects.select_related("credential__certificate__institution"):
        (found,) = sealed.seals_in(paper.file.path.read_bytes())
        assert found.thumbprint == seal.thumbprint
        document = paper.credential.documents[f"{paper.language}.eddsa-rdfc-2022"]
        assert document["credentialSubject"]["name"].startswith(paper.credential.certificate.institution.name)
    assert SealedPaper.objects.values("file").distinct().count() == 2 * COUNT
    assert check() == []


def test_doing_it_again_changes_nothing(many: list[Certificate], key: SigningKey, seal: Seal) -> None:
    papers.bring_all_up_to_date()
    before = Entry.objects.count()
    assert papers.bring_all_up_to_date() == COUNT
    assert (Entry.objects.count(), SealedPaper.objects.count()) == (before, 2 * COUNT)


def test_what_each_says_together_it_says_alone(many: list[Certificate], key: SigningKey) -> None:
    alone = issuing.bring_up_to_date(many[0])
    assert alone is not None
    issuing.bring_all_up_to_date()
    assert Credential.objects.filter(certificate=many[0]).get() == alone
    told = Credential.objects.exclude(pk=alone.pk)[0]
    assert told.words == telling.told_of(told.certificate).words
    assert set(told.documents) == set(alone.documents)


def test_more_certificates_are_not_more_questions(world: World, key: SigningKey, seal: Seal, monkeypatch: Any) -> None:
    monkeypatch.setattr(issuing, "TOGETHER", 100)
    asked = []
    for first, count in ((0, 2), (2, 6)):
        released_to(world, count, first=first)
        with CaptureQueriesContext(connection) as captured:
            papers.bring_all_up_to_date()
        asked.append(len(captured))
    assert SealedPaper.objects.count() == 16
    assert asked[1] <= asked[0], asked


class TestACrash:
    """As if the power had gone while the last line of a transaction was being written."""

    @pytest.fixture
    def crash(self, monkeypatch: pytest.MonkeyPatch) -> Any:
        def at(module: Any) -> Any:
            def gone(*_lines: object, **_by: object) -> None:
                raise KeyboardInterrupt

            patched = pytest.MonkeyPatch()
            patched.setattr(module, "append_all", gone)
            with pytest.raises(KeyboardInterrupt):
                papers.bring_all_up_to_date()
            patched.undo()

        return at

    def test_while_signing_leaves_no_credential(
        self, many: list[Certificate], key: SigningKey, seal: Seal, crash: Any
    ) -> None:
        crash(issuing)
        assert not Credential.objects.exists() and lines("credential.issued") == 0
        assert papers.bring_all_up_to_date() == COUNT and SealedPaper.objects.count() == 2 * COUNT

    def test_while_keeping_leaves_no_row_of_a_paper(
        self, many: list[Certificate], key: SigningKey, seal: Seal, crash: Any
    ) -> None:
        crash(papers)
        assert Credential.objects.count() == COUNT
        assert [model.objects.count() for model in (SealedPaper, Attachment, StoredFile)] == [0, 0, 0]
        assert papers.bring_all_up_to_date() == COUNT
        assert SealedPaper.objects.count() == Attachment.objects.count() == 2 * COUNT and check() == []


def test_one_that_cannot_be_signed_stops_none_of_those_before_it(
    many: list[Certificate], key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = sorted(many, key=lambda each: each.pk)[3]
    signed = issuing._signed

    def not_this(told: telling.Told, *given: Any) -> Credential:
        if told.certificate.pk == bad.pk:
            raise Fault("term", "test")
        return signed(told, *given)

    monkeypatch.setattr(issuing, "_signed", not_this)
    with pytest.raises(Fault):
        issuing.bring_all_up_to_date()
    assert Credential.objects.count() == 3 and check() == []


def test_a_stolen_key_signs_the_list_anew_once_for_all_of_a_handful(
    many: list[Certificate], key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    issuing.bring_all_up_to_date()
    keys.withdraw(key, reason="stolen", by="test")
    keys.make(key.issuer, by="test")
    monkeypatch.setattr(issuing, "TOGETHER", 100)
    with CaptureQueriesContext(connection) as captured:
        assert issuing.bring_all_up_to_date() == COUNT
    assert Credential.objects.filter(revoked_at=None, key__withdrawn_at=None).count() == COUNT
    assert lines("credential.revoked") == COUNT
    written = [each for each in captured if each["sql"].startswith('UPDATE "certificates_statuslist"')]
    assert len(written) == 2  # for what was revoked, and as one that the stolen key had signed


def test_several_issuers_sign_each_with_their_own(many: list[Certificate], key: SigningKey) -> None:
    trust = Issuer.objects.create(slug="playground-trust", name="Playground Trust", short="Trust")
    keys.make(trust, by="test")
    Certificate.objects.filter(pk__in=[each.pk for each in many[:2]]).update(issuer=trust)
    assert issuing.bring_all_up_to_date() == COUNT
    for credential in Credential.objects.select_related("key", "status_list", "certificate"):
        assert credential.key.issuer_id == credential.status_list.issuer_id == credential.certificate.issuer_id


def test_a_key_and_a_seal_that_cannot_be_opened_hold_up_nobody_else(
    many: list[Certificate], key: SigningKey, seal: Seal
) -> None:
    trust = Issuer.objects.create(slug="playground-trust", name="Playground Trust", short="Trust")
    theirs, sealing = keys.make(trust, by="test"), seals.make(trust, by="test")
    Certificate.objects.filter(pk__in=[each.pk for each in many[:3]]).update(issuer=trust)
    SigningKey.objects.filter(pk=theirs.pk).update(locked=key.locked)
    with pytest.raises(Refusal, match=theirs.fragment):
        papers.bring_all_up_to_date()
    assert {paper.seal for paper in SealedPaper.objects.all()} == {seal} and SealedPaper.objects.count() == 4
    SigningKey.objects.filter(pk=theirs.pk).update(locked=theirs.locked)
    Seal.objects.filter(pk=sealing.pk).update(locked=seal.locked)
    with pytest.raises(Refusal, match=sealing.name):
        papers.bring_all_up_to_date()
    assert (Credential.objects.count(), SealedPaper.objects.count()) == (5, 4)
    Seal.objects.filter(pk=sealing.pk).update(locked=sealing.locked)
    assert papers.bring_all_up_to_date() == COUNT and SealedPaper.objects.count() == 2 * COUNT
