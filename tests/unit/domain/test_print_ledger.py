"""Never further than there is evidence for, and nothing sent twice by itself."""

import pytest

from app.domain.print_ledger import ACTIVE, MAY_BE_ON_PAPER, TRANSITIONS, JobState, may_follow, reprint_mark


def later(state):
    """Every state that can be reached from `state`."""
    reached, todo = set(), [state]
    while todo:
        here = todo.pop()
        fresh = {after for before, after in TRANSITIONS if before is here} - reached
        reached |= fresh
        todo += fresh
    return reached


def test_every_state_is_reached_from_a_draft():
    assert later(JobState.DRAFT) == set(JobState) - {JobState.DRAFT}


def test_what_is_settled_stays_settled():
    assert [state for state in JobState if not later(state)] == [
        JobState.CONFIRMED,
        JobState.FAILED,
        JobState.CANCELLED,
    ]


@pytest.mark.parametrize("state", MAY_BE_ON_PAPER)
def test_what_may_be_on_paper_is_never_withdrawn(state):
    assert not may_follow(state, JobState.CANCELLED)


def test_a_job_is_sent_again_only_when_no_paper_came_of_it():
    assert {before for before, after in TRANSITIONS if after is JobState.QUEUED} == {
        JobState.DRAFT,
        JobState.SENDING,
        JobState.NOT_PRINTED,
    }
    assert {before for before, after in TRANSITIONS if after is JobState.NOT_PRINTED} == {JobState.UNKNOWN}


def test_no_job_is_both_waiting_and_on_paper():
    assert not set(ACTIVE) & set(MAY_BE_ON_PAPER)
    assert may_follow(JobState.DRAFT, JobState.QUEUED)
    assert not may_follow(JobState.DRAFT, JobState.SENDING)


def test_every_copy_but_the_first_says_so():
    assert reprint_mark(1, "14:07", "Ana") == ""
    assert reprint_mark(2, "14:07", "Ana") == "REPRINT 2 · 14:07 · Ana"
