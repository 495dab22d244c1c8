"""Cascades from and to CSV."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.spread.cascades import (
    NAMES,
    Cascade,
    Cascades,
    Duplicate,
    Event,
    from_events,
    read_cascades,
    write_cascades,
)

EXPECTED = (Cascade("p", ("B", "A"), (1990.0, 1995.0)), Cascade("q", ("A",), (2000.5,)))


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "cascades.csv"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize(
    "text",
    [
        "node,time,cascade\nA,1995,p\nB,1990,p\nA,2000.5,q\n",
        "cascade,node,time\np,A,1995\np,B,1990\nq,A,2000.5\n",
        "statenam,policy,adopt_year\nA,p,1995\nB,p,1990\nA,q,2000.5\n",
        "cascade_id,event_time,node_name\np,1995,A\np,1990,B\nq,2000.5,A\n",
        '\ufeffnote, Node ,TIME,cascade\r\nx,"A", 1995 ,p\r\n\r\n,B,1990,p\r\n"a, b",A,2000.5,q',
    ],
)
def test_every_shape_is_read_the_same(tmp_path: Path, text: str) -> None:
    cascades = read_cascades(file(tmp_path, text))
    assert cascades.cascades == EXPECTED
    assert cascades.nodes == ("A", "B")  # by first appearance in the file
    assert cascades.duplicates == ()
    assert len(cascades) == 2


def test_the_earliest_of_duplicates_is_kept_and_each_other_reported(tmp_path: Path) -> None:
    cascades = read_cascades(file(tmp_path, "node,time,cascade\nA,5,p\nA,3,p\nB,4,p\nA,4,p\nA,9,q\n"))
    assert cascades.cascades[0] == Cascade("p", ("A", "B"), (3.0, 4.0))
    assert cascades.duplicates == (Duplicate("p", "A", 3.0, 5.0), Duplicate("p", "A", 3.0, 4.0))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no adoptions"),
        ("node,time,cascade\n\n", "no adoptions"),
        ("node,year,cascade\nA,1,p\n", "line 1: the header node,year,cascade"),
        ("node,node,time,cascade\nA,A,1,p\n", "line 1: the header"),
        ("node,time,cascade\nA,1,p\nB,soon,p\n", "line 3: the time 'soon' is not a number"),
        ("node,time,cascade\nA,nan,p\n", "line 2: the time 'nan'"),
        ("node,time,cascade\nA,inf,p\n", "line 2: the time 'inf'"),
        ("node,time,cascade\nA,1_9,p\n", "line 2: the time '1_9'"),
        ("node,time,cascade\nA,,p\n", "line 2: the time ''"),
        ("node,time,cascade\n\n\nA,1\n", "line 4: 2 fields are too few"),
        ("node,time,cascade\n,1,p\n", "line 2: the node is empty"),
        ("node,time,cascade\nA,1, \n", "line 2: the cascade is empty"),
        ('node,time,cascade\n"A\nB",1,p\nC,x,p\n', "line 4: the time 'x'"),
        ('node,time,cascade\nA,1,p\n"A"x,1,p\n', "line 3: not CSV"),
    ],
)
def test_bad_files_are_refused_with_the_line(tmp_path: Path, text: str, message: str) -> None:
    path = file(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        read_cascades(path)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)


def test_unreadable_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_cascades(tmp_path / "missing.csv")
    path = tmp_path / "latin.csv"
    path.write_bytes("node,time,cascade\n\xe9,1,p\n".encode("latin-1"))
    with pytest.raises(UsageError, match="cannot be read"):
        read_cascades(path)


@pytest.mark.parametrize(
    ("nodes", "times", "message"),
    [
        (("A",), (1.0, 2.0), "1 nodes but 2 times"),
        (("A", "A"), (1.0, 2.0), "occurs twice"),
        (("A", "B"), (2.0, 1.0), "not in order"),
        (("A",), (float("nan"),), "not a finite number"),
    ],
)
def test_what_is_no_cascade_is_refused(
    nodes: tuple[str, ...], times: tuple[float, ...], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        Cascade("p", nodes, times)


def test_nodes_are_listed_once_and_cascades_named_once() -> None:
    cascade = Cascade("p", ("B", "A"), (1.0, 2.0))
    assert Cascades((cascade,)).nodes == ("B", "A")
    assert Cascades((cascade,), ("A", "C", "B")).nodes == ("A", "C", "B")
    with pytest.raises(UsageError, match="do not list A"):
        Cascades((cascade,), ("B",))
    with pytest.raises(UsageError, match="listed twice"):
        Cascades((cascade,), ("B", "A", "B"))
    with pytest.raises(UsageError, match="same name"):
        Cascades((cascade, cascade))


def test_only_known_headers_are_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown columns a,b,c"):
        write_cascades(Cascades(EXPECTED), tmp_path / "x.csv", ("a", "b", "c"))


def test_written_as_plain_csv(tmp_path: Path) -> None:
    write_cascades(from_events([Event("p, q", "A", 1990.0), Event("p, q", "B", 0.1)]), tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes() == b'node,time,cascade\nA,1990,"p, q"\nB,0.1,"p, q"\n'


WORDS = st.text("abc ,\"'\n济", min_size=1, max_size=4).map(str.strip).filter(bool)
EVENTS = st.lists(
    st.builds(Event, WORDS, WORDS, st.floats(allow_nan=False, allow_infinity=False)), min_size=1, max_size=30
)


@given(EVENTS, st.sampled_from(NAMES))
def test_reading_gives_back_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], header: tuple[str, str, str]
) -> None:
    cascades = from_events(events)
    path = tmp_path_factory.mktemp("cascades") / "x.csv"
    write_cascades(cascades, path, header)
    again = read_cascades(path)
    assert again.cascades == cascades.cascades
    assert again.nodes == cascades.nodes
    assert again.duplicates == ()
    assert len(list(cascades.events())) + len(cascades.duplicates) == len(events)
