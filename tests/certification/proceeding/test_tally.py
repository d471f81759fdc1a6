from gromada.certification.proceeding.tally import ABSTAIN, quorum, tally
from gromada.standards.edition.model import Body

PRESENT = Body("b", quorum_least=3, majority_of="present", tie="no")
BOARD = Body("b", quorum_share=0.5, quorum_least=2, majority_of="present", tie="chair")


def test_quorum_is_the_greater_of_share_and_least():
    assert quorum(Body("b", quorum_share=0.5), 5) == 3
    assert quorum(Body("b", quorum_share=0.5), 4) == 2
    assert quorum(Body("b", quorum_share=0.5, quorum_least=4), 5) == 4
    assert quorum(Body("b"), 0) == 1


def test_without_quorum_nothing_is_decided():
    result = tally(PRESENT, ["yes", "yes"], ("yes", "no"), entitled=5, present=2, members=5)
    assert (result.outcome, result.why, result.needed) == (None, "no_quorum", 3)


def test_the_majority_of_those_present_counts_abstentions_against():
    result = tally(PRESENT, ["yes", "yes", ABSTAIN, ABSTAIN], ("yes", "no"), entitled=4, present=4, members=4)
    assert result.outcome == "no", "two of four is no majority of those present, and this body then says no"


def test_the_majority_of_votes_cast_leaves_abstentions_out():
    body = Body("b", majority_of="cast", tie="no")
    assert tally(body, ["yes", "yes", ABSTAIN, "no"], ("yes", "no"), entitled=4, present=4, members=4).outcome == "yes"


def test_the_majority_of_all_members_is_of_all_members():
    body = Body("b", majority_of="members", tie="no")
    assert tally(body, ["yes", "yes", "yes"], ("yes", "no"), entitled=7, present=3, members=7).outcome == "no"
    assert tally(body, ["yes"] * 4, ("yes", "no"), entitled=7, present=4, members=7).outcome == "yes"


def test_the_chair_breaks_a_tie_only_where_the_body_says_so():
    assert tally(BOARD, ["yes", "no"], ("yes", "no"), entitled=2, present=2, members=2, chair="no").outcome == "no"
    assert tally(BOARD, ["yes", "no"], ("yes", "no"), entitled=2, present=2, members=2, chair=None).outcome is None


def test_a_tie_of_three_outcomes_without_a_rule_decides_nothing():
    result = tally(BOARD, ["a", "b"], ("a", "b", "c"), entitled=3, present=2, members=3, chair=None)
    assert (result.outcome, result.why) == (None, "tie")


def test_two_thirds_need_more_than_two_thirds():
    body = Body("b", majority_share=2 / 3, majority_of="cast", tie="no")
    assert tally(body, ["yes"] * 4 + ["no"] * 2, ("yes", "no"), entitled=6, present=6, members=6).outcome == "no"
    assert tally(body, ["yes"] * 5 + ["no"], ("yes", "no"), entitled=6, present=6, members=6).outcome == "yes"
